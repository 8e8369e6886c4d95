"""Differences between two sides against R's package `survey`, and against statsmodels."""

from functools import reduce
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep

from qshop.stats.differences import difference, joint_base, mover, rejected
from qshop.stats.estimates import Counts, Part
from qshop.stats.intervals import wilson
from r_survey import limits_by_case, needs_survey

SCRIPT = """\
suppressPackageStartupMessages(library(survey))
visits <- read.csv(file("stdin"), colClasses = c(site = "character"))
for (case in split(visits, visits$case)) {
  case$weight <- with(case, share / ave(y, site, side, FUN = length))
  case$cell <- paste(case$site, case$side)
  design <- if (case$claim[1] == "census") svydesign(ids = ~1, strata = ~cell, weights = ~weight, data = case)
            else svydesign(ids = ~site, weights = ~weight, data = case)
  change <- svyglm(y ~ side, design)
  limits <- coef(change)[2] + c(-1, 1) * qt(.975, degf(design)) * SE(change)[2]
  cat(case$case[1], sprintf("%.15g", limits), sep = ",")
  cat("\\n")
}
"""
OUT_OF = 100


def made_up(seed):
    """Scores of 2 to 12 sites on two sides, 2 to 9 visits each; sites differ, and change by themselves."""
    chance = Random(seed)
    sites = {}
    for site in range(chance.randint(2, 12)):
        level, change = chance.gauss(65, 10), chance.gauss(3, 5)
        sites[f"S{site}"] = [
            [min(OUT_OF, max(0, round(chance.gauss(mean, 15)))) for _ in range(chance.randint(2, 9))]
            for mean in (level, level + change)
        ]
    return sites


def shares_of(sites):
    bases = {site: joint_base(*map(len, sides)) for site, sides in sites.items()}
    return {site: base / sum(bases.values()) for site, base in bases.items()}


CASES = {f"{claim} {seed}": (claim, made_up(seed)) for claim in ("census", "sample") for seed in range(20)}


@pytest.fixture(scope="module")
def limits_of_r():
    rows = [
        (name, claim, site, side, y, float(share))
        for name, (claim, sites) in CASES.items()
        for site, share in shares_of(sites).items()
        for side, ys in enumerate(sites[site])
        for y in ys
    ]
    return limits_by_case(SCRIPT, ["case", "claim", "site", "side", "y", "share"], rows)


def cell(share, site, ys):
    each = [Counts(1, 1, 1, 1, y, OUT_OF, y, OUT_OF, y * y, y * OUT_OF, OUT_OF**2) for y in ys]
    return Part(share, {site: reduce(Counts.plus, each)})


@needs_survey
@pytest.mark.parametrize("name", CASES)
def test_the_interval_of_a_change_is_that_of_r(name, limits_of_r):
    """Source: survey 4.1, svyglm(y ~ side); cells as strata of a census, sites as clusters of a sample."""
    claim, sites = CASES[name]
    before, after = (
        [cell(share, site, sites[site][side]) for site, share in shares_of(sites).items()] for side in (0, 1)
    )
    found = difference(before, after, claim, OUT_OF, rate=False)
    low, high = limits_of_r[name]
    expected = max(-OUT_OF, low), min(OUT_OF, high)  # no share changes by more than the whole
    assert (OUT_OF * found.low, OUT_OF * found.high) == pytest.approx(expected, abs=1e-7)


PROPORTION = st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(PROPORTION, PROPORTION)
def test_with_wilsons_limits_mover_is_newcombes(before, after):
    """Source: statsmodels confint_proportions_2indep, method "newcomb"."""
    limits = [(met / n, wilson(met / n, n)) for met, n in (before, after)]
    expected = confint_proportions_2indep(*after, *before, method="newcomb", compare="diff")
    assert mover(*limits[0], *limits[1]) == pytest.approx(expected, abs=1e-12)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_a_family_is_controlled_as_benjamini_and_hochberg_do(tails):
    """Source: statsmodels multipletests, method "fdr_bh"."""
    assert rejected(tails) == list(multipletests(tails, alpha=0.05, method="fdr_bh")[0])
