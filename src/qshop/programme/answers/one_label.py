"""Answers that are one label out of a few: yes / no, a level of a scale, a choice."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from fractions import Fraction
from typing import cast

from qshop.programme.question import Asked


class _OneLabel(ABC):
    """What the three have in common: an answer is exactly one of the labels."""

    @abstractmethod
    def labels(self, asked: Asked) -> list[str]: ...

    def fault(self, asked: Asked, text: str) -> str:
        known = self.labels(asked)
        return "" if text in known else f"“{text[:40]}” is none of: {', '.join(known)}"

    def points(self, rule: object, text: str) -> int:
        return cast("Mapping[str, int]", rule)[text]


class YesNo(_OneLabel):
    """`yes` or `no`; a yes earns the point unless the question says otherwise."""

    def labels(self, asked: Asked) -> list[str]:  # noqa: ARG002 - the same for every question
        """List the two answers."""
        return ["yes", "no"]

    def default_points(self, asked: Asked) -> dict[str, Fraction] | None:  # noqa: ARG002
        """Give 1 to a yes and 0 to a no."""
        return {"yes": Fraction(1), "no": Fraction(0)}


class ScaleLevel(_OneLabel):
    """A whole level of a scale; points rise evenly from 0 at the lowest to 1 at the highest."""

    def labels(self, asked: Asked) -> list[str]:
        """List the levels as typed."""
        return asked.scale.levels() if asked.scale else []

    def default_points(self, asked: Asked) -> dict[str, Fraction] | None:
        """Spread the points evenly over the levels."""
        levels = self.labels(asked)
        steps = max(len(levels) - 1, 1)
        return {level: Fraction(step, steps) for step, level in enumerate(levels)}


class OneChoice(_OneLabel):
    """One of the question's choices; nothing is scored unless the question gives points."""

    def labels(self, asked: Asked) -> list[str]:
        """List the ids of the choices."""
        return [choice.id for choice in asked.choices]

    def default_points(self, asked: Asked) -> dict[str, Fraction] | None:  # noqa: ARG002
        """Leave it unscored: no order is known between choices."""
        return None
