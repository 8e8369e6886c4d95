"""XLSForms as ODK's own tools take them: converted by pyxform, passed by ODK Validate, filled in with JavaRosa.

JavaRosa is the engine of ODK Collect. `javarosa/Fill.java` answers a form with it, question after question; what it
asks must be what `visits.applicable` says applies, and what it sends must be accepted as it is.
"""

import random
import re
import shutil
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

import desk
from collect import VALIDATE, compiled, filled, java, with_compiler, with_converter, workbook, xform
from qshop.cli.all_rules import apply_all_rules
from qshop.io.folder import load
from qshop.programme import answers
from qshop.programme.compile import next_version
from qshop.visits.applicable import Applicability
from qshop.visits.intake.judge import accept_visits
from qshop.visits.table import Column, Table
from support import programme
from welsh import WELSH

PROGRAMMES = Path(__file__).parent / "programmes"
pytestmark = [with_converter, pytest.mark.slow]
with_java = pytest.mark.skipif(not shutil.which("java"), reason="ODK Validate needs Java")

HOSTILE = r"=1+1 *a* **b** _c_ __d__ # e <b>f</b> ${greeted} ${ instance('site')/root [g](http://h) &amp; 'i' \"j\" \\* “k” {% l %}"
EVERYTHING = {
    "qshop.yaml": "format: 1\nname: Everything\nlanguages: [en]\n"
    "waves: [{id: a, from: 2026-01-01, to: 2026-01-31}, {id: b, from: 2026-02-01, to: 2026-09-30}]\nethics: {staff_informed: 2026-02-01}\n",
    "sites.yaml": f"""\
format: 1
sites:
  - {{id: S01, tags: [staffed, "front desk"]}}
  - {{id: "007", tags: [50%, it's]}}
  - {{id: "7", tags: [staffed]}}
  - {{id: "O'Hare \\"T2\\" ${{x}} & <b>", name: "{HOSTILE}"}}
""",
    "criteria/stages.yaml": """\
format: 1
stages:
  - {id: arrival, name: "Arrival <at> *the* door", remember: "- Note the time\\n# and *the* name of ${nobody}"}
  - {id: parking, name: Parking, when: {question: came_by, is: [car]}, applies: {not_sites: ["7"]}}
  - {id: call, name: The call, applies: {channel: phone}}
  - {id: start, name: Start again, when: {any: [{question: greeted, is: [no, na]}, {question: seen, is: [door, na]}]}}
  - {id: nowhere, name: Nowhere, applies: {tags: [unknown]}}
""",
    "criteria/arrival.yaml": f"""\
format: 1
stage: arrival
criteria:
  - id: arrival_open
    text: Open
    priority: must
    access: true
    status: validated
    validated: {{by: x, on: 2026-01-01}}
    questions:
      - {{id: was_open, ask: "{HOSTILE}", hint: "{HOSTILE}", type: yes_no, comment: [no], evidence: photo}}
      - {{id: came_by, ask: How did you come?, type: choice, kind: context, comment: [other], choices: [{{id: car, text: "{HOSTILE}"}}, {{id: train, text: Train}}, {{id: other, text: "-"}}]}}
  - id: arrival_greeting
    text: Greeting
    priority: must
    status: validated
    validated: {{by: x, on: 2026-01-01}}
    questions:
      - {{id: greeted, ask: Greeted?, type: yes_no, na: true, comment: [no, na], applies: {{tags: [staffed, "it's"]}}}}
      - {{id: said, ask: Said?, type: multi, na: true, comment: [hello], choices: [{{id: hello, text: Hello}}, {{id: name, text: Name}}], points: {{hello: 1, name: 1}}, when: {{question: greeted, is: [yes]}}}}
      - {{id: seen, ask: Seen?, type: multi, choices: [{{id: door, text: Door}}, {{id: desk, text: Desk}}], points: {{door: 1, desk: 1}}, na: true}}
      - {{id: level, ask: Level?, type: scale, scale: {{from: 0, to: 12, labels: {{0: "1. none", 12: "* all"}}}}, evidence: audio}}
      - {{id: level_na, ask: Level?, type: scale, na: true, scale: {{from: 1, to: 3}}, required: false}}
  - id: arrival_measures
    text: Measures
    priority: plus
    status: validated
    validated: {{by: x, on: 2026-01-01}}
    applies: {{scenario: [guest, courier], sites: [S01, "007", "O'Hare \\"T2\\" ${{x}} & <b>"]}}
    questions:
      - {{id: counted, ask: How many?, unit: people, type: number}}
      - {{id: counted_na, ask: How many?, type: number, na: true, comment: [na]}}
      - {{id: wait, ask: How long?, type: duration, when: {{all: [{{question: was_open, is: [yes]}}, {{any: [{{question: came_by, is: [train, other]}}, {{all: [{{question: said, is: [name]}}, {{question: level, is: ["3", "4"]}}]}}]}}]}}}}
      - {{id: wait_na, ask: How long?, type: duration, na: true, when: {{question: counted_na, is: [na]}}}}
      - {{id: at, ask: When?, type: time}}
      - {{id: at_na, ask: When?, type: time, na: true}}
      - {{id: words, ask: Which words?, type: text, required: false, applies: {{scenario: guest}}}}
      - {{id: words_na, ask: Which words?, type: text, na: true, applies: {{scenario: nobody}}}}
""",
    "criteria/parking.yaml": """\
format: 1
stage: parking
criteria:
  - id: parking_space
    text: A space
    priority: must
    access: true
    status: validated
    validated: {by: x, on: 2026-01-01}
    applies: {tags: [front desk, 50%]}
    questions: [{id: space, ask: A space?, type: yes_no}]
""",
    "criteria/call.yaml": """\
format: 1
stage: call
criteria:
  - id: call_answer
    text: Answered
    priority: must
    status: validated
    validated: {by: x, on: 2026-01-01}
    questions: [{id: end, ask: "How did it end?", type: yes_no}, {id: rings, ask: Rings?, type: number, applies: {channel: [phone, web]}}]
""",
    "criteria/start.yaml": """\
format: 1
stage: start
criteria:
  - id: start_over
    text: Again
    priority: must
    status: validated
    validated: {by: x, on: 2026-01-01}
    questions: [{id: again, ask: Again?, type: yes_no, when: {question: end, is: [yes]}}, {id: again_at, ask: Again?, type: yes_no}]
""",
    "criteria/nowhere.yaml": """\
format: 1
stage: nowhere
criteria:
  - id: nowhere_to_go
    text: Nowhere
    priority: must
    status: validated
    validated: {by: x, on: 2026-01-01}
    questions: [{id: nothing, ask: Nothing?, type: yes_no}]
""",
    "questionnaires/all.yaml": f"""\
format: 1
title: "{HOSTILE}"
introduction: "{HOSTILE}"
channel: [face_to_face, phone]
scenarios:
  - {{id: guest, name: "{HOSTILE}", brief: Be a guest., never: [Never lie., "Never *ever* run."], safety: [Leave at once if you must.]}}
  - {{id: courier, name: Courier}}
  - {{id: nobody, name: Nobody}}
""",
}


