"""Every answer type at every place that must know one: check, forms, simulation, intake, scores, pages and schemas.

A type that is registered for the duration of a test goes all the way from the check to the page of a visit; and all
types under other names give, byte for byte, what they give under their own, so that nothing hangs on a name.
"""

import csv
import io
import json
import re
from html import unescape
from shutil import which

import pytest

from qshop.cli.main import run
from qshop.forms.kinds import FORMATS
from qshop.io.csv_files import parse_csv
from qshop.io.folder import load
from qshop.io.packaged import packaged_languages, tongue
from qshop.pages.answer_words import answer_words, option_words, standard_words
from qshop.programme.answers import ANSWER_TYPES, answer_problem, labels, points_of
from qshop.programme.answers.clock_time import ClockTime
from qshop.programme.answers.free_text import FreeText
from qshop.programme.answers.measure import Measure
from qshop.programme.answers.one_label import OneChoice
from qshop.programme.answers.several_labels import SeveralChoices
from qshop.programme.diff.values import points_text
from qshop.programme.question import Question
from qshop.programme.schema import schema
from qshop.visits.intake.profile import Profile
from support import programme, said_before_method

NEW = {
    "new_measure": Measure(),
    "new_choice": OneChoice(),
    "new_choices": SeveralChoices(),
    "new_time": ClockTime(),
    "new_text": FreeText(),
}
"""What a contributor would add, one type of each nature; none of them is there already."""
assert ANSWER_TYPES.keys().isdisjoint(NEW)
TYPES = list({**ANSWER_TYPES, **NEW})


@pytest.fixture(autouse=True)
def registered(monkeypatch):
    for name, answer_type in NEW.items():
        monkeypatch.setitem(ANSWER_TYPES, name, answer_type)


FILES = {
    "qshop.yaml": """\
format: 1
name: Ticket desks
languages: [en]
waves: [{id: spring, from: 2026-03-01, to: 2026-03-31}]
""",
    "sites.yaml": "format: 1\nsites: [{id: A1, region: north, type: gate}]\n",
    "criteria/stages.yaml": "format: 1\nstages: [{id: desk, name: Desk}]\n",
    "questionnaires/onsite.yaml": "format: 1\ntitle: A visit to the desk\nchannel: face_to_face\n",
    "plan.yaml": """\
format: 1
seed: 7
plans: [{wave: spring, questionnaire: onsite, version: 1, per_site: 12}]
service: {must: 50, plus: 50}
rates: {blank: 0, na: 0, comment: 0, evidence: 0, no_service: 0, void: 0, reshop: 0}
shoppers: 3
comments: {en: [Fine words., Write to me@example.org.]}
""",
}
LISTED = {
    "": {},
    "scale": {"scale": {"from": "1", "to": "3"}},
    "choices": {"choices": [{"id": "sign", "text": "A sign"}, {"id": "map", "text": "A map"}]},
}
AGREED = {"by": "steering group", "on": "2026-01-10"}
BANDS = [{"up_to": "30", "points": "1"}, {"over": "30", "points": "0"}]


def question(name, **more):
    """Return a question of one type, with the parts that its type says it needs, and points where it can be scored."""
    answer_type = ANSWER_TYPES[name]
    asked = {"id": f"q_{name}", "ask": "What was there?", "type": name, **LISTED[answer_type.listed_in]}
    ticks = answer_type.labels(Question.model_validate(asked))
    if ticks:
        asked["points"] = {label: str(int(label == ticks[-1])) for label in ticks}
    elif answer_type.nature == "measure":
        asked["points"] = BANDS
    return asked | more


def written(folder, questions, text="The desk is well run", **files):
    """Write a programme with one criterion that asks `questions`: a JSON file is a YAML file."""
    criterion = {"id": "desk_run", "text": text, "priority": "must", "status": "validated", "validated": AGREED}
    desk = {"format": "1", "stage": "desk", "criteria": [criterion | {"questions": questions}]}
    return programme(folder, {**FILES, "criteria/desk.yaml": json.dumps(desk, indent=1), **files})


