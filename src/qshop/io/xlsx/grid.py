"""Gather the rows of a sheet into a table under its header, and the rows that cannot stand in it into rejects."""

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange

from qshop.io.csv_files import csv_line
from qshop.io.csv_strict import check_header
from qshop.io.header_policy import HeaderPolicy
from qshop.io.limits import FEWER_VISITS, MAX_CELLS
from qshop.io.refusal import RefusedError
from qshop.io.xlsx.sheet import Cell, Row
from qshop.visits.rejects import Problem, Reject, reject
from qshop.visits.table import Column, RowLocations, Table

_UNNAMED_HELP = "give the columns a header, or clear their cells"
_MERGED_HELP = "unmerge the cells and fill in each of them"


@dataclass
class Grid:
    """A table that grows row by row; the first row taken is the header. Columns are known by their number."""

    source: str
    headers: HeaderPolicy
    header: Row | None = None
    names: dict[int, str] = field(default_factory=dict)
    rows: "array[int]" = field(default_factory=lambda: array("i"))
    faulty: list[tuple[Row, list[tuple[str, Problem]]]] = field(default_factory=list)
    last: int = 0
    has_typed_formulas: bool = False
    typed: list[str] = field(default_factory=list)
    _order: dict[int, int] = field(default_factory=dict)
    _values: list[dict[str, int]] = field(default_factory=list)
    _codes: "array[int]" = field(default_factory=lambda: array("i"))

    def take(self, row: Row) -> None:
        """Take one row: the header, a row of the table, or one with a fault in it."""
        if self.header is None:
            self._open(row)
            return
        if self.has_typed_formulas:
            row = Row(row.number, [self._as_typed(row.number, cell) for cell in row.cells])
        self.last = row.number
        faults = [(self.names[c.column], c.problem) for c in row.cells if c.problem and c.column in self.names]
        faults += self._strays([cell.column for cell in row.cells if cell.column not in self.names])
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

    def _open(self, row: Row) -> None:
        bad = next((cell for cell in row.cells if cell.problem), None)
        if bad and bad.problem:
            names = ", ".join(cell.text for cell in row.cells[:8] if not cell.problem)
            header = f"the header ({names})" if names else "the header"
            message = f"{header} cannot be read at {get_column_letter(bad.column)}{row.number}: {bad.problem.message}"
            raise RefusedError(bad.problem.code, message, row.number, bad.problem.help, bad.column)
        self.header = row
        self.names = {cell.column: cell.text for cell in row.cells}
        self.has_typed_formulas = self.headers.has_typed_formulas(set(self.names.values()))
        self._order = {column: place for place, column in enumerate(self.names)}
        self._values = [{} for _ in self.names]

    def _as_typed(self, row: int, cell: Cell) -> Cell:
        """Give what somebody typed: where it begins with `=`, a service stores a formula, and a value nobody saw."""
        if not cell.formula:
            return cell
        self.typed.append(f"{get_column_letter(cell.column)}{row}")
        return Cell(cell.column, cell.formula)

    def _strays(self, columns: list[int]) -> list[tuple[str, Problem]]:
        if not columns:
            return []
        named = ", ".join(get_column_letter(column) for column in columns[:5]) + (" …" if len(columns) > 5 else "")
        return [("", Problem("QS403", f"something stands in {named}, where there is no header", _UNNAMED_HELP))]

    def table(self, merged: list[CellRange]) -> tuple[Table, list[Reject]]:
        """Give the table and the rows that cannot stand in it: those with faults, and those with merged cells."""
        header = self.header or Row(1, [])
        body = [(row.number, [cell.text for cell in row.cells]) for row, _ in self.faulty]
        check_header(list(self.names.values()), header.number, body, self.headers)
        self._check_merged(merged, header.number)
        table = self._whole(header.number)
        areas = self._areas(merged)
        joined = [self._merged(table, row, merged[areas[row] - 1]) for row in np.flatnonzero(areas).tolist()]
        faulty = [self._unread(row, faults) for row, faults in self.faulty]
        return table.take(areas == 0), sorted([*joined, *faulty], key=lambda found: found.line)

    def _whole(self, header: int) -> Table:
        codes = np.asarray(self._codes, np.int32).reshape(len(self.rows), len(self.names))
        columns = {
            name: Column(np.ascontiguousarray(codes[:, i]), list(values))
            for i, (name, values) in enumerate(zip(self.names.values(), self._values, strict=True))
        }
        places = {name: column for column, name in self.names.items()}
        found = RowLocations(
            lambda row: self.rows[row],
            lambda row: csv_line([column.cell(row) for column in columns.values()]),
            lambda _row, name: places.get(name, 1),
            grid=True,
        )
        return Table(self.source, columns, len(self.rows), found, header)

    def _unread(self, row: Row, faults: list[tuple[str, Problem]]) -> Reject:
        places = {name: column for column, name in self.names.items()}
        foreign = next((cell.column for cell in row.cells if cell.column not in self.names), 1)
        texts = dict.fromkeys(self.names, "") | {cell.column: cell.text for cell in row.cells}
        found = RowLocations(
            lambda _row: row.number,
            lambda _row: csv_line(list(texts.values())),
            lambda _row, name: places.get(name, foreign),
            grid=True,
        )
        return reject(Table(self.source, {}, 1, found), 0, faults)

    def _check_merged(self, merged: list[CellRange], header: int) -> None:
        area = next((area for area in merged if area.min_row == header and area.min_col in self.names), None)
        if area:
            message = f"cells {area.coord} of the header are merged"
            raise RefusedError("QS437", message, header, _MERGED_HELP, area.min_col)

    def _areas(self, merged: list[CellRange]) -> NDArray[np.int32]:
        """Give for each row the number of the merged area it is part of, from 1; 0: none that holds anything."""
        numbers = np.zeros(len(self.rows), np.int32)
        filled = {(row.number, cell.column) for row, _ in self.faulty for cell in row.cells}
        for number, area in enumerate(merged, 1):
            first = (area.min_row, area.min_col)
            if area.min_col in self.names and (first in filled or self._holds(*first)):
                numbers[bisect_left(self.rows, area.min_row) : bisect_right(self.rows, area.max_row)] = number
        return numbers

    def _holds(self, row: int, column: int) -> bool:
        """Tell whether a cell of the table holds anything."""
        place, width = bisect_left(self.rows, row), len(self.names)
        if place == len(self.rows) or self.rows[place] != row:
            return False
        at = self._order[column]
        return self._codes[place * width + at] != self._values[at].get("", -1)

    def _merged(self, table: Table, row: int, area: CellRange) -> Reject:
        message = f"cells {area.coord} are merged: which of them is meant cannot be known"
        return reject(table, row, [(self.names[area.min_col], Problem("QS437", message, _MERGED_HELP))])
