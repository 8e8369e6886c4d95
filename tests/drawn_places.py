"""Visits to places, drawn by chance from a known truth: what tests and benchmarks of comparisons share."""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from qshop.stats.effective_base import Counted
from qshop.stats.reliability import Visits

WHOLE = Fraction(1)


def counted(place: str, visits: list[tuple[int, int]], kind: str = "", share: Fraction = WHOLE) -> Counted:
    """Add up visits to a place, each a pair of what was met and what was asked."""
    met, asked = zip(*visits, strict=True)
    mm, ma, aa = (
        sum(a * b for a, b in zip(one, two, strict=True)) for one, two in ((met, met), (met, asked), (asked, asked))
    )
    return Counted(place, kind, share, len(visits), sum(met), sum(asked), mm, ma, aa)


def drawn_places(
    chance: np.random.Generator, places: int, visits: int, musts: int, rate: float, together: float, name: str = "S"
) -> list[Counted]:
    """Draw visits to places that do not differ, all asked as much; in a visit, answers correlate by `together`."""
    shape = (places, visits)
    parts = 1 / together - 1 if together else 0
    of_visit = chance.beta(rate * parts, (1 - rate) * parts, shape) if together else np.full(shape, rate)
    return summed_up(chance.binomial(musts, of_visit, shape), musts, name)


def summed_up(met: NDArray[np.int64], musts: int, name: str = "S") -> list[Counted]:
    """Add up what was met on visits, a row a place, each asked so many musts."""
    visits = met.shape[1]
    asked, squares = visits * musts, visits * musts**2
    sums = zip(met.sum(axis=1).tolist(), (met**2).sum(axis=1).tolist(), strict=True)
    return [
        Counted(f"{name}{n}", "", WHOLE, visits, m, asked, mm, musts * m, squares) for n, (m, mm) in enumerate(sums)
    ]


def drawn_scores(
    chance: np.random.Generator, places: int, visits: int, kinds: int, of_place: float, *, is_uneven: bool
) -> list[tuple[str, int, int]]:
    """Draw scores, each with its place and kind of visit, that vary by 1 in a kind at a place.

    Places vary by `of_place`, kinds by 1 (standard deviations). Uneven: every place has a mixture of kinds of its own.
    """
    level, difficulty = chance.normal(0, of_place, places), chance.normal(0, 1, kinds)
    drawn = []
    for place in range(places):
        shares = chance.dirichlet(np.full(kinds, 0.7)) if is_uneven else None
        made = chance.choice(kinds, visits, p=shares) if is_uneven else np.arange(visits) % kinds
        scores = level[place] + difficulty[made] + chance.standard_normal(visits)
        drawn += [(f"S{place}", int(k), round(1000 * float(score))) for k, score in zip(made, scores, strict=True)]
    return drawn


def added_up(scores: list[tuple[str, int, int]], *, is_apart: bool) -> list[Visits]:
    """Add scores up by place, and with `is_apart` by kind."""
    cells: dict[tuple[str, int], list[int]] = {}
    for place, kind, score in scores:
        cells.setdefault((place, kind if is_apart else 0), []).append(score)
    return [Visits(*cell, len(own), sum(own), sum(score**2 for score in own)) for cell, own in cells.items()]
