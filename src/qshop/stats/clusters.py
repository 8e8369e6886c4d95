"""How far a share may be off by chance, where visits come in sites and shoppers.

Visit j adds z = ω·(y − p·a) to a share: y is what it reached of a, p the rate of its kind, ω its weight in the whole.
Sites are told by whole-number sums of ω and z, so that equal visits give equal bits in whatever order they were added
up.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import fsum
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Sites = Literal["census", "sample"]
"""What a figure speaks of: of these very sites (census), or of the network that they stand for (sample)."""


class Terms(NamedTuple):
    """Sums over the visits of a site, all of them times the same scale (squares times its square, cubes its cube).

    visits: their number; weight: Σω; squares: Σω²; cubes: Σω³; total: Σz; weighted: Σωz; variation: Σz²
    """

    visits: int
    weight: int
    squares: int
    cubes: int
    total: int
    weighted: int
    variation: int

    def plus(self, other: "Terms") -> "Terms":
        """Return the sums over the visits of both."""
        return Terms(*map(sum, zip(self, other, strict=True)))

    def negative(self) -> "Terms":
        """Return the sums of −z: what visits take from a share."""
        return self._replace(total=-self.total, weighted=-self.weighted)


class ShopperTerms(NamedTuple):
    """Sums over the visits that one shopper made to one site, an element each: Σω and Σz, not scaled."""

    sites: Sequence[str]
    shoppers: Sequence[str]
    weight: NDArray[np.float64]
    total: NDArray[np.float64]


class Spread(NamedTuple):
    """The variance of a share.

    freedom: its degrees of freedom, 0 where there is nothing to estimate it from
    base: how many equal visits would weigh like these: (Σω)² / Σω²
    independent: whether each visit stands for itself, in no cluster with another
    """

    variance: float
    freedom: float
    base: float
    independent: bool


def spread(
    by_site: Mapping[str, Terms], scale: int, sites: Sites, kinds: int = 1, shoppers: ShopperTerms | None = None
) -> Spread:
    """Return the variance of the share whose visits add up to `by_site`, in one `scale`.

    `kinds` is how many rates p were taken from the visits. A single site is always taken as it is. Shoppers, where
    every visit has one and there are several, are clusters too: V = V_site + V_shopper − V_visit, and never less than
    V_site (Cameron, Gelbach and Miller 2011, Journal of Business & Economic Statistics 29:238-249).
    """
    everything = _total(by_site.values())
    of_network = sites == "sample" and len(by_site) > 1
    variance, freedom = _of_network(by_site, scale) if of_network else _within_sites(by_site, scale, kinds)
    is_alone = len(by_site) == everything.visits if of_network else len(by_site) == 1
    if shoppers and variance and (count := len(set(shoppers.shoppers))) > 1:
        of_shoppers = _of_shoppers(shoppers, count, dict.fromkeys(by_site, 0.0) if of_network else _means(by_site))
        of_visits = _of_visits(everything, scale) if of_network else variance
        variance, freedom = max(variance, variance + of_shoppers - of_visits), min(freedom, count - 1)
        is_alone = is_alone and count == everything.visits
    return Spread(variance, freedom, everything.weight**2 / everything.squares, is_alone)


def _within_sites(by_site: Mapping[str, Terms], scale: int, kinds: int) -> tuple[float, float]:
    """Return variance and freedom where sites are strata; no freedom where there are too few visits for the kinds.

    V = Σ_h Σ_j (z − ω·ē_h)² / c_h with ē_h = Σz / Σω within site h, on f = Σ (1/q_h − 1) degrees of freedom with
    q_h = Σω² / (Σω)². For equal weights c_h = 1 − 1/n_h and f = n − H (Cochran 1977, Sampling Techniques, §5.4); else
    see `_expected`. Kinds cost degrees of freedom as well: V · f / (f − K + 1) on f − K + 1.
    A site with one visit takes the variance within the others; where no site has two, all visits are one stratum.
    """
    strata = _strata(by_site)
    several = [terms for terms in strata if terms.visits > 1]
    if not several:
        return 0.0, 0.0
    deviations = [_deviations(terms) for terms in several]
    expected = [_expected(terms, alone=len(strata) == 1) for terms in several]
    within = fsum(
        of * terms.squares / (share * scale**2) for of, terms, share in zip(deviations, several, expected, strict=True)
    )
    squares = sum(terms.squares for terms in strata if terms.visits == 1)
    if squares:
        pooled = fsum(of / terms.weight**2 for of, terms in zip(deviations, several, strict=True))
        within += (
            pooled
            * squares
            / scale**2
            / fsum(share / terms.weight**2 for share, terms in zip(expected, several, strict=True))
        )
    freedom = fsum(terms.weight**2 / terms.squares - 1 for terms in several)
    left = freedom - kinds + 1
    return (within * freedom / left, left) if left >= 1 or kinds == 1 else (0.0, 0.0)


def _strata(by_site: Mapping[str, Terms]) -> list[Terms]:
    if any(terms.visits > 1 for terms in by_site.values()):
        return list(by_site.values())
    return [_total(by_site.values())]


def _deviations(terms: Terms) -> int:
    """Return (Σω)² · Σ (z − ω·ē)² of a site, ē = Σz / Σω."""
    return (
        terms.variation * terms.weight**2
        - 2 * terms.total * terms.weighted * terms.weight
        + terms.total**2 * terms.squares
    )


def _expected(terms: Terms, *, alone: bool) -> int:
    """Return (Σω)² · Σω² · c: what `_deviations` is expected to be where every z/ω has variance 1.

    c = 1 − 2·Σω³ / (Σω·Σω²) + q with q = Σω² / (Σω)², which for equal weights is 1 − 1/n. In a single stratum it is
    1 − q, as a mean's variance is usually taken; over many small ones that is too little (docs/explanation/figures.md).
    """
    if alone:
        return terms.squares * (terms.weight**2 - terms.squares)
    return terms.squares * terms.weight**2 - 2 * terms.cubes * terms.weight + terms.squares**2


def _of_network(by_site: Mapping[str, Terms], scale: int) -> tuple[float, float]:
    """Return variance and freedom where sites are clusters.

    V = H / (H − 1) · Σ_h (Σ_j z)² on H − 1 degrees of freedom (Cochran 1977, §9A).
    """
    count = len(by_site)
    return count / (count - 1) * fsum((terms.total / scale) ** 2 for terms in by_site.values()), count - 1


def _of_visits(everything: Terms, scale: int) -> float:
    """Return n / (n − 1) · Σ z²."""
    return everything.visits / (everything.visits - 1) * (everything.variation / scale**2)


def _of_shoppers(terms: ShopperTerms, count: int, means: Mapping[str, float]) -> float:
    """Return K / (K − 1) · Σ_k (Σ z)² over the visits of each of K = `count` shoppers, z from its site's mean."""
    places = {shopper: place for place, shopper in enumerate(dict.fromkeys(terms.shoppers))}
    centres = np.fromiter(map(means.__getitem__, terms.sites), np.float64, len(terms.sites))
    shoppers = np.fromiter(map(places.__getitem__, terms.shoppers), np.int64, len(terms.shoppers))
    totals = np.bincount(shoppers, terms.total - centres * terms.weight)
    return count / (count - 1) * fsum(totals**2)


def _means(by_site: Mapping[str, Terms]) -> dict[str, float]:
    """Return the mean z/ω of each site, or of all visits where no site was visited twice."""
    if any(terms.visits > 1 for terms in by_site.values()):
        return {site: terms.total / terms.weight for site, terms in by_site.items()}
    everything = _total(by_site.values())
    return dict.fromkeys(by_site, everything.total / everything.weight)


def _total(parts: Iterable[Terms]) -> Terms:
    return Terms(*map(sum, zip(*parts, strict=True)))