@pytest.fixture(scope="module")
def everything(tmp_path_factory):
    return programme(tmp_path_factory.mktemp("everything"), EVERYTHING)


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    return programme(tmp_path_factory.mktemp("desks"), desk.FILES)


@pytest.fixture(params=["everything", "desks", "nairobi clinic", "front front"])
def made(request):
    """Give a programme, a version of it and the XForm that pyxform makes of its workbook."""
    where, _, name = request.param.partition(" ")
    root = PROGRAMMES / where if name else request.getfixturevalue(where)
    everything, version = frozen(root, name)
    return everything, version, xform(workbook(everything, version, root))


def frozen(root, name=""):
    """Load a programme with the newest version of a questionnaire, or of its only one as it would be frozen now."""
    everything = load(root).programme
    if name:
        return everything, everything.latest(name)
    version = next_version(everything, next(iter(everything.questionnaires)))[0]
    return replace(everything, versions={(version.questionnaire, version.version): version}), version


def test_the_programme_with_everything_is_sound(everything):
    loaded = load(everything)
    assert loaded.diagnostics == []
    expected = {
        "QS221",  # a scenario, a tag: what no visit can meet is left out of the form
        "QS230",  # start, end: only what was frozen before may have these ids, and a form must carry them all the same
    }
    assert {found.code for found in apply_all_rules(loaded) if not found.code.startswith("QS3")} == expected


