"""What hangs on a stage itself: asked first in it, never scored, and there for later questions to hang on."""

import json

import pytest

from qshop.cli.main import run
from qshop.forms.form_view import form
from qshop.io.csv_files import parse_csv
from qshop.io.folder import load
from qshop.io.packaged import tongue
from qshop.programme.check import check
from qshop.programme.compile import compile_version
from qshop.programme.diff.changes import State, changes
from qshop.programme.diff.comparability import restricted
from qshop.programme.frozen_file import content
from support import programme

DESK = """\
format: 1
stage: desk
questions:
  - {id: entrance, ask: Which entrance did you use?, type: choice, kind: context, choices: [{id: north, text: North}, {id: south, text: South}]}
  - {id: queue, ask: Did others wait at the south entrance?, type: yes_no, kind: context, when: {question: entrance, is: [south]}}
criteria:
  - id: desk_open
    text: The desk is open
    priority: must
    access: true
    status: validated
    validated: {by: steering group, on: 2026-01-10}
    questions: [{id: open, ask: Was the desk open?, type: yes_no}]
  - id: desk_lamp
    text: The south lamp is lit
    priority: plus
    status: validated
    validated: {by: steering group, on: 2026-01-10}
    questions: [{id: lit, ask: Was the lamp lit?, type: yes_no, when: {question: entrance, is: [south]}}]
"""
FILES = {
    "qshop.yaml": """\
format: 1
name: Desks
languages: [en]
waves: [{id: year, from: 2026-01-01, to: 2026-12-31}]
""",
    "sites.yaml": "format: 1\nsites: [{id: A1}]\n",
    "criteria/stages.yaml": """\
format: 1
stages: [{id: coming, name: On the way}, {id: desk, name: The desk}]
""",
    "criteria/coming.yaml": """\
format: 1
stage: coming
questions: [{id: came_by, ask: How did you come?, type: text, kind: context, required: false}]
criteria: []
""",
    "criteria/desk.yaml": DESK,
    "questionnaires/onsite.yaml": "format: 1\ntitle: A visit\nchannel: face_to_face\n",
}


def loaded(folder, **files):
    """Write the programme, with some files other than usual; give what was read."""
    named = {name.replace("__", "/") + ".yaml": text for name, text in files.items()}
    read = load(programme(folder, {**FILES, **named}))
    assert read.diagnostics == []
    return read.programme


def found(folder, **files):
    return [(one.code, str(one.where), one.message) for one in check(loaded(folder, **files))]


# What it may be


def test_only_context_hangs_on_a_stage(tmp_path):
    assert found(tmp_path) == []
    fact = DESK.replace("type: choice, kind: context", "type: choice")
    assert found(tmp_path, criteria__desk=fact) == [
        ("QS242", "criteria/desk.yaml:4:5", "a question of a stage is kind: context, but “entrance” is kind: fact")
    ]


@pytest.mark.parametrize(
    ("before", "after", "code", "message"),
    [
        ("id: queue", "id: open", "QS209", "“open” is already used at criteria/desk.yaml:5:10"),
        (
            "id: south, text: South",
            "id: north, text: South",
            "QS209",
            "“north” is already used at criteria/desk.yaml:4:98",
        ),
        (
            "when: {question: entrance, is: [south]}}\ncrit",
            "when: {question: lit, is: [yes]}}\ncrit",
            "QS220",
            "“lit” is asked later, so nothing can hang on its answer here",
        ),
        ("is: [south]}}\ncrit", "is: [west]}}\ncrit", "QS220", "“west” is no answer to “entrance”"),
        (
            "question: entrance, is: [south]}}\ncrit",
            "question: exit, is: [south]}}\ncrit",
            "QS210",
            "there is no question “exit”",
        ),
        (
            "ask: Which entrance did you use?",
            "ask: {fr: Quelle entrée ?}",
            "QS213",
            "“fr” is not among the programme's languages",
        ),
        (
            "ask: Which entrance did you use?",
            "ask: Which entrance did you use?, applies: {tags: [lift]}",
            "QS221",
            "no site has the tag “lift”",
        ),
        (
            "ask: Which entrance did you use?",
            "ask: Which entrance did you use?, applies: {sites: [B2]}",
            "QS210",
            "there is no site “B2”",
        ),
        (
            "type: yes_no, kind: context, when",
            "type: yes_no, kind: context, comment: [never], when",
            "QS219",
            "“never” is no answer to this question",
        ),
    ],
)
def test_the_rules_on_questions_hold_for_it(before, after, code, message, tmp_path):
    assert DESK.count(before) == 1
    said = [(code, message) for code, _, message in found(tmp_path, criteria__desk=DESK.replace(before, after))]
    assert (code, message) in said


