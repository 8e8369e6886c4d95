"""Counts in English, for diagnostics and what a command says; sentences for readers have `i18n`."""


def counted(count: int, one: str, many: str = "") -> str:
    """Return a count and what is counted, such as “1 row” or “3 rows”; `many` where the plural is not `one` with an s.

    A phrase may stand for the noun: `counted(2, "verdict flips", "verdicts flip")`.
    """
    return f"{count} {one if count == 1 else many or one + 's'}"
