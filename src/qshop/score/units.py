"""Units: visits restricted to some criteria, one row each, with their score and what they met."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from qshop.score.kernel import Ints, ScoredVisits, StageFactors, integer_type, millionths
from qshop.score.outcomes import MET, NOT_ASKED, NOT_MET
from qshop.visits.table import Column, Mask, Rows, paired

SUMS = (
    *("units", "x", "xx"),
    *("must_units", "must_met", "must_asked", "must_mm", "must_ma", "must_aa"),
    *("plus_units", "plus_met", "plus_asked", "plus_mm", "plus_ma", "plus_aa"),
    *("critical_asked", "failed"),
)
"""The whole numbers of a unit, which add up over visits.

units: 1 if it has a score; x: its score in millionths; xx: x². For must and plus criteria: units that ask any, met and
asked, and met², met·asked, asked², which the intervals of rates need. critical_asked: critical criteria asked; failed:
1 if any of them was not met.
"""
_POINTS = ("must_earned", "must_possible", "plus_earned", "plus_possible")
_OUTCOMES = ("must_met", "must_asked", "plus_met", "plus_asked", "critical_asked", "critical_failed")
_COUNTS = ("by_design", "musts", "weighing", *_OUTCOMES)
_WEIGHED, _ALONE = "weighed_", "alone_"
"""Begin the names of points that are weighed by stage: in the score, and where only pluses are scored."""


@dataclass(frozen=True)
class Units:
    """One row a unit; only units to which any question of the cell applies by design.

    visit: the row of its visit
    team: its team, where figures are grouped by team; else empty
    sums: the numbers of `SUMS`
    earned, possible, unit: the points that its score is made of, and in how many parts a point is counted there
    """

    visit: Rows
    team: Column[str]
    sums: dict[str, Ints]
    earned: Ints
    possible: Ints
    unit: Ints


def units_of(
    batch: ScoredVisits, criteria: frozenset[str], team_of: Callable[[str], Column[str]] | None = None
) -> Units:
    """Return every visit of `batch` judged on `criteria` alone.

    With `team_of`, which returns the team of every visit for a stage, a unit is a visit restricted to the criteria
    of one team, over all the stages that the team runs there.
    """
    rows = np.arange(batch.visits.table.rows)
    if team_of is None:
        return _units(batch, rows, Column.constant("", len(rows)), _visit_sums(batch, criteria, None))
    stages = list(dict.fromkeys(c.stage.id for c in batch.criteria if c.criterion.id in criteria))
    sums_of_stages = [_visit_sums(batch, criteria, stage) for stage in stages]
    teams = Column.of([team for stage in stages for team in team_of(stage).cells()])
    units = paired(Column(np.tile(rows, len(stages)).astype(np.int32), [*map(str, rows)]), teams)
    sums = {name: _summed(units, np.concatenate([of[name] for of in sums_of_stages])) for name in sums_of_stages[0]}
    visit = np.array([int(row) for row, _ in units.values], np.int64)
    return _units(batch, visit, Column.of([team for _, team in units.values]), sums)


def _summed(cells: Column[tuple[str, ...]], numbers: Ints) -> Ints:
    """Return the sum of the numbers of each value of `cells`."""
    total = np.zeros(len(cells.values), dtype=numbers.dtype)
    np.add.at(total, cells.codes, numbers)
    return total


def _visit_sums(batch: ScoredVisits, criteria: frozenset[str], stage: str | None) -> dict[str, Ints]:
    """Return each visit's points and counts over the criteria (of one stage, if given), musts and pluses apart."""
    rows = batch.visits.table.rows
    chosen = [c for c in batch.criteria if c.criterion.id in criteria and stage in (None, c.stage.id)]
    weighings = {"": None, _WEIGHED: batch.stage_factors, _ALONE: batch.plus_factors}
    names = [f"{prefix}{name}" for prefix, factors in weighings.items() if factors or not prefix for name in _POINTS]
    dtype = integer_type(_largest(batch))
    sums: dict[str, Ints] = {name: np.zeros(rows, dtype) for name in names}
    sums |= {name: np.zeros(rows, np.int64) for name in _COUNTS}
    for scored in chosen:
        priority, its_stage = scored.criterion.priority, scored.stage
        for prefix, factors in weighings.items():
            if factors or not prefix:
                for name, points in (("earned", scored.earned), ("possible", scored.possible)):
                    sums[f"{prefix}{priority}_{name}"] += _weighed(points, factors, its_stage.id, dtype)
        outcomes = batch.counted(scored)
        sums["by_design"] += scored.by_design
        sums["musts"] += priority == "must"
        sums["weighing"] += bool(its_stage.weight)
        sums[f"{priority}_met"] += outcomes == MET
        sums[f"{priority}_asked"] += outcomes != NOT_ASKED
        if scored.criterion.critical:
            sums["critical_asked"] += outcomes != NOT_ASKED
            sums["critical_failed"] += outcomes == NOT_MET
    return sums


