"""Write sheets of text as a workbook: the same content gives the same bytes, and text is never a formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import zip_longest
from math import ceil
from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from qshop.base.errors import StopError

MAX_CELL_LENGTH = 32_767
"""Characters that one cell can hold."""
CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - what the file format has: no zone
"""When every workbook says it was made, so that the same content gives the same bytes."""
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_MIN_WIDTH, _MAX_WIDTH = 10, 48
"""Least and greatest width of a column, in characters."""
LINE_HEIGHT, _MAX_LINES = 15, 24
"""Height of one line in points, and how many a row shows at most."""


@dataclass(frozen=True)
class Sheet:
    """A sheet under its name: the header and the rows below it.

    fixed: how many columns stay in view beside the others
    marked: the numbers of the rows to highlight; the header is row 0
    """

    name: str
    rows: Sequence[Sequence[str]]
    fixed: int = 0
    marked: frozenset[int] = frozenset()


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Return the `.xlsx` file. A blank is an empty cell, everything else is text exactly as given.

    Raises `StopError` if a text is too long for a cell.
    """
    buffer = BytesIO()
    with Workbook(buffer, OPTIONS) as book:
        book.set_properties({"created": CREATED})
        body = {"text_wrap": True, "valign": "top", "num_format": "@"}
        styles = _Styles(
            head=book.add_format({**body, "bold": True, "bg_color": "#D5DDE3", "bottom": 1}),
            mark=book.add_format({**body, "bold": True, "bg_color": "#EEF2F4"}),
            body=book.add_format(body),
        )
        for sheet in sheets:
            _write(sheet, book.add_worksheet(sheet.name), styles)
    return buffer.getvalue()


class _Styles(NamedTuple):
    head: Format
    mark: Format
    body: Format


def _write(sheet: Sheet, page: Worksheet, styles: _Styles) -> None:
    page.freeze_panes(1, sheet.fixed)
    widths = [_width(cells) for cells in zip_longest(*sheet.rows, fillvalue="")]
    for number, width in enumerate(widths):
        page.set_column(number, number, width)
    for line, row in enumerate(sheet.rows):
        style = styles.head if line == 0 else styles.mark if line in sheet.marked else styles.body
        height = max((lines(text, width) for text, width in zip(row, widths, strict=False)), default=1)
        page.set_row(line, LINE_HEIGHT * height, style)
        for number, text in enumerate(row):
            if text:
                page.write_string(line, number, fitting(text), style)


def fitting(text: str) -> str:
    """Return the text. Raises `StopError` if it is too long for a cell."""
    if len(text) > MAX_CELL_LENGTH:
        message = f"a text of {len(text)} characters does not fit in a cell of a spreadsheet"
        raise StopError(message, f"shorten it to {MAX_CELL_LENGTH}: “{text[:40]}…”")
    return text


def _width(cells: Sequence[str]) -> int:
    """Return the width of a column in characters: that of its longest line, within limits."""
    return min(max(_MIN_WIDTH, *(len(line) + 2 for cell in cells for line in cell.split("\n"))), _MAX_WIDTH)


def lines(text: str, width: int) -> int:
    """Return about how many lines a wrapped text takes: not every program fits a row's height itself."""
    return min(sum(ceil(max(len(line), 1) / (width - 2)) for line in text.split("\n")), _MAX_LINES)
