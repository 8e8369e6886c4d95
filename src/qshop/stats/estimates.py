"""A share with its interval, from whole-number counts: of one kind of visits, or of several by shares of the whole."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qshop.stats.clusters import ShopperTerms, Sites, Spread, Terms, spread
from qshop.stats.intervals import logit_t, wald_t, wilson


class Counts(NamedTuple):
    """Sums over some visits, each of which reached y of a, with weight w.

    visits: their number; w, ww, www: Σw, Σw², Σw³; y, a: Σwy, Σwa; wwy, wwa: Σw²y, Σw²a; yy, ya, aa: Σw²y², Σw²ya,
    Σw²a²
    """

    visits: int
    w: int
    ww: int
    www: int
    y: int
    a: int
    wwy: int
    wwa: int
    yy: int
    ya: int
    aa: int

    def plus(self, other: "Counts") -> "Counts":
        """Return the sums over the visits of both."""
        return Counts(*map(sum, zip(self, other, strict=True)))

    def times(self, factor: int) -> "Counts":
        """Return the sums with the weight of every visit times `factor`."""
        visits, w, ww, www, y, a, *squares = self
        f, ff = factor, factor**2
        return Counts(visits, f * w, ff * ww, f * ff * www, f * y, f * a, *(ff * of for of in squares))


class ShopperCounts(NamedTuple):
    """Sums over the visits that one shopper made to one site, an element each: Σw, Σwy, Σwa."""

    sites: Sequence[str]
    shoppers: Sequence[str]
    w: NDArray[np.float64]
    y: NDArray[np.float64]
    a: NDArray[np.float64]


@dataclass(frozen=True)
class Part:
    """Visits that weigh alike but for their own weights.

    share: what they count for in the whole; the shares of all parts add up to one
    by_site: their counts, site by site; some of the visits at least were asked
    by_shopper: the same by shopper as well, where every visit has one
    kind: what kind of visits they are: those of a kind deviate from one rate
    """

    share: Fraction
    by_site: Mapping[str, Counts]
    by_shopper: ShopperCounts | None = None
    kind: str = ""

    @cached_property
    def counts(self) -> Counts:
        """Return the counts of all the visits."""
        return Counts(*map(sum, zip(*self.by_site.values(), strict=True)))

    @property
    def factor(self) -> Fraction:
        """Return what one of Σwa counts for in the whole."""
        return self.share / self.counts.a


@dataclass(frozen=True)
class Estimate:
    """A share in 0…1, how far it may be off, and its interval.

    singles: how many sites were visited once, where their variance is taken from the others
    """

    share: Fraction
    spread: Spread
    interval: tuple[float, float]
    singles: int = 0


def pooled_share(parts: Sequence[Part]) -> Fraction:
    """Return the share that visits of all parts reached: Σ share · Σwy / Σwa."""
    return sum((part.share * Fraction(part.counts.y, part.counts.a) for part in parts), Fraction())


def estimate(parts: Sequence[Part], sites: Sites, unit: int, *, rate: bool) -> Estimate:
    """Return the pooled share of visits with its logit-t interval, visits standing in sites and shoppers.

    `unit` is what one yes or no counts in y and a; `rate` tells that they count yeses. V is that of
    `clusters.spread` with z = share · w · (y − p·a) / Σwa; of yeses at these sites it is p(1 − p) / asked at least.
    The interval is Wilson's where nothing varies, and where every visit is one yes or no that stands for itself.
    """
    share, found = pooled_share(parts), _spread(parts, sites)
    p, of_sites = float(share), visits_by_site(parts)
    of_yeses = rate or are_yeses(parts)
    if of_yeses and (sites == "census" or len(of_sites) == 1):
        found = found._replace(variance=max(found.variance, p * (1 - p) / asked(parts, unit)))
    is_plain = of_yeses and found.independent and _asked_once(parts, unit)
    if is_plain or p in (0, 1) or found.variance == 0 or not found.freedom:
        interval = wilson(p, found.base)
    else:
        interval = logit_t(p, found.variance, found.freedom)
    borrowing = sites == "census" and len(of_sites) > 1
    return Estimate(share, found, interval, sum(visits == 1 for visits in of_sites.values()) if borrowing else 0)


def textbook(parts: Sequence[Part], unit: int, *, rate: bool) -> Estimate:
    """Return the pooled share of visits with the interval of a textbook, all visits and yeses taken as independent.

    For yeses it is Wilson's, else p ± t · √V with parts as strata (Cochran 1977, Sampling Techniques, §5.4).
    """
    share, p = pooled_share(parts), float(pooled_share(parts))
    strata = [Part(part.share, {str(place): part.counts}) for place, part in enumerate(parts)]
    found = _spread(strata, "census")
    if rate or are_yeses(parts):
        return Estimate(share, found, wilson(p, asked(parts, unit)))
    if found.variance == 0 or not found.freedom:
        return Estimate(share, found, wilson(p, found.base))
    return Estimate(share, found, wald_t(p, found.variance, found.freedom))


def asked(parts: Sequence[Part], unit: int) -> float:
    """Return how many yeses of equal weight would be asked to weigh like these: (Σωa)² / Σω²a, as in Kish's base.

    Without weights and in one part it is the number asked (Kish 1965, Survey Sampling, §11.7).
    """
    return float(1 / (unit * sum(part.factor**2 * part.counts.wwa for part in parts)))


def _asked_once(parts: Sequence[Part], unit: int) -> bool:
    """Return whether all visits count alike, and each of them was asked one yes or no."""
    counts = parts[0].counts
    return len(parts) == 1 and counts.aa == unit * counts.wwa and counts.w**2 == counts.visits * counts.ww


def are_yeses(parts: Sequence[Part]) -> bool:
    """Return whether every visit reached all or nothing."""
    return all(part.counts.yy == part.counts.ya for part in parts)


def _spread(parts: Sequence[Part], sites: Sites) -> Spread:
    """Return how far the pooled share may be off; visits too few for their kinds deviate from one rate for all."""
    kinds: dict[str, list[Part]] = {}
    for part in parts:
        kinds.setdefault(part.kind, []).append(part)
    found = _spread_about([(_rate(of_kind), of_kind) for of_kind in kinds.values()], sites)
    return found if found.freedom else _spread_about([(_rate(parts), parts)], sites)


def _rate(parts: Sequence[Part]) -> Fraction:
    return pooled_share(parts) / sum(part.share for part in parts)


def _spread_about(kinds: Sequence[tuple[Fraction, Sequence[Part]]], sites: Sites) -> Spread:
    """Return how far the pooled share may be off, from deviations about these rates of the visits of each kind."""
    pairs = [(rate, part) for rate, parts in kinds for part in parts]
    scale = lcm(*(part.factor.denominator * rate.denominator for rate, part in pairs))
    by_site: dict[str, Terms] = {}
    for rate, part in pairs:
        for site, terms in terms_of(part, rate, scale):
            by_site[site] = by_site[site].plus(terms) if site in by_site else terms
    return spread(by_site, scale, sites, len(kinds), shopper_terms(pairs))


def terms_of(part: Part, rate: Fraction, scale: int) -> Iterator[tuple[str, Terms]]:
    """Yield the terms of the visits to each site, times a scale that makes them whole numbers."""
    n, d = rate.numerator, rate.denominator
    f = int(part.factor * scale)
    g = f // d
    for site, of in part.by_site.items():
        yield (
            site,
            Terms(
                visits=of.visits,
                weight=f * of.w,
                squares=f * f * of.ww,
                cubes=f * f * f * of.www,
                total=g * (d * of.y - n * of.a),
                weighted=f * g * (d * of.wwy - n * of.wwa),
                variation=g * g * (d * d * of.yy - 2 * d * n * of.ya + n * n * of.aa),
            ),
        )


def shopper_terms(pairs: Sequence[tuple[Fraction, Part]]) -> ShopperTerms | None:
    """Return the terms of all visits by site and shopper; nothing where a visit has no shopper."""
    found = [(float(part.factor), float(rate), part.by_shopper) for rate, part in pairs if part.by_shopper]
    if len(found) < len(pairs):
        return None
    return ShopperTerms(
        [site for _, _, of in found for site in of.sites],
        [shopper for _, _, of in found for shopper in of.shoppers],
        np.concatenate([f * of.w for f, _, of in found]),
        np.concatenate([f * (of.y - p * of.a) for f, p, of in found]),
    )


def visits_by_site(parts: Sequence[Part]) -> dict[str, int]:
    """Return how many visits each site had."""
    visits: dict[str, int] = {}
    for site, of in (pair for part in parts for pair in part.by_site.items()):
        visits[site] = visits.get(site, 0) + of.visits
    return visits
