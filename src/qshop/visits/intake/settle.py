"""The same visit twice: once is enough when both say the same; otherwise neither can be preferred."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

import numpy as np

from qshop.base.diagnostics import Where
from qshop.visits.accepted import Visits
from qshop.visits.evidence import read_evidence
from qshop.visits.rejects import Problem, Reject, reject

Record = tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """A visit accepted before: its wave, what it says, and where it stands."""

    wave: str
    record: Record
    where: Where


@dataclass
class SettledVisits:
    """Accepted visits without repeats, how many were repeats, and those that contradict each other."""

    accepted: list[Visits] = field(default_factory=list)
    repeated: int = 0
    conflicts: list[Reject] = field(default_factory=list)


def visits_by_id(batches: list[Visits]) -> dict[str, Known]:
    """Index accepted visits by id."""
    return {
        visit_id: Known(
            visits.wave, (visits.version.name, *record), Where(visits.table.source, visits.table.line(row), 1)
        )
        for visits in batches
        for row, (visit_id, record) in enumerate(_told(visits))
    }


def _told(visits: Visits) -> list[tuple[str, Record]]:
    return list(zip(visits.table.get("visit_id").cells(), visits.table.records(), strict=True))


def settle_repeats(batches: list[Visits], stored: dict[str, Known]) -> SettledVisits:
    """Part new visits into accepted, repeated and contradicting; what is stored stays as it is."""
    if not stored and _all_differ(batches):
        return SettledVisits([visits for visits in batches if visits.table.rows])
    settled, tellings = SettledVisits(), _tellings(batches)
    for batch, visits in enumerate(batches):
        keep = np.ones(visits.table.rows, np.bool_)
        for row, visit_id in enumerate(visits.table.get("visit_id").cells()):
            others = [stored[visit_id]] if visit_id in stored else [one for _, one in tellings.get(visit_id, [])]
            if not others:
                continue
            conflict = _conflict(visits, row, others)
            if conflict:
                settled.conflicts.append(conflict)
            is_first = visit_id not in stored and tellings[visit_id][0][0] == (batch, row)
            keep[row] = is_first and not conflict
            settled.repeated += not is_first and not conflict
        if keep.any():
            settled.accepted.append(replace(visits, table=visits.table.take(keep)))
    return settled


def _all_differ(batches: list[Visits]) -> bool:
    ids = [visits.table.get("visit_id").cells() for visits in batches]
    return len(set().union(*ids)) == sum(len(one) for one in ids)


def _tellings(batches: list[Visits]) -> dict[str, list[tuple[tuple[int, int], Known]]]:
    """List, for each visit id that stands more than once, every row that tells of it."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for batch, visits in enumerate(batches):
        for row, visit_id in enumerate(visits.table.get("visit_id").cells()):
            places[visit_id].append((batch, row))
    return {
        visit_id: [(place, _telling(batches[place[0]], place[1])) for place in found]
        for visit_id, found in places.items()
        if len(found) > 1
    }


def _telling(visits: Visits, row: int) -> Known:
    table = visits.table
    return Known(visits.wave, (visits.version.name, *table.record(row)), Where(table.source, table.line(row), 1))


def _conflict(visits: Visits, row: int, others: list[Known]) -> Reject | None:
    mine = _telling(visits, row)
    names = ["version", *visits.table.columns]
    found = ((other.where, _differing(names, other.record, mine.record)) for other in others)
    where, differing = next(((where, names) for where, names in found if names), (None, []))
    if where is None:
        return None
    listed = ", ".join(differing[:8]) + (f" and {len(differing) - 8} more" if len(differing) > 8 else "")
    message = f"the visit “{visits.table.get('visit_id').cell(row)}” says something else at {where}: {listed}"
    help_ = "find out which is right; correct the source, or give the other visit an id of its own"
    return reject(visits.table, row, [("visit_id", Problem("QS417", message, help_))])


def _differing(names: list[str], first: Record, second: Record) -> list[str]:
    """Name what two tell differently; visits of two versions differ in that, whatever their other columns say.

    A photo that was at hand only once makes no difference.
    """
    if first[0] != second[0]:
        return names[:1]
    cells = zip(names, first, second, strict=True)
    return [name for name, one, other in cells if one != other and not _same_file(one, other)]


def _same_file(one: str, other: str) -> bool:
    first, second = read_evidence(one), read_evidence(other)
    return first.name == second.name and not (first.sha256 and second.sha256)
