"""One figure on two sides: before, after, and what can be said of the difference."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

import numpy as np

from qshop.base.rounding import reproducible
from qshop.score.comparison.change_words import Change, change_word
from qshop.score.comparison.matching import Cell, Matching, kind_of
from qshop.score.figures import Percent
from qshop.score.keys import Key
from qshop.score.measures import Measure, counts_of, unit_of
from qshop.score.mix import Kind
from qshop.score.sums import Sums
from qshop.stats.clusters import Sites
from qshop.stats.differences import Difference, difference
from qshop.stats.distributions import LEVEL
from qshop.stats.estimates import Counts, Part, ShopperCounts, pooled_share

_BASES: dict[Measure, str] = {"score": "units", "must": "must_asked", "plus": "plus_asked"}
_UNITS: dict[Measure, str] = {"score": "units", "must": "must_units", "plus": "plus_units"}


@dataclass(frozen=True)
class FigureDifference:
    """One measure of one row on both sides, in percent, standardised over the cells that both have.

    key: the row's values; none: everything compared
    visits, base: on either side, the visits, and what the percentage is of: these visits, or the criteria asked of them
    low, high: the 95 % interval of the difference; none under the minimum base
    p: the probability of a difference as far from 0, were there none
    change: the word for it
    family: of how many comparisons it is one, so that few of their words are false; 1 where it stands for itself
    met: of a rate, the criteria met on either side, as counted
    """

    key: Key
    measure: Measure
    visits: tuple[int, int]
    base: tuple[int, int]
    before: float
    after: float
    difference: float
    low: Percent = None
    high: Percent = None
    p: Percent = None
    change: Change | None = None
    family: int = 1
    met: tuple[int, int] = (0, 0)

    @property
    def is_one_of_many(self) -> bool:
        """Return whether its own interval leaves out 0, and yet not clearly, being one of many."""
        return self.p is not None and self.p < 1 - LEVEL and self.change == "no_clear_change"

    @property
    def is_of_few(self) -> bool:
        """Return whether its own interval leaves out 0 only because a few visits on one side agree."""
        if self.p is None or self.low is None or self.high is None:
            return False
        return self.p >= 1 - LEVEL and not self.low <= 0 <= self.high


@dataclass(frozen=True)
class MeasuredVisits:
    """Visits of one side that have a measure: rows of a tally.

    cluster: the keys of what they vary within, or by
    """

    measure: Measure
    records: Sequence[Sums]
    cluster: Key

    @cached_property
    def counts(self) -> Mapping[tuple[str, str], Counts]:
        """Return their counts by cluster and shopper."""
        found: dict[tuple[str, str], Counts] = {}
        for record in self.records:
            place = " ".join(record[key] for key in self.cluster), record["shopper"]
            counts = counts_of(record, self.measure)
            found[place] = found[place].plus(counts) if place in found else counts
        return found

    @property
    def weight(self) -> int:
        """Return what they count by: visits of a score, criteria asked of a rate, as far as they weigh."""
        return sum(counts.a for counts in self.counts.values())

    def part(self, share: Fraction, kind: Kind) -> Part:
        """Return them as a part of an estimate, all of one kind."""
        by_cluster: dict[str, Counts] = {}
        for (cluster, _), counts in self.counts.items():
            by_cluster[cluster] = by_cluster[cluster].plus(counts) if cluster in by_cluster else counts
        if any(not shopper for _, shopper in self.counts):
            return Part(share, by_cluster, kind=" ".join(kind))
        clusters, shoppers = zip(*self.counts, strict=True)
        w, y, a = (np.array([getattr(one, name) for one in self.counts.values()], np.float64) for name in "wya")
        return Part(share, by_cluster, ShopperCounts(clusters, shoppers, w, y, a), " ".join(kind))

    @property
    def visits(self) -> int:
        """Return how many visits these are; where visits stand one by one, each counts once however often it stands."""
        if self.records and "visit" in self.records[0]:
            return len({one["visit"] for one in self.records})
        return sum(int(one[_UNITS[self.measure]]) for one in self.records)

    @property
    def base(self) -> int:
        """Return what a percentage of them is of."""
        return self.visits if self.measure == "score" else sum(int(one[_BASES[self.measure]]) for one in self.records)

    @property
    def met(self) -> int:
        """Return how many criteria were met; 0 for a score, which has none."""
        return 0 if self.measure == "score" else sum(int(one[f"{self.measure}_met"]) for one in self.records)


Both = tuple[MeasuredVisits, MeasuredVisits]
"""The visits before and after."""


def visits_by_cell(records: Iterable[Sums], match: Matching, measure: Measure) -> dict[Cell, Both]:
    """Return the visits of both sides in every cell where both have any with the measure."""
    found: dict[Cell, tuple[list[Sums], list[Sums]]] = {}
    for record in records:
        if record[_BASES[measure]]:
            found.setdefault(match.cell_of(record), ([], []))[match.side_of(record)].append(record)
    return {
        cell: (MeasuredVisits(measure, before, match.cluster), MeasuredVisits(measure, after, match.cluster))
        for cell, (before, after) in found.items()
        if before and after
    }


def figure_difference(
    key: Key, cells: Mapping[Cell, Both], shares: Mapping[Cell, Fraction], least: int, sites: Sites
) -> FigureDifference:
    """Return the difference of a row's figure over the cells that have a share.

    Below `least` visits on a side it has neither interval nor word.
    """
    before, after = (_together([cells[cell][side] for cell in shares]) for side in (0, 1))
    earlier, later = (
        [cells[cell][side].part(share, kind_of(cell)) for cell, share in shares.items()] for side in (0, 1)
    )
    found = Difference(pooled_share(earlier), pooled_share(later))
    if min(before.visits, after.visits) >= least:
        found = difference(earlier, later, sites, unit_of(before.measure), rate=before.measure != "score")
    value = float(100 * found.value)
    return FigureDifference(
        key=key,
        measure=before.measure,
        visits=(before.visits, after.visits),
        base=(before.base, after.base),
        before=float(100 * found.before),
        after=float(100 * found.after),
        difference=value,
        low=_limit(found.low),
        high=_limit(found.high),
        p=found.p,
        change=None if found.p is None else change_word(value, is_clear=found.p < 1 - LEVEL),
        met=(before.met, after.met),
    )


def _together(parts: Sequence[MeasuredVisits]) -> MeasuredVisits:
    return replace(parts[0], records=[record for part in parts for record in part.records])


def _limit(share: float | None) -> Percent:
    return None if share is None else reproducible(100 * share)
