"""Reliability against published figures, and against models fitted by statsmodels."""

from collections import Counter
from fractions import Fraction
from math import inf

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.formula.api import ols
from statsmodels.stats.anova import anova_lm

from qshop.stats.reliability import Visits, can_be_told_apart, icc, one_way, reliability, visits_needed

SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
"""Shrout and Fleiss (1979), Psychological Bulletin 86:420-428, table 2: six targets, four judges."""


def analysed(visits):
    """Analyse visits, each a place, a group and a score."""
    scores = {}
    for place, group, score in visits:
        scores.setdefault((place, group), []).append(score)
    return one_way(Visits(*cell, len(own), sum(own), sum(x * x for x in own)) for cell, own in scores.items())


def targets(judges_apart):
    return [
        (f"S{place}", judge if judges_apart else "", score)
        for place, row in enumerate(SHROUT_FLEISS)
        for judge, score in enumerate(row)
    ]


def test_ratings_by_any_judges_have_the_published_reliability():
    found = analysed(targets(judges_apart=False))
    assert (found.places, found.visits, found.between_freedom, found.within_freedom) == (6, 24, 5, 18)
    assert [round(icc(found.f, found.per_place), 4), round(reliability(found.f), 4)] == [0.1657, 0.4428]
    assert not can_be_told_apart(found.f)


def test_the_limits_are_those_that_r_prints():
    """Source: what ICC() of the R package psych prints for these ratings: ICC1 -0.133 and 0.723, ICC1k -0.88 and 0.91."""
    found = analysed(targets(judges_apart=False))
    assert [round(icc(f, found.per_place), 3) for f in found.f_limits] == [-0.133, 0.723]
    assert [round(reliability(f), 2) for f in found.f_limits] == [-0.88, 0.91]


def test_with_each_judge_a_group_they_are_compared_within_judges():
    """The same article: ICC(3, 1) .7148 and ICC(3, 4) .9093."""
    found = analysed(targets(judges_apart=True))
    assert [round(icc(found.f, found.per_place), 4), round(reliability(found.f), 4)] == [0.7148, 0.9093]
    assert can_be_told_apart(found.f)


@pytest.mark.parametrize(("correlation", "visits"), [(".05", 45), (".10", 21), (".1657", 12), (".20", 10), (".30", 6)])
def test_visits_for_a_reliability_of_70_percent(correlation, visits):
    """Spearman and Brown's formula: .7 (1 - ICC) / (.3 ICC), rounded up; 21 exactly at .10."""
    assert visits_needed(Fraction(correlation)) == visits_needed(float(correlation)) == visits


def test_no_number_of_visits_is_enough_where_places_do_not_differ():
    assert (visits_needed(0), visits_needed(-0.1), visits_needed(1)) == (None, None, 1)


VISITS = st.lists(
    st.tuples(st.sampled_from("ABCD"), st.sampled_from("xyz"), st.integers(0, 1_000_000)), min_size=8, max_size=40
)


def left_over(visits, *factors):
    """Fit the means of factors to scores by least squares; give what is left over, and the rank of the fit."""
    columns = [[float(one[at] == level) for one in visits] for at in factors for level in {x[at] for x in visits}]
    design, scores = np.array(columns).T, np.array([float(one[2]) for one in visits])
    fitted, _, rank, _ = np.linalg.lstsq(design, scores)
    return float(((scores - design @ fitted) ** 2).sum()), int(rank)


@settings(max_examples=60)
@given(VISITS)
def test_unequal_numbers_in_groups_are_analysed_as_least_squares_does(visits):
    """Source: numpy's least squares, groups first, then places beside them."""
    found = analysed(visits)
    (groups, rank_of_groups), (both, rank) = left_over(visits, 1), left_over(visits, 0, 1)
    assert (found.between_freedom, found.within_freedom) == (rank - rank_of_groups, len(visits) - rank)
    assert (float(found.within), float(found.between)) == (
        pytest.approx(both, rel=1e-6, abs=1),
        pytest.approx(groups - both, rel=1e-6, abs=1),
    )


def test_unequal_numbers_at_places_have_the_f_of_a_one_way_analysis():
    """Source: statsmodels, anova_lm."""
    visits = [(place, "", 7 * n % 31) for n, place in enumerate("AAABBBBBBCCDDDDDDD")]
    expected = anova_lm(ols("score ~ C(place)", pd.DataFrame(visits, columns=["place", "group", "score"])).fit())
    assert float(analysed(visits).f) == pytest.approx(expected.loc["C(place)", "F"], rel=1e-9)


@given(VISITS, st.randoms())
def test_neither_order_nor_a_group_of_ones_own_changes_anything(visits, chance):
    shuffled = list(visits)
    chance.shuffle(shuffled)
    assert analysed(shuffled) == analysed(visits)


@given(VISITS)
def test_what_moves_a_whole_group_moves_nothing(visits):
    moved = [(place, group, score + {"x": 0, "y": 70_000, "z": 5}[group]) for place, group, score in visits]
    assert analysed(moved) == analysed(visits)


def test_the_visits_a_place_allow_for_unequal_numbers():
    """n0 = (N - Σn² / N) / (H - 1), here (12 - 62 / 12) / 2."""
    found = analysed([("A", "", 1)] * 2 + [("B", "", 2)] * 3 + [("C", "", 3)] * 7)
    assert found.per_place == Fraction(12 * 12 - 62, 12 * 2)


def test_with_one_place_or_single_visits_there_is_nothing_to_compare():
    one_place = analysed([("A", "", 1), ("A", "", 2)])
    single = analysed([("A", "", 1), ("B", "", 2)])
    strangers = analysed([("A", "x", 1), ("A", "x", 3), ("B", "y", 2), ("B", "y", 5)])
    assert [found.f for found in (one_place, single, strangers)] == [None, None, None]
    assert (one_place.between_freedom, single.within_freedom, strangers.between_freedom) == (0, 0, 0)


def test_where_all_visits_are_alike_there_is_no_f_and_where_only_places_differ_it_has_no_end():
    alike = analysed([("A", "", 5), ("A", "", 5), ("B", "", 5), ("B", "", 5)])
    certain = analysed([("A", "", 5), ("A", "", 5), ("B", "", 6), ("B", "", 6)])
    assert (alike.f, alike.f_limits, certain.f, certain.f_limits) == (None, None, inf, None)
    assert (icc(inf, certain.per_place), reliability(inf), can_be_told_apart(inf)) == (1, 1, True)


def test_equal_means_are_the_least_that_can_be():
    found = analysed([("A", "", 1), ("A", "", 3), ("B", "", 1), ("B", "", 3)])
    assert (found.f, icc(found.f, found.per_place), reliability(found.f)) == (0, -1, -inf)


def test_places_are_told_apart_from_ten_thirds_on():
    assert [can_be_told_apart(f) for f in (Fraction(10, 3), Fraction(333, 100), None)] == [True, False, False]


def test_what_is_left_over_is_exact_whatever_the_size_of_the_numbers():
    scores = Counter({("A", 10**15): 1, ("A", 10**15 + 1): 1, ("B", 10**15): 1, ("B", 10**15 + 1): 1})
    assert analysed([(place, "", score) for place, score in scores]).within == 1
