"""Answers that are one label out of a few: yes / no, a level of a scale, a choice."""

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from qshop.base.shown import shown
from qshop.programme.answers.answer_type import AnswerType
from qshop.programme.scalars import measure_text, read_measure

if TYPE_CHECKING:
    from qshop.programme.question import BaseQuestion


class OneLabel(AnswerType):
    """What these types have in common: an answer is exactly one of the labels."""

    nature = "one"

    def problem(self, question: "BaseQuestion", text: str) -> str:
        """Return why `text` is not one of the labels, or nothing."""
        known = self.labels(question)
        return "" if text in known else f"{shown(text, known)} is none of: {', '.join(known)}"

    def points(self, rule: object, text: str) -> int:
        """Return the points of the label."""
        return cast("Mapping[str, int]", rule)[text]


class YesNo(OneLabel):
    """`yes` or `no`; a yes earns the point unless the question says otherwise."""

    own_labels = ("yes", "no")

    def default_points(self, question: "BaseQuestion") -> dict[str, Fraction] | None:  # noqa: ARG002 - the same for every question
        """Return 1 for a yes and 0 for a no."""
        return {"yes": Fraction(1), "no": Fraction(0)}


class ScaleLevel(OneLabel):
    """A whole level of a scale; points rise evenly from 0 at the lowest to 1 at the highest."""

    listed_in = "scale"

    def canonical(self, question: "BaseQuestion", text: str) -> str:  # noqa: ARG002 - the same for every question
        """Return a level as a whole number: `4` for `4.0`, as programs write it in a column that has blanks."""
        value = read_measure(text)
        return text if value is None else measure_text(value)

    def default_points(self, question: "BaseQuestion") -> dict[str, Fraction] | None:
        """Return the points spread evenly over the levels."""
        levels = self.labels(question)
        steps = max(len(levels) - 1, 1)
        return {level: Fraction(step, steps) for step, level in enumerate(levels)}


class OneChoice(OneLabel):
    """One of the question's choices. No order is known between them: nothing is scored unless points are given."""

    listed_in = "choices"
