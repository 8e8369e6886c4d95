"""Units: visits restricted to some criteria, one row each, with their score and what they met."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from qshop.score.kernel import Ints, ScoredVisits, integer_type, millionths
from qshop.score.outcomes import MET, NOT_ASKED, NOT_MET
from qshop.visits.table import Column, Mask, Rows, paired

_POINTS = ("must_earned", "must_possible", "plus_earned", "plus_possible")
_COUNTS = ("meant", "musts", "must_met", "must_asked", "plus_met", "plus_asked", "critical_asked", "critical_failed")
_WEIGHED = "weighed_"
_SQUARES_FIT = 4_000_000  # so many squares of a million add up to less than int64 holds


@dataclass(frozen=True)
class Units:
    """One row a unit: its visit, its team where asked for, whether the cell was meant for it, and its numbers."""

    visit: Rows
    team: Column[str]
    meant: Mask
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
        return _finish(batch, rows, Column.constant("", len(rows)), _raw(batch, criteria, factor, None))
    stages = list(dict.fromkeys(item.stage.id for item in batch.questions if item.criterion.id in criteria))
    raws = [_raw(batch, criteria, factor, stage) for stage in stages]
    teams = [team_of(stage).cells() for stage in stages]
    everyone = Column.of([team for column in teams for team in column])
    units = paired(Column(np.tile(rows, len(stages)).astype(np.int32), [*map(str, rows)]), everyone)
    joined = {name: summed(units, np.concatenate([raw[name] for raw in raws])) for name in raws[0]}
    visit = np.array([int(row) for row, _ in units.values], np.int64)
    return _finish(batch, visit, Column.of([team for _, team in units.values]), joined)


def summed(cells: Column[tuple[str, ...]], numbers: Ints) -> Ints:
    """Return the sum of the numbers of each value of `cells`."""
    if len(cells.values) == 1:
        return np.array([numbers.sum()], dtype=numbers.dtype)
    total = np.zeros(len(cells.values), dtype=numbers.dtype)
    np.add.at(total, cells.codes, numbers)
    return total


def _raw(batch: ScoredVisits, criteria: frozenset[str], factor: int, stage: str | None) -> dict[str, Ints]:
    """Return the sums of points and counts of the criteria (of one stage, if given), must and plus apart."""
    rows = batch.visits.table.rows
    whole = integer_type(_largest(batch, factor) * max(rows, 1))
    raw: dict[str, Ints] = {name: np.zeros(rows, whole) for name in _POINTS}
    raw |= {name: np.zeros(rows, np.int64) for name in _COUNTS}
    if batch.stage_factors:
        raw |= {f"{_WEIGHED}{name}": np.zeros(rows, whole) for name in _POINTS}
    for item in batch.questions:
        if item.criterion.id in criteria and stage in (None, item.stage.id):
            for name, points in (("earned", item.earned), ("possible", item.possible)):
                raw[f"{item.criterion.priority}_{name}"] += points
                if batch.stage_factors:
                    weighed: Ints = points.astype(whole, copy=False) * batch.stage_factors[item.stage.id]
                    raw[f"{_WEIGHED}{item.criterion.priority}_{name}"] += weighed
            raw["meant"] += item.by_design
    for its_stage, criterion, state in batch.criteria:
        if criterion.id in criteria and stage in (None, its_stage.id):
            raw["musts"] += criterion.priority == "must"
            raw[f"{criterion.priority}_met"] += state == MET
            raw[f"{criterion.priority}_asked"] += state != NOT_ASKED
            if criterion.critical:
                raw["critical_asked"] += state != NOT_ASKED
                raw["critical_failed"] += state == NOT_MET
    return raw | {name: raw[name] * factor for name in _POINTS}


def _largest(batch: ScoredVisits, factor: int) -> int:
    """Return a bound of what a visit's points can add up to, once brought to the common unit or weighed by stage."""
    possible = batch.version.scale.points * sum(question.weight for _, _, question in batch.version.questions())
    heaviest = max((int(one.max(initial=1)) for one in (batch.stage_factors or {}).values()), default=1)
    return possible * max(factor, heaviest)


def _finish(batch: ScoredVisits, visit: Rows, team: Column[str], raw: dict[str, Ints]) -> Units:
    """Return the units with their pluses settled, scores rounded once, and the squares that intervals need."""
    plus = batch.version.policy.plus
    earned, possible = _settled(raw, "", plus)
    x = millionths(*(_settled(raw, _WEIGHED, plus) if batch.stage_factors else (earned, possible)))
    if len(x) > _SQUARES_FIT:
        x = x.astype(object)
    sums = {"units": (possible > 0).astype(np.int64), "x": x, "xx": x * x, "earned": earned, "possible": possible}
    for kind in ("must", "plus"):
        met, asked = raw[f"{kind}_met"], raw[f"{kind}_asked"]
        sums |= {f"{kind}_units": (asked > 0).astype(np.int64), f"{kind}_met": met, f"{kind}_asked": asked}
        sums |= {f"{kind}_mm": met * met, f"{kind}_ma": met * asked, f"{kind}_aa": asked * asked}
    sums |= {"critical_asked": raw["critical_asked"], "failed": (raw["critical_failed"] > 0).astype(np.int64)}
    return Units(visit, team, (raw["meant"] > 0).astype(np.bool_), sums)


def _settled(raw: dict[str, Ints], prefix: str, plus: str) -> tuple[Ints, Ints]:
    """Return earned and possible points under the policy for pluses.

    `counted` adds them like musts; `bonus` adds to what was earned only, up to the whole; `apart` leaves
    them out. Where the cell has no must at all, pluses stand for themselves.
    """
    must_earned, must_possible, plus_earned, plus_possible = (raw[prefix + name] for name in _POINTS)
    if plus == "counted":
        return must_earned + plus_earned, must_possible + plus_possible
    raised = np.minimum(must_earned + plus_earned, must_possible) if plus == "bonus" else must_earned
    alone = raw["musts"] == 0
    return np.where(alone, plus_earned, raised), np.where(alone, plus_possible, must_possible)
