"""Days, times, numbers and choices in a service's notation, rewritten as qshop writes them: `2026-11-22`, `09:05`."""

import re
from collections.abc import Callable
from decimal import Decimal

from qshop.programme import answers
from qshop.programme.model import Programme
from qshop.programme.scalars import read_measure
from qshop.visits.columns import frozen_questions
from qshop.visits.table import Table

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*")
_TIME = re.compile(r"(?:\d{4}-\d\d-\d\d[T ])?(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?([eE][+-]?[0-9]{1,2})?")


def canonical(table: Table, programme: Programme) -> Table:
    """Return the table with the cells of a visit's columns as qshop writes them; other notations stay as they are.

    Seconds and the zone of a time are dropped and nothing is converted: the shopper's device showed the site's own
    time, whatever zone is written behind it. Several choices are put in the order of the question, and numbers lose
    needless zeros, since services differ in that.
    """
    changes: dict[str, Callable[[str], str]] = {"date": _day, "time_in": _time, "time_out": _time}
    for question in frozen_questions(programme):
        match question.answer_type.nature:
            case "clock":
                changes[question.id] = _time
            case "measure":
                changes[question.id] = _number
            case "several":
                changes[question.id] = _in_order(answers.labels(question))
    used = {name: change for name, change in changes.items() if name in table.columns}
    return table.with_columns({name: table.columns[name].map(change).merged() for name, change in used.items()})


def _time(text: str) -> str:
    match = _TIME.fullmatch(text)
    return match[1] if match else text


def _day(text: str) -> str:
    match = _DAY.fullmatch(text)
    return match[1] if match else text


def _number(text: str) -> str:
    """Return `1.25E7`, as devices shorten numbers, written out, and `7.0` without its zeros; nothing is rounded.

    What is no number of an answer even then is returned as it is.
    """
    match = _NUMBER.fullmatch(text)
    if not match:
        return text
    digits = format(Decimal(text), "f") if match[1] else text
    written = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return text if read_measure(written) is None else written


def _in_order(choices: list[str]) -> Callable[[str], str]:
    ranks = {choice: rank for rank, choice in enumerate(choices)}

    def ordered(text: str) -> str:
        chosen = text.split()
        return " ".join(sorted(chosen, key=ranks.__getitem__)) if ranks.keys() >= set(chosen) else text

    return ordered
