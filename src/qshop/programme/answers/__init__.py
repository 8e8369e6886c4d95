"""Answer types: what may be typed as an answer, and what it is worth. A new type is one module and one entry here."""

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from qshop.programme.answers.answer_type import AnswerType, Nature
from qshop.programme.answers.clock_time import ClockTime
from qshop.programme.answers.free_text import FreeText
from qshop.programme.answers.measure import Duration, Measure
from qshop.programme.answers.one_label import OneChoice, ScaleLevel, YesNo
from qshop.programme.answers.several_labels import SeveralChoices

if TYPE_CHECKING:
    from qshop.programme.frozen import FrozenQuestion
    from qshop.programme.question import Band, BaseQuestion, Question

__all__ = [
    "ANSWER_TYPES",
    "NOT_APPLICABLE",
    "AnswerType",
    "Nature",
    "answer_problem",
    "labels",
    "point_rule",
    "points_of",
]

NOT_APPLICABLE = "na"
ANSWER_TYPES: dict[str, AnswerType] = {
    "yes_no": YesNo(),
    "scale": ScaleLevel(),
    "choice": OneChoice(),
    "multi": SeveralChoices(),
    "number": Measure(),
    "duration": Duration(),
    "time": ClockTime(),
    "text": FreeText(),
}
"""Every answer type under the name by which a question says its `type`; a question knows its own as `answer_type`."""


def labels(asked: "BaseQuestion") -> list[str]:
    """Return what can be ticked, `na` included where the question allows it."""
    ticks = asked.answer_type.labels(asked)
    return [*ticks, NOT_APPLICABLE] if asked.na else ticks


def answer_problem(asked: "BaseQuestion", text: str) -> str:
    """Return why `text` is no answer to the question, or nothing. A blank is no answer at all and no fault."""
    if not text or (asked.na and text == NOT_APPLICABLE):
        return ""
    return asked.answer_type.problem(asked, text)


def point_rule(question: "Question") -> dict[str, Fraction] | list[tuple[Decimal | None, Fraction]] | None:
    """Return the points of a question as exact fractions: by label, or by upper limit (None: over the last).

    None where nothing is scored: free text, times, and measures without bands.
    """
    match question.points:
        case dict() as by_label:
            return {label: Fraction(points) for label, points in by_label.items()}
        case list() as bands:
            return [(_limit(band), Fraction(band.points)) for band in bands]
        case None:
            return question.answer_type.default_points(question)


def points_of(question: "FrozenQuestion", text: str) -> int:
    """Return the integer points of an answer to a scored question; a blank and `na` are worth nothing."""
    if text in ("", NOT_APPLICABLE):
        return 0
    rule = question.points
    limits = [(band.up_to, band.points) for band in rule] if isinstance(rule, list) else rule
    return question.answer_type.points(limits, text)


def is_met(question: "FrozenQuestion", text: str) -> bool:
    """Return whether an answer to a scored question, neither blank nor `na`, is good enough to meet its criterion."""
    return points_of(question, text) >= question.met


def _limit(band: "Band") -> Decimal | None:
    return band.up_to
