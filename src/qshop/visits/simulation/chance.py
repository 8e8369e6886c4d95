"""Chance as a function: the same seed and the same words always draw the same number."""

from dataclasses import dataclass
from decimal import Decimal
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Draws:
    """Draws numbers from a seed and from what each draw is about."""

    seed: int

    def number(self, *about: object) -> int:
        """Return a whole number from 0 to 10⁹ - 1."""
        digest = blake2b("|".join([str(self.seed), *map(str, about)]).encode(), digest_size=8).digest()
        return int.from_bytes(digest, "big") % 1_000_000_000

    def happens(self, percent: Decimal, *about: object) -> bool:
        """Return whether something happens that happens in `percent` of a hundred cases."""
        return self.number(*about) < percent * 10_000_000

    def choice(self, choices: list[T], *about: object) -> T:
        """Return one of several choices."""
        return choices[self.number(*about) % len(choices)]
