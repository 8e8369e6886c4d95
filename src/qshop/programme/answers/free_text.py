"""Answers in the shopper's own words."""

from fractions import Fraction

from qshop.programme.question import Asked


class FreeText:
    """Whatever the shopper wrote, exactly. Never scored."""

    def labels(self, asked: Asked) -> list[str]:  # noqa: ARG002 - a Protocol's method
        """Nothing to tick."""
        return []

    def fault(self, asked: Asked, text: str) -> str:  # noqa: ARG002
        """Accept any text."""
        return ""

    def default_points(self, asked: Asked) -> dict[str, Fraction] | None:  # noqa: ARG002
        """Nothing to score."""
        return None

    def points(self, rule: object, text: str) -> int:  # noqa: ARG002
        """Nothing to score."""
        return 0