@with_java
def test_odk_validate_passes_the_form(made, tmp_path):
    (tmp_path / "form.xml").write_text(made[2], encoding="utf-8")
    ended = java("-jar", VALIDATE, tmp_path / "form.xml")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ">> Xform is valid!" in ended.stdout


@with_java
@pytest.mark.parametrize("language", ["cy", "ar", "he", "ku", "zh-Hant-TW"])
def test_odk_validate_passes_a_form_in_any_language(tmp_path, language):
    files = {path: text.replace("cy:", f"{language}:").replace("[cy,", f"[{language},") for path, text in WELSH.items()}
    museum, version = frozen(programme(tmp_path, files))
    (tmp_path / "form.xml").write_text(xform(workbook(museum, version, tmp_path)), encoding="utf-8")
    assert java("-jar", VALIDATE, tmp_path / "form.xml").returncode == 0


@with_java
def test_odk_validate_refuses_a_form_that_is_wrong(desks, tmp_path):
    everything, version = frozen(desks)
    wrong = xform(workbook(everything, version, desks)).replace("today()", "today(")
    (tmp_path / "form.xml").write_text(wrong, encoding="utf-8")
    assert java("-jar", VALIDATE, tmp_path / "form.xml").returncode == 1


@pytest.fixture(scope="module")
def shopper(tmp_path_factory):
    return compiled(tmp_path_factory.mktemp("shopper"))


@with_compiler
def test_collect_asks_what_applies_and_sends_what_ingest_accepts(made, shopper, tmp_path):
    everything, version, form = made
    draw = random.Random(4)
    visits = [
        {**visit(version, everything, draw), **answered(version, draw)}
        for _ in range(40 if len(version.questions()) < 30 else 12)
    ]
    sent = filled(shopper, tmp_path, form, visits)
    assert [refused for _, refused, _ in sent if refused] == []

    submissions = [fields(submission) for _, _, submission in sent]
    assert [one["_site"] for one in submissions] == [one["site"] for one in submissions]
    table = as_table(submissions, version)
    outcome = accept_visits(table, everything)
    assert outcome.rejects == []
    assert outcome.count == len(visits)
    assert {name for asked, _, _ in sent for name in asked.split(",")} > {"site", "date", "status"}
    questions = [question.id for _, _, question in version.questions()]
    applicable = Applicability(everything, version, table)
    applies = {q.id: applicable.applies(stage, criterion, q) for stage, criterion, q in version.questions()}
    for number, (asked, _, _) in enumerate(sent):
        expected = [name for name in questions if applies[name][number]]
        assert [name for name in asked.split(",") if name in applies] == expected, visits[number]
        assert "nothing" not in asked
        pages = {stage.id for stage, _, question in version.questions() if question.id in expected}
        assert {name.removeprefix("_blanks_") for name in asked.split(",") if name.startswith("_blanks_")} <= pages
        assert {name.removesuffix("_staff") for name in asked.split(",") if name.endswith("_staff")} <= pages


