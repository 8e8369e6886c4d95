"""The base class of answer types. Other code branches on what it declares, never on the name of a type."""

from abc import ABC, abstractmethod
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar, Literal

if TYPE_CHECKING:
    from qshop.programme.question import BaseQuestion

Nature = Literal["one", "several", "measure", "clock", "text"]


class AnswerType(ABC):
    """How one type of question is answered. A type declares its nature and overrides what is different.

    nature: what an answer is: `one` label, `several` labels separated by spaces, a `measure` (a decimal number), a time
        of the `clock`, or `text`
    own_labels: the labels that every question of the type has; each has a word of the interface, `answer.<label>`
    listed_in: the key under which each question lists its own labels: `scale` or `choices`
    in_seconds: whether the measure is a length of time, in seconds; otherwise a question may say its `unit`
    """

    nature: ClassVar[Nature]
    own_labels: ClassVar[tuple[str, ...]] = ()
    listed_in: ClassVar[Literal["", "scale", "choices"]] = ""
    in_seconds: ClassVar[bool] = False

    def labels(self, question: "BaseQuestion") -> list[str]:
        """Return the answers to tick, in order; none where the answer is typed."""
        if self.listed_in == "scale":
            return question.scale.levels() if question.scale else []
        return [choice.id for choice in question.choices] if self.listed_in == "choices" else list(self.own_labels)

    @abstractmethod
    def problem(self, question: "BaseQuestion", text: str) -> str:
        """Return why `text` is not accepted as an answer, or nothing. `text` is neither blank nor `na`."""

    def canonical(self, question: "BaseQuestion", text: str) -> str:  # noqa: ARG002 - for the types that override it
        """Return `text` as qshop writes such an answer, where there are several ways; what is no answer stays."""
        return text

    def default_points(self, question: "BaseQuestion") -> dict[str, Fraction] | None:  # noqa: ARG002 - for the types that override it
        """Return the points of each label for a question that gives none; None where such a question is not scored."""
        return None

    def points(self, rule: object, text: str) -> int:  # noqa: ARG002 - for the types that override it
        """Return what an answer earns, in units of the point scale.

        `rule` is that of a frozen question: points by label, a list of (highest value or None, points), or a full mark
        and its points.
        """
        return 0