def _weighed(points: Ints, factors: StageFactors | None, stage: str, dtype: type) -> Ints:
    whole: Ints = points.astype(dtype, copy=False)
    return whole if factors is None else whole * factors.of_stage[stage]


def _largest(batch: ScoredVisits) -> int:
    """Return a bound of what a visit's points can add up to, also where they are weighed by stage."""
    possible = sum(int(scored.possible.max(initial=0)) for scored in batch.criteria)
    weighings = [factors for factors in (batch.stage_factors, batch.plus_factors) if factors]
    return possible * max(
        (int(factor.max(initial=1)) for factors in weighings for factor in factors.of_stage.values()), default=1
    )


def _units(batch: ScoredVisits, visit: Rows, team: Column[str], sums: dict[str, Ints]) -> Units:
    """Return units from their points and counts: each score rounded once, with the squares that intervals need."""
    applies = np.flatnonzero(sums["by_design"])
    visit, team, sums = visit[applies], team.take(applies), {name: numbers[applies] for name, numbers in sums.items()}
    earned, possible, unit = _points(batch, visit, sums)
    x = millionths(earned, possible)
    results = {"units": (possible > 0).astype(np.int64), "x": x.astype(np.int64), "xx": (x * x).astype(np.int64)}
    for kind in ("must", "plus"):
        met, asked = sums[f"{kind}_met"], sums[f"{kind}_asked"]
        results |= {f"{kind}_units": (asked > 0).astype(np.int64), f"{kind}_met": met, f"{kind}_asked": asked}
        results |= {f"{kind}_mm": met * met, f"{kind}_ma": met * asked, f"{kind}_aa": asked * asked}
    failed = (sums["critical_failed"] > 0).astype(np.int64)
    return Units(
        visit, team, results | {"critical_asked": sums["critical_asked"], "failed": failed}, earned, possible, unit
    )


def _points(batch: ScoredVisits, visit: Rows, sums: dict[str, Ints]) -> tuple[Ints, Ints, Ints]:
    """Return the earned and possible points of units, and in how many parts a point is counted.

    Stages weigh where they have weights, except among stages that weigh nothing: these are only reported, so there
    criteria weigh as they do without weights of stages.
    """
    plus, only_pluses = batch.version.policy.plus, sums["musts"] == 0
    points = _under_policy(sums, "", "", plus, only_pluses)
    parts: Ints = np.full(len(visit), batch.unit, integer_type(batch.unit))
    if batch.stage_factors is None or batch.plus_factors is None:
        return (*points, parts)
    weighed = _under_policy(sums, _WEIGHED, _ALONE, plus, only_pluses)
    common = np.where(only_pluses, batch.plus_factors.common[visit], batch.stage_factors.common[visit])
    is_weighed = sums["weighing"] > 0
    scale = batch.unit // batch.version.scale.weights
    weighed_parts: Ints = common.astype(integer_type(int(common.max(initial=1)) * scale)) * scale
    chosen = zip((*weighed, weighed_parts), (*points, parts), strict=True)
    earned, possible, unit = (np.where(is_weighed, by_stage, plain) for by_stage, plain in chosen)
    return earned, possible, unit


def _under_policy(sums: dict[str, Ints], prefix: str, alone: str, plus: str, only_pluses: Mask) -> tuple[Ints, Ints]:
    """Return earned and possible points under the policy for pluses.

    `counted` adds them like musts; `bonus` adds to what was earned only, up to the whole; `apart` leaves
    them out. Where the cell has no must at all, pluses stand for themselves.
    """
    must_earned, must_possible, plus_earned, plus_possible = (sums[prefix + name] for name in _POINTS)
    if plus == "counted":
        return must_earned + plus_earned, must_possible + plus_possible
    raised = np.minimum(must_earned + plus_earned, must_possible) if plus == "bonus" else must_earned
    alone_earned, alone_possible = sums[f"{alone}plus_earned"], sums[f"{alone}plus_possible"]
    return np.where(only_pluses, alone_earned, raised), np.where(only_pluses, alone_possible, must_possible)