# Which questionnaire asks it


@pytest.mark.parametrize(
    ("names", "asked"),
    [
        ("", "came_by entrance queue open lit"),
        ("stages: [desk]", "entrance queue open lit"),
        ("stages: [coming]", "came_by"),
        ("criteria: [desk_lamp]", "entrance queue lit"),
        ("stages: [coming], criteria: [desk_open]", "came_by entrance queue open"),
        ("not_criteria: [desk_open, desk_lamp]", "came_by entrance queue"),
    ],
)
def test_a_questionnaire_that_asks_of_a_stage_asks_what_hangs_on_it(names, asked, tmp_path):
    text = FILES["questionnaires/onsite.yaml"] + names.replace("], criteria", "]\ncriteria") + "\n"
    read = loaded(tmp_path, questionnaires__onsite=text)
    version = compile_version(read, "onsite", 1)
    assert " ".join(question.id for _, _, question in version.questions()) == asked


def test_what_hangs_on_a_stage_that_is_not_asked_cannot_be_asked(tmp_path):
    desk = DESK.replace(
        "type: yes_no, kind: context, when: {question: entrance, is: [south]}",
        'type: yes_no, kind: context, when: {question: lamps, is: ["yes"]}',
    )
    coming = FILES["criteria/coming.yaml"].replace(
        "[{id: came_by", "[{id: lamps, ask: Lamps?, type: yes_no, kind: context}, {id: came_by"
    )
    onsite = FILES["questionnaires/onsite.yaml"] + "stages: [desk]\n"
    said = found(tmp_path, criteria__desk=desk, criteria__coming=coming, questionnaires__onsite=onsite)
    assert [message for code, _, message in said if code == "QS220"] == [
        "the questionnaire “onsite” does not ask “lamps”, on which this one hangs"
    ]


# A version


def test_a_version_keeps_it_in_its_stage_and_scores_it_nowhere(tmp_path):
    version = compile_version(loaded(tmp_path), "onsite", 1)
    coming, desk = content(version)["stages"]
    assert coming == {
        "id": "coming",
        "questions": [
            {"id": "came_by", "ask": {"en": "How did you come?"}, "type": "text", "kind": "context", "required": False}
        ],
        "criteria": [],
    }
    assert [question["id"] for question in desk["questions"]] == ["entrance", "queue"]
    assert [question.id for _, _, question in version.scored_questions()] == ["open", "lit"]
    assert [stage.id for stage in restricted(version, frozenset(["came_by"])).stages] == ["coming"]


def test_every_form_asks_it_first_in_its_stage(tmp_path):
    read = loaded(tmp_path)
    sections = form(compile_version(read, "onsite", 1), read, tongue("en")).sections
    assert [[question.id for question in section.questions] for section in sections] == [
        ["came_by"],
        ["entrance", "queue", "open", "lit"],
    ]
    assert run(["--project", str(tmp_path), "build-questionnaire", "--format", "md,html,xlsx,csv"]) == 0
    header = (tmp_path / "questionnaires/onsite/v1.csv").read_text(encoding="utf-8").strip().replace('"', "").split(",")
    asked = ["came_by", "entrance", "queue", "open", "lit"]
    assert [name for name in header if name in asked] == asked


# Visits


