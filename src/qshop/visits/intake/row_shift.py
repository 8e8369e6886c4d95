"""Say of a rejected row in one sentence that it is shifted by a cell, where putting it back makes it sound.

Otherwise one lost cell gives a reason for every cell behind it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from qshop.visits.problem import Problem
from qshop.visits.rejects import Faults
from qshop.visits.table import Column, Mask, Table

_ROWS = 200
"""So many rows are tried: a file that is shifted as a whole is known by then."""
_NEAR = 3
"""So many places before the first faulty cell, where a cell may have been put in or lost, are tried."""
_ENOUGH = 3
"""So many filled cells must move with a single faulty one."""

Cells = tuple[str, ...]


@dataclass(frozen=True)
class _Attempt:
    """One way to put a row back: its cells then, and the first and last column that were moved."""

    row: int
    cells: Cells
    first: str
    last: str
    to_the_right: bool


def explain_shifts(faults: Faults, is_sound: Callable[[Table], Mask]) -> None:
    """Replace the reasons of each row that is sound once it is put back by one cell; `is_sound` judges such rows."""
    attempts = [attempt for row in list(faults.by_row)[:_ROWS] for attempt in _attempts(faults, row)]
    if not attempts:
        return
    sound = is_sound(_table(faults.table, attempts))
    fitting = [attempt for attempt, holds in zip(attempts, sound, strict=True) if holds]
    for row, first in groupby(fitting, lambda attempt: attempt.row):
        faults.by_row[row] = [_problem(next(first))]


def _attempts(faults: Faults, row: int) -> Iterator[_Attempt]:
    """Yield the ways to put a row back that begin near its first faulty cell and end behind its last.

    For the fault of a single cell, enough others must move with it, or any typing error would look like a shift.
    """
    names, cells = list(faults.table.columns), faults.table.record(row)
    faulty = [place for place, name in enumerate(names) if name in faults.columns(row)]
    if not faulty:
        return
    first, last, end = min(faulty), max(faulty), len(names) - 1
    blanks = [place for place, cell in enumerate(cells) if not cell]
    for start in [place for place in reversed(blanks) if place <= first][:_NEAR]:
        for stop in dict.fromkeys([last, end]):
            moved = (*cells[:start], *cells[start + 1 : stop + 1], "", *cells[stop + 1 :])
            if len(faulty) > 1 or sum(map(bool, cells[start : stop + 1])) >= _ENOUGH:
                yield _Attempt(row, moved, names[start], names[stop], to_the_right=True)
    stops = [place for place in blanks if place >= last]
    for start in range(first, max(first - _NEAR, 0), -1):
        for stop in dict.fromkeys(stops[:1] + stops[-1:]):
            moved = (*cells[:start], "", *cells[start:stop], *cells[stop + 1 :])
            if len(faulty) > 1 or sum(map(bool, cells[start:stop])) >= _ENOUGH:
                yield _Attempt(row, moved, names[start], names[stop], to_the_right=False)


def _table(table: Table, attempts: list[_Attempt]) -> Table:
    columns = zip(*(attempt.cells for attempt in attempts), strict=True)
    cells = {name: Column.of(column) for name, column in zip(table.columns, columns, strict=True)}
    return Table(table.source, cells, len(attempts))


def _problem(attempt: _Attempt) -> tuple[str, Problem]:
    side, there = ("right", "left") if attempt.to_the_right else ("left", "right")
    message = f"from here to {attempt.last} the row stands one cell too far to the {side}"
    cause = "take out the blank cell" if attempt.to_the_right else "put back the cell that is missing"
    help_ = f"{cause} under {attempt.first}: with its cells one to the {there}, the row is sound"
    return attempt.first, Problem("QS461", message, help_)
