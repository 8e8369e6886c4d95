"""Read a workbook: each sheet that people see is a table, whose first row that holds anything is the header.

Nothing is lost without a word. A hidden sheet was put aside and is not read, but named; hidden rows and columns are as
often filtered away as meant, so they are read, and named. A row with a cell that has no value of its own is a reject.
"""

from collections.abc import Iterator
from warnings import catch_warnings

from openpyxl.utils import get_column_letter

from qshop.io.header_policy import ANY_HEADERS, HeaderPolicy
from qshop.io.refusal import RefusedError
from qshop.io.xlsx.book import Book, SheetEntry, open_book
from qshop.io.xlsx.grid import Grid
from qshop.io.xlsx.sheet import SheetDetails, read_rows
from qshop.visits.source_table import SourceTable


def read_workbook(
    data: bytes, source: str, _encoding: str = "", headers: HeaderPolicy = ANY_HEADERS
) -> list[SourceTable]:
    """Read each visible sheet that holds anything as a source of its own, called `source/sheet`."""
    with catch_warnings(action="ignore"):  # openpyxl warns of what it would not save again
        book = open_book(data)
        shown = [sheet for sheet in book.sheets if sheet.visible]
        reads = [read for sheet in shown for read in _read(book, sheet, Grid(f"{source}/{sheet.name}", headers))]
    hidden = [sheet.name for sheet in book.sheets if not sheet.visible]
    if not reads:
        help_ = f"unhide the sheet that holds the visits: {_listed(hidden)}" if hidden else "export it again"
        raise RefusedError("QS433", "no visible sheet of this workbook holds anything", 0, help_)
    if hidden:
        reads[0].notes.append(f"hidden sheets were not read: {_listed(hidden)}")
    return reads


def _read(book: Book, sheet: SheetEntry, grid: Grid) -> Iterator[SourceTable]:
    """Read one sheet; of an empty one there is nothing to say."""
    try:
        seen = SheetDetails()
        for row in read_rows(book, sheet, seen):
            grid.take(row)
        if grid.header:
            table, rejects = grid.table(seen.merged)
            yield SourceTable(grid.source, table, rejects, notes=list(_notes(grid, seen)))
    except RefusedError as refused:
        yield SourceTable(grid.source, refusal=refused.diagnostic(grid.source))


def _notes(grid: Grid, seen: SheetDetails) -> Iterator[str]:
    """Say what a person looking at the sheet would not have seen, or not have taken for what it is."""
    first = grid.header.number if grid.header else 0
    blank = max(grid.last - first, 0) - len(grid.rows) - len(grid.faulty)
    if blank:
        yield f"{blank} blank row{'s' * (blank > 1)} passed over"
    if seen.hidden_rows:
        yield f"hidden rows were read too: {_listed([str(row) for row in seen.hidden_rows])}"
    hidden = [
        f"{get_column_letter(column)} ({name})"
        for column, name in grid.names.items()
        if any(low <= column <= high for low, high in seen.hidden_columns)
    ]
    if hidden:
        yield f"hidden columns were read too: {_listed(hidden)}"
    typed = set(grid.typed)
    valued, unvalued = ([cell for cell in cells if cell not in typed] for cells in (seen.formulas, seen.unvalued))
    if grid.typed:
        yield f"{_formulas(grid.typed)} read as the text that somebody typed: {_listed(grid.typed)}"
    if valued:
        yield f"{_formulas(valued)} read by the stored value: {_listed(valued)}"
    if unvalued:
        yield f"{_formulas(unvalued)} without a value: {_listed(unvalued)}"


def _formulas(cells: list[str]) -> str:
    return f"{len(cells)} formula{'s' * (len(cells) > 1)}"


def _listed(names: list[str]) -> str:
    return ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")