def taken_in(root, capsys, *rows):
    """Freeze, take rows in, and give the exit code and what was said."""
    assert run(["--project", str(root), "build-questionnaire"]) == 0
    header = "visit_id,questionnaire,version,site,date,status,came_by,entrance,queue,open,lit"
    lines = [header, *(f"V{number},onsite,1,A1,2026-03-02,{row}" for number, row in enumerate(rows, 1))]
    (root / "in.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    capsys.readouterr()
    return run(["--project", str(root), "ingest", str(root / "in.csv")]), capsys.readouterr().err


def test_its_answers_come_in_and_open_later_questions_and_change_no_score(tmp_path, capsys):
    loaded(tmp_path)
    rows = (",by bus,south,no,yes,no", ",,north,,yes,", "no_service,,south,yes,no,")
    assert taken_in(tmp_path, capsys, *rows)[0] == 0
    table = parse_csv((tmp_path / "visits/year/onsite-v1.csv").read_bytes(), "onsite-v1.csv").table
    assert table.get("entrance").cells() == ["south", "north", "south"]
    assert run(["--project", str(tmp_path), "score", "--by", "visit", "--format", "json"]) == 0
    scores = {row["visit"]: row["score"] for row in json.loads(capsys.readouterr().out)["rows"]}
    assert scores == {"V1": pytest.approx(200 / 3), "V2": 100, "V3": 0}


def test_an_answer_that_does_not_apply_is_rejected(tmp_path, capsys):
    loaded(tmp_path)
    code, said = taken_in(tmp_path, capsys, ",,north,yes,yes,", "no_service,by bus,north,,no,")
    assert code == 1
    assert "QS416 queue: answered, but the question does not apply to this visit" in said
    assert "QS416 came_by: answered, but the question does not apply to this visit" in said


def test_simulated_visits_answer_it_both_ways(tmp_path):
    loaded(tmp_path)
    assert run(["--project", str(tmp_path), "build-questionnaire"]) == 0
    plan = """\
format: 1
seed: 7
plans: [{wave: year, questionnaire: onsite, version: 1, per_site: 40}]
service: {must: 50, plus: 50}
rates: {blank: 0, na: 0, comment: 0, evidence: 0, no_service: 10, void: 0, reshop: 0}
shoppers: 3
comments: {en: [On foot.]}
"""
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    assert (
        run(["--project", str(tmp_path), "simulate", str(tmp_path / "plan.yaml"), "--out", str(tmp_path / "made")]) == 0
    )
    exports = [str(path) for path in (tmp_path / "made").glob("*.csv")]
    assert run(["--project", str(tmp_path), "ingest", *exports]) == 0
    table = parse_csv((tmp_path / "visits/year/onsite-v1.csv").read_bytes(), "onsite-v1.csv").table
    assert set(table.get("entrance").cells()) == {"north", "south"}
    assert set(table.get("queue").cells()) == {"", "no", "yes"}
    assert set(table.get("came_by").cells()) == {"", "On foot."}


# A change


def changed(folder, before, after):
    old = State(loaded(folder / "old"))
    new = State(loaded(folder / "new", criteria__desk=DESK.replace(before, after)))
    return [(one.kind, one.what, one.id, one.field, one.before, one.after) for one in changes(old, new)]


LIT = "{id: lit, ask: Was the lamp lit?, type: yes_no, when: {question: entrance, is: [south]}}"
QUEUE = "  - {id: queue, ask: Did others wait at the south entrance?, type: yes_no, kind: context, when: {question: entrance, is: [south]}}\n"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "Which entrance",
            "What entrance",
            ("reworded", "question", "entrance", "ask", "Which entrance did you use?", "What entrance did you use?"),
        ),
        (
            QUEUE,
            "",
            ("removed", "question", "queue", "", "Did others wait at the south entrance? · yes_no · context", ""),
        ),
        ("text: South", "text: The south", ("reworded", "answer", "entrance/south", "text", "South", "The south")),
    ],
)
def test_its_changes_are_told(before, after, told, tmp_path):
    assert changed(tmp_path, before, after) == [told]


def test_a_question_that_moves_from_the_stage_to_a_criterion_is_told_so(tmp_path):
    moved = DESK.replace(QUEUE, "").replace(f"[{LIT}]", f"\n    {QUEUE}      - {LIT}")
    new = loaded(tmp_path / "new", criteria__desk=moved)
    told = changes(State(loaded(tmp_path / "old")), State(new))
    assert [(one.kind, one.id, one.field, one.before, one.after) for one in told] == [
        ("moved", "queue", "criterion", "desk", "desk_lamp")
    ]
    back = changes(State(new), State(loaded(tmp_path / "old")))
    assert [(one.kind, one.id, one.field, one.before, one.after) for one in back] == [
        ("moved", "queue", "stage", "desk_lamp", "desk")
    ]
