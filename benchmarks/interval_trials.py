"""Whether qshop's interval holds the true value of simulated visits."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import numpy as np
from simulated_visits import Design, Numbers, Sets, simulated

from qshop.stats.clusters import Sites
from qshop.stats.estimates import Counts, Part, ShopperCounts, estimate

Measure = Literal["score", "rate"]
ROUNDING = 1e-12


@dataclass(frozen=True)
class Question:
    """What is asked of the visits.

    claim: whether the interval is to hold the rate of these sites, or that of the network
    measure: the mean of visits' scores, or criteria met of those asked
    shares: what each kind of visits counts for; kinds take turns at every site, and are `apart` from first to last
    recorded: whether it is known who made each visit
    """

    claim: Sites
    measure: Measure
    shares: tuple[Fraction, ...] = (Fraction(1),)
    apart: float = 0.0
    recorded: bool = True


def coverage(question: Question, design: Design, sets: int, seed: int) -> float:
    """Return in how many percent of sets of visits the interval holds the true value."""
    chance = np.random.default_rng([seed, design.sites, design.visits, round(1000 * design.share)])
    kinds = len(question.shares)
    of_kind: Numbers = np.arange(design.visits) % kinds
    steps = (of_kind / max(kinds - 1, 1) - 0.5) * question.apart
    found = simulated(chance, design, sets, steps)
    return 100 * float(np.mean([_holds(question, design, found, of_kind, one) for one in range(sets)]))


def _holds(question: Question, design: Design, found: Sets, of_kind: Numbers, one: int) -> bool:
    """Return whether the interval of one set of visits holds the true value."""
    kinds = [Sets(*(array[one][:, of_kind == kind] for array in found)) for kind in range(len(question.shares))]
    shares = zip(question.shares, kinds, strict=True)
    parts = [_part(share, str(name), kind, design, question) for name, (share, kind) in enumerate(shares)]
    unit = design.asked if question.measure == "score" else 1
    low, high = estimate(parts, question.claim, unit, rate=question.measure == "rate").interval
    if question.claim == "sample":
        true = design.share
    else:
        pairs = zip(question.shares, kinds, strict=True)
        true = sum(float(share) * float(np.average(kind.true, weights=_bases(kind, question))) for share, kind in pairs)
    return low - ROUNDING <= true <= high + ROUNDING


def _bases(kind: Sets, question: Question) -> Numbers:
    return kind.weight * kind.asked if question.measure == "rate" else kind.weight


def _part(share: Fraction, name: str, kind: Sets, design: Design, question: Question) -> Part:
    """Return visits of one kind, arrays of site × visit, as qshop adds them up."""
    w, y = kind.weight, kind.met
    a = kind.asked if question.measure == "rate" else np.full_like(y, design.asked)
    by_shopper = _by_shopper(kind, a) if design.shoppers and question.recorded else None
    return Part(share, added_up(w, y, a), by_shopper, name)


def added_up(w: Numbers, y: Numbers, a: Numbers) -> dict[str, Counts]:
    """Return the counts of each site from arrays of site × visit: weights, and what was reached of what."""
    products = [w > 0, w, w * w, w**3, w * y, w * a, w * w * y, w * w * a]
    products += [w * w * y * y, w * w * y * a, w * w * a * a]
    sums = np.stack([product.sum(axis=1) for product in products], axis=1).tolist()
    return {f"S{site}": Counts(*of_site) for site, of_site in enumerate(sums)}


def _by_shopper(kind: Sets, a: Numbers) -> ShopperCounts:
    sites = np.repeat(np.arange(kind.met.shape[0]), kind.met.shape[1])
    w, y, asked, shoppers = (array.ravel() for array in (kind.weight, kind.met, a, kind.shopper))
    sums = [product.astype(np.float64) for product in (w, w * y, w * asked)]
    return ShopperCounts([f"S{site}" for site in sites], [f"P{number}" for number in shoppers], *sums)
