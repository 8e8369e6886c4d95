"""Answer types: what may be typed as an answer, and what it is worth. A new type is one module and one entry here."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from qshop.programme.answers import clock_time, free_text, measure, one_label, several_labels
from qshop.programme.frozen import FrozenQuestion
from qshop.programme.question import Asked, Band, Question

NOT_APPLICABLE = "na"
LabelPoints = Mapping[str, int]


class AnswerType(Protocol):
    """How one type of question is answered. `text` is never blank and never `na`."""

    def labels(self, asked: Asked) -> list[str]:
        """List the answers to tick, in order; empty where the answer is typed."""
        ...

    def fault(self, asked: Asked, text: str) -> str:
        """Say why `text` is no answer, or nothing."""
        ...

    def default_points(self, asked: Asked) -> dict[str, Fraction] | None:
        """Give the points of each label where the question gives none of its own; None: never scored."""
        ...

    def points(self, rule: object, text: str) -> int:
        """Look `text` up in the integer points of a frozen question."""
        ...


ANSWER_TYPES: dict[str, AnswerType] = {
    "yes_no": one_label.YesNo(),
    "scale": one_label.ScaleLevel(),
    "choice": one_label.OneChoice(),
    "multi": several_labels.SeveralChoices(),
    "number": measure.Measured(),
    "duration": measure.Measured(),
    "time": clock_time.ClockTime(),
    "text": free_text.FreeText(),
}


def labels(asked: Asked) -> list[str]:
    """List what can be ticked, `na` included where the question allows it."""
    ticks = ANSWER_TYPES[asked.type].labels(asked)
    return [*ticks, NOT_APPLICABLE] if asked.na else ticks


def fault(asked: Asked, text: str) -> str:
    """Say why `text` is no answer to the question, or nothing. A blank is no answer at all and no fault."""
    if not text or (asked.na and text == NOT_APPLICABLE):
        return ""
    return ANSWER_TYPES[asked.type].fault(asked, text)


def point_rule(question: Question) -> dict[str, Fraction] | list[tuple[Decimal | None, Fraction]] | None:
    """Give the points of a question as exact fractions: by label, or by upper limit (None: over the last).

    None where nothing is scored: free text, times, and measures without bands.
    """
    match question.points:
        case dict() as by_label:
            return {label: Fraction(points) for label, points in by_label.items()}
        case list() as bands:
            return [(_limit(band), Fraction(band.points)) for band in bands]
        case None:
            return ANSWER_TYPES[question.type].default_points(question)


def points_of(question: FrozenQuestion, text: str) -> int:
    """Give the integer points of an answer to a scored question; a blank and `na` are worth nothing."""
    if text in ("", NOT_APPLICABLE):
        return 0
    rule = question.points
    limits = [(band.up_to, band.points) for band in rule] if isinstance(rule, list) else rule
    return ANSWER_TYPES[question.type].points(limits, text)


def reaches(question: FrozenQuestion, text: str) -> bool:
    """Return whether an answer to a scored question, neither blank nor `na`, is good enough to meet its criterion."""
    return points_of(question, text) >= question.met


def _limit(band: Band) -> Decimal | None:
    return band.up_to
