"""Read the rows of one sheet, with what is hidden or merged in it and what its formulas are."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from typing import Any, NamedTuple

from openpyxl.utils import get_column_letter
from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.xml.functions import localname

from qshop.io.git_leftovers import UNRESOLVED, conflict_in
from qshop.io.limits import FEWER_VISITS, MAX_BLANK_TAGS, MAX_CELLS, MAX_COLUMNS, MAX_MERGED, MAX_ROWS
from qshop.io.refusal import RefusedError
from qshop.io.xlsx.book import Book, SheetEntry, elements, is_true
from qshop.io.xlsx.cell import cell_text
from qshop.io.zipped import UNREADABLE, damaged_file
from qshop.visits.problem import Problem

_TAGS_OF_A_CELL = 8  # of one that is filled in, and its part of the row's


class Cell(NamedTuple):
    """A cell: its text, or why it has none. Columns count from 1.

    `formula` is what was typed where the cell holds one, unless a spreadsheet program filled it in from another cell.
    """

    column: int
    text: str
    problem: Problem | None = None
    formula: str = ""


class Row(NamedTuple):
    """A row that is not blank. Rows count from 1."""

    number: int
    cells: list[Cell]


@dataclass
class SheetDetails:
    """What a sheet holds beside its rows; `unvalued` are the formulas without a stored value, `formulas` all others."""

    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[CellRange] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    unvalued: list[str] = field(default_factory=list)


def read_rows(book: Book, sheet: SheetEntry, details: SheetDetails) -> Iterator[Row]:
    """Yield each row that is not blank, from the top down, and add to `details` what else the sheet holds.

    Raises `RefusedError` if the sheet is damaged, also by rows or cells out of order, or larger than the limits.
    """
    try:
        _check_not_blank(book, sheet)
        yield from _rows(book, sheet, details)
    except UNREADABLE:
        raise damaged_file(book.package.last) from None


def _check_not_blank(book: Book, sheet: SheetEntry) -> None:
    """Raise `RefusedError` if most of a large sheet is blank: reading it takes long and gives nothing."""
    tags, values = (book.package.count(sheet.member, sign) for sign in (b"<", b"</v>"))
    texts = book.package.count(sheet.member, b"</is>")
    if tags - _TAGS_OF_A_CELL * (values + texts) > MAX_BLANK_TAGS:
        message = f"more than {MAX_BLANK_TAGS:,} tags of blank rows and cells"
        raise RefusedError("QS430", message, 0, "delete the blank rows and columns around the table, and save it again")


def _rows(book: Book, sheet: SheetEntry, details: SheetDetails) -> Iterator[Row]:
    # The parser that streams rows for openpyxl itself; its public interface shows neither formulas nor what is hidden.
    parser = WorkSheetParser(
        BytesIO(),
        book.texts,
        data_only=True,
        epoch=book.epoch,
        date_formats=book.date_styles,
        timedelta_formats=book.duration_styles,
    )
    last = count = 0
    for element in elements(book.package, sheet.member, 2):
        if localname(element) == "row":
            number, parsed = parser.parse_row(element)
            parser.row_dimensions.clear()
            count += len(parsed)
            if count > MAX_CELLS:
                raise RefusedError("QS430", f"more than {MAX_CELLS:,} cells", number, FEWER_VISITS)
            columns = [0, *(cell["column"] for cell in parsed), MAX_COLUMNS + 1]
            if not last < number <= MAX_ROWS or any(left >= right for left, right in pairwise(columns)):
                raise ValueError(number)
            last = number
            read = (_cell(node, cell, number, book, details) for node, cell in zip(element, parsed, strict=True))
            cells = [cell for cell in read if cell.text or cell.problem]
            if cells:
                details.hidden_rows += [number] * _is_hidden(element, "ht")
                yield Row(number, cells)
        else:
            _add_detail(element, details)


def _is_hidden(element: Any, size: str) -> bool:  # noqa: ANN401 - an element
    """Return whether a row or column is hidden: as such, by a filter or in a closed group, or for want of any size."""
    return is_true(element.get("hidden")) or float(element.get(size, 1)) == 0


def _add_detail(element: Any, details: SheetDetails) -> None:  # noqa: ANN401 - an element
    kind = localname(element)
    if kind == "col" and _is_hidden(element, "width"):
        details.hidden_columns.append((int(element.get("min")), int(element.get("max"))))
    elif kind == "mergeCell":
        if len(details.merged) == MAX_MERGED:
            message = f"more than {MAX_MERGED:,} merged areas"
            raise RefusedError("QS430", message, 0, "export it again without them")
        details.merged.append(CellRange(element.get("ref")))


def _cell(node: Any, parsed: dict[str, Any], row: int, book: Book, details: SheetDetails) -> Cell:  # noqa: ANN401 - an element
    column, formula = parsed["column"], node.find(FORMULA_TAG)
    text = cell_text(parsed, node.get("t"), book.epoch, formula=formula is not None)
    if formula is not None:
        formulas = details.formulas if isinstance(text, str) else details.unvalued
        formulas.append(f"{get_column_letter(column)}{row}")
    typed = "" if formula is None else _typed(formula)
    if isinstance(text, str):
        return Cell(column, text, UNRESOLVED if conflict_in(text) else None, typed)
    return Cell(column, node.findtext(VALUE_TAG) or "" if formula is None else f"={formula.text or ''}", text, typed)


def _typed(formula: Any) -> str:  # noqa: ANN401 - an element
    """Return a formula as somebody typed it; empty if the program filled it in from another cell."""
    kind, text = formula.get("t", "normal"), f"={formula.text or ''}"
    return {"normal": text, "array": f"{{{text}}}"}.get(kind, "")
