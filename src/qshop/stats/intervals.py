"""Intervals at 95 %, for a mean of visits and for a rate of criteria met.

All are computed from integer sums, so that equal visits give equal bits in whatever order they were added up.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import sqrt

from qshop.stats.distributions import Z, t_quantile


def wilson(share: float, base: int) -> tuple[float, float]:
    """Return the Wilson score interval of the proportion `share` in `base` independent trials, as shares in 0…1.

    Wilson (1927), JASA 22:209-212; also Brown, Cai and DasGupta (2001), Statistical Science 16:101-133.
    """
    centre = share + Z * Z / (2 * base)
    half_width = Z * sqrt(share * (1 - share) / base + Z * Z / (4 * base * base))
    divisor = 1 + Z * Z / base
    low = 0.0 if share == 0 else max(0.0, (centre - half_width) / divisor)
    high = 1.0 if share == 1 else min(1.0, (centre + half_width) / divisor)
    return low, high


def mean_interval(units: int, x: int, xx: int, full: int) -> tuple[float, float]:
    """Return the t interval of the mean of `units` scores, as shares of the full score `full`.

    `x` is the sum of the scores, `xx` the sum of their squares. If all scores are equal, the interval is Wilson's:
    ten perfect visits do not prove perfection.
    """
    squares = units * xx - x * x
    share = x / (units * full)
    if squares == 0:
        return wilson(share, units)
    variance = Fraction(squares, units * (units - 1) * full * full)
    return _around(share, sqrt(variance / units), units - 1)


def mixed_mean_interval(parts: Sequence[tuple[Fraction, int, int, int]], full: int) -> tuple[float, float]:
    """Return the t interval of a mean over parts that count for shares of the whole, as shares of `full`.

    A part is (share, units, x, xx), of at least two units; shares add up to one. Parts are independent strata, so
    V = Σ share² · s² / units (Cochran 1977, Sampling Techniques, §5.3), with t on Σ (units - 1). If no part varies,
    the interval is Wilson's over all units.
    """
    mean = sum(share * Fraction(x, units * full) for share, units, x, _ in parts)
    variance = sum(
        share**2 * Fraction(units * xx - x * x, units * units * (units - 1) * full * full)
        for share, units, x, xx in parts
    )
    return _around_mix(mean, variance, [units for _, units, _, _ in parts])


def mixed_rate_interval(parts: Sequence[tuple[Fraction, int, int, int, int, int, int]]) -> tuple[float, float]:
    """Return the interval of a rate over parts that count for shares of the whole, as shares.

    A part is (share, met, asked, units, Σmet², Σmet·asked, Σasked²), of at least two units. Each part's rate is a
    linearised ratio, as in `rate_interval`, and their variances add up as in `mixed_mean_interval`.
    """
    mean = sum(share * Fraction(met, asked) for share, met, asked, *_ in parts)
    variance = sum(
        share**2 * Fraction((mm * asked**2 - 2 * ma * met * asked + aa * met**2) * units, (units - 1) * asked**4)
        for share, met, asked, units, mm, ma, aa in parts
    )
    return _around_mix(mean, variance, [units for _, _, _, units, *_ in parts])


def _around_mix(mean: Fraction | int, variance: Fraction | int, units: list[int]) -> tuple[float, float]:
    if variance == 0:
        return wilson(float(mean), sum(units))
    return _around(float(mean), sqrt(variance), sum(units) - len(units))


def rate_interval(units: int, met: int, asked: int, squares: tuple[int, int, int]) -> tuple[float, float]:
    """Return the interval of met / asked over `units` visits, as shares; `squares` are Σmet², Σmet·asked, Σasked².

    If each visit was asked one criterion, the interval is Wilson's. Otherwise the visits, not the criteria, are
    independent, and it is that of the linearised ratio estimator (Cochran 1977, Sampling Techniques, §6.3)
    with t on units - 1; if there is no variance, Wilson's over the visits.
    """
    mm, ma, aa = squares
    share = met / asked
    if aa == asked:
        return wilson(share, asked)
    residual = mm * asked * asked - 2 * ma * met * asked + aa * met * met
    if residual == 0 or units < 2:
        return wilson(share, units)
    variance = Fraction(residual * units, (units - 1) * asked**4)
    return _around(share, sqrt(variance), units - 1)


def _around(share: float, error: float, freedom: int) -> tuple[float, float]:
    """Return the t interval around `share` with standard error `error`, within 0…1."""
    half_width = t_quantile(freedom) * error
    return max(0.0, share - half_width), min(1.0, share + half_width)
