"""Units: visits restricted to some criteria, one row each, with their score and what they met."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from qshop.score.kernel import Ints, ScoredVisits, integer_type, millionths
from qshop.score.outcomes import MET, NOT_ASKED, NOT_MET
from qshop.visits.table import Column, Mask, Rows, paired

_POINTS = ("must_earned", "must_possible", "plus_earned", "plus_possible")
_OUTCOMES = ("must_met", "must_asked", "plus_met", "plus_asked", "critical_asked", "critical_failed")
_COUNTS = ("by_design", "musts", *_OUTCOMES)
_WEIGHED = "weighed_"
"""Begins the names of points that are weighed by stage."""
_SQUARES_FIT = 4_000_000  # so many squares of a million add up to less than int64 holds


@dataclass(frozen=True)
class Units:
    """One row a unit.

    visit: the row of its visit
    team: its team, where figures are grouped by team; else empty
    by_design: whether any question of the cell applies to it, whatever was answered
    sums: by the names of the fields of `Sums`, the number of each unit
    """

    visit: Rows
    team: Column[str]
    by_design: Mask
    sums: dict[str, Ints]


def unit_scores(
    batch: ScoredVisits, criteria: frozenset[str], factor: int, team_of: Callable[[str], Column[str]] | None = None
) -> Units:
    """Return every visit of `batch` scored on `criteria` alone; `factor` brings its points to the common unit.

    With `team_of`, which returns the team of every visit for a stage, a unit is a visit restricted to the criteria
    of one team, over all the stages that the team runs there.
    """
    rows = np.arange(batch.visits.table.rows)
    if team_of is None:
        return _units(batch, rows, Column.constant("", len(rows)), _visit_sums(batch, criteria, factor, None))
    stages = list(dict.fromkeys(q.stage.id for q in batch.questions if q.criterion.id in criteria))
    sums_of_stages = [_visit_sums(batch, criteria, factor, stage) for stage in stages]
    teams = Column.of([team for stage in stages for team in team_of(stage).cells()])
    units = paired(Column(np.tile(rows, len(stages)).astype(np.int32), [*map(str, rows)]), teams)
    sums = {name: summed(units, np.concatenate([of[name] for of in sums_of_stages])) for name in sums_of_stages[0]}
    visit = np.array([int(row) for row, _ in units.values], np.int64)
    return _units(batch, visit, Column.of([team for _, team in units.values]), sums)


def summed(cells: Column[tuple[str, ...]], numbers: Ints) -> Ints:
    """Return the sum of the numbers of each value of `cells`."""
    if len(cells.values) == 1:
        return np.array([numbers.sum()], dtype=numbers.dtype)
    total = np.zeros(len(cells.values), dtype=numbers.dtype)
    np.add.at(total, cells.codes, numbers)
    return total


def _visit_sums(batch: ScoredVisits, criteria: frozenset[str], factor: int, stage: str | None) -> dict[str, Ints]:
    """Return each visit's points and counts over the criteria (of one stage, if given), musts and pluses apart."""
    rows = batch.visits.table.rows
    dtype = integer_type(_largest(batch, factor) * max(rows, 1))
    sums: dict[str, Ints] = {name: np.zeros(rows, dtype) for name in _POINTS}
    sums |= {name: np.zeros(rows, np.int64) for name in _COUNTS}
    if batch.stage_factors:
        sums |= {f"{_WEIGHED}{name}": np.zeros(rows, dtype) for name in _POINTS}
    for question in batch.questions:
        if question.criterion.id in criteria and stage in (None, question.stage.id):
            for name, points in (("earned", question.earned), ("possible", question.possible)):
                sums[f"{question.criterion.priority}_{name}"] += points
                if batch.stage_factors:
                    weighed: Ints = points.astype(dtype, copy=False) * batch.stage_factors[question.stage.id]
                    sums[f"{_WEIGHED}{question.criterion.priority}_{name}"] += weighed
            sums["by_design"] += question.by_design
    for its_stage, criterion, outcomes in batch.criteria:
        if criterion.id in criteria and stage in (None, its_stage.id):
            sums["musts"] += criterion.priority == "must"
            sums[f"{criterion.priority}_met"] += outcomes == MET
            sums[f"{criterion.priority}_asked"] += outcomes != NOT_ASKED
            if criterion.critical:
                sums["critical_asked"] += outcomes != NOT_ASKED
                sums["critical_failed"] += outcomes == NOT_MET
    return sums | {name: sums[name] * factor for name in _POINTS}


def _largest(batch: ScoredVisits, factor: int) -> int:
    """Return a bound of what a visit's points can add up to, once brought to the common unit or weighed by stage."""
    possible = batch.version.scale.points * sum(question.weight for _, _, question in batch.version.questions())
    heaviest = max((int(factors.max(initial=1)) for factors in (batch.stage_factors or {}).values()), default=1)
    return possible * max(factor, heaviest)


def _units(batch: ScoredVisits, visit: Rows, team: Column[str], sums: dict[str, Ints]) -> Units:
    """Return units from their points and counts: each score rounded once, with the squares that intervals need."""
    plus = batch.version.policy.plus
    earned, possible = _under_policy(sums, "", plus)
    x = millionths(*(_under_policy(sums, _WEIGHED, plus) if batch.stage_factors else (earned, possible)))
    if len(x) > _SQUARES_FIT:
        x = x.astype(object)
    results = {"units": (possible > 0).astype(np.int64), "x": x, "xx": x * x, "earned": earned, "possible": possible}
    for kind in ("must", "plus"):
        met, asked = sums[f"{kind}_met"], sums[f"{kind}_asked"]
        results |= {f"{kind}_units": (asked > 0).astype(np.int64), f"{kind}_met": met, f"{kind}_asked": asked}
        results |= {f"{kind}_mm": met * met, f"{kind}_ma": met * asked, f"{kind}_aa": asked * asked}
    failed = (sums["critical_failed"] > 0).astype(np.int64)
    results |= {"critical_asked": sums["critical_asked"], "failed": failed}
    return Units(visit, team, (sums["by_design"] > 0).astype(np.bool_), results)


def _under_policy(sums: dict[str, Ints], prefix: str, plus: str) -> tuple[Ints, Ints]:
    """Return earned and possible points under the policy for pluses.

    `counted` adds them like musts; `bonus` adds to what was earned only, up to the whole; `apart` leaves
    them out. Where the cell has no must at all, pluses stand for themselves.
    """
    must_earned, must_possible, plus_earned, plus_possible = (sums[prefix + name] for name in _POINTS)
    if plus == "counted":
        return must_earned + plus_earned, must_possible + plus_possible
    raised = np.minimum(must_earned + plus_earned, must_possible) if plus == "bonus" else must_earned
    only_pluses = sums["musts"] == 0
    return np.where(only_pluses, plus_earned, raised), np.where(only_pluses, plus_possible, must_possible)
