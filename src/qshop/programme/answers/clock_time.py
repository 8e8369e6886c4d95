"""Answers that are a time of day."""

import re
from fractions import Fraction

from qshop.programme.question import Asked

CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


class ClockTime:
    """A time of day, `HH:MM`, local to the site. Never scored."""

    def labels(self, asked: Asked) -> list[str]:  # noqa: ARG002 - a Protocol's method
        """Nothing to tick."""
        return []

    def fault(self, asked: Asked, text: str) -> str:  # noqa: ARG002
        """Refuse everything but 00:00 to 23:59."""
        return "" if CLOCK.fullmatch(text) else f"“{text[:40]}” is no time such as 09:30"

    def default_points(self, asked: Asked) -> dict[str, Fraction] | None:  # noqa: ARG002
        """Nothing to score."""
        return None

    def points(self, rule: object, text: str) -> int:  # noqa: ARG002
        """Nothing to score."""
        return 0
