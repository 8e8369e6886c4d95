"""Scored visits added up by any keys, as counts and integer sums, so that batches can be added in any order.

A *unit* is a visit restricted to the criteria of a cell: a visit counts once in each cell that
asks it something, with the score it has on that cell's criteria alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from functools import partial
from math import lcm

import numpy as np

from qshop.programme.model import Programme
from qshop.score.kernel import ScoredVisits
from qshop.score.keys import KEYS, Key, visit_values
from qshop.score.units import Units, summed, unit_scores
from qshop.visits.table import Column, paired


@dataclass
class Sums:
    """The whole numbers of one cell.

    `x` are unit scores in millionths; earned and possible are in the tally's units. For must and plus
    criteria, over the units that ask any: how many those are, met and asked, and the sums of met², met·asked
    and asked². `failed` counts units in which a critical criterion failed.
    """

    units: int = 0
    x: int = 0
    xx: int = 0
    earned: int = 0
    possible: int = 0
    must_units: int = 0
    must_met: int = 0
    must_asked: int = 0
    must_mm: int = 0
    must_ma: int = 0
    must_aa: int = 0
    plus_units: int = 0
    plus_met: int = 0
    plus_asked: int = 0
    plus_mm: int = 0
    plus_ma: int = 0
    plus_aa: int = 0
    critical_asked: int = 0
    failed: int = 0

    def add(self, other: "Sums") -> None:
        """Add the sums of other visits to these."""
        for name in SUMS:
            setattr(self, name, getattr(self, name) + getattr(other, name))


SUMS = tuple(column.name for column in fields(Sums))


@dataclass
class Tally:
    """The sums of each cell by its values under `keys`; `unit` is into how many units one weighted point divides."""

    keys: Key
    unit: int
    cells: dict[Key, Sums] = field(default_factory=dict)

    def add(self, key: Key, sums: Sums) -> None:
        """Add sums to the cell of `key`."""
        self.cells.setdefault(key, Sums()).add(sums)


def tally(batches: list[ScoredVisits], keys: Key, programme: Programme, stages: frozenset[str] = frozenset()) -> Tally:
    """Return scored visits added up by `keys`; with `stages`, over the criteria of those stages only."""
    total = Tally(keys, lcm(*(batch.version.unit for batch in batches)))
    of_stage = next((value_of for key in keys if (value_of := KEYS[key].of_stage)), None)
    for batch in batches:
        team_of = partial(of_stage, programme, batch.visits) if of_stage else None
        for shared, criteria in _criterion_groups(batch, keys, programme, stages):
            units = unit_scores(batch, criteria, total.unit // batch.version.unit, team_of)
            for key, sums in _cells(batch, keys, shared, units, programme):
                total.add(key, sums)
    return total


def _criterion_groups(
    batch: ScoredVisits, keys: Key, programme: Programme, stages: frozenset[str]
) -> Iterator[tuple[dict[str, str], frozenset[str]]]:
    """Yield the criteria in groups, by the keys that belong to criteria: the values they share, and their ids."""
    criterion_keys = {key: value_of for key in keys if (value_of := KEYS[key].of_criterion)}
    groups: dict[Key, set[str]] = {}
    for stage, criterion, _ in batch.criteria:
        if not stages or stage.id in stages:
            values = tuple(value_of(programme, stage, criterion) for value_of in criterion_keys.values())
            groups.setdefault(values, set()).add(criterion.id)
    for values, ids in groups.items():
        yield dict(zip(criterion_keys, values, strict=True)), frozenset(ids)


def _cells(
    batch: ScoredVisits, keys: Key, shared: dict[str, str], units: Units, programme: Programme
) -> Iterator[tuple[Key, Sums]]:
    """Yield the sums of the units of one group of criteria, cell by cell."""
    unit_keys = [key for key in keys if key not in shared]
    columns = [_unit_values(key, batch, units, programme) for key in unit_keys]
    cells: Column[Key] = paired(*columns) if columns else Column.constant((), len(units.visit))
    totals = {name: summed(cells, numbers) for name, numbers in units.sums.items()}
    by_design = np.bincount(cells.codes[units.by_design], minlength=len(cells.values))
    for code in np.flatnonzero(by_design):
        values = shared | dict(zip(unit_keys, cells.values[code], strict=True))
        yield tuple(values[key] for key in keys), Sums(**{name: int(total[code]) for name, total in totals.items()})


def _unit_values(key: str, batch: ScoredVisits, units: Units, programme: Programme) -> Column[str]:
    return units.team if KEYS[key].of_stage else visit_values(key, programme, batch.visits).take(units.visit)
