"""How often sites are wrongly said to differ, or not to: the tables of docs/explanation/sites.md.

`python benchmarks/site_differences.py` prints them, in about three minutes. Nominally 20 of 10,000 equal places lie
outside limits at 99.8 %; more than 31 would be too many.
"""

import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path

import numpy as np

from qshop.stats.effective_base import effective_base, within_variances
from qshop.stats.funnel_limits import RARE, Z_OUTER, funnel, limits, tail
from qshop.stats.reliability import can_be_told_apart, icc, one_way

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from drawn_places import added_up, drawn_places, drawn_scores, summed_up

SEED, PLACES = 2026, 10_000
DESIGNS = [
    (visits, musts, rate, together)
    for visits in (4, 8, 16)
    for musts, together in ((1, 0.0), (12, 0.0), (12, 0.2))
    for rate in (0.5, 0.8, 0.95, 0.98)
]


def flagged(
    visits: int, musts: int, rate: float, together: float, *, at_once: int = 100, seed: int = SEED
) -> dict[str, int]:
    """Return how many of 10,000 places that do not differ are flagged: by limits alone, as qshop does, and with τ²."""
    chance, counts = np.random.default_rng(seed), {"limits": 0, "qshop": 0, "τ²": 0}
    for _ in range(PLACES // at_once):
        places = drawn_places(chance, at_once, visits, musts, rate, together)
        points = funnel(places).points
        counts["limits"] += sum(not point.outer[0] <= point.rate <= point.outer[1] for point in points)
        counts["qshop"] += sum(point.is_outside for point in points)
        counts["τ²"] += sum(point.is_outside for point in funnel(places, overdispersed=True).points)
    return counts


def few_shoppers(shoppers: int, *, at_once: int = 100) -> tuple[int, int]:
    """Return how many of 10,000 equal places are flagged, without and with τ², if each has so many shoppers of its own.

    8 visits of 12 musts, met at .85; answers to one shopper correlate by .1.
    """
    chance, visits, musts = np.random.default_rng(SEED), 8, 12
    plain, widened = 0, 0
    for _ in range(PLACES // at_once):
        seen = chance.beta(0.85 * 9, 0.15 * 9, (at_once, shoppers))
        met = chance.binomial(musts, np.take_along_axis(seen, np.arange(visits)[None] % shoppers, axis=1))
        places = summed_up(met, musts)
        plain += sum(point.is_outside for point in funnel(places).points)
        widened += sum(point.is_outside for point in funnel(places, overdispersed=True).points)
    return plain, widened


def visited_once(at_once: int) -> tuple[int, int]:
    """Return how many of 10,000 equal places are flagged, without and with τ², if each has one visit of each kind.

    Four kinds of equal share that differ in their rates and in how many musts they ask; answers correlate by .2.
    """
    chance, kinds = np.random.default_rng(SEED), ((0.95, 12), (0.6, 10), (0.8, 14), (0.9, 3))
    plain, widened = 0, 0
    for _ in range(PLACES // at_once):
        places = [
            place._replace(kind=str(rate), share=Fraction(1, 4))
            for rate, musts in kinds
            for place in drawn_places(chance, at_once, 1, musts, rate, 0.2)
        ]
        plain += sum(point.is_outside for point in funnel(places).points)
        widened += sum(point.is_outside for point in funnel(places, overdispersed=True).points)
    return plain, widened


def far_target(at_target: float, others: float, musts: int, together: float) -> dict[str, list[float]]:
    """Return the percentages flagged of 10 places at the target and of 30 others.

    By what s² is held against: P (1 - P), as qshop does, or T (1 - T) of the target.
    """
    chance, repeats = np.random.default_rng(SEED), 100
    hits: dict[str, Counter[bool]] = {"P": Counter(), "T": Counter()}
    for _ in range(repeats):
        near = drawn_places(chance, 10, 8, musts, at_target, together, "T")
        places = [*near, *drawn_places(chance, 30, 8, musts, others, together)]
        within = within_variances(places)
        for place, point in zip(places, funnel(places, at_target).points, strict=True):
            is_near = place in near
            hits["P"][is_near] += point.is_outside
            hits["T"][is_near] += _is_outside(point.rate, effective_base([place], within, at_target), at_target)
    return {name: [10 / repeats * found[True], 100 / 30 / repeats * found[False]] for name, found in hits.items()}


def _is_outside(rate: float, base: float, target: float) -> bool:
    low, high = limits(target, base, Z_OUTER)
    return not low <= rate <= high and tail(rate, base, target) < RARE


def told_apart(of_place: float, *, is_uneven: bool, repeats: int = 1000) -> dict[str, tuple[float, float]]:
    """Return the percentage of analyses of 9 places, 8 visits of 4 kinds, that tell them apart, and the mean ICC.

    Of all visits together, and within kinds as qshop does.
    """
    chance, found = np.random.default_rng(SEED), dict[str, list[tuple[bool, float]]]()
    for _ in range(repeats):
        scores = drawn_scores(chance, 9, 8, 4, of_place, is_uneven=is_uneven)
        for name, is_apart in (("together", False), ("within kinds", True)):
            way = one_way(added_up(scores, is_apart=is_apart))
            if way.f is not None:
                found.setdefault(name, []).append((can_be_told_apart(way.f), icc(way.f, way.per_place)))
    means = {name: np.mean(of, axis=0) for name, of in found.items()}
    return {name: (100 * float(apart), float(correlation)) for name, (apart, correlation) in means.items()}


def main() -> None:
    """Print every table."""
    print("flagged of 10,000 equal places\nvisits musts rate together   limits   qshop   with τ²")
    for design in DESIGNS:
        counts = flagged(*design)
        print(*design, "  ", *counts.values())
    print("percent flagged at the target, and of the others, s² held against P and against T")
    for case in ((0.6, 0.95, 12, 0.2), (0.8, 0.95, 12, 0.2), (0.95, 0.75, 5, 0.0), (0.95, 0.75, 12, 0.1)):
        print(*case, "  ", {name: [round(of, 1) for of in found] for name, found in far_target(*case).items()})
    print("flagged of 10,000 equal places with so many shoppers of their own, and with τ²")
    for shoppers in (2, 4, 8):
        print(shoppers, "  ", *few_shoppers(shoppers))
    print("flagged of 10,000 equal places with one visit of each of four kinds, so many at once, and with τ²")
    for at_once in (9, 42):
        print(at_once, "  ", *visited_once(at_once))
    print("percent of analyses that tell places apart, and the mean ICC")
    for is_uneven in (False, True):
        for of_place in (0.0, 0.5):
            figures = told_apart(of_place, is_uneven=is_uneven).items()
            rounded = {name: (round(apart, 1), round(mean, 3)) for name, (apart, mean) in figures}
            print("uneven" if is_uneven else "even", of_place, "  ", rounded)


if __name__ == "__main__":
    main()