def qshop(capsys, root, *arguments, code=0):
    """Run one command that ends with `code`; return what it printed but for how figures were made."""
    capsys.readouterr()
    ended = run(["--project", str(root), *map(str, arguments)])
    printed = capsys.readouterr()
    assert ended == code, printed
    return printed.out + said_before_method(printed.err)


def asked_as(root, name):
    """Return the frozen question of one type."""
    [asked] = [q for _, _, q in load(root).programme.versions["onsite", 1].questions() if q.id == f"q_{name}"]
    return asked


def taken_in(root):
    """Return the table of the visits that were accepted."""
    return parse_csv((root / "visits/spring/onsite-v1.csv").read_bytes(), "onsite-v1.csv").table


# One type, all the way


@pytest.mark.parametrize("name", TYPES)
def test_a_type_goes_from_the_check_to_the_page_of_a_visit(name, tmp_path, capsys):
    root = written(tmp_path, [question(name)])
    assert qshop(capsys, root, "check") == "nothing found: 1 criterion, 1 question, 1 site\n"
    qshop(capsys, root, "build-questionnaire", "--format", "md")
    simulated(root, capsys)
    asked, visits = asked_as(root, name), taken_in(root)
    given = set(visits.get(asked.id).cells()) - {""}
    assert given, "the simulation fills it in"
    assert [answer_problem(asked, text) for text in given] == [""] * len(given)
    scores = json.loads(qshop(capsys, root, "score", "--by", "visit", "--format", "json"))["rows"]
    if asked.points is None:
        assert asked.answer_type.nature in ("clock", "text")
        assert scores == []
    else:
        assert {row["score"] for row in scores} == {0, 100}
        row = next(row for row in range(12) if points_of(asked, visits.get(asked.id).cell(row)) < asked.met)
        page = qshop(capsys, root, "debrief", "--for", "visit", visits.get("visit_id").cell(row))
        assert answer_words(asked, visits.get(asked.id).cell(row), tongue("en")) in unescape(page)
        assert standard_words(asked, tongue("en")) in unescape(page)


# Forms


def on_paper(folder, asked):
    text = (folder / "v1.en.md").read_text(encoding="utf-8")
    own = re.split(r"\*\*\d+\.\*\* ", text)[1 + TYPES.index(asked.type)].partition("---")[0]
    ticks = [option_words(asked, label, tongue("en")) for label in asked.answer_type.labels(asked)]
    return re.findall(r"☐ (.+)", own) == ticks if ticks else r"Answer: \_\_\_\_" in own


def in_a_header(folder, asked):
    [header] = csv.reader(io.StringIO((folder / "v1.csv").read_text(encoding="utf-8")))
    return asked.id in header


def on_a_screen(folder, asked):
    page = (folder / "v1.html").read_text(encoding="utf-8")
    values = re.findall(rf'<input type="(?:radio|checkbox)" name="{asked.id}" value="(\w+)"', page)
    typed = re.findall(rf'<(?:input|textarea)[^>]* name="{asked.id}(?:|:minutes|:seconds)"', page)
    ticks = asked.answer_type.labels(asked)
    return values == ticks if ticks else bool(typed)


def in_collect(folder, asked):
    xls2xform = pytest.importorskip("pyxform.xls2xform", reason="the converter of XLSForms is not installed")
    form = xls2xform.convert(xlsform=folder / "v1.xlsx").xform
    control = re.search(rf'<(input|select1?) ref="/[\w/]*/{asked.id}"[^>]*>(.*?)</\1>', form, re.DOTALL)
    assert control
    listed = re.search(r"instance\('(\w+)'\)", control[2])
    items = re.search(rf'<instance id="{listed[1]}">(.*?)</instance>', form, re.DOTALL)[1] if listed else ""
    return re.findall(r"<name>(\w+)</name>", items) == asked.answer_type.labels(asked)


