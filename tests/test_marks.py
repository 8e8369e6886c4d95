"""A number that is a mark, `points: {out_of: 100}`: from the check to the page of a visit, exact, and in range everywhere."""

import re
from fractions import Fraction
from importlib.util import find_spec
from shutil import which

import pytest
from hypothesis import given
from hypothesis import strategies as st

import collect
from qshop.cli.main import run
from qshop.forms.form_view import form
from qshop.forms.html import forms
from qshop.io.folder import load
from qshop.io.packaged import tongue
from qshop.pages.answer_words import answer_words, standard_words
from qshop.pages.render import Layouts
from qshop.programme.answers import answer_problem, canonical, is_met, points_of
from qshop.programme.check import check
from qshop.programme.compile import compile_version
from qshop.programme.diff.comparability import common_questions, drafts
from qshop.programme.diff.values import points_text
from qshop.programme.frozen import FrozenQuestion
from scoring import frozen
from support import programme

CHROMIUM = which("chromium") or which("google-chrome")
MARK = "points: {out_of: 100}, met: 0.8"
FILES = {
    "qshop.yaml": """\
format: 1
name: Audits
languages: [en]
waves: [{id: year, from: 2026-01-01, to: 2026-12-31}]
""",
    "sites.yaml": "format: 1\nsites: [{id: A1}]\n",
    "criteria/stages.yaml": "format: 1\nstages: [{id: desk, name: Desk}]\n",
    "criteria/desk.yaml": f"""\
format: 1
stage: desk
criteria:
  - id: desk_run
    text: The desk is well run
    priority: must
    status: validated
    validated: {{by: steering group, on: 2026-01-10}}
    questions:
      - {{id: audit, ask: What did the audit give?, type: number, na: true, {MARK}}}
      - {{id: form, ask: "And on the form, in marks?", type: number, unit: marks, points: {{out_of: 20}}, met: 0.333333}}
""",
    "questionnaires/onsite.yaml": "format: 1\ntitle: An audit\nchannel: face_to_face\n",
}
MARKS = {
    "": True,
    "na": True,
    "0": True,
    "87": True,
    "087": True,
    "87.5": True,
    "87.25": True,
    "87.250": True,
    "100.00": True,
    "0.01": True,
    "87.255": False,
    "100.01": False,
    "101": False,
    "-5": False,
    "eighty": False,
    "87,5": False,
}
"""What is typed, and whether it is accepted."""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    root = tmp_path_factory.mktemp("marks")
    return root, frozen(root, FILES)


@pytest.fixture
def audit(made):
    return next(q for _, _, q in made[1].versions["onsite", 1].questions() if q.id == "audit")


def changed(folder, before, after):
    desk = FILES["criteria/desk.yaml"].replace(before, after)
    assert desk != FILES["criteria/desk.yaml"]
    return load(programme(folder, {**FILES, "criteria/desk.yaml": desk}))


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (", met: 0.8", "", "nobody says from which mark on this is met"),
        ("type: number, na: true", "type: duration", "only a number is a mark; this is a duration question"),
        ("type: number, na: true", "type: yes_no", "only a number is a mark; this is a yes_no question"),
    ],
)
def test_a_mark_is_for_numbers_and_says_what_is_good_enough(before, after, message, tmp_path):
    loaded = changed(tmp_path, before, after)
    assert [(one.code, one.message) for one in check(loaded.programme)] == [("QS218", message)]


@pytest.mark.parametrize(
    ("mark", "code", "message"),
    [
        ("{out_of: 0}", "QS204", "a full mark of 0 makes no sense"),
        ("{out_of: 2.5}", "QS204", "2.5 is no whole number"),
        ("{out_of: 100, low: 0}", "QS201", "unknown key “low”"),
    ],
)
def test_a_full_mark_is_a_whole_number_and_stands_alone(mark, code, message, tmp_path):
    loaded = changed(tmp_path, "{out_of: 100}", mark)
    assert [(one.code, one.message, one.where.line) for one in loaded.diagnostics] == [(code, message, 10)]


