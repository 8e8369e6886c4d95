"""A service's notation of days, hours, numbers and choices as qshop writes them: `2026-11-22`, `09:05`, `12500000`."""

import re
from collections.abc import Callable
from decimal import Decimal

from qshop.programme import answers
from qshop.programme.model import Programme
from qshop.programme.scalars import read_measure
from qshop.visits.table import Table

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*")
_HOUR = re.compile(r"(?:\d{4}-\d\d-\d\d[T ])?(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?([eE][+-]?[0-9]{1,2})?")


def canonical(table: Table, programme: Programme) -> Table:
    """Write what stands under the columns of a visit the way qshop does; what is no service's notation stays.

    Seconds and the zone of a time are dropped and nothing is converted: the shopper's device showed the site's own
    time, whatever zone is written behind it. Several choices stand in the order in which the form lists them, and
    numbers without needless zeros, since services differ in that.
    """
    changes: dict[str, Callable[[str], str]] = {"date": _day, "time_in": _hour, "time_out": _hour}
    for version in programme.versions.values():
        for _, _, question in version.questions():
            match question.answer_type.nature:
                case "clock":
                    changes[question.id] = _hour
                case "measure":
                    changes[question.id] = _number
                case "several":
                    changes[question.id] = _in_order(answers.labels(question))
    known = {name: change for name, change in changes.items() if name in table.columns}
    return table.with_columns({name: table.columns[name].map(change).merged() for name, change in known.items()})


def _hour(text: str) -> str:
    found = _HOUR.fullmatch(text)
    return found[1] if found else text


def _day(text: str) -> str:
    found = _DAY.fullmatch(text)
    return found[1] if found else text


def _number(text: str) -> str:
    """Write out `1.25E7`, as devices shorten numbers, and drop the zeros at the end of `7.0`; nothing is rounded.

    What is no answer even so stays as it was typed.
    """
    found = _NUMBER.fullmatch(text)
    if not found:
        return text
    digits = format(Decimal(text), "f") if found[1] else text
    written = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return text if read_measure(written) is None else written


def _in_order(choices: list[str]) -> Callable[[str], str]:
    places = {choice: place for place, choice in enumerate(choices)}

    def ordered(text: str) -> str:
        chosen = text.split()
        return " ".join(sorted(chosen, key=places.__getitem__)) if places.keys() >= set(chosen) else text

    return ordered
