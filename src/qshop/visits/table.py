"""A table of text cells, stored column by column, with the place of each row in its file."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int32]
Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]
T = TypeVar("T")
U = TypeVar("U")
_AT_ONCE = 1 << 12


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column: its distinct values, and for each row the index of its value, so that each value is judged once."""

    codes: Codes
    values: list[T]

    @classmethod
    def of(cls, cells: Sequence[T]) -> "Column[T]":
        """Return a column of these cells, one a row."""
        index: dict[T, int] = {}
        codes = np.fromiter((index.setdefault(cell, len(index)) for cell in cells), np.int32, len(cells))
        return cls(codes, list(index))

    @classmethod
    def constant(cls, value: T, rows: int) -> "Column[T]":
        """Return a column of `rows` rows that all have one value."""
        return cls(np.zeros(rows, np.int32), [value])

    def cells(self, start: int = 0, end: int | None = None) -> list[T]:
        """Return the cells, one a row: of all rows, or of those from `start` up to `end`."""
        return [self.values[code] for code in self.codes[start:end].tolist()]

    def cell(self, row: int) -> T:
        """Return the cell of one row."""
        value: T = self.values[self.codes[row]]
        return value

    def where(self, holds: Callable[[T], bool]) -> Mask:
        """Return for each row whether `holds` is true of its value."""
        return np.array([holds(value) for value in self.values] or [False], dtype=np.bool_).take(self.codes)

    def is_in(self, values: Iterable[T]) -> Mask:
        """Return for each row whether its value is one of `values`."""
        wanted = set(values)
        return self.where(lambda value: value in wanted)

    def take(self, rows: Rows | Mask) -> "Column[T]":
        """Return the column of some of the rows, with only the values that occur in them."""
        return Column(self.codes[rows], self.values).compact()

    def compact(self) -> "Column[T]":
        """Return the column without the values that no row has: they would be judged for nothing."""
        used = np.zeros(len(self.values), np.bool_)
        used[self.codes] = True
        if used.all():
            return self
        new_codes = np.cumsum(used, dtype=np.int32) - np.int32(1)
        return Column(new_codes[self.codes], [self.values[code] for code in np.flatnonzero(used)])

    def map(self, change: Callable[[T], U]) -> "Column[U]":
        """Return the column with every value changed; equal new values keep codes of their own (see `merged`)."""
        return Column(self.codes, [change(value) for value in self.values])

    def merged(self) -> "Column[T]":
        """Return the column with one code for equal values, where a change has made some equal."""
        merged = Column.of(self.values)
        return Column(merged.codes[self.codes], merged.values)


def paired(first: Column[T], *others: Column[T]) -> Column[tuple[T, ...]]:
    """Return one column whose values are the combinations of cells that occur in a row of the columns."""
    joined: Column[tuple[T, ...]] = Column(first.codes, [(value,) for value in first.values])
    for other in others:
        width = max(len(other.values), 1)
        pairs, codes = np.unique(joined.codes.astype(np.int64) * width + other.codes, return_inverse=True)
        values = [(*joined.values[pair // width], other.values[pair % width]) for pair in pairs]
        joined = Column(codes.astype(np.int32), values)
    return joined


@dataclass(frozen=True)
class RowLocations:
    """Where rows stand in their file: a row's line, its text, and the position at which the cell of a column begins.

    A position counts the characters of the row's text from 1. In a grid, such as a sheet, it is a column's number.
    `written` is a cell as it stands in the file where a profile has read it, otherwise blank.
    """

    line: Callable[[int], int] = lambda row: row + 2
    raw: Callable[[int], str] = lambda _row: ""
    position: Callable[[int, str], int] = lambda _row, _name: 1
    grid: bool = False
    written: Callable[[int, str], str] = lambda _row, _name: ""

    def take(self, row_numbers: Rows) -> "RowLocations":
        """Return the locations of some of the rows, numbered anew."""
        return RowLocations(
            lambda row: self.line(int(row_numbers[row])),
            lambda row: self.raw(int(row_numbers[row])),
            lambda row, name: self.position(int(row_numbers[row]), name),
            self.grid,
            lambda row, name: self.written(int(row_numbers[row]), name),
        )


@dataclass(frozen=True)
class Table:
    """Named columns of equal length, read from `source`, whose header was on `first_line`."""

    source: str
    columns: dict[str, Column[str]]
    rows: int
    locations: RowLocations = RowLocations()
    first_line: int = 1

    def __getstate__(self) -> dict[str, object]:
        """Return what another process needs: rows keep their lines, the text of their file stays behind."""
        return vars(self) | {"locations": [self.line(row) for row in range(self.rows)]}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Restore a table from another process."""
        vars(self).update(state | {"locations": RowLocations(state["locations"].__getitem__)})

    def take(self, rows: Rows | Mask) -> "Table":
        """Return the table of some of the rows; they keep their lines."""
        if rows.dtype == np.bool_ and rows.all():
            return self
        row_numbers: Rows = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows.astype(np.int64)
        columns = {name: column.take(row_numbers) for name, column in self.columns.items()}
        return replace(self, columns=columns, rows=len(row_numbers), locations=self.locations.take(row_numbers))

    def only(self, columns: dict[str, Column[str]]) -> "Table":
        """Return the table with `columns` in place of its own."""
        return replace(self, columns=columns)

    def with_columns(self, columns: dict[str, Column[str]]) -> "Table":
        """Return the table with some columns added or replaced."""
        return replace(self, columns=self.columns | columns)

    def get(self, name: str) -> Column[str]:
        """Return a column; one that the table does not have is blank."""
        return self.columns.get(name) or Column.constant("", self.rows)

    def record(self, row: int) -> tuple[str, ...]:
        """Return the cells of one row."""
        return tuple(column.cell(row) for column in self.columns.values())

    def records(self) -> list[tuple[str, ...]]:
        """Return the cells of every row."""
        return list(self.each_record())

    def each_record(self) -> Iterator[tuple[str, ...]]:
        """Yield the cells of every row; those of few rows are held at once."""
        for start in range(0, self.rows, _AT_ONCE):
            yield from zip(*(column.cells(start, start + _AT_ONCE) for column in self.columns.values()), strict=True)

    def line(self, row: int) -> int:
        """Return the line on which a row begins."""
        return self.locations.line(row)

    def raw(self, row: int) -> str:
        """Return a row's text as it stood in the file."""
        return self.locations.raw(row)

    def position(self, row: int, name: str) -> int:
        """Return the position at which the cell of a row under `name` begins (see `RowLocations`)."""
        return self.locations.position(row, name)
