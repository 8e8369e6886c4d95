"""What the answers of visits are worth, by hand."""

from fractions import Fraction

import pytest

from drawn_places import counted
from qshop.stats.effective_base import Weighed, effective_base, within_variances
from qshop.stats.funnel_limits import funnel


def test_answers_that_hang_together_are_worth_fewer():
    """Four visits met 2, 0, 2, 0 of 2: Σe² = 4 on 3, s² = 4/3; design effect (4/3 · 4) / (8 · .25) = 8/3, 8 / (8/3) = 3."""
    own = counted("A", [(2, 2), (0, 2), (2, 2), (0, 2)])
    drawn = funnel([own], 0.5)
    assert drawn.points[0].base == pytest.approx(3)


def test_answers_are_never_worth_more_than_were_given():
    assert funnel([counted("A", [(1, 2), (1, 2), (1, 2)])], 0.5).points[0].base == pytest.approx(6)


def test_the_variance_of_a_rate_of_several_kinds_adds_up_by_their_shares():
    """Σ share² n s² / asked²: .25 · 4 · (4/3) / 64 and .25 · 2 · 2 / 16, in all 1/12; .25 over it 3."""
    kinds = [
        counted("A", [(2, 2), (0, 2), (2, 2), (0, 2)], "x", Fraction(1, 2)),
        counted("A", [(2, 2), (0, 2)], "y", Fraction(1, 2)),
    ]
    assert effective_base(kinds, {"x": 4 / 3, "y": 2.0}, 0.5) == pytest.approx(3)


def test_a_heavy_visit_is_worth_more_and_makes_the_rest_worth_less():
    """Weights 3 and 1: rate (3 · 2 + 0) / (3 · 2 + 2) = .75; answers 8² / (9 · 2 + 2) = 3.2; s² = 2, P .75.

    The rate varies by s² (9 + 1) / 8² = .3125, so .1875 / .3125 = .6 independent answers would vary as much.
    """
    heavy = counted("A", [(2, 2), (0, 2)])._replace(weighed=Weighed(met=6, asked=8, squares=10, asked_squares=20))
    [point] = funnel([heavy]).points
    assert (point.rate, point.base) == (0.75, pytest.approx(0.6))
    assert effective_base([heavy], {"": 0.0}, 0.75) == pytest.approx(3.2)


def test_where_every_place_has_one_visit_all_places_are_one():
    places = [counted("A", [(2, 2)]), counted("B", [(0, 2)]), counted("C", [(2, 2)]), counted("D", [(0, 2)])]
    assert [point.base for point in funnel(places, 0.5).points] == [pytest.approx(0.75)] * 4


def test_where_every_place_has_one_visit_of_each_kind_they_are_compared_within_places():
    """Rates 1/2 of 4: residuals 1 and 1, -1 and -1: places differ, and nothing is left within them.

    Else rates 3/8 of 4: residuals 1.5 and .5, -.5 and -1.5, Σe² 5 less 2 + 2, on 4 - 2 - 1.
    """
    kinds = [("A", "x", 3), ("A", "y", 3), ("B", "x", 1), ("B", "y", 1)]
    places = [counted(place, [(met, 4)], kind, Fraction(1, 2)) for place, kind, met in kinds]
    assert within_variances(places) == {"x": 0, "y": 0}
    kinds = [("A", "y", 3), ("A", "x", 2), ("B", "x", 1), ("B", "y", 0)]
    places = [counted(place, [(met, 4)], kind, Fraction(1, 2)) for place, kind, met in kinds]
    assert within_variances(places) == {"x": pytest.approx(1), "y": pytest.approx(1)}


def test_kinds_that_are_asked_little_vary_little():
    """The same dispersion, as Pearson has it: a kind asked 4 a visit and one asked 40 differ ten times in variance."""
    little = [counted(place, [(met, 4)], "x", Fraction(1, 2)) for place, met in (("A", 3), ("B", 1))]
    much = [counted(place, [(met, 40)], "y", Fraction(1, 2)) for place, met in (("A", 18), ("B", 22))]
    found = within_variances([*little, *much])
    assert found["y"] == pytest.approx(10 * found["x"])
