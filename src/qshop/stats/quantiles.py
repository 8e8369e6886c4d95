"""Quantiles at 95 %, of the normal distribution and of Student's t, the same to the bit on every machine."""

from functools import lru_cache
from math import atan, cos, pi, sin, sqrt
from statistics import NormalDist

LEVEL = 0.95
Z = NormalDist().inv_cdf(0.5 + LEVEL / 2)


@lru_cache(maxsize=4096)
def t_quantile(freedom: int) -> float:
    """Return the two-sided 95 % quantile of Student's t, to 12 decimals; `freedom`: the degrees of freedom, 1 or more.

    Up to 200 the distribution is a finite sum (Abramowitz and Stegun 26.7.3 and 26.7.4) and is inverted by
    bisection; beyond, the expansion about the normal quantile (26.7.5) is exact to that many digits.
    """
    if freedom > 200:
        return round(_quantile_by_expansion(freedom), 12)
    low, high = Z, 13.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if _probability_within(middle, freedom) < LEVEL else (low, middle)
    return round(low, 12)


def _probability_within(t: float, freedom: int) -> float:
    """Return the probability that |T| < t."""
    theta = atan(t / sqrt(freedom))
    if freedom == 1:
        return 2 * theta / pi
    term = total = cos(theta) if freedom % 2 else 1.0
    for k in range(3 if freedom % 2 else 2, freedom - 1, 2):
        term *= (k - 1) / k * cos(theta) ** 2
        total += term
    return 2 / pi * (theta + sin(theta) * total) if freedom % 2 else sin(theta) * total


def _quantile_by_expansion(freedom: int) -> float:
    z, v = Z, freedom
    g1 = (z**3 + z) / 4
    g2 = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    g3 = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    g4 = (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160
    return z + g1 / v + g2 / v**2 + g3 / v**3 + g4 / v**4
