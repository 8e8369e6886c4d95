"""A programme may be written in any language: its own texts stand everywhere, and qshop's sentences fall back."""

import io
import json
import re
from html.parser import HTMLParser

import openpyxl
import pytest

from desk import said
from qshop.base.language_tags import direction_of, own_name
from qshop.cli.main import run
from qshop.io.folder import load
from qshop.io.packaged import packaged_languages, tongue
from support import programme, said_before_method
from welsh import WELSH

NOTE = """\
{path}:3:12: QS228 note: beside texts in cy, qshop's own sentences are in en, and no rule on wording reads cy
    nothing to mend; docs/how-to/add-a-language.md says how qshop learns a language
"""
EXPORT = """\
visit_id,questionnaire,version,site,date,greeted,greeted_comment,words,wait
v1,onsite,1,Q1,2026-03-02,yes,,welsh,20
v2,onsite,1,Q1,2026-03-03,yes,,english,90
v3,onsite,1,T2,2026-03-04,no,Neb yno,english,30
"""


@pytest.fixture(scope="module")
def visited(tmp_path_factory):
    """Take a programme in Welsh and English as far as accepted visits; give its root."""
    root = programme(tmp_path_factory.mktemp("museum"), WELSH | {"export.csv": EXPORT})
    assert run(["--project", str(root), "build-questionnaire"]) == 0
    assert run(["--project", str(root), "ingest", str(root / "export.csv")]) == 0
    return root


