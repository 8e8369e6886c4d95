"""Percentages and times as they are shown: rounded, never cut, and never rounded to what they are not."""

from decimal import Decimal

import pytest

from qshop.base.rounding import tenths, whole_minutes, wholes


@pytest.mark.parametrize(
    ("percentage", "shown"),
    [(0, 0), (0.01, 0.1), (66.66, 66.7), (99.94, 99.9), (99.99, 99.9), (100, 100)],
)
def test_a_percentage_is_never_rounded_to_none_or_all(percentage, shown):
    assert tenths(percentage) == shown


@pytest.mark.parametrize(
    ("percentage", "shown"),
    [(0, 0), (0.01, 1), (0.5, 1), (49.5, 50), (66.66, 67), (99.4, 99), (99.99, 99), (100, 100)],
)
def test_a_percentage_in_whole_numbers_is_never_rounded_to_none_or_all(percentage, shown):
    assert wholes(percentage) == shown


@pytest.mark.parametrize(
    ("seconds", "minutes"),
    [(0, 0), (29, 0), (30, 1), (60, 1), (89, 1), (90, 2), (150, 3), (230, 4), (Decimal("5429.9"), 90), (5430, 91)],
)
def test_a_time_is_rounded_to_the_nearest_minute(seconds, minutes):
    assert whole_minutes(seconds) == minutes
