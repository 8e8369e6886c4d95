"""Several choices told column by column: put together again, and held against the undivided column."""

from dataclasses import dataclass
from typing import NamedTuple

from qshop.visits.metadata import shortened
from qshop.visits.rejects import Problem
from qshop.visits.table import Column, Table, paired

_TICKED = {"1": True, "TRUE": True, "True": True, "0": False, "FALSE": False, "False": False, "": False}


class Told(NamedTuple):
    """The choices of one visit, or what is wrong with them."""

    text: str
    problem: Problem | None = None


@dataclass(frozen=True)
class Ticks:
    """A field of several choices: the header of its undivided column, if there is one, and of each choice's."""

    name: str
    undivided: str
    choices: dict[str, str]

    def told(self, table: Table) -> Column[Told]:
        """Tell the choices of each visit: as in the undivided column, else in the order of the columns."""
        columns = [table.columns[header] for header in self.choices.values()]
        if self.undivided:
            return paired(*columns, table.columns[self.undivided]).map(self._compared)
        return paired(*columns).map(lambda cells: self._ticked(cells)[0])

    def merged(self, table: Table) -> Column[str]:
        """Give the choices of each visit, separated by spaces."""
        return self.told(table).map(lambda told: told.text)

    def _ticked(self, cells: tuple[str, ...]) -> tuple[Told, set[str]]:
        odd = next((cell for cell in cells if cell not in _TICKED), None)
        if odd is not None:
            message = f"“{shortened(odd)}” tells neither that a choice was ticked nor that it was not"
            return Told("", Problem("QS442", message, "each choice's column holds 1 or 0")), set()
        chosen = [choice for choice, cell in zip(self.choices, cells, strict=True) if _TICKED[cell]]
        return Told(" ".join(chosen)), set(chosen)

    def _compared(self, cells: tuple[str, ...]) -> Told:
        told, chosen = self._ticked(cells[:-1])
        written = cells[-1]
        if told.problem or chosen == set(written.split()) & set(self.choices):
            return Told(written, told.problem)
        message = f"“{shortened(written)}”, but the columns of its choices say “{shortened(told.text)}”"
        return Told(written, Problem("QS442", message, "find out which is right, and correct it in the service"))
