"""Figures: the results of a cell in percent, each with its base and, where the base allows, its interval."""

from collections.abc import Iterable
from dataclasses import dataclass

from qshop.programme.model import Programme
from qshop.score.kernel import MILLION
from qshop.score.keys import Key
from qshop.score.tally import Sums, Tally
from qshop.stats.intervals import mean_interval, rate_interval

Percent = float | None


@dataclass(frozen=True)
class Rate:
    """Criteria met of those asked, in percent; no interval under the policy's minimum base of visits."""

    met: int
    asked: int
    visits: int
    percent: Percent = None
    low: Percent = None
    high: Percent = None


@dataclass(frozen=True)
class Figure:
    """The results of one cell; `visits` is the base of the score, which is a mean of visits and no ratio of points."""

    visits: int
    earned: float
    possible: float
    score: Percent
    score_low: Percent
    score_high: Percent
    must: Rate
    plus: Rate
    critical_asked: int
    failed: int


def figure(sums: Sums, unit: int, least: int) -> Figure:
    """Return the figure of a cell. `unit` is as in the tally; below `least` visits there is no interval."""
    low = high = None
    if sums.units >= least:
        low, high = (100 * limit for limit in mean_interval(sums.units, sums.x, sums.xx, MILLION))
    return Figure(
        visits=sums.units,
        earned=sums.earned / unit,
        possible=sums.possible / unit,
        score=100 * sums.x / (sums.units * MILLION) if sums.units else None,
        score_low=low,
        score_high=high,
        must=_rate(sums, "must", least),
        plus=_rate(sums, "plus", least),
        critical_asked=sums.critical_asked,
        failed=sums.failed,
    )


def _rate(sums: Sums, kind: str, least: int) -> Rate:
    names = ("met", "asked", "units", "mm", "ma", "aa")
    met, asked, units, mm, ma, aa = (getattr(sums, f"{kind}_{name}") for name in names)
    if not asked:
        return Rate(0, 0, 0)
    if units < least:
        return Rate(met, asked, units, 100 * met / asked)
    low, high = rate_interval(units, met, asked, (mm, ma, aa))
    return Rate(met, asked, units, 100 * met / asked, 100 * low, 100 * high)


def least_base(programme: Programme) -> int:
    """Return the number of visits under which a figure has no interval: the policy's, and never a single visit."""
    return max(programme.settings.scoring.minimum_base, 2)


def figures(tally: Tally, programme: Programme) -> dict[Key, Figure]:
    """Return the figure of every cell: stages and criteria in the order of the journey, all else by name."""
    cells = sorted_cells(tally.cells, tally.keys, programme)
    return {cell: figure(tally.cells[cell], tally.unit, least_base(programme)) for cell in cells}


def sorted_cells(cells: Iterable[Key], keys: Key, programme: Programme) -> list[Key]:
    """Return cells sorted by their keys, each in its own order: the journey's, the calendar's, or the alphabet's."""
    orders = {
        "stage": [stage.id for stage in programme.stages],
        "criterion": list(programme.criteria),
        "wave": [wave.id for wave in sorted(programme.settings.waves, key=lambda wave: wave.from_)],
    }
    ranks = [{name: place for place, name in enumerate(orders.get(key, ()))} for key in keys]
    return sorted(cells, key=lambda cell: [(rank.get(v, len(rank)), v) for rank, v in zip(ranks, cell, strict=True)])
