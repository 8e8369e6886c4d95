"""What the rest of qshop may ask of an answer type. Nothing branches on a type's name: what differs is said here."""

from abc import ABC, abstractmethod
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar, Literal

if TYPE_CHECKING:
    from qshop.programme.question import BaseQuestion

Nature = Literal["one", "several", "measure", "clock", "text"]


class AnswerType(ABC):
    """How one type of question is answered. A type says its nature, and overrides what is different with it.

    nature: what an answer is: `one` label, `several` labels parted by spaces, a `measure` (a decimal number), a time
        of the `clock`, or `text`
    own_labels: the labels that every question of the type has; each has a word of the interface, `answer.<label>`
    listed_in: the key under which each question lists its own labels: `scale` or `choices`
    in_seconds: whether the measure is a length of time, in seconds; otherwise a question may say its `unit`
    """

    nature: ClassVar[Nature]
    own_labels: ClassVar[tuple[str, ...]] = ()
    listed_in: ClassVar[Literal["", "scale", "choices"]] = ""
    in_seconds: ClassVar[bool] = False

    def labels(self, asked: "BaseQuestion") -> list[str]:
        """Return the answers to tick, in order; none where the answer is typed."""
        if self.listed_in == "scale":
            return asked.scale.levels() if asked.scale else []
        return [choice.id for choice in asked.choices] if self.listed_in == "choices" else list(self.own_labels)

    @abstractmethod
    def problem(self, asked: "BaseQuestion", text: str) -> str:
        """Return why `text` is no answer to the question, or nothing. `text` is never blank and never `na`."""

    def default_points(self, asked: "BaseQuestion") -> dict[str, Fraction] | None:  # noqa: ARG002 - types that look override it
        """Return the points of each label where the question gives none of its own; None: it is not scored."""
        return None

    def points(self, rule: object, text: str) -> int:  # noqa: ARG002 - types that are scored override it
        """Return what an answer earns by the integer points of a frozen question."""
        return 0