ANSWERABLE = {"md": on_paper, "csv": in_a_header, "html": on_a_screen, "xlsx": in_collect, "pdf": on_a_screen}
"""How each kind of form shows that a question can be answered on it; PDF is what a browser prints of the screen's."""


def test_every_kind_of_form_is_tried_here():
    assert set(ANSWERABLE) == set(FORMATS)


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if kind != "pdf"])
def test_a_question_of_every_type_can_be_answered_on_each_form(kind, tmp_path, capsys):
    root = written(tmp_path, [question(name) for name in TYPES])
    qshop(capsys, root, "build-questionnaire", "--format", kind)
    folder = root / "questionnaires/onsite"
    assert [name for name in TYPES if not ANSWERABLE[kind](folder, asked_as(root, name))] == []


@pytest.mark.parametrize("name", TYPES)
def test_the_briefing_shows_the_question_and_its_quiz_has_a_case_for_its_answers(name, tmp_path, capsys):
    root = written(tmp_path, [question(name)])
    qshop(capsys, root, "build-questionnaire", "--format", "md")
    briefing = (root / "questionnaires/onsite/v1.briefing.en.md").read_text(encoding="utf-8")
    asked = asked_as(root, name)
    assert f"- {asked.ask['en']}" in briefing
    assert ("**Question 1," in briefing) is (asked.answer_type.nature != "text")  # of a text there is nothing to ask


@pytest.mark.parametrize("language", packaged_languages())
@pytest.mark.parametrize("name", TYPES)
def test_what_can_be_ticked_has_words_in_every_language(name, language):
    asked = Question.model_validate(question(name, na="true"))
    for label in labels(asked):
        assert option_words(asked, label, tongue(language))


def test_a_browser_records_an_answer_of_every_type(tmp_path, capsys):
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright drives the browser")
    chromium = which("chromium") or which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium to open the form in")
    root = written(tmp_path, [question(name) for name in TYPES])
    qshop(capsys, root, "build-questionnaire")
    given = {name: GIVEN[ANSWER_TYPES[name].nature](asked_as(root, name)) for name in TYPES}
    with playwright.sync_playwright() as driver:
        page = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"]).new_page()
        page.set_default_timeout(5000)
        page.goto((root / "questionnaires/onsite/v1.html").as_uri())
        for field, value in {"site": "A1", "status": "completed"}.items():
            page.check(f'[name="{field}"][value="{value}"]')
        page.fill('[name="date"]', "2026-03-02")
        page.fill('[name="visit_id"]', "V1")
        page.click("#next")
        for name, answer in given.items():
            answer_on_screen(page, asked_as(root, name), answer)
        read = "(id) => read(questions.find((question) => question.id === id))"
        recorded = {name: page.evaluate(read, f"q_{name}") for name in TYPES}
    assert recorded == {name: {"text": answer, "fault": ""} for name, answer in given.items()}


GIVEN = {
    "one": lambda asked: asked.answer_type.labels(asked)[0],
    "several": lambda asked: " ".join(asked.answer_type.labels(asked)),
    "measure": lambda _: "12.5",
    "clock": lambda _: "09:05",
    "text": lambda _: "In words",
}
"""An answer of each nature."""


def answer_on_screen(page, asked, answer):
    if asked.answer_type.labels(asked):
        for one in answer.split(" "):
            page.check(f'[name="{asked.id}"][value="{one}"]')
    else:
        page.fill(f'[name="{asked.id}{":seconds" if asked.answer_type.in_seconds else ""}"]', answer)


# Intake


def exports(asked, answer):
    """Return an answer in each way in which survey services export it, as headers and cells."""
    split = {f"{asked.id}/{label}": "1" for label in asked.answer_type.labels(asked)}
    match asked.answer_type.nature:
        case "measure":
            return [{asked.id: "1.25E1"}]
        case "clock":
            return [{asked.id: "09:05:00.000+01:00"}]
        case "several":
            return [{asked.id: " ".join(reversed(answer.split()))}, split]
        case "one" | "text":
            return [{asked.id: answer}]


