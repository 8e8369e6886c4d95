"""What changed between two sides, visits before and visits after: one difference with its interval and its p.

Sides are standardised: over the cells that both have, each cell counts for the same share on either side, so that a
change in the mix of visits moves neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm, sqrt

import numpy as np

from qshop.stats.clusters import ShopperTerms, Sites, Spread, Terms, spread
from qshop.stats.distributions import LEVEL, t_quantile, t_tail
from qshop.stats.estimates import (
    Counts,
    Estimate,
    Part,
    ShopperCounts,
    are_yeses,
    asked,
    estimate,
    pooled_share,
    shopper_terms,
    terms_of,
    visits_by_site,
)

Interval = tuple[float, float]
Cells = Sequence[Part]
"""The visits of one side: a part for each cell, in the same order and with the same shares as on the other side."""
_FINE = 2**60


@dataclass(frozen=True)
class Difference:
    """Shares in 0…1 before and after, and what can be said of the difference between them.

    low, high: its 95 % interval; None where there is nothing to estimate it from
    p: the probability of a difference as far from 0, were there none
    """

    before: Fraction
    after: Fraction
    low: float | None = None
    high: float | None = None
    p: float | None = None

    @property
    def value(self) -> Fraction:
        """Return after − before."""
        return self.after - self.before


def joint_base(before: int, after: int) -> Fraction:
    """Return n·m / (n + m), in proportion to which cells count in a difference between n visits and m.

    Such shares make its variance least where visits vary alike (Cochran 1954, Biometrics 10:417-451).
    """
    return Fraction(before * after, before + after)


def difference(before: Cells, after: Cells, sites: Sites, unit: int, *, rate: bool) -> Difference:
    """Return the difference between two sides with its interval; `unit` and `rate` as in `estimates.estimate`.

    Sides whose sites stand for a network, or were visited once, are compared site by site. Otherwise, and where no site
    is on both sides, they are independent: means by t with V = V_before + V_after on the sum of their degrees of
    freedom, and p from no less than `_as_if_alike`; rates by `mover`, and so are means that do not vary on one of the
    sides.
    """
    shares = pooled_share(before), pooled_share(after)
    sides = _by_kind(before), _by_kind(after)
    visits = [visits_by_site(side) for side in sides]
    is_rate = rate or all(map(are_yeses, sides))
    if _goes_by_pairs(visits, sites):
        found = _spread_by_pairs(sides)
        if found.variance and found.freedom:
            least = _least_of_yeses(sides, unit) if is_rate and sites == "census" else 0.0
            return _by_t(*shares, max(found.variance, least), found.freedom)
    own: Sites = "census" if min(map(len, visits)) == 1 else sites
    one, other = (estimate(side, own, unit, rate=rate) for side in sides)
    freedom = one.spread.freedom + other.spread.freedom
    if not (one.spread.freedom and other.spread.freedom):
        return Difference(*shares)
    if is_rate or not (one.spread.variance and other.spread.variance):
        return _by_mover(*shares, one, other, freedom)
    variance = one.spread.variance + other.spread.variance
    return _by_t(*shares, variance, freedom, _as_if_alike(one.spread, other.spread))


def _as_if_alike(one: Spread, other: Spread) -> float:
    """Return the variance of the difference if visits varied alike on both sides: s² · (Σω² before + Σω² after).

    s² is pooled by degrees of freedom. A few visits on one side that happen to agree make V_before + V_after too small,
    and the freedom of the many on the other vouches for it: a quarter of all tables of unequal sides would hold a false
    word, however controlled (docs/explanation/figures.md).
    """
    squared = sum(side.freedom * side.variance * side.base for side in (one, other))
    return squared / (one.freedom + other.freedom) * (1 / one.base + 1 / other.base)


def _by_kind(cells: Cells) -> list[Part]:
    """Return the cells of one side as a part for each kind of visits, in which a visit weighs what its cell makes it.

    What visits vary by is so their distance from all visits of their kind, and of their site, and not from their cell
    alone, for cells hold few visits, often one. Weights are rounded to 2⁻⁶⁰ of the largest of their kind.
    """
    kinds: dict[str, list[Part]] = {}
    for cell in cells:
        kinds.setdefault(cell.kind, []).append(cell)
    return [_together(of_kind) for of_kind in kinds.values()]


def _together(cells: Cells) -> Part:
    """Return cells of one kind as a single part."""
    largest = max(cell.factor for cell in cells)
    factors = [round(cell.factor / largest * _FINE) for cell in cells]
    divisor = gcd(*factors)
    weighed = [(cell, factor // divisor) for cell, factor in zip(cells, factors, strict=True)]
    by_site: dict[str, Counts] = {}
    for cell, factor in weighed:
        for site, counts in cell.by_site.items():
            own = counts.times(factor)
            by_site[site] = by_site[site].plus(own) if site in by_site else own
    share = sum((cell.share for cell in cells), Fraction())
    return Part(share, by_site, _shoppers_of(weighed), cells[0].kind)


def _shoppers_of(weighed: Sequence[tuple[Part, int]]) -> ShopperCounts | None:
    found = [(of, float(factor)) for cell, factor in weighed if (of := cell.by_shopper)]
    if len(found) < len(weighed):
        return None
    return ShopperCounts(
        [site for of, _ in found for site in of.sites],
        [shopper for of, _ in found for shopper in of.shoppers],
        *(np.concatenate([factor * getattr(of, name) for of, factor in found]) for name in ("w", "y", "a")),
    )


def mover(before: float, before_limits: Interval, after: float, after_limits: Interval) -> Interval:
    """Return the interval of after − before from the intervals of two independent shares.

    The square and add method (Zou and Donner 2008, Statistics in Medicine 27:1693-1702); with Wilson's intervals it
    is Newcombe's tenth method (1998, Statistics in Medicine 17:873-890).
    """
    difference = after - before
    low = difference - sqrt((after - after_limits[0]) ** 2 + (before_limits[1] - before) ** 2)
    high = difference + sqrt((after_limits[1] - after) ** 2 + (before - before_limits[0]) ** 2)
    return low, high


def tail(difference: float, low: float, high: float, freedom: float) -> float:
    """Return the two-sided p of a difference, by the limit nearest to 0: SE is its distance divided by t.

    So p is below 5 % exactly where the interval leaves out 0.
    """
    distance = difference - low if difference > 0 else high - difference
    if not difference:
        return 1.0
    return t_tail(difference * t_quantile(freedom) / distance, freedom) if distance else 0.0


def rejected(tails: Sequence[float], level: float = 1 - LEVEL) -> list[bool]:
    """Return which tests of a family hold, so that on average at most `level` of those that do are false.

    Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57:289-300.
    """
    ordered = sorted(tails)
    bound = max((p for rank, p in enumerate(ordered, 1) if p <= level * rank / len(ordered)), default=-1.0)
    return [p <= bound for p in tails]


def _goes_by_pairs(visits: Sequence[dict[str, int]], sites: Sites) -> bool:
    before, after = visits
    if min(len(before), len(after)) < 2 or before.keys().isdisjoint(after):
        return False
    is_single = 1 in (*before.values(), *after.values())
    return sites == "sample" or (is_single and before.keys() == after.keys())


def _spread_by_pairs(sides: tuple[list[Part], list[Part]]) -> Spread:
    """Return the variance of the difference as what sites add to it varies from site to site, on both sides together.

    V = H / (H − 1) · Σ_i W_i² (d_i − D)² on H − 1 degrees of freedom: that of clusters (Cochran 1977, §9A).
    """
    pairs = [[(pooled_share(side), part) for part in side] for side in sides]
    scale = lcm(*(part.factor.denominator * rate.denominator for side in pairs for rate, part in side))
    by_site: dict[str, Terms] = {}
    for is_after, side in enumerate(pairs):
        for rate, part in side:
            for site, terms in terms_of(part, rate, scale):
                own = terms if is_after else terms.negative()
                by_site[site] = by_site[site].plus(own) if site in by_site else own
    before, after = (shopper_terms(side) for side in pairs)
    return spread(by_site, scale, "sample", shoppers=_less(before, after))


def _least_of_yeses(sides: tuple[list[Part], list[Part]], unit: int) -> float:
    """Return the variance that independent yeses have at least, as for rates at these sites: Σ p(1 − p) / asked.

    Few sites may happen to change alike, and would prove anything.
    """
    rates = [float(pooled_share(side)) for side in sides]
    return sum(p * (1 - p) / asked(side, unit) for p, side in zip(rates, sides, strict=True))


def _less(before: ShopperTerms | None, after: ShopperTerms | None) -> ShopperTerms | None:
    """Return what shoppers add to a difference: what they add to the side after, less what to that before."""
    if before is None or after is None:
        return None
    return ShopperTerms(
        [*before.sites, *after.sites],
        [*before.shoppers, *after.shoppers],
        np.concatenate([before.weight, after.weight]),
        np.concatenate([-before.total, after.total]),
    )


def _by_t(before: Fraction, after: Fraction, variance: float, freedom: float, cautious: float = 0.0) -> Difference:
    """Return a difference with its t interval; its p is that of a `cautious` variance, if that is larger."""
    value, half_width = float(after - before), t_quantile(freedom) * sqrt(variance)
    reach = t_quantile(freedom) * sqrt(max(variance, cautious))
    p = tail(value, value - reach, value + reach, freedom)
    return Difference(before, after, max(-1.0, value - half_width), min(1.0, value + half_width), p)


def _by_mover(before: Fraction, after: Fraction, one: Estimate, other: Estimate, freedom: float) -> Difference:
    low, high = mover(float(before), one.interval, float(after), other.interval)
    return Difference(before, after, low, high, tail(float(after - before), low, high, freedom))
