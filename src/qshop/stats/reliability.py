"""How far places differ beyond what visits to one place differ: one-way analysis of variance, places being random.

Shrout and Fleiss (1979), Psychological Bulletin 86:420-428, their case 1. Visits in groups that differ by themselves
(a scenario, a wave) are compared within their group only: the group means are fitted first, as fixed effects, and the
sum of squares between places is what places explain beyond them (Henderson 1953, Biometrics 9:226-252, method 3).
With a single group this is the plain one-way analysis.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations_with_replacement
from math import ceil, inf, lcm
from typing import NamedTuple

from qshop.stats.distributions import LEVEL, f_quantile

ENOUGH = Fraction(7, 10)
"""The reliability from which places can be told apart."""
_DECIMALS = 9


class Visits(NamedTuple):
    """The visits of one group to one place: how many, the sum of their scores, and of the squares of these.

    Scores are whole numbers of any one unit.
    """

    place: str
    group: Hashable
    visits: int
    total: int
    squares: int


@dataclass(frozen=True)
class OneWay:
    """The analysis of variance of visits to places.

    places, visits: how many there are
    between, within: the sums of squares, between places and between visits to one place, groups apart
    between_freedom, within_freedom: their degrees of freedom
    per_place: the visits a place, averaged for unequal numbers: n0 = (N - Σn²/N) / (places - 1) with one group
    """

    places: int
    visits: int
    between: Fraction
    within: Fraction
    between_freedom: int
    within_freedom: int
    per_place: Fraction

    @property
    def f(self) -> Fraction | float | None:
        """Return F = MSB / MSW, infinite if only places vary; None if nothing varies, or cannot be seen to."""
        if not (self.between_freedom and self.within_freedom):
            return None
        if not self.within:
            return inf if self.between else None
        return self.between / self.between_freedom / (self.within / self.within_freedom)

    @property
    def f_limits(self) -> tuple[float, float] | None:
        """Return the limits of F at 95 %: F / F.975 and F / F.025 (Shrout and Fleiss 1979, p. 424).

        None if there is no F, or an infinite one.
        """
        if self.f is None or self.f == inf:
            return None
        upper, lower = (f_quantile(p, self.between_freedom, self.within_freedom) for p in (_UPPER, 1 - _UPPER))
        return float(self.f) / upper, float(self.f) / lower


_UPPER = 0.5 + LEVEL / 2


def one_way(cells: Iterable[Visits]) -> OneWay:
    """Return the analysis of variance of visits to places, compared within their groups.

    The sum of squares within is what places and groups together leave over; that between is the rest of what the groups
    leave over. Places that share no group with others tell nothing of each other and take no degree of freedom.
    """
    listed = list(cells)
    by_place, by_group, totals = Counter[str](), Counter[Hashable](), Counter[Hashable]()
    for cell in listed:
        by_place[cell.place] += cell.visits
        by_group[cell.group] += cell.visits
        totals[cell.group] += cell.total
    visits, squares = by_place.total(), sum(cell.squares for cell in listed)
    within, group_freedom = _left_over(listed, by_place, list(by_group))
    within_groups = squares - sum(Fraction(total**2, by_group[group]) for group, total in totals.items())
    comparable = Fraction(visits) - sum(Fraction(cell.visits**2, by_group[cell.group]) for cell in listed)
    between_freedom = len(by_place) + group_freedom - len(by_group)
    return OneWay(
        places=len(by_place),
        visits=visits,
        between=within_groups - within,
        within=within,
        between_freedom=between_freedom,
        within_freedom=visits - len(by_place) - group_freedom,
        per_place=comparable / between_freedom if between_freedom else Fraction(),
    )


def _left_over(cells: Sequence[Visits], by_place: Counter[str], groups: list[Hashable]) -> tuple[Fraction, int]:
    """Return the sum of squares that places and groups leave over, and how many group means they take beyond places.

    The normal equations of the groups, places absorbed, are bordered by the scores; elimination leaves the answer in
    the corner. They are counted in parts of a visit that all numbers of visits divide.
    """
    size, order = len(groups), {group: number for number, group in enumerate(groups)}
    parts = lcm(*by_place.values())
    matrix = [[0] * (size + 1) for _ in range(size + 1)]
    borders: dict[str, list[int]] = {place: [0] * (size + 1) for place in by_place}
    for place, group, visits, total, squares in cells:
        at = order[group]
        matrix[at][at] += parts * visits
        matrix[at][size] += parts * total
        matrix[size][size] += parts * squares
        borders[place][at] += visits
        borders[place][size] += total
    for place, border in borders.items():
        held = [at for at, number in enumerate(border) if number]
        for row, column in combinations_with_replacement(held, 2):
            matrix[row][column] -= parts // by_place[place] * border[row] * border[column]
    corner, rank = _corner(matrix)
    return corner / parts, rank


def _corner(rows: list[list[int]]) -> tuple[Fraction, int]:
    """Return the last entry of a symmetric matrix once all others are eliminated, and the rank of these.

    Of the matrix, without negative eigenvalues, the upper triangle is read. Whole numbers divide without a remainder
    throughout (Bareiss 1968, Mathematics of Computation 22:565-578).
    """
    last, rank, size = 1, 0, len(rows)
    for at in range(size - 1):
        pivot = rows[at][at]
        if pivot:
            for row in range(at + 1, size):
                for column in range(row, size):
                    rows[row][column] = (pivot * rows[row][column] - rows[at][row] * rows[at][column]) // last
            last, rank = pivot, rank + 1
    return Fraction(rows[-1][-1], last), rank


def icc(f: Fraction | float, per_place: Fraction | float) -> float:
    """Return the intraclass correlation (F - 1) / (F + n0 - 1): the share of the variance that lies between places.

    Shrout and Fleiss (1979), their ICC(1, 1); with n0 for unequal numbers (Snedecor 1946, Statistical Methods).
    """
    if f == inf:
        return 1.0
    return float((f - 1) / (f + per_place - 1)) if f + per_place > 1 else -inf


def reliability(f: Fraction | float) -> float:
    """Return 1 - 1 / F: how far the means of places would come out alike from as many other visits; 1 is wholly.

    Shrout and Fleiss (1979), their ICC(1, k). Below 0 it says no more than 0.
    """
    return float(1 - 1 / f) if f else -inf


def can_be_told_apart(f: Fraction | float | None) -> bool:
    """Return whether the reliability at F is enough: the point estimate decides."""
    return f is not None and f * (1 - ENOUGH) >= 1


def visits_needed(icc: Fraction | float, wanted: Fraction = ENOUGH) -> int | None:
    """Return how many visits a place give the reliability `wanted`; None where no number does.

    Spearman (1910) and Brown (1910), British Journal of Psychology 3: wanted · (1 - ICC) / ((1 - wanted) · ICC).
    """
    if icc <= 0:
        return None
    needed = float(wanted / (1 - wanted) * (1 - Fraction(icc)) / Fraction(icc))
    return max(1, ceil(round(needed, _DECIMALS)))
