"""Quantiles and tails of the normal, t, F and binomial distributions, to 12 decimals: the same on every machine."""

from functools import lru_cache
from statistics import NormalDist

from scipy.special import bdtr, bdtrc, fdtri, stdtr, stdtrit

LEVEL = 0.95
Z = NormalDist().inv_cdf(0.5 + LEVEL / 2)
_DECIMALS = 12


@lru_cache(maxsize=4096)
def t_quantile(freedom: float) -> float:
    """Return the two-sided 95 % quantile of Student's t; `freedom`: the degrees of freedom, above 0."""
    return round(float(stdtrit(freedom, 0.5 + LEVEL / 2)), _DECIMALS)


def t_tail(t: float, freedom: float) -> float:
    """Return the probability that Student's t is at least as far from 0 as `t`, on either side."""
    return round(2 * float(stdtr(freedom, -abs(t))), _DECIMALS)


def f_quantile(probability: float, first: float, second: float) -> float:
    """Return the quantile of Fisher's F with `first` and `second` degrees of freedom."""
    return round(float(fdtri(first, second, probability)), _DECIMALS)


def binomial_at_most(successes: int, trials: int, share: float) -> float:
    """Return the probability of `successes` or fewer of `trials`, each with probability `share`."""
    return 0.0 if successes < 0 else round(float(bdtr(min(successes, trials), trials, share)), _DECIMALS)


def binomial_at_least(successes: int, trials: int, share: float) -> float:
    """Return the probability of `successes` or more of `trials`, each with probability `share`."""
    if successes <= 0:
        return 1.0
    return 0.0 if successes > trials else round(float(bdtrc(successes - 1, trials, share)), _DECIMALS)


def binomial_quantile(probability: float, trials: int, share: float) -> int:
    """Return the least number of successes that is reached or not exceeded with at least this probability."""
    return next(k for k in range(trials + 1) if binomial_at_most(k, trials, share) >= probability or k == trials)
