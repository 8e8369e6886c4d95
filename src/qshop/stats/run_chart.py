"""Run charts: whether values that follow one another vary at random around their median.

Two rules, of Anhøj and Olesen (2014), PLOS ONE 9(11): e113825: a run on one side of the median is not longer than
chance makes it, and the values cross the median no less often. Values on the median belong to neither side and do not
count.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, product
from math import comb, log2
from statistics import median

from qshop.stats.distributions import binomial_quantile


@dataclass(frozen=True)
class RunChart:
    """What a run chart says of its values.

    sides: of each value, 1 above the median, -1 below, 0 on it
    longest, allowed: the longest run on one side, and the longest that chance allows
    crossings, fewest: how often the values cross the median, and the fewest times that chance allows
    """

    median: float
    sides: tuple[int, ...]
    longest: int
    allowed: int
    crossings: int
    fewest: int

    @property
    def is_long(self) -> bool:
        """Return whether a run is longer than chance allows."""
        return self.longest > self.allowed

    @property
    def crosses_seldom(self) -> bool:
        """Return whether the values cross the median less often than chance allows."""
        return self.crossings < self.fewest

    @property
    def in_long_run(self) -> list[bool]:
        """Return of each value whether it is in a run that is longer than chance allows."""
        counting = [place for place, side in enumerate(self.sides) if side]
        runs = [list(run) for _, run in groupby(counting, key=self.sides.__getitem__)]
        long = {place for run in runs if len(run) > self.allowed for place in run}
        return [place in long for place in range(len(self.sides))]

    @property
    def long_run_by_chance(self) -> float:
        """Return the probability of a longer run than allowed in values that follow one another at random."""
        return 1 - self._ordered(self.allowed, 0)

    @property
    def few_crossings_by_chance(self) -> float:
        """Return the probability of fewer crossings than allowed in values that follow one another at random."""
        return 1 - self._ordered(len(self.sides), self.fewest)

    @property
    def signal_by_chance(self) -> float:
        """Return the probability that either rule gives a signal in values that follow one another at random."""
        return 1 - self._ordered(self.allowed, self.fewest)

    def _ordered(self, longest: int, crossings: int) -> float:
        return share_of_orders(self.sides.count(1), self.sides.count(-1), longest, crossings)


def run_chart(values: Sequence[float]) -> RunChart:
    """Return the run chart of values (one at least) in their order."""
    centre = median(values)
    sides = tuple((value > centre) - (value < centre) for value in values)
    counting = [side for side in sides if side]
    runs = [len(list(run)) for _, run in groupby(counting)]
    return RunChart(
        median=centre,
        sides=sides,
        longest=max(runs, default=0),
        allowed=longest_allowed(len(counting)),
        crossings=max(len(runs) - 1, 0),
        fewest=fewest_crossings(len(counting)),
    )


def longest_allowed(counting: int) -> int:
    """Return the longest run that chance allows among so many values that are not on the median: log2 n + 3, rounded.

    Anhøj and Olesen (2014), after Schilling (1990), College Mathematics Journal 21:196-207.
    """
    return round(log2(counting) + 3) if counting else 0


def fewest_crossings(counting: int) -> int:
    """Return the fewest crossings that chance allows: the 5 % quantile of Binomial(n - 1, 1/2).

    Chen (2010), Journal of Biopharmaceutical Statistics 20:1-12.
    """
    return binomial_quantile(0.05, counting - 1, 0.5) if counting > 1 else 0


def share_of_orders(above: int, below: int, longest: int, crossings: int) -> float:
    """Return the share of all orders of so many values above and below in which no rule gives a signal.

    That is: no run is longer than `longest`, and there are at least so many `crossings`. Counted exactly, by the number
    of runs on each side (Mood 1940, Annals of Mathematical Statistics 11:367-392).
    """
    highs = [_runs(above, count, longest) for count in range(above + 1)]
    lows = [_runs(below, count, longest) for count in range(below + 1)]
    orders = 0
    for high, low in product(range(above + 1), range(below + 1)):
        starts = 2 if high == low > 0 else int(abs(high - low) <= 1)  # as many runs on either side: either comes first
        if max(high + low - 1, 0) >= crossings:
            orders += starts * highs[high] * lows[low]
    return orders / comb(above + below, above)


def _runs(values: int, runs: int, longest: int) -> int:
    """Return in how many ways values part into so many runs, none of them empty and none longer than `longest`."""
    if not runs:
        return int(values == 0)
    return sum(
        (-1) ** full * comb(runs, full) * comb(values - full * longest - 1, runs - 1)
        for full in range(runs + 1)
        if values - full * longest >= runs
    )
