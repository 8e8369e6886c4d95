"""Every form and page in a language made for the purpose: what comes out in plain letters is written into the code."""

import json
import re
from html.parser import HTMLParser

import openpyxl
import pytest

from desk import said
from pseudo import EXPORT, LANGUAGE, MOMENTS, marked, plain_words, pseudo_language, written
from qshop.cli.main import run
from qshop.debrief.readers import READERS
from qshop.forms.kinds import USUAL_FORMATS
from revisions import commit, edit, git
from support import programme

WAVE = [line.split(",")[0] for line in EXPORT.splitlines() if ",2026-09-" in line]
WAVE_PAGES = ("programme", "site-1", "site-2", "team-crew", "owner-manager", "owner-management")
PLANTED = {
    "templates/debrief/wave.md.j2": "{% block well_done %}Well done{% endblock %}",
    "templates/debrief/visit.md.j2": "{% block stages %}{{ 'Well done' | md }}{% endblock %}",
    "templates/forms/questionnaire.md.j2": "{% block thanks %}Thank you{% endblock %}",
    "templates/forms/briefing.md.j2": "{% block heading %}# Hello{% endblock %}",
    "templates/forms/form.html.j2": '{% block thanks %}<input placeholder="Any thanks?">{% endblock %}',
}


@pytest.fixture(scope="module", autouse=True)
def language(tmp_path_factory):
    with pseudo_language(tmp_path_factory.mktemp("package")):
        yield


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    return walk(written(tmp_path_factory.mktemp("pseudo")))


def walk(root):
    """Take the programme all the way, and write every form and every debrief; give its folder."""
    assert run(["--project", str(root), "build-questionnaire"]) == 0
    assert run(["--project", str(root), "ingest", str(root / "export.csv")]) == 0
    (root / "visits/2/moments.csv").write_text(MOMENTS, encoding="utf-8")
    for reader in READERS:
        assert run(["--project", str(root), "debrief", "--for", reader, "--out", str(root / "debriefs")]) == 0
    return root


def pages(root):
    """List the forms and the debriefs by name, each as what it shows to people; the CSV form is names of columns."""
    files = [*(root / "questionnaires").glob("*/v1.*"), *(root / "debriefs").glob("*/*/*")]
    return {path.relative_to(root).as_posix(): SHOWN[path.suffix](path) for path in files if path.suffix in SHOWN}


def shown_in_markdown(path):
    return re.sub(r"\\(.)", r"\1", path.read_text(encoding="utf-8"))


def shown_in_html(path):
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    return "\n".join(page.texts)


class Page(HTMLParser):
    """Collects what a page shows or reads aloud, and the texts that its script puts there."""

    def __init__(self):
        super().__init__()
        self.texts, self.within = [], ""

    def handle_starttag(self, tag, attributes):
        self.within = "facts" if ("id", "facts") in attributes else tag
        self.texts += [value for name, value in attributes if name in ("alt", "aria-label", "placeholder", "title")]

    def handle_endtag(self, _tag):
        self.within = ""

    def handle_data(self, data):
        if self.within == "facts":
            words = json.loads(data)["words"][LANGUAGE].values()
            self.texts += [re.sub(r"\{\w+\}", "", text) for text in words]  # the page fills the gaps
        elif self.within not in ("script", "style"):
            self.texts.append(data)


def shown_in_workbook(path):
    book = openpyxl.load_workbook(path)
    columns = [column for sheet in ("survey", "choices") for column in book[sheet].iter_cols(values_only=True)]
    texts = [cell for name, *cells in columns if "::" in name for cell in cells if cell]
    settings = dict(zip(*book["settings"].iter_rows(values_only=True), strict=True))
    return "\n".join([*texts, settings["form_title"], settings["default_language"].removesuffix(f"({LANGUAGE})")])


SHOWN = {".md": shown_in_markdown, ".html": shown_in_html, ".xlsx": shown_in_workbook}


def test_no_form_and_no_page_says_anything_but_sentences_of_the_locale_and_texts_of_the_programme(walked):
    found = pages(walked)
    assert {name.rpartition(".")[2] for name in found} == {*USUAL_FORMATS} - {"csv"}
    assert {name: plain_words(text) for name, text in found.items()} == {name: [] for name in found}
    assert [name for name, text in found.items() if "⟦" not in text] == []
    assert {re.split("[-/]", name)[2] for name in found if name.startswith("debriefs")} == set(READERS)
    assert {f"questionnaires/onsite/v1.briefing-{role}.el.md" for role in ("guest", "courier")} < set(found)


def test_a_sentence_that_is_planted_in_a_layout_is_found(tmp_path):
    layouts = {path: f'{{% extends "{path.replace("templates", "qshop")}" %}}{text}' for path, text in PLANTED.items()}
    root = walk(programme(written(tmp_path), layouts))
    found = {name: " ".join(plain_words(text)) for name, text in pages(root).items()}
    assert {name: words for name, words in found.items() if words} == {
        **{f"debriefs/2/{subject}/debrief.el.md": "Well done" for subject in WAVE_PAGES},
        **{f"debriefs/2/visit-{visit}/debrief.el.md": "Well done" for visit in WAVE},
        **{f"questionnaires/{name}/v1.el.md": "Thank you" for name in ("onsite", "call")},
        **{f"questionnaires/onsite/v1.briefing-{role}.el.md": "Hello" for role in ("guest", "courier")},
        "questionnaires/call/v1.briefing.el.md": "Hello",
        **{f"questionnaires/{name}/v1.html": "Any thanks" for name in ("onsite", "call")},
    }


def test_a_word_that_is_written_into_the_code_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(
        "qshop.forms.xlsform.question_rows.option_words", lambda _question, value, _tongue: value.title()
    )
    monkeypatch.setattr("qshop.pages.visit_words.answer_words", lambda _question, value, _tongue: f"answered {value}")
    found = {name: set(plain_words(text)) for name, text in pages(walk(written(tmp_path))).items()}
    assert found["questionnaires/call/v1.xlsx"] == {"Yes", "No"}
    assert found["debriefs/2/visit-22/debrief.el.md"] == {"answered", "no", "nothing"}


def test_what_commands_say_to_those_who_look_after_the_programme_is_english_and_never_half_of_it(tmp_path, capsys):
    git(tmp_path, "init", "--quiet")
    root = walk(commit(written(tmp_path), {}))
    edit(root, {"criteria/access.yaml": [("critical: 'true'", "critical: 'false'")]})
    for command in (["diff"], ["diff", "--format", "markdown"], ["score"], ["score", "--by", "stage"], ["check"]):
        code, output = said(capsys, root, *command)
        assert (code, "⟦" in output.out + output.err) == (0, False), command


def test_a_sentence_of_the_pseudo_language_is_longer_by_four_tenths_and_keeps_its_gaps():
    assert (
        marked("Only in {names}, at {n} sites.") == "⟦Ｏｎｌｙ ｉｎ {names}, ａｔ {n} ｓｉｔｅｓ. ｏｏｏ ｏｏｏ ｏｏｏ⟧"
    )
    assert marked({"one": "{n} visit", "other": "{n} visits"}) == {
        "one": "⟦{n} ｖｉｓｉｔ⟧",
        "other": "⟦{n} ｖｉｓｉｔｓ ｏｏｏ⟧",
    }
