"""Answer types: what may be typed as an answer, and what it earns. A new type is one module and one entry here."""

from fractions import Fraction
from typing import TYPE_CHECKING

from qshop.programme.answers.answer_type import AnswerType as AnswerType  # `as`: for importers of this package
from qshop.programme.answers.answer_type import Nature as Nature
from qshop.programme.answers.clock_time import ClockTime
from qshop.programme.answers.free_text import FreeText
from qshop.programme.answers.measure import HUNDREDTHS as HUNDREDTHS
from qshop.programme.answers.measure import Duration, Measure
from qshop.programme.answers.one_label import OneChoice, ScaleLevel, YesNo
from qshop.programme.answers.several_labels import SeveralChoices

if TYPE_CHECKING:
    from qshop.programme.frozen import FrozenQuestion
    from qshop.programme.question import BaseQuestion, ExactPoints, Question

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


def labels(question: "BaseQuestion") -> list[str]:
    """Return the answers to tick, in order, with `na` where the question allows it."""
    own_labels = question.answer_type.labels(question)
    return [*own_labels, NOT_APPLICABLE] if question.na else own_labels


def answer_problem(question: "BaseQuestion", text: str) -> str:
    """Return why `text` is not accepted as an answer to the question; nothing where it is, or where it is blank."""
    if not text or (question.na and text == NOT_APPLICABLE):
        return ""
    return question.answer_type.problem(question, text)


def canonical(question: "BaseQuestion", text: str) -> str:
    """Return an answer as qshop writes it, such as `340` for `340.0`; what is no answer stays as it stands."""
    written = question.answer_type.canonical(question, text)
    return text if answer_problem(question, written) else written


def point_rule(question: "Question") -> "ExactPoints | None":
    """Return the points of a question; None where nothing is scored: free text, times, and measures without points."""
    match question.points:
        case dict() as by_label:
            return {label: Fraction(points) for label, points in by_label.items()}
        case list() as bands:
            return [(band.up_to, Fraction(band.points)) for band in bands]
        case None:
            return question.answer_type.default_points(question)
        case out_of:
            return out_of


def points_of(question: "FrozenQuestion", text: str) -> int:
    """Return the points of an answer to a scored question, in units of the point scale; 0 for a blank and `na`."""
    if text in ("", NOT_APPLICABLE):
        return 0
    match question.points:
        case list() as bands:
            rule: object = [(band.up_to, band.points) for band in bands]
        case dict() | None as by_label:
            rule = by_label
        case mark:
            rule = (mark.out_of, mark.points)
    return question.answer_type.points(rule, text)


def is_met(question: "FrozenQuestion", text: str) -> bool:
    """Return whether an answer to a scored question, neither blank nor `na`, is good enough to meet its criterion."""
    return points_of(question, text) >= question.met
