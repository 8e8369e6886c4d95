"""The same visit twice: once is enough when both say the same; otherwise neither can be preferred."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from qshop.base.diagnostics import Where
from qshop.base.plural import first_of
from qshop.visits.accepted import Visits
from qshop.visits.evidence import read_evidence
from qshop.visits.intake.misread import is_misread
from qshop.visits.problem import Problem
from qshop.visits.rejects import MAX_LISTED, Reject, reject

Cells = tuple[str, ...]


@dataclass(frozen=True)
class VisitRecord:
    """One row of a visit: its wave, its version and cells (the id first), and its place."""

    wave: str
    cells: Cells
    where: Where

    @property
    def visit_id(self) -> str:
        """Return the id of the visit."""
        return self.cells[1]

    @property
    def says(self) -> Cells:
        """Return all that the visit says but its id."""
        return (self.cells[0], *self.cells[2:])


_ENOUGH = 1_000  # different records of one visit


@dataclass
class SettledVisits:
    """Accepted visits without repeats, the number of repeats, and those that contradict each other.

    more_conflicts: how many contradict each other beyond those that are listed
    """

    accepted: list[Visits] = field(default_factory=list)
    repeated: int = 0
    conflicts: list[Reject] = field(default_factory=list)
    more_conflicts: int = 0

    def add_conflict(self, visits: Visits, row: int, conflict: Problem) -> None:
        """Add the reject of a visit that contradicts another; beyond `MAX_LISTED` it is counted."""
        if len(self.conflicts) < MAX_LISTED:
            self.conflicts.append(reject(visits.table, row, [("visit_id", conflict)]))
        else:
            self.more_conflicts += 1


def visits_by_id(batches: list[Visits]) -> dict[str, VisitRecord]:
    """Return accepted visits by their id."""
    return {
        visit_id: _record(visits, row, cells)
        for visits in batches
        for row, (visit_id, cells) in enumerate(_with_ids(visits))
    }


def _with_ids(visits: Visits) -> Iterator[tuple[str, Cells]]:
    """Yield the id and the cells of every row."""
    return zip(visits.table.get("visit_id").cells(), visits.table.each_record(), strict=True)


def _record(visits: Visits, row: int, cells: Cells) -> VisitRecord:
    where = Where(visits.table.source, visits.table.line(row), 1)
    return VisitRecord(visits.wave, (visits.version.name, *cells), where)


def settle_repeats(batches: list[Visits], stored: dict[str, VisitRecord]) -> SettledVisits:
    """Return which new visits are accepted, repeated or contradicting; what is stored stays as it is."""
    if not stored and _all_differ(batches):
        return SettledVisits([visits for visits in batches if visits.table.rows])
    settled, repeats = SettledVisits(), _rows_of_repeated_ids(batches)
    for batch, visits in enumerate(batches):
        keep = np.ones(visits.table.rows, np.bool_)
        for row, (visit_id, cells) in enumerate(_with_ids(visits)):
            others = [stored[visit_id]] if visit_id in stored else [record for _, record in repeats.get(visit_id, [])]
            if not others:
                continue
            conflict = _conflict(visits, cells, others)
            if conflict:
                settled.add_conflict(visits, row, conflict)
            is_first = visit_id not in stored and repeats[visit_id][0][0] == (batch, row)
            keep[row] = is_first and not conflict
            settled.repeated += not is_first and not conflict
        if keep.any():
            settled.accepted.append(replace(visits, table=visits.table.take(keep)))
    return settled


def _all_differ(batches: list[Visits]) -> bool:
    ids_of_batches = [visits.table.get("visit_id").cells() for visits in batches]
    return len(set().union(*ids_of_batches)) == sum(map(len, ids_of_batches))


def _rows_of_repeated_ids(batches: list[Visits]) -> dict[str, list[tuple[tuple[int, int], VisitRecord]]]:
    """Return, for each visit id that occurs more than once, its rows as ((batch, row), record)."""
    places_of: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for batch, visits in enumerate(batches):
        for row, visit_id in enumerate(visits.table.get("visit_id").cells()):
            places_of[visit_id].append((batch, row))
    return {visit_id: _different(batches, places) for visit_id, places in places_of.items() if len(places) > 1}


def _different(batches: list[Visits], places: list[tuple[int, int]]) -> list[tuple[tuple[int, int], VisitRecord]]:
    """Return the rows at `places`, each with its record, without those that say the same as one before them.

    Of very many that differ some are enough: all of them contradict each other.
    """
    records: dict[tuple[str, Cells], tuple[tuple[int, int], VisitRecord]] = {}
    for batch, row in places:
        record = _record(batches[batch], row, batches[batch].table.record(row))
        records.setdefault((record.wave, record.cells), ((batch, row), record))
        if len(records) == _ENOUGH:
            break
    return list(records.values())


def _conflict(visits: Visits, cells: Cells, others: list[VisitRecord]) -> Problem | None:
    """Return the problem of a visit that contradicts one of `others`, if it does."""
    says = (visits.version.name, *cells)
    for other in others:
        differing = _differing_columns(["version", *visits.table.columns], other.cells, says)
        if differing:
            message = f"the visit “{other.visit_id}” says something else at {other.where}: {first_of(differing, 8)}"
            help_ = _misread_help(other.cells, says)
            help_ = help_ or "find out which is right; correct the source, or give the other visit an id of its own"
            return Problem("QS417", message, help_)
    return None


def _misread_help(stored: Cells, new: Cells) -> str:
    """Return what to do where one of two visits was opened in the wrong encoding, or nothing."""
    for cell, other in zip(stored, new, strict=False):
        if cell != other and is_misread(cell) != is_misread(other):
            one = "that one" if is_misread(cell) else "this one"
            return f"{one} looks like UTF-8 that was opened in another encoding, such as Windows-1252: open it as UTF-8"
    return ""


def _differing_columns(names: list[str], first: Cells, second: Cells) -> list[str]:
    """Return the columns in which two records differ; of two versions only that, whatever their other columns are.

    Evidence whose file was found for only one of the two makes no difference.
    """
    if first == second:
        return []
    if first[0] != second[0]:
        return names[:1]
    rows = zip(names, first, second, strict=True)
    return [name for name, cell, other in rows if cell != other and not _is_same_file(cell, other)]


def _is_same_file(cell: str, other: str) -> bool:
    first, second = read_evidence(cell), read_evidence(other)
    return first.name == second.name and not (first.sha256 and second.sha256)
