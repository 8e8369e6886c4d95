"""Answers that are a measure: a number, or a duration in seconds."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, cast

from qshop.programme.answers.answer_type import AnswerType
from qshop.programme.scalars import read_measure

if TYPE_CHECKING:
    from qshop.programme.question import BaseQuestion


class Measure(AnswerType):
    """A plain decimal number, zero or more, of the question's unit; without bands of points it only informs."""

    nature = "measure"
    example: ClassVar[str] = "a number such as 12 or 2.5"

    def problem(self, question: "BaseQuestion", text: str) -> str:  # noqa: ARG002 - the same for every question
        """Return why `text` is not digits with at most one decimal point, or nothing."""
        return "" if read_measure(text) is not None else f"“{text[:40]}” is not {self.example}"

    def points(self, rule: object, text: str) -> int:
        """Return the points of the first band whose limit is not exceeded; the last one has none and takes the rest."""
        bands = cast("Sequence[tuple[Decimal | None, int]]", rule)
        value = Decimal(text)
        return next(points for limit, points in bands if limit is None or value <= limit)


class Duration(Measure):
    """A length of time in seconds."""

    in_seconds = True
    example = "a number of seconds, such as 90"
