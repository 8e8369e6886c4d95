"""What would become of figures if frozen: past visits by the drafts before and after, against scoring from scratch."""

from dataclasses import replace

import pytest

from qshop.io.folder import load
from qshop.programme.compile import compile_version
from qshop.programme.diff.comparability import Break
from qshop.score.kernel import score_visits
from qshop.score.what_if.before_after import VerdictFlip, VisitChange
from qshop.score.what_if.if_frozen import Basis, if_frozen
from qshop.visits.intake.judge import accept_visits
from revisions import FILES, edit
from scoring import frozen, table, table_of, visits

HEADER = ("visit_id", "site", "date", "status", "greeted", "greeting_wait", "exit_clear", "goodbye")
ROWS = [
    dict(zip(HEADER, line.split(","), strict=True))
    for line in (
        "v1,A1,2026-03-02,,yes,20,yes,3",
        "v2,A1,2026-03-03,,yes,45,yes,2",
        "v3,A1,2026-03-04,,yes,90,no,1",
        "v4,A1,2026-03-05,,no,,yes,na",
        "v5,B2,2026-03-06,,yes,10,yes,3",
        "v6,B2,2026-03-07,,no,,no,2",
        "v7,B2,2026-03-08,no_service,,,,",
        "v8,B2,2026-03-09,void,,,,",
        "v9,B2,2026-03-10,,yes,,yes,3",
    )
]
GOODBYE_MUST = {"criteria/leaving.yaml": [("priority: plus", "priority: must")]}
NEW_QUESTION = "      - {id: smiled, ask: {en: Did they smile?, fr: Un sourire ?}, type: yes_no}\n"


@pytest.fixture
def before(tmp_path):
    return frozen(tmp_path / "desk", FILES)


def edited(tmp_path, edits):
    """Edit the programme on disk and read it again; its frozen version stays as it is."""
    edit(tmp_path / "desk", edits)
    loaded = load(tmp_path / "desk")
    assert loaded.diagnostics == []
    return loaded.programme


def compared(before, after, rows=ROWS):
    return if_frozen(visits(after, rows), before, after)


SCOPES = {"programme": (), "site": ("site",), "stage": ("stage",), "team": ("team",)}


def sides(found, side):
    lines = [line for line in found.comparison.figures if line.scope in SCOPES]
    return {(line.scope, *dict(line.cell).values()): getattr(line, side) for line in lines if getattr(line, side)}


def changed(found):
    return [dict(line.cell) for line in found.comparison.figures if line.changed]


def from_scratch(changed, rows=ROWS):
    """Freeze the programme as it is now, say that the visits were made with that version, and score them."""
    version = compile_version(changed, "onsite", 2)
    new = replace(changed, versions={**changed.versions, ("onsite", 2): version})
    asked = [{name: row[name] for name in row if name in version.columns()} | {"version": "2"} for row in rows]
    outcome = accept_visits(table(asked, new), new)
    assert (outcome.refusal, outcome.rejects) == (None, [])
    parts = [score_visits(batch, new) for batch in outcome.accepted]
    return {
        (scope, *cell): figure for scope, by in SCOPES.items() for cell, figure in table_of(parts, by, new).rows.items()
    }


EDITS = {
    "a priority": GOODBYE_MUST,
    "a criterion's weight": {"criteria/desk.yaml": [("critical: true", "critical: true\n    weight: 2.5")]},
    "a question's weight": {"criteria/desk.yaml": [("type: duration", "type: duration\n        weight: 0.3")]},
    "points": {
        "criteria/desk.yaml": [("{over: 30, points: 0}", "{up_to: 60, points: 0.35}, {over: 60, points: 0}")],
        "criteria/leaving.yaml": [("na: true", "na: true\n        points: {1: 0, 2: 0.9, 3: 1}")],
    },
    "what counts as met": {"criteria/leaving.yaml": [("na: true", "na: true\n        met: 0.5")]},
    "what is critical": {"criteria/desk.yaml": [("critical: true", "critical: false")]},
    "what is judged without service": {
        "criteria/leaving.yaml": [("priority: plus", "priority: plus\n    access: true")]
    },
    "an opinion": {"criteria/leaving.yaml": [("type: scale", "type: scale\n        kind: opinion")]},
    "the weights of priorities": {"qshop.yaml": [("mix:", "scoring: {priorities: {must: 7}}\nmix:")]},
    "the weights of stages": {"qshop.yaml": [("mix:", "scoring: {stages: {desk: 1, leaving: 3}}\nmix:")]},
    "bonus": {"qshop.yaml": [("mix:", "scoring: {plus: bonus}\nmix:")]},
    "apart": {"qshop.yaml": [("mix:", "scoring: {plus: apart}\nmix:")]},
    "how much must be answered": {"qshop.yaml": [("mix:", "scoring: {min_answered: 10}\nmix:")]},
    "a retired criterion": {"criteria/leaving.yaml": [("status: validated", "status: retired")]},
    "a new criterion": {
        "qshop.yaml": [("mix:", "scoring: {min_answered: 10}\nmix:")],
        "criteria/leaving.yaml": [
            (
                "criteria:\n",
                "criteria:\n  - id: leaving_smile\n    text: {en: Smiles, fr: Sourires}\n    priority: must\n"
                "    status: validated\n    validated: {by: steering group, on: 2026-02-01}\n    questions:\n"
                + NEW_QUESTION,
            )
        ],
    },
    "nothing": {"criteria/leaving.yaml": [("stage: leaving", "stage: leaving # the last one")]},
}