def test_check_says_once_that_sentences_fall_back_and_finds_nothing(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(programme(tmp_path, WELSH))
    code, output = said(capsys, tmp_path, "check")
    assert (code, output.out) == (0, "")
    assert output.err == NOTE.format(path="qshop.yaml") + "nothing found: 2 criteria, 3 questions, 2 sites\n"


def test_a_note_is_no_diagnostic(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(programme(tmp_path, WELSH))
    code, output = said(capsys, tmp_path, "check", "--format", "json")
    assert (code, json.loads(output.out)["diagnostics"]) == (0, [])
    assert said(capsys, tmp_path, "check", "--format", "github")[1].out == ""


def test_what_is_missing_is_noted_for_each_language_and_own_words_are_enough_to_be_read(tmp_path, monkeypatch, capsys):
    languages = WELSH["qshop.yaml"].replace("[cy, en]", "[cy, gd, br, fr, en-GB]")
    monkeypatch.chdir(programme(tmp_path, WELSH | {"qshop.yaml": languages, "wording/cy.yaml": "format: 1\n"}))
    assert said(capsys, tmp_path, "check")[1].err.startswith(
        "qshop.yaml:3:12: QS228 note: beside texts in cy, gd and br, qshop's own sentences are in fr, "
        "and no rule on wording reads gd and br\n"
    )


def test_no_other_command_says_it_and_every_kind_of_form_is_made(tmp_path, capsys):
    root = programme(tmp_path, WELSH)
    code, output = said(capsys, root, "build-questionnaire")
    assert (code, output.err) == (0, "onsite: version 1 frozen\n")
    assert sorted(path.name for path in (root / "questionnaires/onsite").iterdir()) == [
        "v1.briefing.cy.md",
        "v1.briefing.en.md",
        "v1.csv",
        "v1.cy.md",
        "v1.en.md",
        "v1.html",
        "v1.xlsx",
        "v1.yaml",
    ]


@pytest.mark.parametrize("form", ["{}.md", "briefing.{}.md"])
def test_paper_asks_in_welsh_and_says_the_rest_in_english(visited, form):
    welsh, english = (
        (visited / "questionnaires/onsite" / f"v1.{form.format(language)}").read_text(encoding="utf-8")
        for language in ("cy", "en")
    )
    assert "A gawsoch chi eich cyfarch?" in welsh
    assert in_english(welsh) == english


def in_english(page):
    """Put the programme's English texts in place of its Welsh ones: all the rest of a page is in English already."""
    texts = re.findall(r"\{cy: ([^,}]*), en: ([^}]*)\}", "".join(WELSH.values()))
    for welsh, english in sorted(texts, key=lambda pair: -len(pair[0])):
        page = page.replace(welsh, english)
    return page


def test_an_xlsform_has_a_column_for_every_language_by_its_own_name(visited):
    book = openpyxl.load_workbook(io.BytesIO((visited / "questionnaires/onsite/v1.xlsx").read_bytes()))
    survey = [[cell or "" for cell in row] for row in book["survey"].iter_rows(values_only=True)]
    assert survey[0][:6] == [
        "type", "name", "label::Cymraeg (cy)", "label::English (en)", "hint::Cymraeg (cy)", "hint::English (en)"
    ]  # fmt: skip
    rows = {row[1]: row[2:6] for row in survey}
    assert rows["greeted"] == ["A gawsoch chi eich cyfarch?", "Were you greeted?", "", ""]
    assert rows["wait"] == ["Faint o amser wnaethoch chi aros?", "How long did you wait?", *["Unit: seconds"] * 2]
    assert book["settings"]["D2"].value == "Cymraeg (cy)"


def test_visits_of_such_a_form_are_scored(visited, capsys):
    code, output = said(capsys, visited, "score", "--format", "csv", "--by", "site")
    assert (code, said_before_method(output.err)) == (0, "")
    assert [line.split(",")[:2] for line in output.out.splitlines()] == [["site", "visits"], ["Q1", "2"], ["T2", "1"]]
    assert said(capsys, visited, "score")[1].out.startswith("Amgueddfa'r Harbwr\n\nprogramme   spring")


@pytest.mark.parametrize("reader", [("programme",), ("site", "T2"), ("visit", "v3")])
def test_every_debrief_is_written_in_both_languages(visited, capsys, reader):
    code, welsh = said(capsys, visited, "debrief", "--for", *reader)
    assert (code, welsh.err) == (0, "")
    code, english = said(capsys, visited, "debrief", "--for", *reader, "--lang", "en")
    assert (code, english.err) == (0, "")
    assert in_english(welsh.out) == english.out


def test_a_language_that_the_programme_is_not_written_in_is_refused(visited, capsys):
    for command in ("debrief", "build-questionnaire"):
        code, output = said(capsys, visited, command, "--lang", "fr")
        assert (code, output.err) == (2, "qshop: the programme is not written in “fr”\n  known: cy, en\n")


class Languages(HTMLParser):
    """Collects the texts of a page, each with the language and the direction that it is in."""

    def __init__(self):
        super().__init__()
        self.open, self.texts = [], {}

    def handle_starttag(self, tag, attributes):
        marks = dict(attributes)
        inherited = self.open[-1][1:] if self.open else ("", "")
        if tag not in ("meta", "input", "br"):
            self.open.append((tag, marks.get("lang", inherited[0]), marks.get("dir", inherited[1])))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if data.strip() and self.open[-1][0] not in ("style", "script"):
            self.texts[data.strip()] = self.open[-1][1:]


def test_every_text_of_the_form_for_the_screen_says_which_language_it_is_in(visited):
    page = Languages()
    page.feed((visited / "questionnaires/onsite/v1.html").read_text(encoding="utf-8"))
    assert {
        text: page.texts[text] for text in ("A gawsoch chi eich cyfarch?", "Yn Gymraeg", "Y cei", "Next", "Yes")
    } == {
        "A gawsoch chi eich cyfarch?": ("cy", "ltr"),
        "Yn Gymraeg": ("cy", "ltr"),
        "Y cei": ("cy", "ltr"),
        "Next": ("en", "ltr"),
        "Yes": ("en", "ltr"),
    }
    assert page.texts["English"] == ("en", "ltr")
    assert page.texts["Cymraeg"] == ("cy", "ltr")


@pytest.mark.parametrize(("language", "name"), [("ar", "العربية"), ("he", "עברית"), ("fa", "فارسی"), ("ur", "اردو")])
def test_a_language_written_from_right_to_left_is_marked_so(tmp_path, capsys, language, name):
    files = {
        path: text.replace("cy: ", f"{language}: ").replace("[cy,", f"[{language},") for path, text in WELSH.items()
    }
    assert said(capsys, programme(tmp_path, files), "build-questionnaire")[0] == 0
    page = Languages()
    page.feed((tmp_path / "questionnaires/onsite/v1.html").read_text(encoding="utf-8"))
    assert (page.texts["A gawsoch chi eich cyfarch?"], page.texts["Next"]) == ((language, "rtl"), ("en", "ltr"))
    assert page.texts[name] == (language, "rtl")


@pytest.mark.parametrize("languages", ["[ru]", "[de, en]", "[en, de]", "[fr-CA]", "[zh-Hant-TW, tr]", "[ar]", "[qaa]"])
def test_one_language_or_two_known_or_not_go_all_the_way(tmp_path, capsys, languages):
    """The texts are plain, and so in the first language; where there are two, the second is given as a copy."""
    first, *more = languages.strip("[]").split(", ")
    texts = re.compile(r"\{cy: ([^,}]*), en: [^}]*\}")
    written = r"{" + ", ".join(rf"{one}: \1" for one in (first, *more)) + "}" if more else r"\1"
    files = {path: texts.sub(written, text).replace("[cy, en]", languages) for path, text in WELSH.items()}
    root = programme(tmp_path, files | {"export.csv": EXPORT})
    assert said(capsys, root, "check")[0] == 0
    assert said(capsys, root, "build-questionnaire")[0] == 0
    assert said(capsys, root, "ingest", str(root / "export.csv"))[0] == 0
    assert said(capsys, root, "score")[0] == 0
    for reader in (["programme"], ["site", "T2"], ["visit", "v3"]):
        code, output = said(capsys, root, "debrief", "--for", *reader)
        assert code == 0
        assert "Caiff pob ymwelydd ei groesawu" in output.out
    assert load(root).programme.settings.name == dict.fromkeys((first, *more), "Amgueddfa'r Harbwr")


def test_sentences_are_those_of_the_language_or_of_a_wider_one_or_of_the_first_of_the_programme_that_has_some():
    said_in = {
        ("fr", ("fr",)): ("fr", "fr"),
        ("fr-CA", ("fr-CA", "tr")): ("fr-CA", "fr"),
        ("cy", ("cy", "tr", "fr")): ("tr", "tr"),
        ("cy", ("cy", "gd", "fr-CA", "en")): ("fr-CA", "fr"),
        ("cy", ("cy",)): ("en", "en"),
    }
    assert {
        (language, languages): (
            (one := tongue(language, languages)).spoken,
            next(known for known in packaged_languages() if tongue(known).sentences == one.sentences),
        )
        for language, languages in said_in
    } == said_in


def test_numbers_dates_and_plurals_are_of_the_language_of_the_sentence():
    german = tongue("de", ["de", "en"])
    assert (german.percent(84.3), german.number(1234.5, 1), german.joined("abc")) == ("84.3%", "1,234.5", "a, b and c")
    turkish = tongue("de", ["de", "tr"])
    assert (turkish.percent(84.3), turkish.number(1234.5, 1), turkish.joined("abc")) == (
        "%84,3",
        "1.234,5",
        "a, b ve c",
    )
    canadian = tongue("fr-CA", ["fr-CA"])
    assert canadian("page.made.visits", n=0) == "0 visite"


def test_a_language_calls_itself_by_its_own_name():
    tags = ["en", "cy", "pt-BR", "zh-Hant-TW", "ku", "fr-XX", "qaa"]
    assert [own_name(tag) for tag in tags] == [
        "English", "Cymraeg", "Português (Brasil)", "中文 (繁體, 台灣)", "Kurdî (kurmancî)", "fr-XX", "qaa"
    ]  # fmt: skip
    assert [tag for tag in ("en", "ar", "az", "az-Arab", "ur-XX", "qaa") if direction_of(tag) == "rtl"] == [
        "ar", "az-Arab", "ur-XX"
    ]  # fmt: skip
