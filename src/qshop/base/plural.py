"""Counts and lists in English, for diagnostics and the messages of commands; sentences for readers use `i18n`."""

from collections.abc import Sequence


def counted(count: int, singular: str, plural: str = "") -> str:
    """Return a count and what is counted, such as “1 row” or “3 rows”; `plural` is the singular with an s by default.

    A phrase may stand for the noun: `counted(2, "verdict flips", "verdicts flip")`.
    """
    return f"{count} {singular if count == 1 else plural or singular + 's'}"


def first_of(texts: Sequence[str], most: int) -> str:
    """Return texts with commas between them, `most` at most, such as “a, b and 3 more”."""
    more = len(texts) - most
    return ", ".join(texts[:most]) + (f" and {more} more" if more > 0 else "")