def test_no_choice_is_called_as_the_full_mark_is(tmp_path):
    choice = "type: choice, choices: [{id: out_of, text: Out of it}]"
    loaded = changed(tmp_path, f"type: number, na: true, {MARK}", choice)
    assert [(one.code, one.message) for one in check(loaded.programme)] == [
        ("QS219", "“out_of” already means the full mark of a number")
    ]


def test_a_version_keeps_the_full_mark_and_its_points(made, audit):
    scale = made[1].versions["onsite", 1].scale.points
    assert scale % (100 * 100) == scale % (20 * 100) == 0
    assert audit.model_dump(by_alias=True, exclude_defaults=True)["points"] == {"out_of": 100, "points": scale}
    assert (audit.met, audit.full_mark) == (scale * 8 // 10, 100)


@given(st.integers(1, 1000), st.data())
def test_every_mark_earns_exactly_its_share(most, data):
    mark = Fraction(data.draw(st.integers(0, 100 * most)), 100)
    points = {"out_of": str(most), "points": str(3 * 100 * most)}
    asked = FrozenQuestion.model_validate({"id": "q", "ask": "?", "type": "number", "points": points})
    text = f"{int(mark)}.{int(mark * 100) % 100:02}"
    assert Fraction(points_of(asked, text), 3 * 100 * most) == mark / most


def test_it_is_met_from_its_share_of_the_full_mark_on(audit):
    assert [is_met(audit, text) for text in ("79.99", "80", "80.01")] == [False, True, True]


# Answers


@pytest.mark.parametrize(("text", "accepted"), MARKS.items())
def test_an_answer_is_a_number_up_to_the_full_mark_with_two_decimals(text, accepted, audit):
    told = "a text of 6 characters" if text == "eighty" else f"“{text}”"
    reason = f"{told} is not a number from 0 to 100 with at most two decimals"
    assert answer_problem(audit, text) == ("" if accepted else reason)


@pytest.mark.parametrize(
    ("text", "kept"), [("8.7E1", "87"), ("8.725e1", "87.25"), ("1e-2", "0.01"), ("087.250", "87.25")]
)
def test_a_mark_as_programs_write_numbers_is_kept_as_people_do(text, kept, audit):
    assert answer_problem(audit, text) == ""
    assert canonical(audit, text) == kept


@pytest.mark.parametrize("text", ["8.7255e1", "1.1E2", "1e-3"])
def test_nor_is_one_so_written_out_of_range_or_finer(text, audit):
    assert answer_problem(audit, text).endswith("is not a number from 0 to 100 with at most two decimals")


def test_ingest_rejects_what_is_no_mark(made, capsys):
    root, _ = made
    rows = "visit_id,questionnaire,version,site,date,audit,form\nV1,onsite,1,A1,2026-03-02,87.25,12\n"
    (root / "in.csv").write_text(rows + "V2,onsite,1,A1,2026-03-02,-5,20.5\n", encoding="utf-8")
    assert run(["--project", str(root), "ingest", "--dry-run", str(root / "in.csv")]) == 1
    said = capsys.readouterr().err
    assert "QS415 audit: “-5” is not a number from 0 to 100 with at most two decimals\n" in said
    assert "QS415 form: “20.5” is not a number from 0 to 20 with at most two decimals\n" in said


@pytest.mark.skipif(CHROMIUM is None or not find_spec("playwright"), reason="no Chromium to open the form in")
def test_the_form_for_the_screen_accepts_what_ingest_accepts(made):
    from playwright.sync_api import sync_playwright

    root, loaded = made
    version = loaded.versions["onsite", 1]
    [(_, page)] = forms(version, loaded, version.languages, Layouts(root))
    (root / "form.html").write_text(page, encoding="utf-8")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        opened = browser.new_page()
        opened.goto((root / "form.html").as_uri())
        read = """(texts) => texts.map((text) => {
            typed.set("audit", text === "na" ? "" : text);
            typed.set("audit:na", text === "na" ? "na" : "");
            return read(questions.find((one) => one.id === "audit"));
        })"""
        found = opened.evaluate(read, [*MARKS, "8.7E1"])
        fault = opened.evaluate("(key) => text(key)", "question.audit.fault")
        browser.close()
    accepted = {**MARKS, "8.7E1": False, "87,5": True}  # a decimal comma is written as a point there
    assert {text: one["fault"] == "" for text, one in zip([*MARKS, "8.7E1"], found, strict=True)} == accepted
    assert fault == "Write a number from 0 to 100, with two decimals at most."


@collect.with_converter
@collect.with_compiler
def test_the_form_for_collect_accepts_what_ingest_accepts(made, tmp_path, tmp_path_factory):
    root, loaded = made
    content = collect.workbook(loaded, loaded.versions["onsite", 1], root)
    shopper = collect.compiled(tmp_path_factory.mktemp("shopper"))
    common = {"site": "A1", "date": "2026-03-02", "status": "completed", "_blanks_desk": "yes"}
    numbers = {"0": True, "20": True, "12.25": True, "20.01": False, "12.255": False, "-5": False}
    typed = {**{("audit", text): accepted for text, accepted in MARKS.items() if text}}
    typed["audit", "8.7E1"] = False
    typed |= {("form", text): accepted for text, accepted in numbers.items()}
    filled = collect.filled(shopper, tmp_path, collect.xform(content), [{**common, name: text} for name, text in typed])
    refused = [names.split(",") for _, names, _ in filled]
    assert {key: f"{key[0]}!" not in names for key, names in zip(typed, refused, strict=True)} == typed


# What is said


def test_forms_and_pages_say_what_it_is_out_of(made, audit):
    root, loaded = made
    version = loaded.versions["onsite", 1]
    english = tongue("en")
    paper = Layouts(root).render("forms/questionnaire.md.j2", form(version, loaded, english), english)
    assert re.findall(r"Answer: [\\_]+ (.*)", paper) == ["out of 100", "marks"]
    assert answer_words(audit, "87.25", english) == "87.25 out of 100"
    assert standard_words(audit, english) == "expected: at least 80 out of 100"
    other = next(q for _, _, q in version.questions() if q.id == "form")
    assert standard_words(other, english) == "expected: at least 6.67 marks"
    assert not is_met(other, "6.66")
    assert is_met(other, "6.67")
    assert [answer_words(audit, "87.5", tongue(language)) for language in ("fr", "tr")] == [
        "87,5 sur 100",
        "100 üzerinden 87,5",
    ]


def test_another_full_mark_is_another_question(made, tmp_path):
    _, loaded = made
    other = changed(tmp_path, "{out_of: 100}", "{out_of: 10}").programme
    assert points_text(loaded.questions[0]) == "out of 100"
    before, after = drafts(loaded)["onsite"], drafts(other)["onsite"]
    assert common_questions(loaded.versions["onsite", 1], before, after) == {"form"}


def test_simulated_marks_meet_the_standard_or_miss_it(made, tmp_path):
    root, loaded = made
    plan = """\
format: 1
seed: 7
plans: [{wave: year, questionnaire: onsite, version: 1, per_site: 30}]
service: {must: 50, plus: 50}
rates: {blank: 0, na: 0, comment: 0, evidence: 0, no_service: 0, void: 0, reshop: 0}
shoppers: 3
"""
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    assert run(["--project", str(root), "simulate", str(tmp_path / "plan.yaml"), "--out", str(tmp_path / "made")]) == 0
    [made_csv] = [path for path in (tmp_path / "made").glob("*.csv") if "truth" not in path.name]
    header, *rows = [line.split(",") for line in made_csv.read_text(encoding="utf-8").replace('"', "").splitlines()]
    given = [row[header.index("audit")] for row in rows]
    version = compile_version(loaded, "onsite", 1)
    audit = next(q for _, _, q in version.questions() if q.id == "audit")
    assert {answer_problem(audit, text) for text in given} == {""}
    assert {is_met(audit, text) for text in given} == {True, False}
