"""How far a value is beyond the limit nearest to it, and whether that is only just."""

from decimal import Decimal

import pytest

from qshop.programme.frozen import FrozenQuestion
from qshop.score.charts.met_limits import Excess, excess

UP_TO_120 = [{"up_to": "120", "points": "1"}, {"points": "0"}]
OVER_2 = [{"up_to": "2", "points": "0"}, {"points": "1"}]
FROM_18_TO_24 = [{"up_to": "18", "points": "0"}, {"up_to": "24", "points": "1"}, {"points": "0"}]
NONE = [{"up_to": "0", "points": "1"}, {"points": "0"}]


def question(type_, points, met="1"):
    return FrozenQuestion.model_validate({"id": "q", "ask": "?", "type": type_, "points": points, "met": met})


@pytest.mark.parametrize(
    ("type_", "points", "value", "by", "limit", "is_narrow"),
    [
        ("duration", UP_TO_120, "126", "6", "120", True),
        ("duration", UP_TO_120, "144", "24", "120", True),
        ("duration", UP_TO_120, "145", "25", "120", False),
        ("duration", OVER_2, "2", "0", "2", True),
        ("number", OVER_2, "2", "1", "3", False),
        ("number", OVER_2, "1.5", "0.5", "2", False),
        ("number", FROM_18_TO_24, "25", "1", "24", True),
        ("number", FROM_18_TO_24, "17", "2", "19", True),
        ("number", FROM_18_TO_24, "14", "5", "19", False),
        ("number", NONE, "1", "1", "0", False),
    ],
)
def test_a_value_is_narrowly_missed_by_a_fifth_of_its_limit_at_most(type_, points, value, by, limit, is_narrow):
    found = excess(question(type_, points), Decimal(value))
    assert (found, found.is_narrow) == (Excess(Decimal(by), Decimal(limit)), is_narrow)


def test_a_mark_is_as_far_off_as_it_is_below_the_least_that_is_good_enough():
    mark = question("number", {"out_of": "100", "points": "100"}, met="80")
    found = [excess(mark, Decimal(value)) for value in ("64", "63")]
    assert [(one.by, one.limit, one.is_narrow) for one in found] == [(16, 80, True), (17, 80, False)]


def test_nothing_is_near_a_limit_that_no_value_meets():
    assert excess(question("number", [{"points": "0"}]), Decimal(3)) is None
