"""Two sides between which nothing changed: what is said of them, and whether the interval holds the nothing."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from interval_trials import ROUNDING, Measure, added_up
from simulated_visits import Design, Numbers, Sets, simulated

from qshop.stats.clusters import Sites
from qshop.stats.differences import Difference, difference, joint_base, rejected
from qshop.stats.estimates import Part


@dataclass(frozen=True)
class Sides:
    """Visits to the same sites before and after.

    before, after: how many to each site; under `sample` a site's rate is drawn anew after, that of the network stays
    """

    design: Design
    before: int
    after: int
    claim: Sites
    measure: Measure


def held(sides: Sides, sets: int, seed: int) -> float:
    """Return in how many percent of sets the interval of the difference holds 0."""
    chance = np.random.default_rng([seed, sides.design.sites, round(1000 * sides.design.share)])
    found = [_of_all(sides, *pair) for pair in _drawn(sides, chance, sets)]
    return 100 * float(np.mean([_holds_0(one) for one in found]))


def words(sides: Sides, tables: int, seed: int) -> tuple[float, float, float]:
    """Return, of tables with a row a site, the percentages with a word under control and without, and words without."""
    chance = np.random.default_rng([seed, sides.design.sites, round(1000 * sides.design.share)])
    rows = [_of_each(sides, *pair) for pair in _drawn(sides, chance, tables)]
    controlled = [any(rejected([row.p for row in table if row.p is not None])) for table in rows]
    alone = [sum(not _holds_0(row) for row in table) for table in rows]
    return 100 * float(np.mean(controlled)), 100 * float(np.mean(np.sign(alone))), float(np.mean(alone))


def _holds_0(found: Difference) -> bool:
    return found.low is None or found.high is None or found.low - ROUNDING <= 0 <= found.high + ROUNDING


def _drawn(sides: Sides, chance: np.random.Generator, sets: int) -> list[tuple[Sets, Sets]]:
    """Return pairs of visits before and after, arrays of site × visit."""
    steps = np.zeros(sides.design.visits)
    both = simulated(chance, sides.design, sets, steps)
    later = simulated(chance, sides.design, sets, steps) if sides.claim == "sample" else both
    return [
        (_some(both, one, slice(0, sides.before)), _some(later, one, slice(sides.before, sides.before + sides.after)))
        for one in range(sets)
    ]


def _some(found: Sets, one: int, visits: slice) -> Sets:
    return Sets(*(np.broadcast_to(array[one], found.met[one].shape)[:, visits] for array in found))


def _of_all(sides: Sides, before: Sets, after: Sets) -> Difference:
    """Return the difference over all sites, each a cell."""
    share = joint_base(sides.before, sides.after)
    each = Fraction(share, sides.design.sites * share)
    one, other = ([_cell(sides, of, site, each) for site in range(sides.design.sites)] for of in (before, after))
    return difference(one, other, sides.claim, _unit(sides), rate=sides.measure == "rate")


def _of_each(sides: Sides, before: Sets, after: Sets) -> list[Difference]:
    """Return the difference of each site."""
    pairs = [[_cell(sides, of, site, Fraction(1)) for of in (before, after)] for site in range(sides.design.sites)]
    is_rate = sides.measure == "rate"
    return [difference([one], [other], "census", _unit(sides), rate=is_rate) for one, other in pairs]


def _unit(sides: Sides) -> int:
    return 1 if sides.measure == "rate" else sides.design.asked


def _cell(sides: Sides, found: Sets, site: int, share: Fraction) -> Part:
    w, y = (array[site : site + 1] for array in (found.weight, found.met))
    a: Numbers = found.asked[site : site + 1] if sides.measure == "rate" else np.full_like(y, sides.design.asked)
    [(_, counts)] = added_up(w, y, a).items()
    return Part(share, {f"S{site}": counts})
