"""Times of the day as people write them, `09:30`, and as minutes after midnight."""

import re

_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[:.h]([0-5][0-9])")


def minutes_of(text: str) -> int | None:
    """Return the minutes after midnight of a time as in 09:30, 9.30 or 9h30; None where it is none."""
    match = _CLOCK.fullmatch(text)
    return int(match[1]) * 60 + int(match[2]) if match else None


def clock(minute: int) -> str:
    """Return minutes after midnight as in 09:30."""
    return f"{minute // 60:02}:{minute % 60:02}"
