"""Days and times in a service's notation, rewritten as qshop writes them: `2026-11-22`, `09:05`."""

import re
from collections.abc import Callable

from qshop.programme.model import Programme
from qshop.visits.columns import frozen_questions
from qshop.visits.table import Table

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*")
_TIME = re.compile(r"(?:\d{4}-\d\d-\d\d[T ])?(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?")


def canonical(table: Table, programme: Programme) -> Table:
    """Return the table with the cells of a visit's columns as qshop writes them; other notations stay as they are.

    Seconds and the zone of a time are dropped and nothing is converted: the shopper's device showed the site's own
    time, whatever zone is written behind it.
    """
    changes: dict[str, Callable[[str], str]] = {"date": _day, "time_in": _time, "time_out": _time}
    clocks = (question.id for question in frozen_questions(programme) if question.answer_type.nature == "clock")
    changes |= dict.fromkeys(clocks, _time)
    used = {name: change for name, change in changes.items() if name in table.columns}
    return table.with_columns({name: table.columns[name].map(change).merged() for name, change in used.items()})


def _time(text: str) -> str:
    match = _TIME.fullmatch(text)
    return match[1] if match else text


def _day(text: str) -> str:
    match = _DAY.fullmatch(text)
    return match[1] if match else text
