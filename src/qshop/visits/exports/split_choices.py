"""Several choices of one field that an export has in a column for each choice: joined into one cell."""

from collections.abc import Mapping, Sequence

from qshop.base.shown import shown
from qshop.visits.column_names import shortened
from qshop.visits.problem import Problem
from qshop.visits.table import Column, Table, paired

_TICKED = {"1": True, "TRUE": True, "True": True, "0": False, "FALSE": False, "False": False, "": False}


def joined_choices(table: Table, choices: Mapping[str, str], undivided: str) -> Column[str | Problem]:
    """Return the choices of each visit, separated by spaces, or why they cannot be read.

    `choices` has the header of each choice's column, `undivided` is that of the column with all choices, or blank. An
    undivided cell must agree with the ticks and is returned as it is; else the choices are in the order of the columns.
    """
    names, columns = list(choices), [table.columns[header] for header in choices.values()]
    if undivided:
        return paired(*columns, table.columns[undivided]).map(lambda cells: _compared(names, cells[:-1], cells[-1]))
    return paired(*columns).map(lambda cells: _joined(_chosen(names, cells)))


def _chosen(names: Sequence[str], cells: Sequence[str]) -> list[str] | Problem:
    unreadable = next((cell for cell in cells if cell not in _TICKED), None)
    if unreadable is not None:
        message = f"{shown(unreadable, _TICKED)} tells neither that a choice was ticked nor that it was not"
        return Problem("QS442", message, "each choice's column holds 1 or 0")
    return [name for name, cell in zip(names, cells, strict=True) if _TICKED[cell]]


def _joined(chosen: list[str] | Problem) -> str | Problem:
    return chosen if isinstance(chosen, Problem) else " ".join(chosen)


def _compared(names: Sequence[str], cells: Sequence[str], undivided: str) -> str | Problem:
    chosen = _chosen(names, cells)
    if isinstance(chosen, Problem):
        return chosen
    if set(chosen) == set(undivided.split()) & set(names):
        return undivided
    message = f"{shown(undivided, names)}, but the columns of its choices say “{shortened(' '.join(chosen))}”"
    return Problem("QS442", message, "find out which is right, and correct it in the service")