@pytest.mark.parametrize("name", TYPES)
def test_what_a_service_exports_is_taken_in_as_qshop_writes_it(name, tmp_path, capsys):
    root = written(tmp_path, [question(name)])
    qshop(capsys, root, "build-questionnaire", "--format", "csv")
    asked = asked_as(root, name)
    answer = GIVEN[asked.answer_type.nature](asked)
    for place, export in enumerate(exports(asked, answer), 1):
        row = {"questionnaire": "onsite", "version": "1", "site": "A1", "date": "2026-03-02", "_uuid": place, "_id": 1}
        lines = [",".join(map(str, line)) for line in ((row | export).keys(), (row | export).values())]
        (root / "onsite.csv").write_text("\n".join(lines), encoding="utf-8")
        qshop(capsys, root, "ingest", root / "onsite.csv")
        assert taken_in(root).get(asked.id).cells() == [answer] * place


@pytest.mark.parametrize("name", TYPES)
def test_a_profile_reads_a_decimal_comma_in_measures_only(name, tmp_path, capsys):
    root = written(tmp_path, [question(name)], **{"profiles/old.yaml": profile(name)})
    qshop(capsys, root, "build-questionnaire", "--format", "csv")
    nature = ANSWER_TYPES[name].nature
    (root / "old.csv").write_text('number,answer\n1,"12,5"\n', encoding="utf-8")
    qshop(capsys, root, "ingest", "--profile", "old", root / "old.csv", code=int(nature not in ("measure", "text")))
    if nature in ("measure", "text"):
        column = taken_in(root).get(f"q_{name}")
        assert column.cells() == ["12.5" if nature == "measure" else "12,5"]


@pytest.mark.parametrize("na", ["false", "true"])
def test_a_decimal_comma_typed_for_a_measure_is_explained_whether_or_not_it_may_be_na(na, tmp_path, capsys):
    root = written(tmp_path, [question("number", na=na)])
    qshop(capsys, root, "build-questionnaire", "--format", "csv")
    row = {"visit_id": "V1", "questionnaire": "onsite", "version": "1", "site": "A1", "date": "2026-03-02"}
    (root / "typed.csv").write_text(f'{",".join(row)},q_number\n{",".join(row.values())},"2,40"\n', encoding="utf-8")
    printed = qshop(capsys, root, "ingest", "--dry-run", root / "typed.csv", code=1)
    assert "\n    decimal: comma in a profile, if the file writes decimals so\n" in printed


def test_a_simulated_measure_has_the_decimals_that_its_bands_have(tmp_path, capsys):
    bands = [{"up_to": "2.20", "points": "0"}, {"up_to": "2.80", "points": "1"}, {"over": "2.80", "points": "0"}]
    root = written(tmp_path, [question("number", points=bands)])
    qshop(capsys, root, "build-questionnaire", "--format", "csv")
    simulated(root, capsys)
    met = [cell for cell in taken_in(root).get("q_number").cells() if 2.2 < float(cell) <= 2.8]
    assert 0 < len(met) < 12


def profile(name):
    return f"""\
format: 1
questionnaire: onsite
version: 1
wave: spring
decimal: comma
columns: {{visit_id: number, site: {{column: number, map: {{1: A1}}}}, q_{name}: answer}}
"""


# What is said of types


@pytest.mark.parametrize("name", TYPES)
def test_a_diff_tells_what_each_answer_is_worth(name):
    asked = Question.model_validate(question(name))
    told = points_text(asked)
    assert all(f"{label} " in told for label in asked.answer_type.labels(asked))
    assert ("up to 30: 1, over: 0" in told) is (asked.answer_type.nature == "measure")


def test_schemas_and_messages_name_every_type(tmp_path, capsys):
    printed = qshop(capsys, written(tmp_path, [question("new_measure", type="new_mesure")]), "check", code=1)
    assert "QS206 “new_mesure” is not possible for “type”\n    did you mean “new_measure”?" in printed
    assert schema(Question)["properties"]["type"]["enum"] == TYPES
    assert schema(Profile)["properties"]["labels"]["propertyNames"] == {"enum": TYPES}


