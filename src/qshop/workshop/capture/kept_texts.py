"""Which texts can be kept: those that can be read aloud, and of which every character can be seen."""

import re
from typing import Final

from qshop.visits.problem import Problem

LONG: Final = 1_500
_HIDDEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


def problem_of_text(text: str, longest: int = LONG) -> Problem | None:
    """Return why a text cannot be kept (QS668), or None."""
    if len(text) > longest:
        message = f"a text of {len(text):,} characters"
        return Problem("QS668", message, f"say it in {longest:,} at most; the rest belongs into a paper")
    hidden = _HIDDEN.search(text)
    if hidden:
        message = f"an invisible character (U+{ord(hidden[0]):04X})"
        return Problem("QS668", message, "type the text again; it was copied with something that cannot be seen")
    return None
