"""The words for a change: better, worse, or no clear change. They come from a difference and its family alone.

A family is what one table prints: among many cells without any change some look changed by chance, so the share of
false words in a table is held at 5 %. Two single intervals that overlap, or do not, decide nothing.
"""

from collections.abc import Sequence
from typing import Literal

from qshop.stats.differences import rejected

Change = Literal["better", "worse", "no_clear_change"]


def change_word(difference: float, *, is_clear: bool) -> Change:
    """Return the word for a difference between two figures of which more is better."""
    if not is_clear or not difference:
        return "no_clear_change"
    return "better" if difference > 0 else "worse"


def words_of_family(differences: Sequence[tuple[float, float]]) -> list[Change]:
    """Return the word of each (difference, p) of one table."""
    clear = rejected([p for _, p in differences])
    return [change_word(value, is_clear=is_clear) for (value, _), is_clear in zip(differences, clear, strict=True)]
