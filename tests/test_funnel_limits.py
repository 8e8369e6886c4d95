"""Funnels against published limits, by hand, and by simulation of places that do not differ."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from drawn_places import counted, drawn_places
from qshop.stats.distributions import Z
from qshop.stats.funnel_limits import Z_OUTER, between_variance, funnel, limits, tail


@pytest.mark.parametrize(
    ("base", "low", "high"),
    [(5, 0.3845, 0.9994), (10, 0.5119, 0.9765), (20, 0.6019, 0.9414), (50, 0.6791, 0.8980), (100, 0.7164, 0.8722)],
)
def test_limits_at_a_target_of_80_percent(base, low, high):
    """Spiegelhalter (2005), Statistics in Medicine 24:1185-1202: sin²(asin √.8 ± 1.959964 √(1 / 4n))."""
    assert [round(limit, 4) for limit in limits(0.8, base, Z)] == [low, high]


def test_an_angle_beyond_a_right_one_is_a_right_one():
    """Unclamped, five answers at 99.8 % would have an upper limit of .9492."""
    assert limits(0.8, 5, Z_OUTER)[1] == 1
    assert limits(0.2, 5, Z_OUTER)[0] == 0


@given(st.floats(0.01, 0.99), st.floats(0.5, 500), st.floats(0, 0.1))
def test_limits_lie_around_the_target_and_wider_the_surer(target, base, spread):
    (low, high), (lower, higher) = limits(target, base, Z, spread), limits(target, base, Z_OUTER, spread)
    assert 0 <= lower <= low <= target + 1e-12
    assert target - 1e-12 <= high <= higher <= 1


def test_kinds_of_visits_count_for_their_shares():
    """Three quarters of 4 of 4 and one quarter of 1 of 2; as answers, 1 / (9/16 / 4 + 1/16 / 2) = 5.82."""
    often, seldom = counted("A", [(2, 2), (2, 2)], "x", Fraction(3, 4)), counted("A", [(1, 2)], "y", Fraction(1, 4))
    [point] = funnel([often, seldom], 0.5).points
    assert (point.rate, point.base) == (0.875, pytest.approx(64 / 11))


def test_without_a_target_the_funnel_stands_around_the_pooled_rate():
    drawn = funnel([counted("A", [(3, 4)]), counted("B", [(1, 6)])])
    assert drawn.target == 0.4


@pytest.mark.parametrize("target", [0, 1, -0.2, 1.5])
def test_a_target_from_which_chance_cannot_stray_is_refused(target):
    with pytest.raises(ValueError, match=str(target)):
        funnel([counted("A", [(1, 2)])], target)


@pytest.mark.parametrize("met", [0, 4])
def test_where_all_is_met_or_nothing_no_place_differs(met):
    drawn = funnel([counted("A", [(met, 4)] * 3), counted("B", [(met, 4)] * 9)])
    assert [point.is_outside for point in drawn.points] == [False, False]


def test_without_places_there_is_no_point():
    assert funnel([]).points == []


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.floats(0.05, 0.95))
def test_a_tail_is_the_exact_binomial_one(answers, target):
    """Source: scipy.stats.binomtest, one-sided."""
    met, asked = answers
    side = "less" if met / asked < target else "greater"
    assert tail(met / asked, asked, target) == pytest.approx(binomtest(met, asked, target, side).pvalue, abs=1e-9)


def test_outside_the_limits_is_not_enough_where_the_exact_tail_is_no_rarity():
    """All of 16 lie above the limit .9940 around 80 %, but .8 ** 16, one in 36, is no rarity."""
    [point] = funnel([counted("A", [(1, 1)] * 16)], 0.8).points
    assert (round(point.outer[1], 4), round(point.tail, 4)) == (0.9940, 0.0281)
    assert point.rate > point.outer[1]
    assert not point.is_outside


def test_how_places_differ_anyway_widens_the_limits():
    """Six places of 100: z = 20 (asin √p - asin √.5); winsorised at 10 %, Σz² / .679 - 5 over 400 · 5."""
    rates = [0.3, 0.4, 0.5, 0.5, 0.6, 0.7]
    z = 20 * (np.arcsin(np.sqrt(rates)) - np.pi / 4)
    drawn_in = np.clip(z, np.quantile(z, 0.1), np.quantile(z, 0.9))
    expected = ((drawn_in**2).sum() / 0.679 - 5) / 2000
    assert between_variance(rates, [100] * 6, 0.5) == pytest.approx(expected)
    assert limits(0.5, 100, Z_OUTER, expected)[0] < limits(0.5, 100, Z_OUTER)[0]


def test_places_that_differ_no_more_than_chance_widen_nothing():
    assert between_variance([0.5, 0.5, 0.52], [100, 100, 100], 0.5) == 0
    assert between_variance([0.9], [10], 0.5) == 0


@pytest.mark.parametrize(
    ("visits", "musts", "rate", "together"), [(4, 12, 0.8, 0.2), (8, 12, 0.95, 0), (16, 1, 0.8, 0)]
)
def test_of_10000_places_that_do_not_differ_at_most_31_are_flagged(visits, musts, rate, together):
    """99.8 % would let 20 of them out; the limits alone, without the exact tail, let out 50 to 250."""
    chance = np.random.default_rng(2026)
    flagged = {False: 0, True: 0}
    for _ in range(100):
        places = drawn_places(chance, 100, visits, musts, rate, together)
        for overdispersed in flagged:
            drawn = funnel(places, overdispersed=overdispersed)
            flagged[overdispersed] += sum(point.is_outside for point in drawn.points)
    assert max(flagged.values()) <= 31


@pytest.mark.parametrize(
    ("at_target", "others", "musts", "together", "found"), [(0.6, 0.95, 12, 0.2, 0.9), (0.95, 0.75, 5, 0, 0.6)]
)
def test_a_target_far_from_the_places_neither_blames_those_at_it_nor_hides_the_others(
    at_target, others, musts, together, found
):
    """Were s² held against T (1 - T), 5 % of the former would be flagged in the first case, 4 % of the latter in the second."""
    chance = np.random.default_rng(2026)
    flagged = {True: 0, False: 0}
    for _ in range(20):
        near = drawn_places(chance, 10, 8, musts, at_target, together, "T")
        places = [*near, *drawn_places(chance, 30, 8, musts, others, together)]
        for point in funnel(places, at_target).points:
            flagged[point.place.startswith("T")] += point.is_outside
    assert flagged[True] <= 2
    assert flagged[False] >= 600 * found


def test_a_place_that_does_differ_is_flagged():
    chance = np.random.default_rng(1)
    places = drawn_places(chance, 20, 8, 12, 0.85, 0.05)
    low = counted("low", [(6, 12)] * 4 + [(7, 12)] * 4)
    assert [point.place for point in funnel([*places, low]).points if point.is_outside] == ["low"]
