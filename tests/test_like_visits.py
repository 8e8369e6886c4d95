"""Visits made with several versions of a questionnaire, compared over the questions that all of them ask alike."""

import pytest

from qshop.score.comparison.like_visits import CommonQuestions, like_visits
from qshop.score.comparison.sides import Sides
from scoring import DESKS, frozen, scored, table_of

SEEN = {"scenario": "guest", "channel": "phone", "site": "S2", "door": "4"}
SAME = {**SEEN, "greeted": "yes", "wait": "60", "flowers": "yes"}
LAXER = DESKS["criteria/desk.yaml"].replace("{up_to: 30,", "{up_to: 90,").replace("{over: 30,", "{over: 90,")
MORE = DESKS["criteria/desk.yaml"].replace(
    "  - id: desk_flowers", "      - {id: smiled, ask: Did they smile?, type: yes_no}\n  - id: desk_flowers"
)
BOTH = [
    {**SAME, "visit_id": "V1", "date": "2026-02-01"},
    {**SAME, "visit_id": "V2", "date": "2026-09-01", "version": "2"},
]


def scores(programme, rows):
    """Score visits as they were made and as they are compared, wave by wave."""
    batches = scored(programme, rows)
    like = like_visits(batches, Sides("wave", "spring", "autumn"), programme)
    found = (table_of(each, ("wave",), programme).rows for each in (batches, like.batches))
    return [{cell[0]: round(figure.score, 1) for cell, figure in rows.items()} for rows in found], like


def test_the_same_answers_score_the_same_however_the_rules_changed(tmp_path):
    frozen(tmp_path, DESKS)
    laxer = frozen(tmp_path, DESKS | {"criteria/desk.yaml": LAXER})
    (made, compared), like = scores(laxer, BOTH)
    assert (made, compared) == ({"spring": 82.5, "autumn": 100.0}, {"spring": 100.0, "autumn": 100.0})
    assert like.common_questions() == [CommonQuestions("onsite", [1, 2], 5, [])]
    assert like.questions({}) is None


def test_a_question_that_only_one_version_asks_is_left_out_and_named(tmp_path):
    frozen(tmp_path, DESKS)
    asked = frozen(tmp_path, DESKS | {"criteria/desk.yaml": MORE})
    rows = [BOTH[0], {**BOTH[1], "smiled": "no"}]
    (made, compared), like = scores(asked, rows)
    assert made["autumn"] < compared["autumn"] == compared["spring"]
    assert like.common_questions() == [CommonQuestions("onsite", [1, 2], 5, ["smiled"])]
    assert [like.questions({"stage": stage}) for stage in ("desk", "leaving")] == [3, None]


def test_visits_of_one_version_are_compared_as_they_were_made(tmp_path):
    desks = frozen(tmp_path, DESKS)
    rows = [{**row, "version": "1"} for row in BOTH]
    (made, compared), like = scores(desks, rows)
    assert made == compared
    assert like.common_questions() == []


@pytest.mark.parametrize("order", [1, -1])
def test_the_newest_version_judges_whichever_wave_it_was_made_in(tmp_path, order):
    frozen(tmp_path, DESKS)
    laxer = frozen(tmp_path, DESKS | {"criteria/desk.yaml": LAXER})
    dates = ["2026-02-01", "2026-09-01"][::order]
    (_, compared), _ = scores(laxer, [{**row, "date": date} for row, date in zip(BOTH, dates, strict=True)])
    assert set(compared.values()) == {100.0}
