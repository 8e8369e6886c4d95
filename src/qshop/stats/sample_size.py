"""How many independent yes-or-no answers it takes to know a share to within a margin, and the margin of a number.

Cochran, *Sampling Techniques* (3rd edition, 1977), section 4.4: n0 = z² p (1 − p) / d² for a population without end,
and n = n0 / (1 + (n0 − 1) / N) for one of N, of which nobody is asked twice.
"""

from math import ceil, sqrt

from qshop.stats.distributions import Z

HALF = 0.5
"""The share that is the hardest to know: no other needs as many answers."""


def sample_size(margin: float, population: int | None = None, share: float = HALF) -> int:
    """Return the least number of answers by which a share is known to within ± `margin` with a confidence of 95 %.

    Shares and margins are fractions: ± 5 points are 0.05. Raises `ValueError` for a margin or a share that is none, or
    a population of nobody.
    """
    if not 0 < margin < 1 or not 0 < share < 1 or (population is not None and population < 1):
        raise ValueError(f"no sample size for a margin of {margin}, a share of {share}, a population of {population}")
    endless = Z**2 * share * (1 - share) / margin**2
    return ceil(endless if population is None else endless / (1 + (endless - 1) / population))


def margin_of(answers: int, population: int | None = None, share: float = HALF) -> float:
    """Return half the width of the 95 % interval of a share, as a fraction: to within how much the answers tell it.

    Raises `ValueError` for no answers, or more than there are people.
    """
    if answers < 1 or (population is not None and answers > population):
        raise ValueError(f"no margin: {answers} answered of {population}")
    margin = Z * sqrt(share * (1 - share) / answers)
    return margin if population in (None, 1) else margin * sqrt((population - answers) / (population - 1))
