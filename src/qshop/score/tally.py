"""Add scored visits up by any keys. What is kept are counts and integer sums, so parts can be added in any order.

A *unit* is a visit restricted to the criteria of a cell (DESIGN §4): a visit counts once in each cell that
asks it something, with the score it has on that cell's criteria alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from functools import partial
from math import lcm

import numpy as np

from qshop.base.errors import StopError
from qshop.base.suggest import did_you_mean
from qshop.programme.frozen import FrozenCriterion, FrozenStage
from qshop.programme.model import Programme
from qshop.programme.scalars import read_day
from qshop.score.kernel import Ints, Scored
from qshop.score.units import Units, unit_scores
from qshop.visits.table import Column, paired

Key = tuple[str, ...]
CRITERION_KEYS = ("stage", "criterion", "owner", "priority")
VISIT_KEYS = ("visit", "questionnaire", "wave", "site", "region", "type", "channel", "scenario", "shopper")
KEYS = (*VISIT_KEYS, "team", *CRITERION_KEYS)


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
        """Merge another part's sums into these."""
        for name in SUMS:
            setattr(self, name, getattr(self, name) + getattr(other, name))


SUMS = tuple(column.name for column in fields(Sums))


@dataclass
class Tally:
    """Cells by key, and into how many units one weighted point divides."""

    keys: Key
    unit: int
    cells: dict[Key, Sums] = field(default_factory=dict)

    def add(self, key: Key, sums: Sums) -> None:
        """Merge sums into the cell of `key`."""
        self.cells.setdefault(key, Sums()).add(sums)


def check_keys(keys: Iterable[str]) -> Key:
    """Refuse a key that does not exist, or stands twice."""
    given = tuple(keys)
    for key in given:
        if key not in KEYS:
            raise StopError(
                f"nothing can be grouped by “{key}”", did_you_mean(key, KEYS) or f"known: {', '.join(KEYS)}"
            )
        if given.count(key) > 1:
            raise StopError(f"“{key}” is given twice", "name each key once")
    return given


def tally(parts: Iterable[Scored], keys: Key, programme: Programme, stages: frozenset[str] = frozenset()) -> Tally:
    """Add up scored visits by `keys`; with `stages`, over the criteria of those stages only."""
    held = list(parts)
    result = Tally(keys, lcm(*(part.version.unit for part in held)))
    for part in held:
        for shared, criteria in _criterion_groups(part, keys, programme, stages):
            team_of = partial(_teams, part, programme) if "team" in keys else None
            units = unit_scores(part, criteria, result.unit // part.version.unit, team_of)
            for key, sums in _cells(part, keys, shared, units, programme):
                result.add(key, sums)
    return result


def _criterion_groups(
    part: Scored, keys: Key, programme: Programme, stages: frozenset[str]
) -> Iterator[tuple[dict[str, str], frozenset[str]]]:
    """Part the criteria by the keys that belong to criteria: the values they share, and their ids."""
    names = [key for key in keys if key in CRITERION_KEYS]
    groups: dict[Key, set[str]] = {}
    for stage, criterion, _ in part.criteria:
        if not stages or stage.id in stages:
            values = tuple(_criterion_value(key, stage, criterion, programme) for key in names)
            groups.setdefault(values, set()).add(criterion.id)
    for values, ids in groups.items():
        yield dict(zip(names, values, strict=True)), frozenset(ids)


def _criterion_value(key: str, stage: FrozenStage, criterion: FrozenCriterion, programme: Programme) -> str:
    match key:
        case "stage":
            return stage.id
        case "criterion":
            return criterion.id
        case "owner":
            known = programme.criteria.get(criterion.id)
            return (known.owner if known else None) or ""
        case _:
            return criterion.priority


def _teams(part: Scored, programme: Programme, stage: str) -> Column[str]:
    pairs = paired(part.visits.table.get("site"), part.visits.table.get("date"))
    return pairs.map(lambda pair: programme.team_of(pair[0], stage, read_day(pair[1])))


def _cells(
    part: Scored, keys: Key, shared: dict[str, str], units: Units, programme: Programme
) -> Iterator[tuple[Key, Sums]]:
    """Sum the units of one group of criteria by the keys that belong to visits."""
    own = [key for key in keys if key not in CRITERION_KEYS]
    columns = [units.team if key == "team" else visit_key(part, key, programme).take(units.visit) for key in own]
    cells: Column[Key] = paired(*columns) if columns else Column.constant((), len(units.visit))
    totals = {name: _summed(cells, numbers) for name, numbers in units.sums.items()}
    meant = np.bincount(cells.codes[units.meant], minlength=len(cells.values))
    for code in np.flatnonzero(meant):
        values = shared | dict(zip(own, cells.values[code], strict=True))
        yield tuple(values[key] for key in keys), Sums(**{name: int(total[code]) for name, total in totals.items()})


def _summed(cells: Column[Key], numbers: Ints) -> Ints:
    if len(cells.values) == 1:
        return np.array([numbers.sum()], dtype=object)
    total = np.zeros(len(cells.values), dtype=numbers.dtype)
    np.add.at(total, cells.codes, numbers)
    return total


def visit_key(part: Scored, key: str, programme: Programme) -> Column[str]:
    """Give, for each visit, its value of a key that belongs to visits."""
    table = part.visits.table
    match key:
        case "visit":
            return table.get("visit_id")
        case "questionnaire":
            return Column.constant(part.version.questionnaire, table.rows)
        case "region" | "type":
            return table.get("site").map(lambda code: getattr(programme.site[code], key) or "")
        case _:
            return table.get(key)
