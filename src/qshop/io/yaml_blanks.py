"""Blanks that look like the spaces of YAML and are none: no-break, wide and zero-width ones."""

import re
import unicodedata

from qshop.io.refusal import RefusedError

_BLANK = "[\u00a0\u00ad\u1680\u180e\u2000-\u200d\u202f\u205f-\u2064\u3000]"
_IN_PLACE_OF_A_SPACE = re.compile(
    rf"[ \t]*(?:-[ \t]+)*(?:(?:-|[\w.-]+:)?(?P<before>{_BLANK})|[\w.-]+(?P<after>{_BLANK})+[ \t]*:)"
)


def refuse_blanks(text: str, line: int, column: int = 1) -> None:
    """Raise `RefusedError` if a line, from a column on, has such a blank where YAML needs a space or none.

    That is before what stands first in the line, behind its dash or colon, or between a key and its colon.
    """
    match = _IN_PLACE_OF_A_SPACE.match(text)
    group = match.lastgroup if match else None
    if match and group and match.start(group) + 1 >= column:
        blank = match[group]
        message = f"U+{ord(blank):04X} ({unicodedata.name(blank).lower()}) stands where YAML knows only plain spaces"
        help_ = "type a space in its place, or take it out; put the text in quotes if it belongs to it"
        raise RefusedError("QS116", message, line, help_, match.start(group) + 1)
