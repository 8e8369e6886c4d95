"""Visits of sites that differ, made by shoppers who differ, of whose true rates all is known."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Shares = NDArray[np.float64]


@dataclass(frozen=True)
class Design:
    """How visits are laid out, and how alike they are.

    sites, visits: how many sites, and visits to each; with `sizes`, so many to each of them, `visits` at most
    share: the rate of the network
    icc: the part of the variance of a visit that lies between sites
    asked: the criteria asked of a visit; with `uneven`, from one to so many
    alike: how much criteria of one visit go together (their intraclass correlation)
    shoppers, shopper_icc: how many shoppers made the visits in turns, and the part of the variance between them
    weights: what visits weigh, drawn from these
    """

    sites: int
    visits: int
    share: float
    icc: float = 0.0
    asked: int = 8
    uneven: bool = False
    alike: float = 0.15
    shoppers: int = 0
    shopper_icc: float = 0.0
    weights: tuple[int, ...] = (1,)
    sizes: tuple[int, ...] = ()


class Sets(NamedTuple):
    """Many sets of visits, as arrays of set × site × visit.

    weight: 0 where a visit was not made; true: the rate of such visits at this very site
    """

    met: Numbers
    asked: Numbers
    weight: Numbers
    shopper: Numbers
    true: Shares


def simulated(chance: np.random.Generator, design: Design, sets: int, steps: Shares) -> Sets:
    """Return sets of visits: a site's rate is beta about the network's, a visit's about its site's, criteria follow.

    `steps` is added to the rate of each of a site's visits.
    """
    shape = (sets, design.sites, design.visits)
    true = np.clip(_sites(chance, design, (sets, design.sites, 1)) + steps, 0.001, 0.999)
    shopper = _shoppers(chance, design, shape)
    rates = true
    if design.shopper_icc:
        spread = np.sqrt(design.shopper_icc * _within(design) * design.share * (1 - design.share))
        of_shoppers = chance.normal(0, spread, (sets, design.shoppers))
        rates = np.clip(rates + of_shoppers[np.arange(sets)[:, None, None], shopper], 0.001, 0.999)
    if design.alike:
        rates = _beta(chance, rates, (1 - design.alike) / design.alike)
    asked = chance.integers(1 if design.uneven else design.asked, design.asked + 1, shape)
    made = np.arange(design.visits) < np.array(design.sizes or [design.visits] * design.sites)[:, None]
    weight = chance.choice(design.weights, shape) * made
    return Sets(chance.binomial(asked, rates), asked, weight, shopper, true)


def _within(design: Design) -> float:
    """Return the variance of a visit's score within its site, as a part of p(1 − p)."""
    return 1 / design.asked + (1 - 1 / design.asked) * design.alike


def _sites(chance: np.random.Generator, design: Design, shape: tuple[int, ...]) -> Shares:
    odds = design.icc / (1 - design.icc) * _within(design)
    return _beta(chance, np.full(shape, design.share), 1 / odds) if odds else np.full(shape, design.share)


def _beta(chance: np.random.Generator, mean: Shares, size: float) -> Shares:
    return chance.beta(np.maximum(mean * size, 1e-9), np.maximum((1 - mean) * size, 1e-9))


def _shoppers(chance: np.random.Generator, design: Design, shape: tuple[int, ...]) -> Numbers:
    """Return who made each visit: shoppers take turns, in an order of their own in each set; −1: not recorded."""
    if not design.shoppers:
        return np.full(shape, -1)
    turns = np.arange(shape[1] * shape[2]) % design.shoppers
    return chance.permuted(np.broadcast_to(turns, (shape[0], turns.size)), axis=1).reshape(shape)
