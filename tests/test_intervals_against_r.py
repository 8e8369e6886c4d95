"""Intervals of figures against the package `survey` of R (Lumley), on made-up visits; one run of R for all of them."""

import csv
import shutil
import subprocess
from fractions import Fraction
from io import StringIO
from random import Random

import pytest

from qshop.stats.estimates import Counts, Part, estimate

SCRIPT = """\
suppressPackageStartupMessages(library(survey))
visits <- read.csv(file("stdin"), colClasses = c(site = "character"))
around <- function(p, se, df) plogis(qlogis(p) + c(-1, 1) * qt(.975, df) * se / (p * (1 - p)))
for (case in split(visits, visits$case)) {
  design <- if (case$claim[1] == "census") svydesign(ids = ~1, strata = ~site, weights = ~weight, data = case)
            else svydesign(ids = ~site, weights = ~weight, data = case)
  if (case$measure[1] == "mean") {
    limits <- attr(svyciprop(~I(y / a), design, method = "xlogit"), "ci")
  } else {
    ratio <- svyratio(~y, ~a, design)
    p <- coef(ratio)
    least <- if (case$claim[1] == "census") sqrt(p * (1 - p) / sum(case$a)) else 0 # that of independent yeses
    limits <- around(p, max(SE(ratio), least), degf(design))
  }
  cat(case$case[1], sprintf("%.15g", limits), sep = ",")
  cat("\\n")
}
"""
R = shutil.which("Rscript")
LIBRARY = [R or "", "-e", "stopifnot(requireNamespace('survey', quietly = TRUE))"]
pytestmark = pytest.mark.skipif(
    R is None or subprocess.run(LIBRARY, capture_output=True, check=False).returncode != 0,
    reason="R with its package survey is not there (on Debian: r-base-core r-cran-survey)",
)
KINDS = [
    (claim, measure, weighted)
    for claim in ("census", "sample")
    for measure in ("mean", "rate")
    for weighted in (False, True)
    if not (claim == "census" and weighted)  # R counts visits, not what they weigh, so few heavy ones mislead it
]


def made_up(seed, claim, measure, *, weighted):
    """Visits as (site, y, a, weight): 2 to 14 sites of 2 to 12 visits; some sites do better than others."""
    chance = Random(f"{seed} {claim} {measure} {weighted}")
    level = chance.uniform(0.3, 0.95)
    visits = []
    for site in range(chance.randint(2, 14)):
        own = min(0.98, max(0.02, chance.gauss(level, 0.1)))
        for _ in range(chance.randint(2, 12)):
            asked = 12 if measure == "mean" else chance.randint(1, 12)
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
    """The limits that R finds, by the name of the case."""
    sheet = StringIO()
    table = csv.writer(sheet)
    table.writerow(["case", "claim", "measure", "site", "y", "a", "weight"])
    for name, (claim, measure, visits) in CASES.items():
        table.writerows([name, claim, measure, *visit] for visit in visits)
    done = subprocess.run([R, "-e", SCRIPT], input=sheet.getvalue(), capture_output=True, text=True, check=True)
    return {row[0]: (float(row[1]), float(row[2])) for row in csv.reader(StringIO(done.stdout))}


def counts(y, a, w):
    return Counts(1, w, w * w, w**3, w * y, w * a, w * w * y, w * w * a, w * w * y * y, w * w * y * a, w * w * a * a)


def limits_of_qshop(claim, measure, visits):
    groups = {}
    for site, met, asked, weight in visits:
        one = counts(met, asked, weight)
        groups[site] = groups[site].plus(one) if site in groups else one
    return estimate([Part(Fraction(1), groups)], claim, 12 if measure == "mean" else 1, rate=measure == "rate").interval


@pytest.mark.parametrize("name", CASES)
def test_an_interval_is_that_of_r(name, limits_of_r):
    """Source: survey 4.1, svydesign with svyciprop (method "xlogit"), and svyratio."""
    assert limits_of_qshop(*CASES[name]) == pytest.approx(limits_of_r[name], abs=1e-9)
