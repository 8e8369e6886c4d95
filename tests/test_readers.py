"""The readers of a debrief: each has a page, its view holds codes and numbers, and its page is in one language."""

import re
from dataclasses import fields, is_dataclass

import pytest

from desk import FILES, VISITS
from qshop.cli.inputs import read_accepted
from qshop.cli.main import run
from qshop.debrief import overall, site
from qshop.debrief.readers import READERS, reader
from qshop.findings.results import Results, last_wave
from qshop.io.folder import load
from qshop.io.packaged import packaged_languages, tongue
from qshop.pages.reader_pages import PAGES
from qshop.pages.render import Layouts
from scoring import DESKS, frozen, visits
from support import programme

USES = {"qshop.yaml": FILES["qshop.yaml"].replace("2026-01-15}", "2026-01-15, uses: [training]}")}
DECLARED = FILES | USES
OTHERS = [language for language in packaged_languages() if language != "en"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    root = programme(tmp_path_factory.mktemp("desk"), {**in_every_language(DECLARED), "export.csv": VISITS})
    assert run(["--project", str(root), "build-questionnaire"]) == 0
    assert run(["--project", str(root), "ingest", str(root / "export.csv")]) == 0
    loaded = load(root)
    batches, _ = read_accepted(loaded, words=True)
    wave = last_wave(batches, loaded.programme)
    return Results(loaded.programme, wave, batches, [], is_late=True), Layouts(root)


def in_every_language(files):
    """Write the texts of the desk, which has three languages, in those that are packaged besides."""
    more = [language for language in packaged_languages() if language not in ("en", "fr", "tr")]
    texts = "".join(rf", {language}: {language} \1" for language in more)
    listed = ", ".join(["en", "fr", "tr", *more])
    return {
        path: re.sub(r"\{en: ([^,{}]*)", rf"\g<0>{texts}", text).replace("[en, fr, tr]", f"[{listed}]")
        for path, text in files.items()
    }


def test_every_reader_has_a_page_and_every_page_a_reader():
    assert list(PAGES) == list(READERS)


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", READERS)
def test_a_page_leaves_nothing_untranslated(desk, name, language):
    results, layouts = desk
    for subject in reader(name).subjects(results):
        view = reader(name).view(results, subject)
        english, other = (written(name, view, results, layouts, one) for one in ("en", language))
        assert words(english) & words(other) == set()


def written(name, view, results, layouts, language):
    """Write a reader's page as Markdown."""
    page = PAGES[name].words(view, results.programme, tongue(language))
    return layouts.render(f"{PAGES[name].layout}.md.j2", page, tongue(language))


def words(page):
    """List the lines that say something."""
    return {line.strip("#*- |>") for line in page.splitlines() if sum(c.isalpha() for c in line) > 3}


@pytest.mark.parametrize("name", READERS)
def test_a_view_holds_figures_as_numbers(desk, name):
    results, _ = desk
    for subject in reader(name).subjects(results):
        held = list(texts_within(reader(name).view(results, subject)))
        assert [text for text in held if re.search(r"%|\d[.,]\d", text)] == []


def texts_within(value):
    """List the texts that a view holds, however deep; what it takes from the programme's files is not its own."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_within(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_within(getattr(value, field.name))


POLICIES = ["{plus: counted}", "{plus: bonus, stages: {desk: 3, leaving: 1}}", "{plus: apart, min_answered: 80}"]


@pytest.mark.parametrize("policy", POLICIES)
def test_a_site_is_told_the_same_as_if_there_were_no_other(tmp_path, policy):
    desks = frozen(tmp_path, DESKS | {"qshop.yaml": DESKS["qshop.yaml"] + f"scoring: {policy}\n"})
    two = {"S1": visits(desks, rows("S1", "yes", "no")), "S2": visits(desks, rows("S2", "no", "yes"))}
    both = told(desks, visits(desks, [*rows("S1", "yes", "no"), *rows("S2", "no", "yes")]))
    assert site.subjects(both) == ["S1", "S2"]
    for one, alone in two.items():
        of_both, of_one = site.view(both, one), overall.view(told(desks, alone), "")
        assert (of_both.journey, of_both.told.things) == (of_one.journey, of_one.told.things)


def told(desks, batches):
    return Results(desks, last_wave(batches, desks), batches, [])


def rows(site, first, last):
    """Visits of a site in both waves, of which one leaves nearly everything blank."""
    guest = {"site": site, "scenario": "guest", "channel": "phone"}
    given = {**guest, "wait": "40", "flowers": last, "door": "2", **({"goodbye": first} if site == "S1" else {})}
    spring = [{"visit_id": f"{site}-{day}", "date": f"2026-03-0{day}", "greeted": first, **given} for day in (1, 2)]
    autumn = [{"visit_id": f"{site}-{day}", "date": f"2026-09-{day}", "greeted": last, **given} for day in (11, 12, 13)]
    return [*spring, *autumn, {**guest, "visit_id": f"{site}-blank", "date": "2026-09-20", "greeted": first}]
