"""Working days: no Saturdays, no Sundays, no holidays."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from qshop.base.working_days import is_working_day, working_days_after, working_days_between

FRIDAY, MONDAY, TUESDAY = date(2026, 9, 25), date(2026, 9, 28), date(2026, 9, 29)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
HOLIDAYS = st.sets(DAYS, max_size=6)


def test_the_weekend_and_holidays_are_passed_over():
    assert working_days_after(FRIDAY, 1) == MONDAY
    assert working_days_after(FRIDAY, 1, [MONDAY]) == TUESDAY
    assert working_days_after(FRIDAY, 5, [MONDAY]) == date(2026, 10, 5)
    assert working_days_after(FRIDAY + timedelta(1), 1) == MONDAY
    assert working_days_after(TUESDAY, -2) == FRIDAY
    assert working_days_after(FRIDAY + timedelta(1), 0) == FRIDAY + timedelta(1)


def test_the_first_day_is_not_counted_and_the_last_is():
    assert working_days_between(FRIDAY, MONDAY) == 1
    assert working_days_between(FRIDAY, MONDAY, [MONDAY]) == 0
    assert working_days_between(FRIDAY, FRIDAY) == 0
    assert working_days_between(MONDAY, FRIDAY) == -1


@given(DAYS, st.integers(1, 40), HOLIDAYS)
def test_the_day_that_comes_so_many_after_is_as_many_away(day, n, holidays):
    last = working_days_after(day, n, holidays)
    assert is_working_day(last, holidays)
    assert working_days_between(day, last, holidays) == n