GUEST = {
    "site": "S01",
    "date": "2026-03-02",
    "channel": "phone",
    "scenario": "guest",
    "status": "completed",
    "_blanks_arrival": "yes",
    "_blanks_call": "yes",
    "_blanks_start": "yes",
}
REFUSED = [
    ({"was_open": "no", "was_open_comment": "Shut."}, ""),
    ({"was_open": "no"}, "was_open_comment?"),
    ({"said": "hello", "greeted": "yes", "said_comment": "Hello!"}, ""),
    ({"seen": "na door"}, "seen!"),
    ({"date": "2999-01-01"}, "date!"),
    ({"shopper": "A/1"}, "shopper!"),
    ({"shopper": "Jane"}, "shopper!"),
    ({"arrival_staff": "A1 Jane"}, "arrival_staff!"),
    ({"arrival_staff": "A1  B2"}, "arrival_staff!"),
    ({"counted": "123456789012345"}, ""),
    ({"counted": "123456789012345.5"}, ""),
    ({"counted": "12500000"}, ""),
    ({"counted": "0.0004"}, ""),
    ({"counted": "0.00000000000001"}, ""),
    ({"counted": "1000000000000000"}, "counted!"),
    ({"counted": "0.1234567890123456"}, "counted!"),
    ({"counted": "-1"}, "counted!"),
    ({"counted_na": "n/a"}, "counted_na!"),
    ({"counted_na": "2,5"}, "counted_na!"),
    ({"counted_na": "na", "counted_na_comment": "Nobody.", "wait_na": "x90"}, "wait_na!"),
    ({"at_na": "9:30"}, "at_na!"),
    ({"at_na": "24:00"}, "at_na!"),
    ({"_blanks_call": ""}, "end?,rings?"),
]


@with_compiler
def test_what_ingest_would_not_take_is_refused_while_the_form_is_filled_in(everything, shopper, tmp_path):
    program, version = frozen(everything)
    visits = [{name: text for name, text in {**GUEST, **answers}.items() if text} for answers, _ in REFUSED]
    sent = filled(shopper, tmp_path, xform(workbook(program, version, everything)), visits)
    assert [refused for _, refused, _ in sent] == [refused for _, refused in REFUSED]


def visit(version, everything, draw):
    chosen = {
        "site": draw.choice(everything.sites).id,
        "date": str(draw.choice(everything.settings.waves).from_),
        "time_in": "09:05:00.000",
        "shopper": "A-1",
        "status": draw.choice(["completed", "completed", "completed", "no_service"]),
    }
    if len(version.scenarios) > 1:
        chosen["scenario"] = draw.choice(version.scenarios).id
    if len(version.channel) > 1:
        chosen["channel"] = draw.choice(version.channel)
    return chosen


def answered(version, draw):
    """Answer all questions, whether they apply or not; leave some blank, and say for each stage that this is meant."""
    given = {f"_blanks_{stage.id}": "yes" for stage in version.stages}
    given |= {f"{stage.id}_staff": "A1 B2" for stage in version.stages}
    for _, _, question in version.questions():
        given[f"{question.id}_comment"] = "I heard nothing."
        if draw.random() < 0.9:
            given[question.id] = answer(question, draw)
    return given


def answer(question, draw):
    ticks = answers.labels(question)
    match question.type:
        case "multi":
            chosen = draw.sample([tick for tick in ticks if tick != "na"], draw.randint(1, len(question.choices)))
            return "na" if question.na and draw.random() < 0.3 else " ".join(chosen)
        case _ if ticks and (len(ticks) > 1 or draw.random() < 0.5):
            return draw.choice(ticks)
        case "number":
            return draw.choice(["0", "2.5", "120"])
        case "duration":
            return draw.choice(["0", "90"])
        case "time":
            return "14:05" if question.na else "14:05:00.000"
        case _:
            return "=1+1"


def fields(submission):
    """Read the fields of a submission by name, whatever group they are in, as exports without groups give them."""
    leaves = [leaf for leaf in ET.fromstring(submission).iter() if not len(leaf)]
    names = [re.sub(r"\{.*\}", "", leaf.tag) for leaf in leaves]
    assert len(names) == len(set(names))
    return dict(zip(names, (leaf.text or "" for leaf in leaves), strict=True))


def as_table(submissions, version):
    """Lay submissions out under canonical columns; a time is written without its seconds and zone."""
    known = {"scenario": version.scenarios[0].id} if len(version.scenarios) == 1 else {}
    known |= {"channel": version.channel[0]} if len(version.channel) == 1 else {}
    columns = {}
    for name in version.columns():
        cells = [re.sub(r"^(\d\d:\d\d):.*", r"\1", one.get(name, known.get(name, ""))) for one in submissions]
        columns[name] = Column.of([one["instanceID"] for one in submissions] if name == "visit_id" else cells)
    return Table("submissions", columns, len(submissions))
