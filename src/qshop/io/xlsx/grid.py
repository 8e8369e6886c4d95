"""Collect the rows of a sheet into a table under its header, and the rows with faults into rejects."""

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange

from qshop.io.csv_files import csv_line
from qshop.io.header_check import check_header, check_is_no_title
from qshop.io.header_policy import HeaderPolicy
from qshop.io.limits import FEWER_VISITS, MAX_CELLS
from qshop.io.refusal import RefusedError
from qshop.io.xlsx.sheet import Cell, Row
from qshop.visits.problem import Problem
from qshop.visits.rejects import Reject, reject
from qshop.visits.table import Column, RowLocations, Table

_UNNAMED_HELP = "give the columns a header, or clear their cells"
_MERGED_HELP = "unmerge the cells and fill in each of them"


@dataclass
class Grid:
    """A table that grows row by row; the first row added is the header.

    names: the header by column number, from 1
    rows: the row numbers of the table, and last the number of the last row added
    faulty: the rows with faults, and why, by column name
    typed_formulas: the cells in which a formula was read as the text that somebody typed
    """

    source: str
    headers: HeaderPolicy
    header: Row | None = None
    names: dict[int, str] = field(default_factory=dict)
    rows: "array[int]" = field(default_factory=lambda: array("i"))
    faulty: list[tuple[Row, list[tuple[str, Problem]]]] = field(default_factory=list)
    last: int = 0
    has_typed_formulas: bool = False
    typed_formulas: list[str] = field(default_factory=list)
    _places: dict[int, int] = field(default_factory=dict)
    _values: list[dict[str, int]] = field(default_factory=list)
    _codes: "array[int]" = field(default_factory=lambda: array("i"))

    def add_row(self, row: Row) -> None:
        """Add one row: the header, a row of the table, or one with faults.

        Raises `RefusedError` if the header cannot be read or the table is larger than the limits.
        """
        if self.header is None:
            if row.number >= self.headers.row:
                self._set_header(row)
            return
        if self.has_typed_formulas:
            row = Row(row.number, [self._as_typed(row.number, cell) for cell in row.cells])
        self.last = row.number
        faults = [(self.names[c.column], c.problem) for c in row.cells if c.problem and c.column in self.names]
        faults += self._faults_without_header([cell.column for cell in row.cells if cell.column not in self.names])
        if faults:
            self.faulty.append((row, faults))
            return
        if len(self._codes) + len(self._values) > MAX_CELLS:
            raise RefusedError("QS430", f"more than {MAX_CELLS:,} cells", row.number, FEWER_VISITS)
        texts = {cell.column: cell.text for cell in row.cells}
        self.rows.append(row.number)
        self._codes.extend(
            values.setdefault(texts.get(column, ""), len(values))
            for column, values in zip(self.names, self._values, strict=True)
        )

    def _set_header(self, row: Row) -> None:
        if row.number > self.headers.row > 1:
            message = f"row {self.headers.row}, where the header should be, is blank"
            raise RefusedError("QS407", message, self.headers.row, "correct header_row in the profile")
        faulty = next((cell for cell in row.cells if cell.problem), None)
        if faulty and faulty.problem:
            names = ", ".join(cell.text for cell in row.cells[:8] if not cell.problem)
            header = f"the header ({names})" if names else "the header"
            place = f"{get_column_letter(faulty.column)}{row.number}"
            message = f"{header} cannot be read at {place}: {faulty.problem.message}"
            raise RefusedError(faulty.problem.code, message, row.number, faulty.problem.help, faulty.column)
        self.header = row
        known = self.headers.names([cell.text for cell in row.cells])
        self.names = {cell.column: name for cell, name in zip(row.cells, known, strict=True)}
        self.has_typed_formulas = self.headers.has_typed_formulas(set(self.names.values()))
        self._places = {column: place for place, column in enumerate(self.names)}
        self._values = [{} for _ in self.names]

    def _as_typed(self, row: int, cell: Cell) -> Cell:
        """Return a cell as somebody typed it: a service stores text that begins with `=` as a formula."""
        if not cell.formula:
            return cell
        self.typed_formulas.append(f"{get_column_letter(cell.column)}{row}")
        return Cell(cell.column, cell.formula)

    def _faults_without_header(self, columns: list[int]) -> list[tuple[str, Problem]]:
        if not columns:
            return []
        letters = ", ".join(get_column_letter(column) for column in columns[:5]) + (" …" if len(columns) > 5 else "")
        return [("", Problem("QS403", f"something stands in {letters}, where there is no header", _UNNAMED_HELP))]

    def table(self, merged: list[CellRange]) -> tuple[Table, list[Reject]]:
        """Return the table and the rejects: the rows with faults, and those with merged cells.

        Raises `RefusedError` for a doubtful header.
        """
        header = self.header or Row(1, [])
        names = list(self.names.values())
        for row, _ in self.faulty:
            check_is_no_title(names, header.number, [cell.text for cell in row.cells], row.number)
        check_header(names, header.number, self.headers)
        self._check_merged(merged, header.number)
        table = self._table(header.number)
        areas = self._areas(merged)
        rejects = [self._reject_merged(table, row, merged[areas[row] - 1]) for row in np.flatnonzero(areas).tolist()]
        rejects += [self._reject(row, faults) for row, faults in self.faulty]
        return table.take(areas == 0), sorted(rejects, key=lambda reject: reject.line)

    def _table(self, header: int) -> Table:
        codes = np.asarray(self._codes, np.int32).reshape(len(self.rows), len(self.names))
        columns = {
            name: Column(np.ascontiguousarray(codes[:, place]), list(values))
            for place, (name, values) in enumerate(zip(self.names.values(), self._values, strict=True))
        }
        numbers = {name: column for column, name in self.names.items()}
        locations = RowLocations(
            lambda row: self.rows[row],
            lambda row: csv_line([column.cell(row) for column in columns.values()]),
            lambda _row, name: numbers.get(name, 1),
            grid=True,
        )
        return Table(self.source, columns, len(self.rows), locations, header)

    def _reject(self, row: Row, faults: list[tuple[str, Problem]]) -> Reject:
        numbers = {name: column for column, name in self.names.items()}
        without_header = next((cell.column for cell in row.cells if cell.column not in self.names), 1)
        texts = dict.fromkeys(self.names, "") | {cell.column: cell.text for cell in row.cells}
        locations = RowLocations(
            lambda _row: row.number,
            lambda _row: csv_line(list(texts.values())),
            lambda _row, name: numbers.get(name, without_header),
            grid=True,
        )
        return reject(Table(self.source, {}, 1, locations), 0, faults)

    def _check_merged(self, merged: list[CellRange], header: int) -> None:
        area = next((area for area in merged if area.min_row == header and area.min_col in self.names), None)
        if area:
            message = f"cells {area.coord} of the header are merged"
            raise RefusedError("QS437", message, header, _MERGED_HELP, area.min_col)

    def _areas(self, merged: list[CellRange]) -> NDArray[np.int32]:
        """Return for each row the number, from 1, of the merged area that it belongs to; 0 if none is filled."""
        numbers = np.zeros(len(self.rows), np.int32)
        filled = {(row.number, cell.column) for row, _ in self.faulty for cell in row.cells}
        for number, area in enumerate(merged, 1):
            first = (area.min_row, area.min_col)
            if area.min_col in self.names and (first in filled or self._is_filled(*first)):
                numbers[bisect_left(self.rows, area.min_row) : bisect_right(self.rows, area.max_row)] = number
        return numbers

    def _is_filled(self, row: int, column: int) -> bool:
        """Return whether a cell of the table is not blank."""
        index = bisect_left(self.rows, row)
        if index == len(self.rows) or self.rows[index] != row:
            return False
        place = self._places[column]
        return self._codes[index * len(self.names) + place] != self._values[place].get("", -1)

    def _reject_merged(self, table: Table, row: int, area: CellRange) -> Reject:
        message = f"cells {area.coord} are merged: which of them is meant cannot be known"
        return reject(table, row, [(self.names[area.min_col], Problem("QS437", message, _MERGED_HELP))])
