"""Figures: the results of a cell in percent, each with its base and, where the base allows, its interval."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple

from qshop.base.rounding import reproducible
from qshop.programme.model import Programme
from qshop.score.measures import Measure, part_of, unit_of
from qshop.score.mix import Kind, KindShares
from qshop.score.sums import CellSums, Sums, added
from qshop.stats.clusters import Sites
from qshop.stats.estimates import Part, estimate, pooled_share, textbook

Percent = float | None
IntervalMethod = Literal["clustered", "simple"]
"""clustered: visits stand in sites and shoppers; simple: the textbook's, which takes all as independent."""


@dataclass(frozen=True)
class Intervals:
    """How the intervals of figures are made.

    least: the number of visits under which there is none
    """

    least: int
    sites: Sites = "census"
    method: IntervalMethod = "clustered"


@dataclass(frozen=True)
class Rate:
    """Criteria met of those asked, in percent; no interval under the policy's minimum base of visits.

    singles: how many sites were visited once, so that its interval takes their variance from the other sites
    is_mixed: whether visits weigh by declared shares or by their own weights: the percentage is not met of asked
    """

    met: int
    asked: int
    visits: int
    percent: Percent = None
    low: Percent = None
    high: Percent = None
    is_mixed: bool = False
    singles: int = 0


@dataclass(frozen=True)
class Points:
    """What the score of one visit is made of, weighted."""

    earned: float
    possible: float


@dataclass(frozen=True)
class Figure:
    """The results of one cell; `visits` is the base of the score, which is a mean of visits and no ratio of points.

    singles: how many sites were visited once, so that the interval of the score takes their variance from the others
    points: only where figures are given visit by visit
    """

    visits: int
    score: Percent
    score_low: Percent
    score_high: Percent
    must: Rate
    plus: Rate
    critical_asked: int
    failed: int
    singles: int = 0
    points: Points | None = None


def figure(kinds: Mapping[Kind, Sequence[CellSums]], shares: KindShares, intervals: Intervals) -> Figure:
    """Return the figure of visits of several kinds, each of which has visits and counts for its share."""
    total = added(row for cells in kinds.values() for cell in cells for row in cell.by_site)
    score = _share(kinds, shares.score, "score", intervals)
    return Figure(
        visits=total["units"],
        score=score.percent,
        score_low=score.low,
        score_high=score.high,
        must=_rate(kinds, shares.must, "must", total, intervals),
        plus=_rate(kinds, shares.plus, "plus", total, intervals),
        critical_asked=total["critical_asked"],
        failed=total["failed"],
        singles=score.singles,
    )


AS_VISITED = Kind("", "", "")
"""Stands for visits of any kind, where kinds do not matter."""


def figure_as_visited(cells: Sequence[CellSums], intervals: Intervals) -> Figure:
    """Return the figure of visits as they were made, whatever their kind."""
    whole = {AS_VISITED: Fraction(1)}
    return figure({AS_VISITED: cells}, KindShares(whole, whole, whole), intervals)


class _Share(NamedTuple):
    """A share in percent, with its limits; `is_mixed`: whether visits do not all weigh the same in it."""

    percent: Percent = None
    low: Percent = None
    high: Percent = None
    singles: int = 0
    is_mixed: bool = False


def _share(
    kinds: Mapping[Kind, Sequence[CellSums]], shares: Mapping[Kind, Fraction], measure: Measure, intervals: Intervals
) -> _Share:
    """Return what visits reached; nothing if one kind that has a share was not asked at all."""
    parts = _parts(kinds, shares, measure)
    if not all(part.by_site for part in parts):
        return _Share(is_mixed=len(parts) > 1)
    is_mixed = len(parts) > 1 or any(part.counts.w**2 != part.counts.visits * part.counts.ww for part in parts)
    if sum(part.counts.visits for part in parts) < intervals.least:
        return _Share(_percent(pooled_share(parts)), is_mixed=is_mixed)
    unit, rate = unit_of(measure), measure != "score"
    if intervals.method == "simple":
        found = textbook(parts, unit, rate=rate)
    else:
        found = estimate(parts, intervals.sites, unit, rate=rate)
    low, high = (reproducible(100 * limit) for limit in found.interval)
    return _Share(_percent(found.share), low, high, found.singles, is_mixed)


def _parts(kinds: Mapping[Kind, Sequence[CellSums]], shares: Mapping[Kind, Fraction], measure: Measure) -> list[Part]:
    """Return the visits of each kind with its share; all together where only one kind has any."""
    if len(kinds) == 1 or len(shares) < 2:
        return [part_of(Fraction(1), (cell for cells in kinds.values() for cell in cells), measure)]
    return [part_of(share, kinds.get(kind, ()), measure, " ".join(kind)) for kind, share in shares.items()]


def _rate(
    kinds: Mapping[Kind, Sequence[CellSums]],
    shares: Mapping[Kind, Fraction],
    kind: Literal["must", "plus"],
    total: Sums,
    intervals: Intervals,
) -> Rate:
    met, asked, visits = (total[f"{kind}_{name}"] for name in ("met", "asked", "units"))
    if not asked:
        return Rate(0, 0, 0)
    found = _share(kinds, shares, kind, intervals)
    return Rate(met, asked, visits, found.percent, found.low, found.high, found.is_mixed, found.singles)


def _percent(share: Fraction) -> float:
    return float(100 * share)


def least_base(programme: Programme) -> int:
    """Return the number of visits under which a figure has no interval: the policy's, and never a single visit."""
    return max(programme.settings.scoring.minimum_base, 2)