# Other names


FAULTS = [
    {"ask": "What was the name on the badge?"},
    {"ask": "Who helped you?"},
    {"ask": "Was it friendly?"},
    {"ask": "How friendly was it?", "scale": {"from": "1", "to": "2", "labels": {"1": "Sat still", "2": "Stood up"}}},
    {"ask": "Was the lift not working?"},
    {"ask": "Were you greeted and offered a seat?"},
    {"points": [{"up_to": "2", "points": "1"}, {"over": "2", "points": "0"}]},
    {"points": [{"up_to": "7000", "points": "1"}, {"over": "7000", "points": "0"}]},
    {"points": {"nothing": "1"}},
    {"scale": {"from": "3", "to": "1"}, "choices": []},
    {"comment": ["nothing"]},
]
LONG = {"ask": "How long did it take?", "type": "duration"}
LONG |= {"points": [{"up_to": "3000", "points": "1"}, {"over": "3000", "points": "0"}]}
FOLLOWING = [LONG | {"id": one, "when": {"question": "q0", "is": [one]}} for one in ("sign", "map")]


@pytest.mark.parametrize("name", ANSWER_TYPES)
def test_check_finds_the_same_under_another_name(name, tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(ANSWER_TYPES, "renamed", ANSWER_TYPES[name])
    found = []
    for type_ in (name, "renamed"):
        faulty = [question(type_, id=f"q{place}", **fault) for place, fault in enumerate(FAULTS)]
        root = written(tmp_path / type_, faulty + FOLLOWING, text="Everyone is served within 2 hours")
        found.append(qshop(capsys, root, "check", "--format", "concise", code=1))
    assert {"QS218", "QS219"} < set(re.findall(r"QS\d+", found[0]))
    assert found[1].replace("renamed", name) == found[0]


@pytest.mark.parametrize("name", ANSWER_TYPES)
def test_forms_visits_scores_and_pages_are_the_same_under_another_name(name, tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(ANSWER_TYPES, "renamed", ANSWER_TYPES[name])
    own, renamed = (outcome(tmp_path / type_, type_, capsys) for type_ in (name, "renamed"))
    assert renamed == own
    assert {path.partition(".")[2] for path in own} >= {"en.md", "briefing.en.md", "csv", "html", "xlsx"}


def outcome(folder, type_, capsys):
    """Return every file, but for the seal, that one type makes in a programme, and what is printed of its visits."""
    more = {"na": "true", "comment": ["na"], "hint": "As on the sign.", "unit": "coins", "required": "false"}
    wordy = question("yes_no", id="wordy", hint="As on the sign. " * 60)
    questions = [wordy, question(type_, id="plain", hint="As on the sign. " * 30), question(type_, id="rich", **more)]
    root = written(folder, questions)
    qshop(capsys, root, "build-questionnaire")
    printed = [simulated(root, capsys)]
    printed += [qshop(capsys, root, "score", "--by", by, "--format", "csv") for by in ("criterion", "visit")]
    printed += [qshop(capsys, root, "debrief", "--for", "visit", f"spring-A1-1{place:02}") for place in range(1, 13)]
    seal = load(root).programme.versions["onsite", 1].hash[-12:]
    made = {str(path.relative_to(root)): path.read_bytes() for path in root.glob("[mqv]*/**/*") if path.is_file()}
    del made["questionnaires/onsite/v1.yaml"]
    return {name: content.replace(seal.encode(), b"SEAL") for name, content in made.items()} | {"printed": printed}


def simulated(root, capsys):
    """Simulate visits and take them in; return what ingest prints."""
    qshop(capsys, root, "simulate", root / "plan.yaml", "--out", root / "made")
    made = (root / "made").glob("*.csv")
    return qshop(capsys, root, "ingest", "--format", "json", *made).replace(str(root), "")
