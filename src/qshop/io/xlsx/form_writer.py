"""Write a workbook that people fill in: lists to choose from, grey cells that are decided, paper of the right size."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from itertools import groupby
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from qshop.io.xlsx.form import Cell, Entry, Form, FormSheet
from qshop.io.xlsx.writer import CREATED, LINE_HEIGHT, OPTIONS, fitting, lines

_A4: Final = 9
_FORMATS: Final = {"text": "@", "code": "@", "number": "0", "day": "yyyy-mm-dd"}
_LOOKS: Final = {
    "head": {"bold": True, "bg_color": "#D5DDE3", "border": 1, "border_color": "#8A979F"},
    "open": {"locked": False, "border": 1, "border_color": "#B8C2C9"},
    "known": {"bg_color": "#EDEDED", "font_color": "#4A4A4A", "border": 1, "border_color": "#B8C2C9"},
    "told": {},
}
_ALLOWED: Final = dict.fromkeys(
    ("format_cells", "format_columns", "format_rows", "insert_rows", "sort", "autofilter", "objects"), True
)
"""What a sheet with grey cells still lets people do; it has no password."""
_MOST_PEOPLE: Final = 999
_FIRST_DAY: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - what the file format has: no zone
_AIR: Final = 4
"""Points between the rows."""
_FOOT: Final = 120
"""Characters at the foot of a page; the file format has room for about twice as many."""


def form_workbook(form: Form) -> bytes:
    """Return the `.xlsx` file: the same form gives the same bytes, and text is never a formula.

    Raises `StopError` if a text is too long for a cell.
    """
    buffer = BytesIO()
    with Workbook(buffer, OPTIONS) as book:
        book.set_properties({"created": CREATED})
        writer = _Writer(form, cache(lambda look, holds: book.add_format(_format(look, holds))))
        for sheet in form.sheets.values():
            writer.write(sheet, book.add_worksheet(sheet.name))
        if form.lists:
            lists = book.add_worksheet(form.lists_name)
            lists.hide()
            writer.write_lists(lists)
    return buffer.getvalue()


def _format(look: str, holds: str) -> dict[str, object]:
    return {"text_wrap": holds != "code", "valign": "top", "num_format": _FORMATS[holds], **_LOOKS[look]}


@dataclass(frozen=True)
class _Writer:
    form: Form
    style: Callable[[str, str], Format]

    def write(self, sheet: FormSheet, page: Worksheet) -> None:
        self._lay_out(sheet, page)
        for number, heading in enumerate(sheet.headings):
            page.write_string(0, number, fitting(heading), self.style("head", "text"))
        _fit(page, 0, sheet.headings, sheet.widths)
        for line, row in enumerate(sheet.rows, 1):
            if any(cell.look != "open" for cell in row):
                _fit(page, line, ["" if cell.entry.holds == "code" else cell.text for cell in row], sheet.widths)
            for number, cell in enumerate(row):
                self._cell(page, line, number, cell)
        for number, column in enumerate(zip(*sheet.rows, strict=True)):
            self._column(page, number, column)

    def _lay_out(self, sheet: FormSheet, page: Worksheet) -> None:
        page.freeze_panes(1, sheet.fixed)
        page.set_paper(_A4)
        if not sheet.upright:
            page.set_landscape()
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
        page.fit_to_pages(sheet.pages_wide, 0)
        page.repeat_rows(0)
        if sheet.fixed:
            page.repeat_columns(0, sheet.fixed - 1)
        foot = sheet.foot[:_FOOT].replace("&", "&&")
        page.set_footer(f"&L{foot} · &A&R&P / &N")
        for number, width in enumerate(sheet.widths):
            page.set_column(number, number, width, self.style(sheet.below, "text"))
        if any(cell.look == "known" for row in sheet.rows for cell in row):
            page.protect("", _ALLOWED)

    def _cell(self, page: Worksheet, line: int, number: int, cell: Cell) -> None:
        style = self.style(cell.look, cell.entry.holds)
        if not cell.text:
            page.write_blank(line, number, None, style)
        elif cell.entry.holds == "number":
            page.write_number(line, number, int(cell.text), style)
        elif cell.entry.holds == "day":
            page.write_datetime(line, number, datetime.fromisoformat(cell.text), style)
        else:
            page.write_string(line, number, fitting(cell.text), style)

    def _column(self, page: Worksheet, number: int, column: Sequence[Cell]) -> None:
        """Restrict what may be written in the cells of a column, for all cells in a row that hold the same at once."""
        first = 1
        for entry, run in groupby(column, key=lambda cell: cell.entry):
            last = first + len(list(run)) - 1
            rule = self._rule(entry)
            if rule:
                page.data_validation(first, number, last, number, rule)
            first = last + 1

    def _rule(self, entry: Entry) -> dict[str, object]:
        """Return what the program checks when people leave a cell of this kind; empty for any text."""
        refused = self.form.refused
        choices = self.form.lists.get(entry.choices, ())
        if choices:
            column = [*self.form.lists].index(entry.choices)
            source = _source(self.form.lists_name, column, len(choices))
            rule = {"validate": "list", "source": source, "show_error": entry.only_choices}
            return rule | _said(refused, "choices")
        if entry.holds == "number":
            rule = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": _MOST_PEOPLE}
            return rule | _said(refused, "number")
        if entry.holds == "day":
            rule = {"validate": "date", "criteria": ">=", "value": _FIRST_DAY}
            return rule | _said(refused, "day")
        return {}

    def write_lists(self, page: Worksheet) -> None:
        """Write what is chosen from, one column a list under its name."""
        for column, (name, choices) in enumerate(self.form.lists.items()):
            for line, text in enumerate([name, *choices]):
                page.write_string(line, column, fitting(text))


def _fit(page: Worksheet, line: int, texts: Sequence[str], widths: Sequence[int]) -> None:
    """Set the height of a row to that of its texts; one that is yet to be written in grows by itself."""
    height = max(lines(text, width) for text, width in zip(texts, widths, strict=True))
    page.set_row(line, LINE_HEIGHT * height + _AIR)


def _said(refused: Mapping[str, str], what: str) -> dict[str, object]:
    return {"error_message": refused[what]} if what in refused else {}


def _source(sheet: str, column: int, count: int) -> str:
    """Return where the choices of a list stand, below its name."""
    named = "'" + sheet.replace("'", "''") + "'"
    letter = xl_col_to_name(column)
    return f"={named}!${letter}$2:${letter}${count + 1}"
