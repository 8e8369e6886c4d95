"""Dots that people put beside a criterion: how many of those present hold it for a must, how many for a plus."""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from qshop.visits.problem import Problem

_NUMBER: Final = re.compile("[0-9]{1,3}")


class Dots(NamedTuple):
    """How many dots there are for a must and for a plus; None where the cell is blank."""

    must: int | None = None
    plus: int | None = None

    @property
    def is_blank(self) -> bool:
        """Return whether nobody wrote how many there were."""
        return self.must is None and self.plus is None


def read_dots(text: str, present: int | None) -> int | Problem | None:
    """Return the number of dots in a cell, None for a blank one; `present`: how many people could put one."""
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        return Problem("QS667", f"“{text[:40]}” is no number of dots", "write how many there were, as in 7")
    if present is None:
        help_ = "write how many people were there on the sheet of the meeting"
        return Problem("QS667", "dots say nothing where nobody knows how many people were present", help_)
    if int(text) > present:
        message = f"{text} dots of {present} people present"
        return Problem("QS667", message, "count again, or correct how many were present on the sheet of the meeting")
    return int(text)


def priority(dots: Dots, present: int | None, must_from: Decimal) -> str:
    """Return `must` where dots for it come from at least `must_from` percent of those present, else `plus`."""
    return "must" if present and (dots.must or 0) * 100 >= must_from * present else "plus"
