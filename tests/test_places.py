"""Where a criterion is missed, and whether that is everywhere."""

import sys
from pathlib import Path

import pytest

from qshop.findings.criterion_finding import Place
from qshop.findings.places import is_everywhere

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))
from everywhere import everywhere, timed


@pytest.mark.parametrize(
    ("met_of_asked", "expected"),
    [
        ([(0, 8), (4, 8), (8, 8), (3, 8)], True),
        ([(0, 8), (5, 8), (8, 8), (3, 8)], False),
        ([(0, 8), (0, 8)], False),
        ([(0, 8), (0, 8), (0, 1)], True),
        ([(0, 8), (0, 8), (0, 8), (1, 1), (1, 1)], True),
        ([(8, 8), (0, 1), (0, 1), (0, 1)], False),
        ([(0, 1), (0, 1), (0, 1), (1, 1)], True),
        ([(0, 1), (0, 1), (1, 1), (1, 1)], False),
        ([], False),
    ],
)
def test_everywhere_is_half_of_the_visits_at_three_quarters_of_three_sites_or_more(met_of_asked, expected):
    places = [Place(f"S{number}", "", met, asked) for number, (met, asked) in enumerate(met_of_asked)]
    assert is_everywhere(places) is expected


def test_teams_of_a_site_are_one_site():
    assert not is_everywhere([Place("S1", team, 0, 4) for team in ("red", "blue", "")])


def test_what_the_page_on_findings_says_of_chance_holds():
    assert everywhere(0.88, 9, 8, times=500) == 0
    assert everywhere(0.25, 9, 8, times=500) > 0.98
    wrong, narrow, of_clear = timed(0.1, times=50_000)
    assert wrong < 0.05
    assert narrow > 0.95
    assert of_clear < 0.002
