"""The form for the screen in any language, in a real browser: what its script says, and in which language and direction."""

import re
from shutil import which

import pytest

from pseudo import plain_words, pseudo_language, written
from qshop.cli.main import run
from support import programme
from welsh import WELSH

playwright = pytest.importorskip("playwright.sync_api", reason="playwright drives the browser")
CHROMIUM = which("chromium") or which("google-chrome")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium to open the form in")]
PHONE = {"viewport": {"width": 360, "height": 740}}
FILE = re.compile(r"onsite-v1-[-0-9A-Z]+\.csv")
WIDER_THAN_THE_SCREEN = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def opened():
    """Give a function that builds a programme and opens its form on a phone."""
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])

        def open_form(root):
            assert run(["--project", str(root), "build-questionnaire"]) == 0
            page = browser.new_page(**PHONE)
            page.set_default_timeout(5000)
            page.goto((root / "questionnaires/onsite/v1.html").as_uri())
            return page

        yield open_form
        browser.close()


def type_into(page, **values):
    """Type values, by the names of their controls, as if a shopper had."""
    page.evaluate("(all) => { for (const [name, value] of Object.entries(all)) set(name, value); change(); }", values)


def test_the_script_says_nothing_but_sentences_of_the_locale_and_long_ones_fit_a_phone(opened, tmp_path):
    with pseudo_language(tmp_path / "package"):
        page = opened(written(tmp_path / "programme"))
    seen = []

    def look(doing):
        doing()
        assert not page.evaluate(WIDER_THAN_THE_SCREEN), page.locator("body").inner_text()[:300]
        seen.append(page.locator("body").inner_text() + page.title())

    look(lambda: page.click("#next"))
    look(lambda: type_into(page, site="1", date="2126-01-01", time_in="09:30", shopper="a/b", status="completed"))
    look(lambda: page.click("#next"))
    type_into(page, date="2026-03-02", shopper="1", scenario="guest", channel="face_to_face")
    look(lambda: page.click("#next"))
    type_into(page, opened="yes", opened_evidence="1.2", lamps="3 4")
    look(lambda: page.click("#next"))
    type_into(page, lamps="3", arrived="09:30")
    look(lambda: page.click("#next"))
    type_into(page, greeted="no", offered="tea", desk_staff="a/b")
    look(lambda: page.click("#next"))
    type_into(page, greeted="yes", **{"wait:minutes": "x"})
    look(lambda: page.click("#next"))
    look(lambda: page.evaluate("go('the-review')"))
    look(lambda: page.click("[data-save=csv]"))
    type_into(page, desk_staff="", **{"wait:minutes": "1"})
    page.evaluate("go('the-review')")
    look(lambda: page.click("[data-save=csv]"))
    look(lambda: page.click("#sure-yes"))
    look(lambda: page.evaluate("dispute(true)"))
    look(lambda: page.evaluate("dispute(false)"))
    look(page.reload)
    look(lambda: page.click("#the-review [data-new-visit]"))
    assert page.locator("#sure").is_visible()
    assert [plain_words(FILE.sub("", text)) for text in seen] == [[]] * len(seen)


@pytest.mark.parametrize(("language", "direction"), [("cy", "ltr"), ("ar", "rtl")])
def test_every_text_is_marked_with_its_language_also_after_switching(opened, tmp_path, language, direction):
    files = {path: text.replace("cy:", f"{language}:").replace("[cy,", f"[{language},") for path, text in WELSH.items()}
    page = opened(programme(tmp_path, files))
    own, english = [language, direction], ["en", "ltr"]
    assert marks(page, "html", "#head-visit span", "#step", "#head-stage-desk span") == [own, english, english, own]
    page.click("[data-language=en]")
    assert marks(page, "html", "#head-visit span", "#step", "#head-stage-desk span") == [english] * 4
    page.click(f"[data-language={language}]")
    assert marks(page, "html", "#head-visit span", "#step", "#head-stage-desk span") == [own, english, english, own]
    assert page.locator("#step").evaluate("(one) => getComputedStyle(one).direction") == "ltr"
    assert not page.evaluate(WIDER_THAN_THE_SCREEN)
    page.evaluate("go('the-review')")
    assert marks(page, "#unanswered a span", "#put-right a span:last-child") == [own, english]


def marks(page, *places):
    """Give the language and the direction that each place says it is in."""
    return [page.locator(place).first.evaluate("(one) => [one.lang, one.dir]") for place in places]
