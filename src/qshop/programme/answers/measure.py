"""Answers that are a measure: a number, or a duration in seconds."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, cast

from qshop.base.shown import shown
from qshop.programme.answers.answer_type import AnswerType
from qshop.programme.scalars import measure_text, read_measure

if TYPE_CHECKING:
    from qshop.programme.question import BaseQuestion


HUNDREDTHS = 100
"""The parts of one that a mark may have: two decimals."""


class Measure(AnswerType):
    """A plain decimal number, zero or more, of the question's unit; without points it only informs.

    Its points come by bands, or it is a mark, from 0 to a full mark, which earns its share of that.
    """

    nature = "measure"
    example: ClassVar[str] = "a number such as 12 or 2.5"

    def problem(self, question: "BaseQuestion", text: str) -> str:
        """Return why `text` is not digits with at most one decimal point, or no mark, or nothing."""
        value, most = read_measure(text), question.full_mark
        if most is None:
            return "" if value is not None else f"{shown(text)} is not {self.example}"
        is_mark = value is not None and value <= most and value * HUNDREDTHS == int(value * HUNDREDTHS)
        return "" if is_mark else f"{shown(text)} is not a number from 0 to {most} with at most two decimals"

    def canonical(self, question: "BaseQuestion", text: str) -> str:  # noqa: ARG002 - the same for every question
        """Return a number without needless zeros, to 15 significant digits."""
        value = read_measure(text)
        return text if value is None else measure_text(value)

    def points(self, rule: object, text: str) -> int:
        """Return the points of the first band whose limit is not exceeded; the last one has none and takes the rest.

        Of a mark, return its share of the points of the full mark, which are a multiple of all hundredths there are.
        """
        value = Decimal(text)
        if isinstance(rule, tuple):
            most, full = cast("tuple[int, int]", rule)
            return int(value * HUNDREDTHS) * full // (most * HUNDREDTHS)
        bands = cast("Sequence[tuple[Decimal | None, int]]", rule)
        return next(points for limit, points in bands if limit is None or value <= limit)


class Duration(Measure):
    """A length of time in seconds."""

    in_seconds = True
    example = "a number of seconds, such as 90"
