"""How often control charts give a false alarm, and which chart of rates may be believed: tables in docs and code.

`python benchmarks/control_limits.py` prints in how many percent of unchanged series any value is outside its limits:
first of single normal values by their number, then of rates of visits that are not independent trials.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
POINTS = (12, 14, 16, 18, 20, 24, 30, 36, 48, 60, 80, 100, 150)
SEED = 2026


def single_values(points: int, series: int, draw: np.random.Generator) -> tuple[float, float]:
    """Return the percentages of series of normal values with any outside: ranges unscreened, and screened once."""
    values = draw.standard_normal((series, points))
    return _xmr(values, screened=False), _xmr(values, screened=True)


def _xmr(values: Floats, *, screened: bool) -> float:
    return _any_outside(values, values.mean(axis=1, keepdims=True), 2.66 * _mean_range(values, screened=screened))


def _mean_range(values: Floats, *, screened: bool) -> Floats:
    ranges = np.abs(np.diff(values, axis=1))
    mean: Floats = ranges.mean(axis=1, keepdims=True)
    if screened:
        kept = ranges <= 3.267 * mean
        mean = (ranges * kept).sum(axis=1, keepdims=True) / kept.sum(axis=1, keepdims=True)
    return mean


def found(points: int, off: float, series: int, draw: np.random.Generator) -> tuple[float, float]:
    """Return the percentages of series in which a value that is `off` is outside: ranges unscreened, and screened."""
    values = draw.standard_normal((series, points))
    values[:, points // 2] += off
    return _found(values, screened=False), _found(values, screened=True)


def _found(values: Floats, *, screened: bool) -> float:
    reach = 2.66 * _mean_range(values, screened=screened)
    off = np.abs(values - values.mean(axis=1, keepdims=True))[:, values.shape[1] // 2]
    return 100 * float((off > reach[:, 0]).mean())


def _any_outside(values: Floats, centre: Floats, reach: Floats) -> float:
    return 100 * float((np.abs(values - centre) > reach).any(axis=1).mean())


def rates(
    waves: int,
    visits: int,
    asked: int,
    share: float,
    within_visits: float,
    of_shoppers: float,
    *,
    series: int,
    draw: np.random.Generator,
) -> dict[str, float]:
    """Return the percentage of series with any rate outside, by chart.

    Each wave has about so many visits, each asked so many criteria that are met with `share`. `within_visits` is the
    correlation of criteria of one visit, `of_shoppers` that of the visits of one shopper, of five new ones a wave.
    """
    made = draw.integers(int(visits * 0.6), int(visits * 1.4) + 1, (series, waves))
    most = int(made.max())
    is_made = np.arange(most) < made[:, :, None]
    probability = np.full((series, waves, most), share)
    if of_shoppers:
        shoppers = _beta(np.full((series, waves, 5), share), of_shoppers, draw)
        probability = np.take_along_axis(shoppers, draw.integers(0, 5, (series, waves, most)), axis=2)
    if within_visits:
        probability = _beta(probability, within_visits, draw)
    met = draw.binomial(asked, probability) * is_made
    return _charts(met, is_made, asked)


def _beta(mean: Floats, correlation: float, draw: np.random.Generator) -> Floats:
    size = 1 / correlation - 1
    return draw.beta(np.maximum(mean * size, 1e-9), np.maximum((1 - mean) * size, 1e-9))


def _charts(met: NDArray[Any], is_made: NDArray[np.bool_], asked: int) -> dict[str, float]:
    made = is_made.sum(axis=2)
    base = made * asked
    rate = met.sum(axis=2) / base
    centre = (met.sum(axis=(1, 2)) / base.sum(axis=1))[:, None]
    error = np.sqrt(centre * (1 - centre) / base)
    z = (rate - centre) / error
    sigma = np.abs(np.diff(z, axis=1)).mean(axis=1, keepdims=True) / 1.128
    return {
        "p": _any_outside(rate, centre, 3 * error),
        "p, design effect": _any_outside(rate, centre, 3 * error * np.sqrt(_design_effect(met, is_made, asked))),
        "p′": _any_outside(rate, centre, 3 * sigma * error),
        "XmR": _xmr(rate, screened=True),
    }


def _design_effect(met: NDArray[Any], is_made: NDArray[np.bool_], asked: int) -> Floats:
    """Return how much the visits within waves vary beyond independent trials, never less than 1."""
    made = is_made.sum(axis=2)
    share = met.sum(axis=(1, 2)) / (made.sum(axis=1) * asked)
    off = (met - met.sum(axis=2, keepdims=True) / made[:, :, None]) * is_made
    variance = (off**2).sum(axis=(1, 2)) / (made - 1).sum(axis=1)
    effect: Floats = np.maximum(1, variance / (asked * share * (1 - share)))[:, None]
    return effect


CASES: tuple[tuple[str, tuple[int, int, float, float, float]], ...] = (
    ("one criterion a visit, met in 85 %", (30, 1, 0.85, 0, 0)),
    ("one criterion a visit, met in 95 %", (30, 1, 0.95, 0, 0)),
    ("one criterion a visit, shoppers .1", (30, 1, 0.85, 0, 0.1)),
    ("ten criteria, independent", (30, 10, 0.85, 0, 0)),
    ("ten criteria, visits .1", (30, 10, 0.85, 0.1, 0)),
    ("ten criteria, visits .3", (30, 10, 0.85, 0.3, 0)),
    ("ten criteria of 8 visits, visits .2", (8, 10, 0.85, 0.2, 0)),
    ("ten criteria, visits .1, shoppers .02", (30, 10, 0.85, 0.1, 0.02)),
    ("ten criteria, visits .1, shoppers .05", (30, 10, 0.85, 0.1, 0.05)),
)


def main() -> None:
    """Print both tables."""
    print(f"{'single values':>14}  unscreened  screened")
    for points in POINTS:
        draw = np.random.default_rng([SEED, points])
        parts = [single_values(points, 20_000, draw) for _ in range(10)]
        unscreened, screened = (sum(part) / len(part) for part in zip(*parts, strict=True))
        print(f"{points:>14}  {unscreened:>10.1f}  {screened:>8.1f}")
    print("\none of 12 values is 5 standard deviations off: found in percent, unscreened and screened")
    print(*(f"{percent:.0f}" for percent in found(12, 5, 40_000, np.random.default_rng([SEED, 5]))))
    for waves in (12, 24):
        print(f"\n{waves} waves")
        for name, case in CASES:
            charts = rates(waves, *case, series=4000, draw=np.random.default_rng([SEED, waves]))
            print(f"{name:<40}" + "   ".join(f"{chart} {percent:.1f}" for chart, percent in charts.items()))


if __name__ == "__main__":
    main()
