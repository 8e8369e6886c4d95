"""Where a line of figures breaks: whatever a figure counts is asked, or judged, differently."""

import pytest

from qshop.score.charts.version_breaks import Subject, breaks_between
from scoring import DESKS, frozen

DESK = DESKS["criteria/desk.yaml"]
EVERYTHING = Subject()
MUSTS = Subject(priority="must", weighs=False)


@pytest.fixture
def breaks(tmp_path):
    """Give why a change of `criteria/desk.yaml` and other files breaks a figure."""

    def found(subject, desk=DESK, **others):
        frozen(tmp_path, DESKS)
        files = (
            DESKS | {"criteria/desk.yaml": desk} | {name.replace("__", "/") + ".yaml": t for name, t in others.items()}
        )
        versions = frozen(tmp_path, files).versions
        newest = max(number for _, number in versions)
        return breaks_between({"onsite": [versions["onsite", 1]]}, {"onsite": [versions["onsite", newest]]}, subject)

    return found


MORE = DESK.replace(
    "  - id: desk_flowers", "      - {id: smiled, ask: Did they smile?, type: yes_no}\n  - id: desk_flowers"
)
LAXER = DESK.replace("up_to: 30,", "up_to: 90,").replace("over: 30,", "over: 90,")
REWORDED = DESK.replace("Were you greeted?", "Did anyone greet you?")
DEARER = DESK.replace("points: 0.3", "points: 0.5")
LIMITED = DESK.replace("    priority: plus\n", "    priority: plus\n    applies: {tags: [staffed]}\n")
PROMOTED = DESK.replace("priority: plus", "priority: must")


@pytest.mark.parametrize(
    ("desk", "why"),
    [
        (DESK, []),
        (MORE, ["onsite v1 and v2 differ: smiled is newly asked"]),
        (REWORDED, ["onsite v1 and v2 differ: greeted is asked differently (wording)"]),
        (LAXER, ["onsite v1 and v2 differ: wait is judged differently"]),
        (DEARER, ["onsite v1 and v2 differ: wait is judged differently"]),
        (LIMITED, ["onsite v1 and v2 differ: flowers is asked of other visits"]),
    ],
)
def test_a_score_breaks_where_anything_is_asked_or_judged_differently(breaks, desk, why):
    assert breaks(EVERYTHING, desk) == why


@pytest.mark.parametrize(
    ("desk", "why"),
    [
        (LAXER, ["onsite v1 and v2 differ: wait is judged differently"]),
        (DEARER, []),  # 0.5 of a point meets no criterion either
        (LIMITED, []),
        (PROMOTED, ["onsite v1 and v2 differ: flowers newly counts"]),
    ],
)
def test_a_rate_breaks_only_where_other_criteria_are_met_or_asked(breaks, desk, why):
    assert breaks(MUSTS, desk) == why


def test_a_criterion_or_a_stage_breaks_only_by_its_own_questions(breaks):
    assert breaks(Subject(criterion="desk_flowers", weighs=False), MORE) == []
    assert breaks(Subject(stage="leaving"), MORE) == []
    assert breaks(Subject(stage="desk"), MORE) != []


def test_other_weights_break_a_score_and_no_rate(breaks):
    heavier = DESK.replace("    priority: plus\n", "    priority: plus\n    weight: 3\n")
    assert breaks(EVERYTHING, heavier)[0].startswith("onsite v1 and v2 differ: greeted is judged differently, wait")
    assert breaks(MUSTS, heavier) == []


def test_weights_that_all_grow_alike_break_nothing(breaks):
    doubled = DESKS["qshop.yaml"] + "scoring: {priorities: {must: 4, plus: 2}}\n"
    assert breaks(EVERYTHING, qshop=doubled) == []


def test_a_questionnaire_that_only_one_side_has_breaks_what_is_pooled(tmp_path):
    version = frozen(tmp_path, DESKS).versions["onsite", 1]
    assert breaks_between({"onsite": [version]}, {"onsite": [version], "phone": [version]}, EVERYTHING) == [
        "there are visits of phone only from it on"
    ]
    assert breaks_between({"onsite": [version]}, {}, EVERYTHING) == ["there are visits of onsite only before it"]
