"""How often intervals hold what is true, and how often words speak of nothing: `python benchmarks/coverage.py [NAME…]`.

An interval's table holds percentages of simulated sets of visits: those whose 95 % interval holds the true value, of
these sites under `census`, of the network under `sample`; from the least to the greatest over an intraclass correlation
(ICC) of sites of 0, .05 and .1. Of 2,000 sets, 95 is right to ± 1. docs/explanation/coverage.md shows these tables.
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from change_trials import Sides, held, words
from divisor_trials import DIVISORS, covered_by
from interval_trials import Measure, Question, coverage
from simulated_visits import Design

from qshop.stats.clusters import Sites

Row = Sequence[str]
SHARES, ICCS = (0.5, 0.8, 0.9, 0.95), (0.0, 0.05, 0.1)
CLAIMS: tuple[Sites, ...] = ("census", "sample")
MEASURES: dict[str, Measure] = {"scores": "score", "rate": "rate"}
ALL_MEASURES: dict[str, Measure] = {**MEASURES, "one yes or no": "rate"}


@dataclass(frozen=True)
class Trials:
    """How many sets of visits to simulate for a number, and from which seed."""

    sets: int
    seed: int

    def covered(self, question: Question, designs: Sequence[Design]) -> str:
        """Return the least and the greatest coverage of some designs."""
        return _range([coverage(question, one, self.sets, self.seed + place) for place, one in enumerate(designs)])


def _range(percentages: Sequence[float]) -> str:
    least, most = f"{min(percentages):.1f}", f"{max(percentages):.1f}"
    return least if least == most else f"{least}–{most}"


def intervals(trials: Trials) -> Iterator[Row]:
    """Yield the coverage by the number of sites and visits, and by the share itself."""
    shares = (*SHARES, 0.98)
    yield "claim", "of", "sites × visits", *map(percent, shares), "ICC .2: 50–90%", "95–98%"
    layouts = [(9, 8), (20, 8), (9, 4), (4, 8), (1, 8), (1, 5)]
    for claim, of, (sites, visits) in product(CLAIMS, ALL_MEASURES, layouts):
        if claim == "census" or sites > 1:
            asked = Question(claim, ALL_MEASURES[of])
            cells = [trials.covered(asked, [layout(sites, visits, p, icc, of) for icc in ICCS]) for p in shares]
            alike = [
                trials.covered(asked, [layout(sites, visits, p, 0.2, of) for p in some]) if sites > 1 else "–"
                for some in (shares[:3], shares[3:])
            ]
            yield claim, of, f"{sites} × {visits}", *cells, *alike


def weights(trials: Trials) -> Iterator[Row]:
    """Yield the coverage where visits weigh unevenly."""
    yield "weights", "claim", "of", "sites × visits", *map(percent, SHARES)
    drawn = {"1 or 2": (1, 2), "1 to 9": tuple(range(1, 10)), "1 or 9": (1, 9), "25 in one of 8": (*[1] * 7, 25)}
    layouts = [(9, 8), (9, 4), (1, 20)]
    for (name, sizes), claim, of, (sites, visits) in product(drawn.items(), CLAIMS, MEASURES, layouts):
        if claim == "census" or sites > 1:
            designs = [[layout(sites, visits, p, icc, of, weights=sizes) for icc in ICCS] for p in SHARES]
            cells = [trials.covered(Question(claim, MEASURES[of]), of_share) for of_share in designs]
            yield name, claim, of, f"{sites} × {visits}", *cells


def uneven(trials: Trials) -> Iterator[Row]:
    """Yield the coverage where sites were visited unevenly."""
    yield "claim", "visits to sites", *map(percent, SHARES), "ICC .2: 50–90%"
    plans = {
        "3 to 20 (9 sites)": (3, 8, 8, 12, 20, 5, 4, 9, 16),
        "2 (5 sites), 20 (4)": (*[2] * 5, *[20] * 4),
        "4 (18 sites), 40 (2)": (*[4] * 18, *[40] * 2),
        "1 (6 sites), 8 (3)": (*[1] * 6, *[8] * 3),
    }
    for claim, (name, sizes) in product(CLAIMS, plans.items()):
        of = [[Design(len(sizes), max(sizes), p, icc, sizes=sizes) for icc in ICCS] for p in SHARES]
        alike = [Design(len(sizes), max(sizes), p, 0.2, sizes=sizes) for p in SHARES[:3]]
        yield claim, name, *(trials.covered(Question(claim, "score"), designs) for designs in (*of, alike))


def divisors(trials: Trials) -> Iterator[Row]:
    """Yield the coverage of a census by what its weighted variance is divided by; sites have an ICC of .1."""
    yield "weights", "sites × visits", *DIVISORS
    drawn = {"1 or 9": (1, 9), "25 in one of 8": (*[1] * 7, 25)}
    for (name, sizes), (sites, visits) in product(drawn.items(), [(9, 8), (9, 4), (9, 2), (20, 8), (1, 8), (1, 20)]):
        designs = [Design(sites, visits, p, 0.1 * (sites > 1), weights=sizes) for p in SHARES]
        found = [covered_by(design, trials.sets, trials.seed + place) for place, design in enumerate(designs)]
        yield name, f"{sites} × {visits}", *(_range([of[divisor] for of in found]) for divisor in DIVISORS)


def shoppers(trials: Trials) -> Iterator[Row]:
    """Yield the coverage where shoppers differ: with and without knowing who made each visit."""
    yield "shoppers", "their ICC", "claim", "sites × visits", "recorded", "not recorded"
    layouts = [(18, 9, 8), (36, 9, 8), (6, 9, 8), (18, 20, 8), (5, 1, 20)]
    for (number, sites, visits), icc, claim in product(layouts, (0.0, 0.1), CLAIMS):
        if claim == "census" or sites > 1:
            designs = [Design(sites, visits, p, 0.05, shoppers=number, shopper_icc=icc) for p in SHARES[:3]]
            cells = [trials.covered(Question(claim, "score", recorded=known), designs) for known in (True, False)]
            yield str(number), f"{icc:.2f}", claim, f"{sites} × {visits}", *cells


def mixes(trials: Trials) -> Iterator[Row]:
    """Yield the coverage of figures of several kinds of visits that score up to 20 points apart."""
    shares = (0.5, 0.7, 0.8)
    yield "shares of kinds", "of", "sites × visits", *map(percent, shares)
    layouts = [(9, 8), (9, 4), (1, 20), (1, 8)]
    for kinds, of, (sites, visits) in product([(50, 50), (80, 20), (25, 25, 25, 25)], MEASURES, layouts):
        asked = Question("census", MEASURES[of], tuple(Fraction(kind, 100) for kind in kinds), 0.2)
        cells = [trials.covered(asked, [layout(sites, visits, p, icc, of) for icc in ICCS]) for p in shares]
        yield ", ".join(map(str, kinds)), of, f"{sites} × {visits}", *cells


def changes(trials: Trials) -> Iterator[Row]:
    """Yield how often the interval of a difference holds what it should, where nothing changed."""
    yield "claim", "of", "sites × visits before, after", *map(percent, SHARES)
    layouts = [(9, 8, 8), (9, 12, 4), (20, 8, 8), (9, 4, 4), (1, 8, 8)]
    for claim, of, (sites, before, after) in product(CLAIMS, ALL_MEASURES, layouts):
        if claim == "census" or sites > 1:
            designs = [[layout(sites, before + after, p, icc, of) for icc in ICCS] for p in SHARES]
            sides = [[Sides(one, before, after, claim, ALL_MEASURES[of]) for one in of_share] for of_share in designs]
            cells = [_range([held(one, trials.sets, trials.seed) for one in of_share]) for of_share in sides]
            yield claim, of, f"{sites} × {before}, {after}", *cells


def families(trials: Trials) -> Iterator[Row]:
    """Yield in how many tables of 54 rows a change is spoken of where there is none; a tenth as many tables as sets."""
    yield "rows of", "visits before, after", "at", "tables with a word", "without control", "words a table without"
    for of, (before, after), p in product(ALL_MEASURES, [(8, 8), (12, 4)], (0.6, 0.9)):
        sides = Sides(layout(54, before + after, p, 0.1, of), before, after, "census", ALL_MEASURES[of])
        controlled, alone, number = words(sides, max(trials.sets // 10, 1), trials.seed)
        yield of, f"{before}, {after}", percent(p), f"{controlled:.1f}", f"{alone:.1f}", f"{number:.2f}"


def layout(sites: int, visits: int, share: float, icc: float, of: str, weights: tuple[int, ...] = (1,)) -> Design:
    """Return a design of 8 criteria a visit for scores, from 1 to 8 for rates, or of one."""
    if of == "one yes or no":
        return Design(sites, visits, share, icc, asked=1, alike=0, weights=weights)
    return Design(sites, visits, share, icc, uneven=of == "rate", weights=weights)


def percent(share: float) -> str:
    """Return a share as the head of a column."""
    return f"{share:.0%}"


TABLES: dict[str, tuple[str, Callable[[Trials], Iterator[Row]]]] = {
    "intervals": ("Coverage of 95 % intervals", intervals),
    "uneven": ("Coverage where sites were visited unevenly", uneven),
    "weights": ("Coverage where visits weigh unevenly", weights),
    "divisors": ("Coverage by the divisor of a weighted variance", divisors),
    "shoppers": ("Coverage where shoppers differ", shoppers),
    "mixes": ("Coverage where kinds of visits are pooled", mixes),
    "changes": ("Coverage of the interval of a change", changes),
    "families": ("Words of a change where there is none", families),
}


def main() -> None:
    """Print the tables named, or all, in Markdown."""
    parser = argparse.ArgumentParser(description="Simulate how often intervals hold what is true.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"any of: {', '.join(TABLES)}; default: all")
    parser.add_argument("--sets", type=int, default=2000, help="sets of visits for a number; default: 2000")
    parser.add_argument("--quick", action="store_true", help="a tenth of them")
    parser.add_argument("--seed", type=int, default=1, help="default: 1")
    options = parser.parse_args()
    unknown = set(options.names) - set(TABLES)
    if unknown:
        parser.error(f"no table {', '.join(sorted(unknown))}; known: {', '.join(TABLES)}")
    trials = Trials(max(options.sets // 10, 1) if options.quick else options.sets, options.seed)
    for name in options.names or TABLES:
        title, rows = TABLES[name]
        print(f"### {title}\n", flush=True)
        for number, row in enumerate(rows(trials)):
            print(f"| {' | '.join(row)} |", flush=True)
            if not number:
                print(f"|{'---|' * len(row)}")
        print()


if __name__ == "__main__":
    main()
