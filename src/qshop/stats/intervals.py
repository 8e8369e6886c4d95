"""Intervals at 95 % of a share in 0…1."""

from math import exp, log, sqrt

from qshop.stats.distributions import Z, t_quantile


def wilson(share: float, base: float) -> tuple[float, float]:
    """Return the Wilson score interval of the proportion `share` in `base` independent trials.

    Wilson (1927), JASA 22:209-212; also Brown, Cai and DasGupta (2001), Statistical Science 16:101-133.
    """
    centre = share + Z * Z / (2 * base)
    half_width = Z * sqrt(share * (1 - share) / base + Z * Z / (4 * base * base))
    divisor = 1 + Z * Z / base
    low = 0.0 if share == 0 else max(0.0, (centre - half_width) / divisor)
    high = 1.0 if share == 1 else min(1.0, (centre + half_width) / divisor)
    return low, high


def logit_t(share: float, variance: float, freedom: float) -> tuple[float, float]:
    """Return the t interval of a share strictly between 0 and 1, made on its logit and turned back.

    logit(p) ± t · √V / (p(1 − p)): Korn and Graubard (1999), Analysis of Health Surveys, §2.5; `svyciprop` of the R
    package `survey` calls it "xlogit".
    """
    centre = log(share / (1 - share))
    half_width = t_quantile(freedom) * sqrt(variance) / (share * (1 - share))
    return _expit(centre - half_width), _expit(centre + half_width)


def wald_t(share: float, variance: float, freedom: float) -> tuple[float, float]:
    """Return the textbook t interval around a share, p ± t · √V, cut to 0…1."""
    half_width = t_quantile(freedom) * sqrt(variance)
    return max(0.0, share - half_width), min(1.0, share + half_width)


def _expit(x: float) -> float:
    return 1 / (1 + exp(-x)) if x > -700 else 0.0
