"""What one cell of an export means as the value of one field of a visit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from qshop.base.shown import shown
from qshop.programme import answers, scalars
from qshop.programme.frozen import FrozenQuestion
from qshop.visits.intake.declared_notation import Below, Notation
from qshop.visits.intake.other_forms import CLOCKS, close_to, unread
from qshop.visits.intake.separated import first_unknown, separated
from qshop.visits.intake.written_form import (
    TIMESTAMPS,
    Months,
    folded,
    read_certain_day,
    read_clock,
    read_day,
    read_length,
    written_forms,
)
from qshop.visits.problem import Problem


def compared(notation: Notation, text: str) -> str:
    """Return a text as it is compared with a list: without case, if that does not count."""
    return folded(text) if notation.ignore_case else text


def without_blanks(notation: Notation, text: str) -> str:
    """Return a text without the blanks around it, if those do not count."""
    return text.strip() if notation.trim else text


@dataclass(frozen=True)
class FieldReading:
    """Reads the cells of one field: a value that is listed by its meaning, another by the notation of the field.

    `meanings` are those of the listed values, as they are compared; `closed`: no others are possible. `months` are the
    names of months.
    """

    notation: Notation
    meanings: Mapping[str, str] = field(default_factory=dict)
    closed: bool = False
    separator: str = ""
    name: str = ""
    question: FrozenQuestion | None = None
    months: Months | None = None

    @cached_property
    def limits(self) -> list[Decimal]:
        """Return the limits below which a number means “not answered”."""
        return [value.below for value in self.notation.missing or () if isinstance(value, Below)]

    @property
    def takes_as_is(self) -> bool:
        """Return whether every cell is its own value: ids and comments, of which there are many."""
        is_listed = self.meanings or self.closed or self.limits or self.separator
        return not (is_listed or self.question or self.name in ("date", "time_in", "time_out"))

    def __call__(self, text: str) -> str | Problem:
        """Return the value of a cell, or why it has none."""
        meaning = self.listed(text)
        if meaning is not None or not text:
            return meaning or ""
        if self.separator:
            return self._several(text)
        return self._unlisted(text) if self.closed else self._notated(text)

    def listed(self, text: str) -> str | None:
        """Return what a cell means by the lists of the profile, blank for “not answered”; None if it is in none."""
        if any(_is_below(text, limit) for limit in self.limits):
            return ""
        return self.meanings.get(compared(self.notation, text))

    def _unlisted(self, text: str) -> Problem:
        help_ = "add it to the profile's map, or to missing"
        if not self.separator and self.question and self.question.answer_type.nature == "several":
            help_ += "; if it is several in one cell, say what separates them: separator"
        return Problem("QS429", f"the profile does not map {shown(text, self.meanings)}", help_)

    def _several(self, text: str) -> str | Problem:
        """Return the choices of a cell that holds several, in the order of the question."""
        choices = answers.labels(self.question) if self.question else []
        known = self.meanings if self.closed else {compared(self.notation, choice): choice for choice in choices}

        def label(piece: str) -> str:
            return compared(self.notation, without_blanks(self.notation, piece))

        def is_label(piece: str) -> bool:
            return label(piece) in known

        ways = separated(text, self.separator, is_label)
        if len(ways) > 1:
            message = f"{shown(text, known)} can be separated into labels in two ways"
            return Problem("QS429", message, "let the file put another separator between them, or map the whole cell")
        if not ways:
            return self._unlisted(first_unknown(text, self.separator, is_label))
        return self._in_order([known[label(piece)] for piece in ways[0]])

    def _in_order(self, chosen: Iterable[str]) -> str:
        """Return choices in the order of the question."""
        order = answers.labels(self.question) if self.question else []
        return " ".join(sorted(filter(None, chosen), key=lambda choice: order.index(choice) if choice in order else -1))

    def _notated(self, text: str) -> str | Problem:
        nature = self.question.answer_type.nature if self.question else ""
        if self.name == "date":
            return self._day(text)
        if self.name in ("time_in", "time_out") or nature == "clock":
            return self._clock(text)
        if nature == "several" and self.question and {*text.split(" ")} <= {*answers.labels(self.question)}:
            return self._in_order(text.split(" "))
        if nature != "measure" or not self.question:
            return self._known_answer(text)
        is_comma = self.notation.decimal == "comma" and "." not in text
        number = text.replace(",", ".", 1) if is_comma else text
        in_seconds = self.question.answer_type.in_seconds
        return self._length(text, number) if in_seconds and self.notation.durations else number

    def _known_answer(self, text: str) -> str:
        """Return the answer of a closed question that a text is but for its case, if case does not count."""
        known = answers.labels(self.question) if self.question and self.notation.ignore_case else []
        return next((label for label in known if folded(label) == folded(text)), text)

    def _day(self, text: str) -> str | Problem:
        declared = self.notation.dates or ()
        day = read_certain_day(text) or read_day(written_forms(declared), text, self.months)
        return day.isoformat() if day else unread(text, "dates", declared, close_to(declared))

    def _clock(self, text: str) -> str | Problem:
        declared = self.notation.times or ()
        clock = read_clock(written_forms(["HH:MM", *declared, *TIMESTAMPS]), text)
        return clock or unread(text, "times", declared, CLOCKS)

    def _length(self, text: str, number: str) -> str | Problem:
        declared = self.notation.durations or ()
        return read_length(written_forms(declared), number) or unread(text, "durations", declared)


def _is_below(text: str, limit: Decimal) -> bool:
    number = scalars.read_measure(text.removeprefix("-"))
    return number is not None and (-number if text.startswith("-") else number) < limit
