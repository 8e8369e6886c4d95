"""Answers that are a measure: a number, or a duration in seconds."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import cast

from qshop.programme.question import Asked
from qshop.programme.scalars import read_measure


class Measured:
    """A plain decimal number, zero or more; points come from bands with upper limits."""

    def labels(self, asked: Asked) -> list[str]:  # noqa: ARG002 - a Protocol's method
        """Nothing to tick."""
        return []

    def fault(self, asked: Asked, text: str) -> str:
        """Refuse everything but digits with at most one decimal point."""
        if read_measure(text) is not None:
            return ""
        example = "a number of seconds, such as 90" if asked.type == "duration" else "a number such as 12 or 2.5"
        return f"“{text[:40]}” is not {example}"

    def default_points(self, asked: Asked) -> dict[str, Fraction] | None:  # noqa: ARG002
        """Leave it unscored: a measure without bands only informs."""
        return None

    def points(self, rule: object, text: str) -> int:
        """Find the first band whose limit is not exceeded; the last one, without limit, takes the rest."""
        bands = cast("Sequence[tuple[Decimal | None, int]]", rule)
        value = Decimal(text)
        return next(points for limit, points in bands if limit is None or value <= limit)
