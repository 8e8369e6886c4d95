"""The rows that were not accepted: the problems of their values, and the reject that they make."""

from dataclasses import dataclass, field
from typing import Final, TypeVar

import numpy as np

from qshop.base.diagnostics import Diagnostic, Where
from qshop.base.shown import shown
from qshop.visits.problem import Check, Problem
from qshop.visits.table import Column, Mask, Rows, Table

T = TypeVar("T")
MAX_LISTED: Final = 10_000
"""The number of rejected rows of a table that are kept with their reasons; more are counted."""


@dataclass(frozen=True)
class Reject:
    """A row that was not accepted: its place, its text in the file, and a diagnostic for each reason.

    line, column: those of the first reason
    visit: the id of its visit, as far as the row has one
    """

    source: str
    line: int
    column: str
    raw: str
    diagnostics: tuple[Diagnostic, ...]
    visit: str = ""

    @property
    def diagnostic(self) -> Diagnostic:
        """Return the first reason."""
        return self.diagnostics[0]

    @property
    def reasons(self) -> list[str]:
        """Return every reason in words."""
        return [diagnostic.message for diagnostic in self.diagnostics]


@dataclass
class Faults:
    """The problems found so far in the rows of one table, each with the name of its column.

    Of the rows beyond `MAX_LISTED` it is known that they have a problem, no more: a file of nothing else stays small.
    """

    table: Table
    by_row: dict[int, list[tuple[str, Problem]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._faulty = np.zeros(self.table.rows, np.bool_)

    def judge(self, name: str, column: Column[T], check: Check[T], rows: Rows | None = None) -> None:
        """Check the values of a column and add their problems; `rows`: which rows of the table it has, if not all."""
        problems = {code: problem for code, value in enumerate(column.values) if (problem := check(value))}
        if not problems:
            return
        at = np.flatnonzero(np.isin(column.codes, list(problems)))
        faulty = at if rows is None else rows[at]
        if len(self.by_row) == MAX_LISTED:
            self._faulty[faulty] = True
            listed = np.isin(faulty, list(self.by_row))
            at, faulty = at[listed], faulty[listed]
        for index, row in zip(at.tolist(), faulty.tolist(), strict=True):
            self.add(row, name, problems[int(column.codes[index])])

    def add(self, row: int, name: str, problem: Problem) -> None:
        """Add one problem of one row."""
        self._faulty[row] = True
        if row in self.by_row or len(self.by_row) < MAX_LISTED:
            self.by_row.setdefault(row, []).append((problem.column or name, problem))

    def columns(self, row: int) -> set[str]:
        """Return the columns of a row that have a problem."""
        return {name for name, _ in self.by_row.get(row, ())}

    def without_problem(self, rows: Rows | None = None) -> Mask:
        """Return for each of `rows`, or for every row of the table, whether it has no problem so far."""
        return ~(self._faulty if rows is None else self._faulty[rows])

    def rejects(self) -> list[Reject]:
        """Return the rows that have a problem as rejects, in the order of the file; see `more`."""
        return [reject(self.table, row, self.by_row[row]) for row in sorted(self.by_row)]

    @property
    def more(self) -> int:
        """Return how many rows have a problem beyond those in `rejects`."""
        return int(np.count_nonzero(self._faulty)) - len(self.by_row)


def reject(table: Table, row: int, problems: list[tuple[str, Problem]]) -> Reject:
    """Return the reject of one row of `table`, for its problems by column: columns with the same one are one reason."""
    columns: dict[tuple[Problem, str], list[str]] = {}
    for name, problem in problems:
        columns.setdefault((problem._replace(column=""), _as_written(table, row, name)), []).append(name)
    diagnostics = tuple(
        Diagnostic(
            problem.code,
            f"{_listed(names)}{problem.message}{written}",
            place_of_cell(table, row, names[0]),
            problem.help,
        )
        for (problem, written), names in columns.items()
    )
    visit = table.get("visit_id").cell(row)
    return Reject(table.source, diagnostics[0].where.line, problems[0][0], table.raw(row), diagnostics, visit)


def _as_written(table: Table, row: int, name: str) -> str:
    """Return how a cell stands in the file, if a profile has changed it since, as the end of a reason."""
    written = table.locations.written(row, name)
    return f" (in the file: {shown(written)})" if written and written != table.get(name).cell(row) else ""


def _listed(names: list[str]) -> str:
    listed = ", ".join(dict.fromkeys(names[:5])) + (" …" if len(names) > 5 else "")
    return f"{listed}: " if listed else ""


def place_of_cell(table: Table, row: int, name: str) -> Where:
    """Return the place of the cell under `name`: below the row's first line if a cell before it has line breaks.

    A cell that has line breaks itself is shown at its second line.
    """
    line, position = table.line(row), table.position(row, name)
    if table.locations.grid:
        return Where(table.source, line, position)
    before = table.raw(row)[: position - 1]
    if "\n" in table.get(name).cell(row):
        return Where(table.source, line + before.count("\n") + 1, 1)
    return Where(table.source, line + before.count("\n"), position - (before.rfind("\n") + 1))
