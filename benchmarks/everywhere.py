"""How often chance would choose what a page tells: the tables of docs/explanation/findings.md.

`python benchmarks/everywhere.py` prints them, in a few seconds. Answers are independent, at sites that are all alike.
"""

from collections.abc import Iterable

import numpy as np

from qshop.findings.criterion_finding import Place
from qshop.findings.places import is_everywhere
from qshop.score.charts.met_limits import NARROW

SEED, TIMES = 2026, 10_000
RATES = (0.98, 0.88, 0.75, 0.6, 0.5, 0.4, 0.25, 0.1)
DESIGNS = ((3, 2), (3, 8), (9, 4), (9, 8), (30, 8))
"""Sites, and visits to each of them that were asked."""


def everywhere(met: float, sites: int, visits: int, *, times: int = TIMES) -> float:
    """Return how often a criterion is called missed everywhere that is met by so many visits at every site alike."""
    counts = np.random.default_rng(SEED).binomial(visits, met, (times, sites))
    return float(np.mean([_is_everywhere(of_sites, visits) for of_sites in counts.tolist()]))


def one_bad_site(met: float, sites: int, visits: int, *, times: int = TIMES) -> float:
    """Return how often it is, if one site never meets it and all the others meet it so often."""
    counts = np.random.default_rng(SEED).binomial(visits, met, (times, sites))
    counts[:, 0] = 0
    return float(np.mean([_is_everywhere(of_sites, visits) for of_sites in counts.tolist()]))


def clear_by_chance(criteria: int, met: float, visits: int, *, times: int = TIMES) -> tuple[float, float]:
    """Return how many of a site's criteria are missed on one visit at least, and on two, if all are met so often."""
    missed = visits - np.random.default_rng(SEED).binomial(visits, met, (times, criteria))
    return float((missed > 0).sum(axis=1).mean()), float((missed > 1).sum(axis=1).mean())


def timed(noise: float, limit: float = 120.0, *, times: int = 1_000_000) -> tuple[float, float, float]:
    """Return what a stopwatch gets wrong, if it errs by a share of the wait: waits from 30 to 240 seconds, all alike.

    Of the waits that miss the limit: those that kept to it; of these, those that miss it narrowly; and of the waits
    that miss it clearly, those that kept to it.
    """
    chance = np.random.default_rng(SEED)
    waits = chance.uniform(30, 240, times)
    read = waits * (1 + noise * chance.standard_normal(times))
    missed, clear = read > limit, read > limit * (1 + float(NARROW))
    wrong = missed & (waits <= limit)
    return wrong.sum() / missed.sum(), (wrong & ~clear).sum() / wrong.sum(), (wrong & clear).sum() / clear.sum()


def _is_everywhere(met: Iterable[int], visits: int) -> bool:
    return is_everywhere([Place(f"S{number}", "", count, visits) for number, count in enumerate(met)])


def main() -> None:
    """Print the tables."""
    print(
        "| met by | " + " | ".join(f"{sites} × {visits}" for sites, visits in DESIGNS) + " | one site of 9 × 8 never |"
    )
    print("|---|" + "---|" * (len(DESIGNS) + 1))
    for met in RATES:
        shares = [everywhere(met, *design) for design in DESIGNS] + [one_bad_site(met, 9, 8)]
        print(f"| {met:.0%} | " + " | ".join(f"{share:.1%}" for share in shares) + " |")
    for met in (0.95, 0.88):
        once, twice = clear_by_chance(40, met, 8)
        print(f"40 criteria met by {met:.0%}, 8 visits: {once:.1f} missed once or more, {twice:.1f} twice or more")
    for noise in (0.05, 0.1, 0.15):
        wrong, narrow, of_clear = timed(noise)
        print(f"stopwatch off by {noise:.0%}: {wrong:.1%} wrongly missed, {narrow:.0%} narrowly; clear: {of_clear:.2%}")


if __name__ == "__main__":
    main()
