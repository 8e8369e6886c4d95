"""The weights of stages: each stage has one, 0 is one, and what has one can be scored."""

import pytest

from qshop.cli.all_rules import apply_all_rules
from qshop.io.folder import load
from scoring import DESKS
from support import programme

PLUS_ONLY = DESKS["criteria/leaving.yaml"].replace("priority: must", "priority: plus")
TALK = """\
  - id: leaving_talk
    text: There is talk
    priority: must
    status: STATUS
    validated: {by: board, on: 2026-01-01}
    questions: [{id: talk, ask: What was said?, type: text}]
"""


def told(folder, scoring, leaving=PLUS_ONLY):
    settings = f"{DESKS['qshop.yaml']}scoring: {scoring}\n"
    loaded = load(programme(folder, DESKS | {"qshop.yaml": settings, "criteria/leaving.yaml": leaving}))
    found = [*loaded.diagnostics, *apply_all_rules(loaded)]
    return [f"{one.code} {one.message}" for one in found if one.code in ("QS204", "QS226", "QS241")]


@pytest.mark.parametrize("weight", ["0", "0.00", "2.5"])
def test_a_stage_may_weigh_nothing(tmp_path, weight):
    assert told(tmp_path, f"{{stages: {{desk: 1, leaving: {weight}}}}}") == []


def test_stages_that_all_weigh_nothing_leave_no_score(tmp_path):
    assert told(tmp_path, "{stages: {desk: 0, leaving: 0.00}}") == [
        "QS226 every stage has a weight of 0: nothing would be scored"
    ]


def test_a_weight_that_makes_no_sense_is_refused_once(tmp_path):
    assert told(tmp_path / "1", "{stages: {desk: 1, leaving: 1001}}") == ["QS204 a weight of 1001 makes no sense"]
    assert told(tmp_path / "2", "{stages: {desk: 0, leaving: 1001}}") == ["QS204 a weight of 1001 makes no sense"]


WITHOUT_A_MUST = ["QS241 the stage “leaving” has a weight, but no must is asked in it (questionnaire: onsite)"]


@pytest.mark.parametrize(
    ("scoring", "found"),
    [
        ("{plus: apart, stages: {desk: 1, leaving: 1}}", WITHOUT_A_MUST),
        ("{plus: bonus, stages: {desk: 1, leaving: 0.1}}", WITHOUT_A_MUST),
        ("{plus: counted, stages: {desk: 1, leaving: 1}}", []),
        ("{plus: apart, stages: {desk: 1, leaving: 0}}", []),
        ("{plus: apart}", []),
    ],
)
def test_what_counts_in_a_weighted_stage_must_be_asked(tmp_path, scoring, found):
    assert told(tmp_path, scoring) == found


@pytest.mark.parametrize("status", ["proposed", "validated"])
def test_a_must_that_is_not_agreed_or_earns_no_points_does_not_count(tmp_path, status):
    leaving = PLUS_ONLY + TALK.replace("STATUS", status)
    assert told(tmp_path, "{plus: apart, stages: {desk: 1, leaving: 1}}", leaving) == WITHOUT_A_MUST


def test_a_stage_in_which_nothing_is_asked_is_no_fault_yet(tmp_path):
    leaving = PLUS_ONLY.replace("status: validated", "status: proposed")
    assert told(tmp_path, "{plus: apart, stages: {desk: 1, leaving: 1}}", leaving) == []
