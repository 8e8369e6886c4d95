"""What one cell of an export means as the value of one field of a visit."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from qshop.base.shown import shown
from qshop.programme import scalars
from qshop.programme.answers import ANSWER_TYPES
from qshop.visits.intake.notation import Below, Notation
from qshop.visits.intake.written_form import (
    TIMESTAMPS,
    Months,
    read_certain_day,
    read_clock,
    read_day,
    read_length,
    written_forms,
)
from qshop.visits.rejects import Problem


@dataclass(frozen=True)
class FieldReading:
    """Reads the cells of one field: missing → mapped, or else by its notation; `type` is that of its question.

    `months` are the names of months.
    """

    notation: Notation
    mapping: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    type: str = ""
    months: Months | None = None

    def __call__(self, text: str) -> str | Problem:
        """Return the value of a cell, or why it has none."""
        if self.is_missing(text):
            return ""
        if self.mapping:
            return _mapped(text, self.mapping)
        return self._notated(text) if text else ""

    def is_missing(self, text: str) -> bool:
        """Return whether a cell means “not answered”."""
        return any(
            _is_below(text, value.below) if isinstance(value, Below) else text == value
            for value in self.notation.missing or ()
        )

    def _notated(self, text: str) -> str | Problem:
        nature = ANSWER_TYPES[self.type].nature if self.type else ""
        if self.name == "date":
            return self._day(text)
        if self.name in ("time_in", "time_out") or nature == "clock":
            return self._clock(text)
        if nature != "measure":
            return text
        is_comma = self.notation.decimal == "comma" and "." not in text
        number = text.replace(",", ".", 1) if is_comma else text
        in_seconds = ANSWER_TYPES[self.type].in_seconds
        return self._length(text, number) if in_seconds and self.notation.durations else number

    def _day(self, text: str) -> str | Problem:
        declared = self.notation.dates or ()
        day = read_certain_day(text) or read_day(written_forms(declared), text, self.months)
        return day.isoformat() if day else _unread(text, "dates", declared, _close_to(declared))

    def _clock(self, text: str) -> str | Problem:
        declared = self.notation.times or ()
        clock = read_clock(written_forms(["HH:MM", *declared, *TIMESTAMPS]), text)
        return clock or _unread(text, "times", declared, _CLOCKS)

    def _length(self, text: str, number: str) -> str | Problem:
        declared = self.notation.durations or ()
        return read_length(written_forms(declared), number) or _unread(text, "durations", declared)


_TWO_DIGITS: Final = re.compile(r"\bDD\b|\bMM\b")
_CLOCKS: Final = (
    "H:MM",
    "H.MM",
    "H:MM:SS",
    "H:MM AM",
    "H.MM AM",
    "H:MMAM",
    "H.MMAM",
    "HAM",
    "HhMM",
    "H;MM",
    "HH.MM.SS",
)


def _close_to(declared: Sequence[str]) -> Iterator[str]:
    """Yield forms that keep the order of day and month of one that is declared."""
    for form in declared:
        loose = _TWO_DIGITS.sub(lambda field: field[0][0], form.partition(" H")[0])
        for day in (loose, loose.replace("YYYY", "YY")):
            yield from (day, f"{day} H:MM", f"{day} H:MM:SS")


def _unread(text: str, key: str, declared: Sequence[str], others: Iterable[str] = ()) -> str | Problem:
    """Return the problem of a cell that has none of the declared forms; its help names one of `others` that it has.

    Where none is declared, return the cell: it is judged as it stands.
    """
    if not declared:
        return text
    if any(form.pattern.fullmatch(text) for form in written_forms(declared)):
        message = f"“{text}”, read as {' or '.join(declared)}, does not exist"
        return Problem("QS470", message, "correct the cell")
    fitting = next((form.text for form in written_forms(others) if form.pattern.fullmatch(text)), "…")
    help_ = f"correct the cell, or say that the file writes it so: {key}: [{', '.join([*declared, fitting])}]"
    return Problem("QS470", f"{shown(text)} is not written as {' or '.join(declared)}", help_)


def _mapped(text: str, mapping: Mapping[str, str]) -> str | Problem:
    if text in mapping or not text:
        return mapping.get(text, "")
    help_ = "add it to the profile's map, or to missing"
    return Problem("QS429", f"the profile does not map {shown(text, mapping)}", help_)


def _is_below(text: str, limit: Decimal) -> bool:
    number = scalars.read_measure(text.removeprefix("-"))
    return number is not None and (-number if text.startswith("-") else number) < limit
