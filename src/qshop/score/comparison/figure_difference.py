"""One figure on two sides: before, after, and what can be said of the difference."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from qshop.base.rounding import reproducible
from qshop.score.comparison.change_words import Change, change_word
from qshop.score.comparison.matching import Cell, kind_of
from qshop.score.figures import Percent
from qshop.score.keys import Key
from qshop.score.measures import Measure, part_of, unit_of
from qshop.score.mix import Kind
from qshop.score.sums import CellSums
from qshop.stats.clusters import Sites
from qshop.stats.differences import Difference, difference
from qshop.stats.distributions import LEVEL
from qshop.stats.estimates import Part, pooled_share

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
    """Visits of one side in a cell, or in several together.

    kind: what kind of visits they are; of several cells, that of any
    """

    measure: Measure
    sums: Sequence[CellSums]
    kind: Kind

    @cached_property
    def part(self) -> Part:
        """Return them as all of an estimate."""
        return part_of(Fraction(1), self.sums, self.measure, " ".join(self.kind))

    @cached_property
    def visits(self) -> int:
        """Return how many visits these are; where visits stand one by one, each counts once however often it stands."""
        rows = [row for one in self.sums for row in one.by_site if row[_BASES[self.measure]]]
        if rows and "visit" in rows[0]:
            return len({row["visit"] for row in rows})
        return sum(int(row[_UNITS[self.measure]]) for row in rows)

    @property
    def base(self) -> int:
        """Return what a percentage of them is of."""
        return self.visits if self.measure == "score" else self._sum(_BASES[self.measure])

    @property
    def met(self) -> int:
        """Return how many of the criteria asked of them they met; 0 for a score."""
        return 0 if self.measure == "score" else self._sum(f"{self.measure}_met")

    def _sum(self, name: str) -> int:
        return sum(int(row[name]) for one in self.sums for row in one.by_site)

    def has_any(self) -> bool:
        """Return whether any visit has the measure."""
        return any(row[_BASES[self.measure]] for one in self.sums for row in one.by_site)


Both = tuple[MeasuredVisits, MeasuredVisits]
"""The visits before and after."""


def measured_on_both(cells: Mapping[Cell, tuple[list[CellSums], list[CellSums]]], measure: Measure) -> dict[Cell, Both]:
    """Return the visits of both sides in every cell where both have any with the measure."""
    found = {}
    for cell, (before, after) in cells.items():
        both = MeasuredVisits(measure, before, kind_of(cell)), MeasuredVisits(measure, after, kind_of(cell))
        if all(one.has_any() for one in both):
            found[cell] = both
    return found


def figure_difference(
    key: Key, cells: Mapping[Cell, Both], shares: Mapping[Cell, Fraction], least: int, sites: Sites
) -> FigureDifference:
    """Return the difference of a row's figure over the cells that have a share.

    Below `least` visits on a side it has neither interval nor word.
    """
    before, after = (_together([cells[cell][side] for cell in shares]) for side in (0, 1))
    earlier, later = (
        [replace(cells[cell][side].part, share=share) for cell, share in shares.items()] for side in (0, 1)
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
    return replace(parts[0], sums=[one for part in parts for one in part.sums])


def _limit(share: float | None) -> Percent:
    return None if share is None else reproducible(100 * share)
