"""A note on cells of accepted visits that a spreadsheet would run: the store keeps them exactly as they were typed."""

from qshop.base.formulas import is_formula
from qshop.base.plural import counted
from qshop.visits.table import Table


def formula_note(table: Table) -> str:
    """Return a note that names the cells a spreadsheet would run, by line and column; without any, nothing."""
    places = [
        (table.line(int(row)), name)
        for name, column in table.columns.items()
        for row in column.where(is_formula).nonzero()[0]
    ]
    if not places:
        return ""
    shown = ", ".join(f"{name} on line {line}" for line, name in sorted(places)[:5]) + " …" * (len(places) > 5)
    would = counted(len(places), "cell that a spreadsheet would run", "cells that a spreadsheet would run")
    return f"{would}, kept as typed: {shown}"
