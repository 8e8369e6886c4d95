"""Where the cells of a row begin in its text, and where its quotes do not add up."""

import re
from functools import cache


def cell_position(raw: str, names: list[str], name: str, delimiter: str) -> int:
    """Return the number of the character, from 1, at which the cell under `name` begins in a row's text."""
    if name not in names:
        return 1
    before = _cells(names.index(name), delimiter).match(raw)
    return before.end() + 1 if before else len(raw) + 1


def stray_position(raw: str, delimiter: str) -> int:
    """Return the number of the character, from 1, where a row stops being whole cells; 0 if it never does.

    A quote belongs at both ends of a cell or nowhere; inside a quoted cell it is doubled.
    """
    whole = _whole_cells(delimiter).match(raw)
    end = whole.end() if whole else 0
    return 0 if end == len(raw) else end + 1


def swallows_rows(raw: str, line_end: str, delimiter: str, width: int) -> bool:
    """Return whether a quote makes one row of several lines that would each be a row without it.

    Where every cell is quoted, quotes are doubled, and what stands in a cell is meant to stand there.
    """
    lines = raw.split(line_end)
    if width < _WIDE or any(line.count(delimiter) != width - 1 for line in lines):
        return False
    return not _quoted_cells(delimiter).fullmatch(raw)


_WIDE = 4  # columns; with fewer, a comma in a text of two lines would do


@cache
def _cells(number: int, delimiter: str) -> re.Pattern[str]:
    """Return a pattern of `number` cells with their delimiters; a quote counts only at the beginning of a cell."""
    return re.compile(rf'(?:(?:"(?:[^"]|"")*+"|[^"{delimiter}][^{delimiter}]*+|)[{delimiter}]){{{number}}}')


@cache
def _whole_cells(delimiter: str) -> re.Pattern[str]:
    cell = rf'(?:"(?:[^"]|"")*+"|[^"{delimiter}]*+)'
    return re.compile(rf"{cell}(?:[{delimiter}]{cell})*+")


@cache
def _quoted_cells(delimiter: str) -> re.Pattern[str]:
    cell = r'"(?:[^"]|"")*+"'
    return re.compile(rf"{cell}(?:[{delimiter}]{cell})*+")
