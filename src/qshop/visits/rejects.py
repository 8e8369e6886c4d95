"""Why a row, or a whole file, was not taken."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

import numpy as np

from qshop.base.diagnostics import Diagnostic, Where
from qshop.visits.table import Column, Mask, Rows, Table

T = TypeVar("T")


class Problem(NamedTuple):
    """What is wrong with a value, under its code, and what to do; `column` where it is not the one judged."""

    code: str
    message: str
    help: str = ""
    column: str = ""


def as_problem(value: object) -> Problem | None:
    """Return the value itself if it is a problem: the check of a column in which problems stand beside values."""
    return value if isinstance(value, Problem) else None


Check = Callable[[T], Problem | None]


@dataclass(frozen=True)
class Reject:
    """A row that was not accepted: every reason, and its text as it stood in the file."""

    source: str
    line: int
    column: str
    raw: str
    diagnostic: Diagnostic


@dataclass
class Faults:
    """Every problem found so far in the rows of one table, each with the column it stands in."""

    table: Table
    by_row: dict[int, list[tuple[str, Problem]]] = field(default_factory=dict)

    def judge(self, name: str, column: Column[T], check: Check[T], rows: Rows | None = None) -> None:
        """Check a column value by value; `rows` numbers its rows where they are a part of the table's."""
        bad = {code: found for code, value in enumerate(column.values) if (found := check(value))}
        for place in np.flatnonzero(np.isin(column.codes, list(bad))) if bad else ():
            self.add(int(place) if rows is None else int(rows[place]), name, bad[int(column.codes[place])])

    def add(self, row: int, name: str, problem: Problem) -> None:
        """Note one problem of one row."""
        self.by_row.setdefault(row, []).append((problem.column or name, problem))

    def columns(self, row: int) -> set[str]:
        """Name the columns of a row in which something is wrong."""
        return {name for name, _ in self.by_row.get(row, ())}

    def sound(self, rows: Rows) -> Mask:
        """Tell which of `rows` have no problem so far."""
        mask: Mask = ~np.isin(rows, np.fromiter(self.by_row, np.int64, len(self.by_row)))
        return mask

    def rejects(self) -> list[Reject]:
        """Give the rejected rows in file order, one diagnostic each: the first problem gives code and place."""
        return [reject(self.table, row, self.by_row[row]) for row in sorted(self.by_row)]


def reject(table: Table, row: int, problems: list[tuple[str, Problem]]) -> Reject:
    """Join the problems of one row of `table` into its reject."""
    name, first = problems[0]
    columns: dict[str, list[str]] = {}
    for column, problem in problems:
        columns.setdefault(problem.message, []).append(column)
    reasons = [f"{_several(names)}: {message}" if names[0] else message for message, names in columns.items()]
    diagnostic = Diagnostic(first.code, "; ".join(reasons), _place(table, row, name), first.help)
    return Reject(table.source, diagnostic.where.line, name, table.raw(row), diagnostic)


def _several(names: list[str]) -> str:
    return ", ".join(dict.fromkeys(names[:5])) + (" …" if len(names) > 5 else "")


def _place(table: Table, row: int, name: str) -> Where:
    """Find the cell under `name`, which stands below the row's first line where a cell before it has several.

    A faulty cell that itself runs over lines is shown where it first breaks.
    """
    line, position = table.line(row), table.position(row, name)
    if table.locations.grid:
        return Where(table.source, line, position)
    before = table.raw(row)[: position - 1]
    if "\n" in table.get(name).cell(row):
        return Where(table.source, line + before.count("\n") + 1, 1)
    return Where(table.source, line + before.count("\n"), position - (before.rfind("\n") + 1))
