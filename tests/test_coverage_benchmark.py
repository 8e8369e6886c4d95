"""Intervals hold what is true about as often as they claim: a few cells of `benchmarks/coverage.py`, and its page."""

import re
import runpy
import sys
from fractions import Fraction
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "benchmarks"))

from change_trials import Sides, held, words  # noqa: E402 - they stand outside the package
from interval_trials import Question, coverage  # noqa: E402
from simulated_visits import Design  # noqa: E402

SCRIPT = runpy.run_path(str(ROOT / "benchmarks/coverage.py"))  # by its path: the tool that counts branches has its name
TABLES, layout = SCRIPT["TABLES"], SCRIPT["layout"]
PAGE = (ROOT / "docs/explanation/coverage.md").read_text(encoding="utf-8")
SETS = 400  # a coverage of 95 % comes out between 92 and 98 in all but 1 of 200 seeds
HALVES = (Fraction(1, 2), Fraction(1, 2))
CELLS = {
    "scores of these sites": (Question("census", "score"), layout(9, 8, 0.8, 0.1, "scores")),
    "scores of a network": (Question("sample", "score"), layout(9, 8, 0.8, 0.1, "scores")),
    "a rate of these sites": (Question("census", "rate"), layout(9, 8, 0.8, 0.1, "rate")),
    "a rate of a network": (Question("sample", "rate"), layout(20, 8, 0.9, 0.1, "rate")),
    "uneven weights": (Question("census", "score"), layout(9, 4, 0.7, 0.1, "scores", (1, 9))),
    "two kinds of visits": (Question("census", "score", HALVES, 0.2), layout(1, 8, 0.6, 0.0, "scores")),
    "shoppers who differ": (Question("census", "score"), Design(9, 8, 0.7, 0.05, shoppers=36, shopper_icc=0.1)),
}


@pytest.mark.parametrize("cell", CELLS)
def test_an_interval_holds_what_is_true_as_often_as_it_says(cell):
    assert 92 <= coverage(*CELLS[cell], SETS, 2026) <= 98


@pytest.mark.parametrize("claim", ["census", "sample"])
def test_nothing_changed_is_within_the_interval_of_a_change_as_often_as_it_says(claim):
    assert 92 <= held(Sides(layout(9, 16, 0.7, 0.1, "scores"), 8, 8, claim, "score"), SETS, 2026) <= 98


@pytest.mark.slow
@pytest.mark.parametrize("visits", [(8, 8), (12, 4)])
def test_a_table_seldom_speaks_of_changes_that_are_none(visits):
    sides = Sides(layout(54, sum(visits), 0.6, 0.1, "scores"), *visits, "census", "score")
    controlled, alone, _ = words(sides, 60, 2026)
    assert controlled <= 15  # 5 is meant; more than 9 of 60 tables would come about in 1 of 1,000 seeds
    assert alone > 50


LABELS = {
    "intervals": 3,
    "uneven": 2,
    "weights": 4,
    "divisors": 2,
    "shoppers": 4,
    "mixes": 3,
    "changes": 3,
    "families": 3,
}
"""How many columns of each table say what was simulated; the others are the figures."""


@pytest.mark.parametrize("name", TABLES)
def test_the_page_shows_every_table_as_the_script_prints_it(name):
    title, rows = TABLES[name]
    header, *lines = rows(SCRIPT["Trials"](1, 1))
    [shown] = re.findall(rf"^### {re.escape(title)}\n\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in shown.splitlines()]
    assert cells[0] == list(header)
    assert [row[: LABELS[name]] for row in cells[2:]] == [list(line[: LABELS[name]]) for line in lines]
    assert {len(row) for row in cells} == {len(header)}
