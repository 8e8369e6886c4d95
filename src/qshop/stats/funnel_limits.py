"""A funnel: the rates of places around a target, with the limits within which equal places would lie by chance.

Spiegelhalter (2005), Statistics in Medicine 24:1185-1202, on the arcsine scale. Musts of one visit hang together, so a
place's base is not what was asked but what that is worth; and because the arcsine is a poor guide near 0 and 1, a place
counts as outside only if its exact binomial tail agrees.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import asin, pi, sin, sqrt
from statistics import NormalDist

from qshop.stats.distributions import Z, binomial_at_least, binomial_at_most
from qshop.stats.effective_base import Counted, effective_base, within_variances

Limits = tuple[float, float]

Z_OUTER = NormalDist().inv_cdf(0.999)
"""For the limits at 99.8 %."""
RARE = 0.001
"""A tail below it is no chance."""
_WINSORISED, _WINSORISED_VARIANCE = 0.1, 0.679
"""How much of z scores is drawn in at either end, and what that leaves of the variance of a normal distribution."""


@dataclass(frozen=True)
class FunnelPoint:
    """One place in a funnel, in shares of 1.

    base: how many independent answers its visits are worth
    inner, outer: the limits at 95 % and at 99.8 %
    tail: the probability of a rate as far from the target, on its side, at a place that does not differ
    is_outside: whether it differs: outside the outer limits, with a tail that is no chance
    """

    place: str
    rate: float
    base: float
    inner: Limits
    outer: Limits
    tail: float
    is_outside: bool


@dataclass(frozen=True)
class Funnel:
    """The places, in the order given, around a target.

    spread: τ², how much places are taken to differ anyway
    """

    target: float
    spread: float
    points: list[FunnelPoint]


def funnel(counted: Iterable[Counted], target: float | None = None, *, overdispersed: bool = False) -> Funnel:
    """Return the funnel of places, around `target` or else around their pooled rate, by what was asked at each.

    With `overdispersed`, limits are wider by the variance between places, estimated around the pooled rate. Raises
    `ValueError` for a target of 0 or 1: chance does not stray from it.
    """
    if target is not None and not 0 < target < 1:
        raise ValueError(target)
    parts: dict[str, list[Counted]] = {}
    for one in counted:
        parts.setdefault(one.place, []).append(one)
    rates = {place: sum((one.share * one.rate for one in own), Fraction()) for place, own in parts.items()}
    asked = {place: sum(one.by_weight.asked for one in own) for place, own in parts.items()}
    pooled = float(sum((rates[place] * asked[place] for place in parts), Fraction()) / max(1, sum(asked.values())))
    centre = pooled if target is None else target
    within = within_variances([one for own in parts.values() for one in own])
    bases = {place: effective_base(own, within, pooled) for place, own in parts.items()}
    floats = {place: float(rate) for place, rate in rates.items()}
    spread = between_variance(list(floats.values()), list(bases.values()), pooled) if overdispersed else 0.0
    return Funnel(centre, spread, [_point(place, floats[place], bases[place], centre, spread) for place in parts])


def limits(target: float, base: float, z: float, spread: float = 0.0) -> Limits:
    """Return sin²(asin √target ± z √(1 / 4 base + spread)), the angle kept within 0 and a right one.

    Spiegelhalter (2005); the spread τ² is added on the scale of the angle, as his random-effects limits have it.
    """
    angle, reach = asin(sqrt(target)), z * sqrt(1 / (4 * base) + spread)
    return sin(max(0.0, angle - reach)) ** 2, sin(min(pi / 2, angle + reach)) ** 2


def between_variance(rates: Sequence[float], bases: Sequence[float], centre: float) -> float:
    """Return τ², the variance of places' angles beyond what chance explains; 0 where it explains all.

    Spiegelhalter (2005), by the moments of DerSimonian and Laird (1986), Controlled Clinical Trials 7:177-188: z scores
    are winsorised at 10 %, so that a few places that do differ do not hide themselves, and their mean square is divided
    by .679, what winsorising leaves of it.
    """
    weights = [4 * base for base in bases]
    total, number = sum(weights), len(weights)
    beyond = total - sum(weight * weight for weight in weights) / total if total else 0.0
    if number < 2 or not beyond > 0:
        return 0.0
    angle = asin(sqrt(centre))
    scores = [(asin(sqrt(rate)) - angle) * sqrt(weight) for rate, weight in zip(rates, weights, strict=True)]
    low, high = _quantile(scores, _WINSORISED), _quantile(scores, 1 - _WINSORISED)
    squares = sum(min(max(score, low), high) ** 2 for score in scores) / _WINSORISED_VARIANCE
    return max(0.0, (squares - (number - 1)) / beyond)


def _quantile(numbers: Sequence[float], share: float) -> float:
    """Return the quantile between the numbers next to it, in proportion (Hyndman and Fan 1996, type 7)."""
    ordered = sorted(numbers)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def tail(rate: float, base: float, target: float) -> float:
    """Return the exact binomial probability of a rate as far from the target or farther, on the side where it lies.

    Base and successes are rounded to whole numbers.
    """
    trials = round(base)
    successes = round(rate * trials)
    if rate < target:
        return binomial_at_most(successes, trials, target)
    return binomial_at_least(successes, trials, target)


def _point(place: str, rate: float, base: float, target: float, spread: float) -> FunnelPoint:
    outer, chance = limits(target, base, Z_OUTER, spread), tail(rate, base, target)
    is_outside = not outer[0] <= rate <= outer[1] and chance < RARE
    return FunnelPoint(place, rate, base, limits(target, base, Z, spread), outer, chance, is_outside)
