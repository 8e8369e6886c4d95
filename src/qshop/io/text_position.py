"""Lines of a text, and where a character of it stands."""

import re

LINE_END = re.compile("\r\n?|\n")


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return the line and the column, from 1, of the character at `offset`."""
    line, start = 1, 0
    for end in LINE_END.finditer(text, 0, offset):  # a text may be large: no part of it is copied
        line, start = line + 1, end.end()
    return line, offset - start + 1