WITHOUT_EFFECT = ("nothing", "a retired criterion", "what is judged without service")
"""Nothing they ask alike is worth something else; and nobody was asked what is now judged without service."""


@pytest.mark.parametrize("change", EDITS)
def test_both_sides_are_exactly_what_scoring_from_scratch_gives(change, before, tmp_path):
    start = from_scratch(before)
    after = edited(tmp_path, EDITS[change])
    rows = [{**row, "goodbye": "" if row["status"] else row["goodbye"]} for row in ROWS]
    found = compared(before, after, rows)
    expected = from_scratch(after, rows)
    assert sides(found, "after") == expected
    if change != "a retired criterion":
        assert sides(found, "before") == start
    assert bool(found.comparison) == (change not in WITHOUT_EFFECT)


def test_nothing_frozen_changes(before, tmp_path):
    after = edited(tmp_path, GOODBYE_MUST)
    compared(before, after)
    assert before.versions == after.versions
    assert before.versions["onsite", 1].questions()[-1][1].priority == "plus"


def test_a_wave_of_void_visits_counts_for_nothing(before, tmp_path):
    after = edited(tmp_path, EDITS["the weights of stages"])
    assert compared(before, after, [row for row in ROWS if row["status"] == "void"]).bases == []


def test_what_the_comparison_rests_on_is_said(before, tmp_path):
    after = edited(tmp_path, {"criteria/desk.yaml": [("Were you greeted?", "Did they greet you?")]})
    assert compared(before, after).bases == [Basis("onsite v1", visits=8, questions=3, all_questions=4)]


def test_a_question_that_is_asked_differently_counts_on_neither_side(before, tmp_path):
    after = edited(
        tmp_path, {"criteria/desk.yaml": [("Was the exit clear?", "Was the way out clear?")], **GOODBYE_MUST}
    )
    found = compared(before, after)
    [desk] = [line for line in found.comparison.figures if line.cell == (("stage", "desk"),)]
    assert not desk.changed
    assert desk.before.critical_asked == 0
    assert found.breaks == [Break("onsite", "desk", "desk_safe", (("exit_clear", "asked differently (wording)"),))]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("How was the goodbye?", "Was there a goodbye?", "wording"),
        ("to: 3", "to: 4", "answers"),
        ("By name", "With a smile", "answers"),
        ("type: scale", "unit: {en: points, fr: points}\n        type: scale", "unit"),
    ],
)
def test_wording_answers_and_unit_make_a_question_another_one(old, new, why, before, tmp_path):
    found = compared(before, edited(tmp_path, {"criteria/leaving.yaml": [(old, new)]}))
    assert found.bases[0].questions == 3
    assert found.breaks == [Break("onsite", "leaving", "leaving_goodbye", (("goodbye", f"asked differently ({why})"),))]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Comment s'est passé le départ ?", "Comment était le départ ?"),
        ("How was the goodbye?", '"How  was the goodbye?"'),
        ("type: scale", "type: scale\n        hint: {en: Listen, fr: Écoutez}"),
        ("na: true", "na: false"),
    ],
)
def test_a_translation_spaces_a_hint_or_na_make_no_other_question(old, new, before, tmp_path):
    found = compared(before, edited(tmp_path, {"criteria/leaving.yaml": [(old, new)]}))
    assert found.bases[0].questions == 4
    assert found.breaks == []


def test_another_condition_counts_only_if_what_it_depends_on_is_asked_alike(before, tmp_path):
    other = [("Were you greeted?", "Did they greet you?"), ('is: ["yes"]', 'is: ["yes", "no"]')]
    after = edited(tmp_path, {"criteria/desk.yaml": other})
    assert compared(before, after).bases[0].questions == 2
    edit(tmp_path / "desk", {"criteria/desk.yaml": [("Did they greet you?", "Were you greeted?")]})
    assert compared(before, load(tmp_path / "desk").programme).bases[0].questions == 4


def test_what_a_visit_was_never_asked_is_no_blank(before, tmp_path):
    only_a1 = [("critical: true", "critical: true\n    applies: {sites: [A1]}")]
    narrow = edited(tmp_path, {"criteria/desk.yaml": only_a1})
    narrow = replace(narrow, versions={("onsite", 1): compile_version(narrow, "onsite", 1)})
    rows = [{**row, "exit_clear": "" if row["site"] == "B2" else row["exit_clear"]} for row in ROWS]
    found = compared(narrow, replace(before, versions=narrow.versions), rows)
    assert changed(found) == []


