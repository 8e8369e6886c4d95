"""Intervals of figures against the package `survey` of R, on made-up visits."""

from fractions import Fraction
from functools import reduce
from random import Random

import pytest

from qshop.stats.estimates import Counts, Part, estimate
from r_survey import limits_by_case, needs_survey

pytestmark = needs_survey
SCRIPT = """\
suppressPackageStartupMessages(library(survey))
visits <- read.csv(file("stdin"), colClasses = c(site = "character"))
around <- function(p, se, df) plogis(qlogis(p) + c(-1, 1) * qt(.975, df) * se / (p * (1 - p)))
for (case in split(visits, visits$case)) {
  census <- case$claim[1] == "census"
  design <- if (census) svydesign(ids = ~1, strata = ~site, weights = ~weight, data = case)
            else svydesign(ids = ~site, weights = ~weight, data = case)
  if (case$measure[1] == "mean") {
    limits <- attr(svyciprop(~I(y / a), design, method = "xlogit"), "ci")
  } else {
    ratio <- svyratio(~y, ~a, design)
    p <- coef(ratio)
    least <- if (census) sqrt(p * (1 - p) / sum(case$a)) else 0 # that of independent yeses
    limits <- around(p, max(SE(ratio), least), degf(design))
  }
  cat(case$case[1], sprintf("%.15g", limits), sep = ",")
  cat("\\n")
}
"""
OUT_OF = 12
KINDS = [
    (claim, measure, weighted)
    for claim in ("census", "sample")
    for measure in ("mean", "rate")
    for weighted in (False, True)
    if not (claim == "census" and weighted)  # R takes few heavy visits for as many light ones
]


def made_up(seed, claim, measure, *, weighted):
    """Visits as (site, y, a, weight): 2 to 14 sites of 2 to 12 visits; some sites do better than others."""
    chance = Random(f"{seed} {claim} {measure} {weighted}")
    level = chance.uniform(0.3, 0.95)
    visits = []
    for site in range(chance.randint(2, 14)):
        own = min(0.98, max(0.02, chance.gauss(level, 0.1)))
        for _ in range(chance.randint(2, 12)):
            asked = OUT_OF if measure == "mean" else chance.randint(1, OUT_OF)
            met = sum(chance.random() < own for _ in range(asked))
            visits.append((f"S{site}", met, asked, chance.randint(1, 9) if weighted else 1))
    return visits


CASES = {
    f"{claim} {measure}{' weighted' * weighted} {seed}": (
        claim,
        measure,
        made_up(seed, claim, measure, weighted=weighted),
    )
    for claim, measure, weighted in KINDS
    for seed in range(12)
}


@pytest.fixture(scope="module")
def limits_of_r():
    rows = [(name, claim, measure, *visit) for name, (claim, measure, visits) in CASES.items() for visit in visits]
    return limits_by_case(SCRIPT, ["case", "claim", "measure", "site", "y", "a", "weight"], rows)


def counts(y, a, w):
    return Counts(1, w, w * w, w**3, w * y, w * a, w * w * y, w * w * a, w * w * y * y, w * w * y * a, w * w * a * a)


def limits_of_qshop(claim, measure, visits):
    by_site = {}
    for site, met, asked, weight in visits:
        by_site.setdefault(site, []).append(counts(met, asked, weight))
    part = Part(Fraction(1), {site: reduce(Counts.plus, found) for site, found in by_site.items()})
    return estimate([part], claim, OUT_OF if measure == "mean" else 1, rate=measure == "rate").interval


@pytest.mark.parametrize("name", CASES)
def test_an_interval_is_that_of_r(name, limits_of_r):
    """Source: survey 4.1, svydesign with svyciprop (method "xlogit"), and svyratio."""
    assert limits_of_qshop(*CASES[name]) == pytest.approx(limits_of_r[name], abs=1e-9)
