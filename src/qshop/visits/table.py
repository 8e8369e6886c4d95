"""A table of text cells, column by column, whose rows still know their lines."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int32]
Mask = NDArray[np.bool_]
Rows = NDArray[np.int64]
T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column as codes into its distinct values: what holds for a value is decided once, not once a row."""

    codes: Codes
    values: list[T]

    @classmethod
    def of(cls, cells: Sequence[T]) -> "Column[T]":
        """Make a column of plain cells."""
        index: dict[T, int] = {}
        codes = np.fromiter((index.setdefault(cell, len(index)) for cell in cells), np.int32, len(cells))
        return cls(codes, list(index))

    @classmethod
    def constant(cls, value: T, rows: int) -> "Column[T]":
        """Make a column of one value."""
        return cls(np.zeros(rows, np.int32), [value])

    def cells(self) -> list[T]:
        """Give the cells, one a row."""
        return [self.values[code] for code in self.codes]

    def cell(self, row: int) -> T:
        """Give the cell of one row."""
        value: T = self.values[self.codes[row]]
        return value

    def where(self, holds: Callable[[T], bool]) -> Mask:
        """Tell for each row whether `holds` is true of its value."""
        return np.array([holds(value) for value in self.values] or [False], dtype=np.bool_).take(self.codes)

    def is_in(self, values: Iterable[T]) -> Mask:
        """Tell for each row whether its value is one of `values`."""
        wanted = set(values)
        return self.where(lambda value: value in wanted)

    def take(self, rows: Rows | Mask) -> "Column[T]":
        """Keep some of the rows, and only the values that they have."""
        return Column(self.codes[rows], self.values).compact()

    def compact(self) -> "Column[T]":
        """Forget the values that no row has, so that nothing is asked of a value that is not there."""
        used = np.zeros(len(self.values), np.bool_)
        used[self.codes] = True
        if used.all():
            return self
        places = np.cumsum(used, dtype=np.int32) - np.int32(1)
        return Column(places[self.codes], [self.values[code] for code in np.flatnonzero(used)])

    def map(self, change: Callable[[T], U]) -> "Column[U]":
        """Change every value."""
        return Column(self.codes, [change(value) for value in self.values])

    def merged(self) -> "Column[T]":
        """Give equal values one code, where a change has made some equal."""
        merged = Column.of(self.values)
        return Column(merged.codes[self.codes], merged.values)


def paired(first: Column[T], *others: Column[T]) -> Column[tuple[T, ...]]:
    """Join columns into one whose values are the combinations that occur."""
    joined: Column[tuple[T, ...]] = Column(first.codes, [(value,) for value in first.values])
    for other in others:
        width = max(len(other.values), 1)
        both, codes = np.unique(joined.codes.astype(np.int64) * width + other.codes, return_inverse=True)
        joined = Column(
            codes.astype(np.int32), [(*joined.values[pair // width], other.values[pair % width]) for pair in both]
        )
    return joined


@dataclass(frozen=True)
class RowLocations:
    """How rows are found again in their file: a row's line, its text, and where in it a column's cell begins.

    In a grid, such as a sheet, a position is a column: no cell of a row moves another to a further line.
    """

    line: Callable[[int], int] = lambda row: row + 2
    raw: Callable[[int], str] = lambda _row: ""
    position: Callable[[int, str], int] = lambda _row, _name: 1
    grid: bool = False

    def take(self, kept: Rows) -> "RowLocations":
        """Follow the rows that are kept."""
        return RowLocations(
            lambda row: self.line(int(kept[row])),
            lambda row: self.raw(int(kept[row])),
            lambda row, name: self.position(int(kept[row]), name),
            self.grid,
        )


@dataclass(frozen=True)
class Table:
    """Named columns of equal length, read from `source`, whose header stood on `first_line`."""

    source: str
    columns: dict[str, Column[str]]
    rows: int
    locations: RowLocations = RowLocations()
    first_line: int = 1

    def take(self, rows: Rows | Mask) -> "Table":
        """Keep some of the rows, with their own lines."""
        if rows.dtype == np.bool_ and rows.all():
            return self
        kept: Rows = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows.astype(np.int64)
        columns = {name: column.take(kept) for name, column in self.columns.items()}
        return replace(self, columns=columns, rows=len(kept), locations=self.locations.take(kept))

    def only(self, columns: dict[str, Column[str]]) -> "Table":
        """Replace the columns."""
        return replace(self, columns=columns)

    def with_columns(self, columns: dict[str, Column[str]]) -> "Table":
        """Add or replace some columns."""
        return replace(self, columns=self.columns | columns)

    def get(self, name: str) -> Column[str]:
        """Give a column; one that the table does not have is blank."""
        return self.columns.get(name) or Column.constant("", self.rows)

    def record(self, row: int) -> tuple[str, ...]:
        """Give the cells of one row."""
        return tuple(column.cell(row) for column in self.columns.values())

    def records(self) -> list[tuple[str, ...]]:
        """Give the cells of every row."""
        return list(zip(*(column.cells() for column in self.columns.values()), strict=True))

    def line(self, row: int) -> int:
        """Give the line on which a row begins."""
        return self.locations.line(row)

    def raw(self, row: int) -> str:
        """Give a row's text as it stood in the file."""
        return self.locations.raw(row)

    def position(self, row: int, name: str) -> int:
        """Give the character at which the cell under `name` begins, counting from 1."""
        return self.locations.position(row, name)