def test_a_questionnaire_that_is_gone_leaves_its_visits_out_and_ends_its_series(before, tmp_path):
    edits = {"questionnaires/onsite.yaml": "", "questionnaires/call.yaml": FILES["questionnaires/onsite.yaml"]}
    found = compared(before, edited(tmp_path, edits))
    assert (found.visits, found.left_out, found.comparison.figures) == (0, 8, [])
    assert [(one.criterion, one.why) for one in found.breaks] == [
        ("desk_greeting", ()),
        ("desk_safe", ()),
        ("leaving_goodbye", ()),
    ]


def test_a_series_breaks_when_a_scored_question_comes_or_goes_but_not_when_the_rules_change(before, tmp_path):
    after = edited(
        tmp_path,
        {
            "criteria/desk.yaml": [
                ("    questions:\n      - {id: exit", f"    questions:\n{NEW_QUESTION}      - {{id: exit")
            ]
        },
    )
    assert compared(before, after).breaks == [Break("onsite", "desk", "desk_safe", (("smiled", "newly asked"),))]
    back = compared(after, before).breaks
    assert back == [Break("onsite", "desk", "desk_safe", (("smiled", "no longer asked"),))]


def test_verdicts_flip_in_both_directions(before, tmp_path):
    after = edited(
        tmp_path,
        {
            "criteria/desk.yaml": [("critical: true", "critical: false")],
            "criteria/leaving.yaml": [("priority: plus", "priority: plus\n    critical: true")],
        },
    )
    rows = [*ROWS, {**ROWS[2], "visit_id": "v10", "goodbye": "3"}]
    assert compared(before, after, rows).comparison.flips == [
        VerdictFlip("v10", "A1", failed_before=("desk_safe",), failed_after=()),
        VerdictFlip("v2", "A1", failed_before=(), failed_after=("leaving_goodbye",)),
    ]


def test_a_visit_that_would_be_left_unscored_has_no_other_verdict(tmp_path):
    """Its critical criteria are of other stages than the must that becomes a plus: nothing of them changes."""
    goodbye = FILES["criteria/leaving.yaml"].replace("priority: plus", "priority: must")
    policy = FILES["qshop.yaml"].replace("mix:", "scoring: {min_answered: 63}\nmix:")
    before = frozen(tmp_path / "desk", FILES | {"criteria/leaving.yaml": goodbye, "qshop.yaml": policy})
    after = edited(tmp_path, {"criteria/leaving.yaml": [("priority: must", "priority: plus")]})
    rows = [{**ROWS[2], "greeted": "", "greeting_wait": ""}]
    comparison = compared(before, after, rows).comparison
    assert comparison.flips == []
    assert comparison.visits == [VisitChange("v3", "A1", "unscored")]
    assert compared(after, before, rows).comparison.visits == [VisitChange("v3", "A1", "no longer unscored")]


TODAY_ONLY = {
    "targets": {"qshop.yaml": [("desk: 85", "desk: 50")]},
    "the minimum base": {"qshop.yaml": [("mix:", "scoring: {minimum_base: 2}\nmix:")]},
    "a tag": {"sites.yaml": [("tags: [kiosk]", "tags: [kiosk, staffed]")]},
    "a team": {"sites.yaml": [("teams: {desk: house}", "teams: {desk: guests_ltd}")]},
    "an owner": {"criteria/desk.yaml": [("    owner: desk_manager\n", "")]},
    "a wave": {"qshop.yaml": [("from: 2026-03-01", "from: 2026-03-02")]},
}


@pytest.mark.parametrize("change", TODAY_ONLY)
def test_what_no_version_freezes_is_left_to_the_figures_of_today(change, tmp_path):
    staffed = FILES["criteria/desk.yaml"].replace("critical: true", "critical: true\n    applies: {tags: [staffed]}")
    before = frozen(tmp_path / "desk", FILES | {"criteria/desk.yaml": staffed})
    rows = [{**row, "exit_clear": "" if row["site"] == "B2" else row["exit_clear"]} for row in ROWS]
    assert not compared(before, edited(tmp_path, TODAY_ONLY[change]), rows)


@pytest.mark.usefixtures("before")
def test_without_a_declared_mix_there_is_one_figure_for_each_questionnaire(tmp_path):
    twice = {
        "qshop.yaml": [("mix: {questionnaire: equal}\n", "")],
        "questionnaires/call.yaml": FILES["questionnaires/onsite.yaml"].replace("face_to_face", "phone"),
    }
    both = edited(tmp_path, twice)
    version = compile_version(both, "call", 1)
    both = replace(both, versions={**both.versions, ("call", 1): version})
    rows = [*ROWS, {**ROWS[0], "visit_id": "c1", "questionnaire": "call"}]
    found = compared(both, replace(edited(tmp_path, GOODBYE_MUST), versions=both.versions), rows)
    lines = [line for line in found.comparison.figures if line.scope == "programme"]
    assert [line.cell for line in lines] == [
        (("questionnaire", "call"),),
        (("questionnaire", "onsite"),),
    ]
