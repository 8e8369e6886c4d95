"""Read a workbook: each visible sheet is a table, whose first row that is not blank is the header.

A hidden sheet is not read; hidden rows and columns are read, since they are often only filtered away. Notes name both.
A row with a cell that has no value of its own is a reject.
"""

from collections.abc import Iterator
from warnings import catch_warnings

from openpyxl.utils import get_column_letter

from qshop.base.plural import counted, first_of
from qshop.base.shown_path import shown_path
from qshop.io.header_policy import ANY_HEADERS, HeaderPolicy
from qshop.io.refusal import RefusedError
from qshop.io.xlsx.book import Book, SheetEntry, open_book
from qshop.io.xlsx.grid import Grid
from qshop.io.xlsx.sheet import SheetDetails, read_rows
from qshop.visits.source_table import HIDDEN_SHEETS, SourceTable

_NAMED = 8


def read_workbook(
    data: bytes, source: str, _encoding: str = "", headers: HeaderPolicy = ANY_HEADERS
) -> list[SourceTable]:
    """Return each visible sheet that is not blank as a table of its own, called `source/sheet`.

    Raises `RefusedError` if there is none.
    """
    with catch_warnings(action="ignore"):  # openpyxl warns of what it would not save again
        book = open_book(data)
        visible = [sheet for sheet in book.sheets if sheet.visible]
        tables = [
            table
            for sheet in visible
            for table in _read(book, sheet, Grid(f"{source}/{shown_path(sheet.name)}", headers))
        ]
    hidden = [shown_path(sheet.name) for sheet in book.sheets if not sheet.visible]
    if not tables:
        help_ = f"unhide the sheet that holds the visits: {first_of(hidden, _NAMED)}" if hidden else "export it again"
        raise RefusedError("QS433", "no visible sheet of this workbook holds anything", 0, help_)
    if hidden:
        tables[0].notes.append(f"{HIDDEN_SHEETS}{first_of(hidden, _NAMED)}")
    return tables


def _read(book: Book, sheet: SheetEntry, grid: Grid) -> Iterator[SourceTable]:
    """Yield the table of one sheet; nothing for a blank one."""
    try:
        details = SheetDetails()
        for row in read_rows(book, sheet, details):
            grid.add_row(row)
        if grid.header:
            table, rejects = grid.table(details.merged)
            yield SourceTable(grid.source, table, rejects, notes=list(_notes(grid, details)))
    except RefusedError as refused:
        yield SourceTable(grid.source, refusal=refused.diagnostic(grid.source))


def _notes(grid: Grid, details: SheetDetails) -> Iterator[str]:
    """Yield what a person looking at the sheet may not know: what is hidden in it, and what is a formula."""
    first = grid.header.number if grid.header else 0
    blank = max(grid.last - first, 0) - len(grid.rows) - len(grid.faulty)
    if blank:
        yield f"{counted(blank, 'blank row')} passed over"
    if details.hidden_rows:
        yield f"hidden rows were read too: {first_of([str(row) for row in details.hidden_rows], _NAMED)}"
    hidden = [
        f"{get_column_letter(column)} ({name})"
        for column, name in grid.names.items()
        if any(low <= column <= high for low, high in details.hidden_columns)
    ]
    if hidden:
        yield f"hidden columns were read too: {first_of(hidden, _NAMED)}"
    typed = set(grid.typed_formulas)
    for cells, how in (
        (grid.typed_formulas, "read as the text that somebody typed"),
        ([cell for cell in details.formulas if cell not in typed], "read by the stored value"),
        ([cell for cell in details.unvalued if cell not in typed], "without a value"),
    ):
        if cells:
            yield f"{counted(len(cells), 'formula')} {how}: {first_of(cells, _NAMED)}"
