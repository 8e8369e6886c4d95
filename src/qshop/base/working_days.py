"""Working days: Saturdays, Sundays and holidays are none."""

from collections.abc import Collection
from datetime import date, timedelta

_DAY = timedelta(days=1)


def is_working_day(day: date, holidays: Collection[date] = ()) -> bool:
    """Return whether a day is one on which people work."""
    return day.isoweekday() <= 5 and day not in holidays


def working_days_after(day: date, n: int, holidays: Collection[date] = ()) -> date:
    """Return the `n`-th working day after a day, or before it where `n` is below 0; for 0 the day itself."""
    step = _DAY if n > 0 else -_DAY
    for _ in range(abs(n)):
        day += step
        while not is_working_day(day, holidays):
            day += step
    return day


def working_days_between(first: date, last: date, holidays: Collection[date] = ()) -> int:
    """Return how many working days come after `first`, up to and with `last`; below 0 where `last` is the earlier.

    So `last` is the n-th working day after `first`, if it is a working day at all.
    """
    if last < first:
        return -working_days_between(last, first, holidays)
    days = (first + _DAY * n for n in range(1, (last - first).days + 1))
    return sum(is_working_day(day, holidays) for day in days)
