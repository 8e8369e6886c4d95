"""One visit: its row, its day, and the parts of the clock that may be told of it."""

from calendar import monthrange
from dataclasses import replace
from datetime import date
from typing import Literal

import numpy as np

from qshop.programme.scalars import read_day
from qshop.visits.accepted import Visits

PartOfDay = Literal[
    "", "night", "early_morning", "morning", "late_morning", "midday", "afternoon", "late_afternoon", "evening"
]
_PARTS: list[tuple[int, PartOfDay]] = [
    (22, "night"),
    (18, "evening"),
    (16, "late_afternoon"),
    (14, "afternoon"),
    (12, "midday"),
    (10, "late_morning"),
    (8, "morning"),
    (6, "early_morning"),
    (0, "night"),
]
_DAY = 24 * 60 * 60


def one_visit(batches: list[Visits], visit_id: str) -> Visits:
    """Return one visit, as a table of one row. Raises `KeyError` if there is none of that id."""
    for visits in batches:
        rows = np.flatnonzero(visits.table.get("visit_id").is_in([visit_id]))
        if len(rows):
            return replace(visits, table=visits.table.take(rows[:1]))
    raise KeyError(visit_id)


def fact(visit: Visits, column: str) -> str:
    """Return a cell of one visit."""
    return visit.table.get(column).cell(0)


def is_call(visit: Visits) -> bool:
    """Return whether one visit is a call."""
    return fact(visit, "channel") == "phone"


def day_of(visit: Visits) -> date | None:
    """Return the day of one visit; None where only its wave is known."""
    return read_day(fact(visit, "date"))


def part_of_day(visit: Visits) -> PartOfDay:
    """Return the part of the day in which one visit began; blank where nobody noted the time."""
    clock = fact(visit, "time_in")
    return next(part for first, part in _PARTS if int(clock[:2]) >= first) if clock else ""


def seconds_taken(visit: Visits) -> int | None:
    """Return how long one visit took, also past midnight; None where its beginning or its end was not noted."""
    began, ended = fact(visit, "time_in"), fact(visit, "time_out")
    return (seconds_of(ended) - seconds_of(began)) % _DAY if began and ended else None


def seconds_of(clock: str) -> int:
    """Return a time of day (`HH:MM` or `HH:MM:SS`) in seconds since midnight."""
    hours, minutes, seconds = (int(number) for number in f"{clock}:00".split(":")[:3])
    return 3600 * hours + 60 * minutes + seconds


def months_after(day: date, months: int) -> date:
    """Return the same day some months later; the last of that month where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
