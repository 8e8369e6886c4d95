"""Visits of a rehearsal: all of them are trials, so that no figure ever counts one."""

from qshop.programme.settings import Wave
from qshop.visits.problem import Problem
from qshop.visits.rejects import Faults
from qshop.visits.table import Column, Table, paired

_TRIAL = "trial"


def as_trials(table: Table, waves: Column[Wave | Problem]) -> Table:
    """Return visits whose blank purpose is filled in where their wave is a rehearsal: they can only be trials."""
    purposes = paired(table.get("purpose"), _rehearsals(waves)).map(lambda one: one[0] or (one[1] and _TRIAL))
    return table.with_columns({"purpose": purposes})


def judge_rehearsals(table: Table, waves: Column[Wave | Problem], faults: Faults) -> None:
    """Add the problem of every visit of a rehearsal that says to be no trial."""
    faults.judge("purpose", paired(table.get("purpose"), _rehearsals(waves)), _check_trial)


def _rehearsals(waves: Column[Wave | Problem]) -> Column[str]:
    """Return the code of the wave of each visit, where it is a rehearsal; else nothing."""
    return waves.map(lambda wave: wave.id if isinstance(wave, Wave) and wave.rehearsal else "")


def _check_trial(cells: tuple[str, ...]) -> Problem | None:
    purpose, rehearsal = cells
    if not rehearsal or purpose not in ("regular", "reshop"):
        return None
    message = f"“{purpose}”, but {rehearsal} is a rehearsal, in which every visit is a trial"
    return Problem("QS421", message, "write trial or leave it blank; a visit that counts has a day in another wave")
