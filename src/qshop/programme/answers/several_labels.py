"""Several choices at once, separated by spaces."""

from collections.abc import Mapping
from fractions import Fraction
from typing import cast

from qshop.programme.question import Asked


class SeveralChoices:
    """Any of the question's choices, each once; their points are added and end at a full point."""

    def labels(self, asked: Asked) -> list[str]:
        """List the ids of the choices."""
        return [choice.id for choice in asked.choices]

    def fault(self, asked: Asked, text: str) -> str:
        """Name a choice that is unknown or chosen twice."""
        chosen, known = text.split(" "), self.labels(asked)
        unknown = next((one for one in chosen if one not in known), None)
        if unknown is not None:
            return f"“{unknown[:40]}” is none of: {', '.join(known)} (several are separated by one space)"
        return "the same choice stands twice" if len(set(chosen)) < len(chosen) else ""

    def default_points(self, asked: Asked) -> dict[str, Fraction] | None:  # noqa: ARG002 - a Protocol's method
        """Leave it unscored: what several choices are worth must be said."""
        return None

    def points(self, rule: object, text: str) -> int:
        """Add up what the chosen are worth, up to a full point (stored under `*`)."""
        by_label = cast("Mapping[str, int]", rule)
        return min(sum(by_label[one] for one in text.split(" ")), by_label["*"])
