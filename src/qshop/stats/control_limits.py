"""Control limits: how far values that follow one another stray from their centre while nothing has changed.

An XmR chart takes single values, a p chart proportions with unequal bases, and a p′ chart proportions that vary more
than independent trials do. All limits are three standard deviations from the centre.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, prod, sqrt

from qshop.stats.distributions import binomial_at_least, binomial_at_most

_D2 = Fraction("1.128")  # the mean range of two normal values, in standard deviations
_D4 = Fraction("3.267")  # three standard deviations above the mean of such ranges, in such means
_XMR = Fraction("2.66")  # 3 / 1.128, as it is printed everywhere
_SIGMAS = 3


@dataclass(frozen=True)
class ControlLimits:
    """The centre of values, and the limits of each of them, in their unit."""

    centre: float
    lower: tuple[float, ...]
    upper: tuple[float, ...]

    def outside(self, values: Sequence[float]) -> list[bool]:
        """Return of each value whether it lies outside its limits; a hair's breadth of rounding does not count."""
        limits = zip(values, self.lower, self.upper, strict=True)
        return [value < low - _HAIR or value > high + _HAIR for value, low, high in limits]


_HAIR = 1e-11


def xmr_limits(values: Sequence[float]) -> ControlLimits:
    """Return the limits of single values: their mean ± 2.66 mean moving ranges; two values at least.

    Wheeler (1993), Understanding Variation. Ranges above 3.267 times their mean are left out of it once, so that a
    value that stands out does not hide itself: Nelson (1982), Journal of Quality Technology 14:172-173.
    """
    exact = [Fraction(value) for value in values]
    centre = sum(exact) / len(exact)
    ranges = [abs(after - before) for before, after in pairwise(exact)]
    most = _D4 * sum(ranges) / len(ranges)
    kept = [one for one in ranges if one <= most]
    reach = _XMR * sum(kept) / len(kept)
    return ControlLimits(float(centre), (float(centre - reach),) * len(exact), (float(centre + reach),) * len(exact))


def p_limits(met: Sequence[int], asked: Sequence[int]) -> ControlLimits:
    """Return the limits of the proportions met / asked of independent trials: p̄ ± 3 √(p̄(1 - p̄)/n).

    Montgomery (2009), Introduction to Statistical Quality Control, §7.2. A proportion has no lower limit below 0 and
    no upper one above 1.
    """
    centre = float(Fraction(sum(met), sum(asked)))
    return _within_0_and_1(centre, [_SIGMAS * sqrt(centre * (1 - centre) / base) for base in asked])


def p_prime_limits(shares: Sequence[float], bases: Sequence[int]) -> ControlLimits:
    """Return the limits of proportions that vary by more, or less, than independent trials: p̄ ± 3 σ_z √(p̄(1 - p̄)/n).

    σ_z is the mean moving range of z = (p - p̄) / √(p̄(1 - p̄)/n), divided by 1.128: Laney (2002), Quality Engineering
    14:531-537. Two proportions at least.
    """
    centre = float(sum(Fraction(share) * base for share, base in zip(shares, bases, strict=True)) / sum(bases))
    errors = [sqrt(max(centre * (1 - centre), 0) / base) for base in bases]
    z = [(share - centre) / error if error else 0.0 for share, error in zip(shares, errors, strict=True)]
    sigma = sum(abs(after - before) for before, after in pairwise(z)) / (len(z) - 1) / float(_D2)
    return _within_0_and_1(centre, [_SIGMAS * sigma * error for error in errors])


def _within_0_and_1(centre: float, reaches: list[float]) -> ControlLimits:
    lower = tuple(max(0.0, centre - reach) for reach in reaches)
    return ControlLimits(centre, lower, tuple(min(1.0, centre + reach) for reach in reaches))


_POINTS = (12, 14, 16, 18, 20, 24, 30, 36, 48, 60, 80, 100, 150)
_SCREENED = (5.4, 6.1, 6.9, 7.4, 8.1, 9.5, 11.3, 13.0, 16.5, 19.8, 24.5, 29.3, 39.9)
_UNSCREENED = (2.7, 3.2, 3.8, 4.2, 4.8, 5.9, 7.5, 8.8, 11.9, 14.7, 19.0, 23.1, 32.9)
"""In how many percent of series of so many values, normal and without a change, any is outside: 200,000 series each,
simulated by benchmarks/control_limits.py."""


def xmr_false_alarms(points: int) -> float:
    """Return the percentage of unchanged series of so many normal values (12 to 150) in which any is outside."""
    return _between(points, _SCREENED)


def p_prime_false_alarms(points: int) -> float:
    """Return the same for a p′ chart, whose moving ranges are not screened."""
    return _between(points, _UNSCREENED)


def _between(points: int, percentages: tuple[float, ...]) -> float:
    place = min(max(bisect_left(_POINTS, points), 1), len(_POINTS) - 1)
    (low, high), (before, after) = _POINTS[place - 1 : place + 1], percentages[place - 1 : place + 1]
    share = (min(max(points, low), high) - low) / (high - low)
    return before + share * (after - before)


def p_false_alarms(limits: ControlLimits, asked: Sequence[int]) -> float:
    """Return the percentage of series with the same bases, each trial met with p̄, in which any proportion is outside.

    Exact for a known p̄: the binomial tails beyond the limits.
    """
    inside = []
    for low, high, base in zip(limits.lower, limits.upper, asked, strict=True):
        least, most = ceil(base * low - base * _HAIR), floor(base * high + base * _HAIR)
        inside.append(
            1 - binomial_at_most(least - 1, base, limits.centre) - binomial_at_least(most + 1, base, limits.centre)
        )
    return 100 * (1 - prod(inside))
