"""Shares and their intervals, from visits in sites, made by shoppers, with weights, of several kinds."""

from dataclasses import replace
from fractions import Fraction
from math import exp, log, sqrt
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as scipy_stats
from statsmodels.stats.proportion import proportion_confint

from qshop.stats.estimates import Counts, Part, ShopperCounts, estimate, textbook


class Visit(NamedTuple):
    """A visit that met some criteria of those asked."""

    site: str
    met: int
    asked: int = 1
    shopper: str = ""
    weight: int = 1


def counts(visits):
    sums = {
        "w": lambda v: v.weight,
        "ww": lambda v: v.weight**2,
        "www": lambda v: v.weight**3,
        "y": lambda v: v.weight * v.met,
        "a": lambda v: v.weight * v.asked,
        "wwy": lambda v: v.weight**2 * v.met,
        "wwa": lambda v: v.weight**2 * v.asked,
        "yy": lambda v: v.weight**2 * v.met**2,
        "ya": lambda v: v.weight**2 * v.met * v.asked,
        "aa": lambda v: v.weight**2 * v.asked**2,
    }
    return Counts(len(visits), **{name: sum(map(of, visits)) for name, of in sums.items()})


def part(visits, share=Fraction(1)):
    """Visits of one kind as a part; shoppers are counted where every visit has one."""
    groups, places = {}, {}
    for visit in visits:
        groups.setdefault(visit.site, []).append(visit)
        places.setdefault((visit.site, visit.shopper), []).append(visit)
    of = {place: counts(found) for place, found in places.items()}
    by_shopper = ShopperCounts(
        [site for site, _ in of],
        [shopper for _, shopper in of],
        *(np.array([getattr(found, name) for found in of.values()], float) for name in ("w", "y", "a")),
    )
    has_shoppers = all(visit.shopper for visit in visits)
    return Part(share, {site: counts(found) for site, found in groups.items()}, by_shopper if has_shoppers else None)


def logit_t(p, variance, freedom):
    reach = scipy_stats.t.ppf(0.975, freedom) * sqrt(variance) / (p * (1 - p))
    return tuple(1 / (1 + exp(-(log(p / (1 - p)) + side * reach))) for side in (-1, 1))


def census(visits):
    return estimate([part(visits)], "census", 1, rate=True)


def sample(visits):
    return estimate([part(visits)], "sample", 1, rate=True)


NORTH, SOUTH = [Visit("N", 1, 4), Visit("N", 3, 4), Visit("N", 3, 4)], [Visit("S", 2, 4), Visit("S", 4, 4)]


def test_these_sites_are_strata():
    # 13 of 20 met. Within N: 1 3 3, squares about 7/3: 8/3, times 3/2; within S: 2 4: 2, times 2.
    assert census(NORTH + SOUTH).interval == pytest.approx(logit_t(0.65, (8 / 3 * 3 / 2 + 2 * 2) / 20**2, 5 - 2))


def test_in_a_network_sites_are_clusters():
    # Met less 0.65 of what was asked: N 7 − 7.8, S 6 − 5.2.
    assert sample(NORTH + SOUTH).interval == pytest.approx(logit_t(0.65, 2 / 1 * (0.8**2 + 0.8**2) / 20**2, 2 - 1))


def test_a_single_site_of_a_network_is_taken_as_it_is():
    assert sample(NORTH) == census(NORTH)


def test_a_site_visited_once_takes_the_variance_within_the_others():
    # 15 of 24 met: the mean of N and S as above; pooled within them (8/3 + 2) / (5 − 2) for the one visit to W.
    found = census([*NORTH, *SOUTH, Visit("W", 2, 4)])
    assert found.interval == pytest.approx(logit_t(15 / 24, (8 / 3 * 3 / 2 + 2 * 2 + 14 / 9) / 24**2, 6 - 3))
    assert found.singles == 1


def test_where_no_site_was_visited_twice_all_visits_are_one_stratum():
    found = census([Visit("A", 1, 4), Visit("B", 3, 4), Visit("C", 3, 4)])
    assert found.interval == pytest.approx(logit_t(7 / 12, 8 / 3 * 3 / 2 / 12**2, 2))
    assert found.singles == 3


def test_yeses_at_these_sites_vary_at_least_as_independent_ones_do():
    # Every visit met 3 of 4: between visits nothing varies, yet 24 yeses were asked.
    assert census([Visit("N", 3, 4)] * 6).interval == pytest.approx(logit_t(0.75, 0.75 * 0.25 / 24, 5))


def test_shoppers_are_clusters_as_well():
    visits = [Visit("N", 4, 4, "P1"), Visit("N", 2, 4, "P2"), Visit("S", 4, 4, "P1"), Visit("S", 1, 4, "P2"),
              Visit("S", 1, 4, "P3")]  # fmt: skip
    # 12 of 20 met. From the mean of each site, 3 and 2: P1 1 + 2, P2 −1 − 1, P3 −1; that is more than within sites.
    assert (2 * 2) + (6 * 3 / 2) < 3 / 2 * (9 + 4 + 1)
    assert census(visits).interval == pytest.approx(logit_t(0.6, 3 / 2 * (9 + 4 + 1) / 20**2, 2))
    # In a network: met less 0.6 of what was asked, by site 1.2 and −1.2; by shopper 3.2, −1.8, −1.4.
    by_site, by_shopper = 2 * (1.2**2 + 1.2**2), 3 / 2 * (3.2**2 + 1.8**2 + 1.4**2)
    by_visit = 5 / 4 * (1.6**2 + 0.4**2 + 1.6**2 + 1.4**2 + 1.4**2)
    assert sample(visits).interval == pytest.approx(logit_t(0.6, (by_site + by_shopper - by_visit) / 20**2, 1))


def test_shoppers_of_whom_one_is_unknown_are_no_clusters():
    visits = [Visit("N", 4, 4, "P1"), Visit("N", 2, 4, "P2"), Visit("S", 4, 4, "P1"), Visit("S", 1, 4, "")]
    assert census(visits) == census([visit._replace(shopper="") for visit in visits])


def test_one_shopper_is_no_second_way_of_clustering():
    visits = [visit._replace(shopper="P1") for visit in NORTH + SOUTH]
    assert census(visits) == census(NORTH + SOUTH)


@pytest.mark.parametrize("sites", ["census", "sample"])
def test_where_nothing_or_all_was_met_it_is_wilsons_over_visits(sites):
    """Source: statsmodels proportion_confint over the 5 visits, not over the 20 criteria."""
    for met in (0, 4):
        found = estimate([part([visit._replace(met=met) for visit in NORTH + SOUTH])], sites, 1, rate=True)
        assert found.interval == pytest.approx(proportion_confint(5 * met / 4, 5, method="wilson"), abs=1e-12)


def test_one_yes_or_no_a_visit_at_one_site_is_plain_wilson():
    """Source: statsmodels proportion_confint."""
    visits = [Visit("N", 1)] * 8 + [Visit("N", 0)] * 2
    assert census(visits).interval == pytest.approx(proportion_confint(8, 10, method="wilson"))
    with_shoppers = [visit._replace(shopper=f"P{place}") for place, visit in enumerate(visits)]
    assert census(with_shoppers).interval == census(visits).interval
    twice = [visit._replace(shopper=f"P{place // 2}") for place, visit in enumerate(visits)]
    assert census(twice).interval != census(visits).interval


def test_one_yes_or_no_at_each_site_of_a_network_is_plain_wilson():
    """Source: statsmodels proportion_confint."""
    visits = [Visit(f"S{place}", int(place < 8)) for place in range(10)]
    assert sample(visits).interval == pytest.approx(proportion_confint(8, 10, method="wilson"))


def test_equal_scores_are_wilsons_over_visits():
    """Source: statsmodels proportion_confint; ten equal visits do not promise that the next is equal."""
    scores = [Visit("N", 250_000, 1_000_000)] * 10
    found = estimate([part(scores)], "census", 1_000_000, rate=False)
    assert found.interval == pytest.approx(proportion_confint(2.5, 10, method="wilson"))


@given(
    st.lists(st.tuples(st.sampled_from("NSW"), st.booleans()), min_size=2, max_size=30),
    st.sampled_from(["census", "sample"]),
)
def test_a_proportion_has_one_interval_whether_it_is_called_score_or_rate(answers, sites):
    as_rate = estimate([part([Visit(site, int(yes)) for site, yes in answers])], sites, 1, rate=True)
    scores = [Visit(site, 1_000_000 * yes, 1_000_000) for site, yes in answers]
    as_score = estimate([part(scores)], sites, 1_000_000, rate=False)
    assert as_score.interval == pytest.approx(as_rate.interval, abs=1e-12)


@given(st.integers(1, 10**6))
def test_equal_weights_change_nothing(weight):
    visits = NORTH + SOUTH
    weighed = census([visit._replace(weight=weight) for visit in visits])
    assert (weighed.share, weighed.interval) == (census(visits).share, pytest.approx(census(visits).interval))


def test_visits_weigh_in_the_share_and_in_its_interval():
    visits = [Visit("N", 2, 4, weight=1), Visit("N", 3, 4, weight=9), Visit("N", 1, 4, weight=2)]
    # Σw met 31 of Σw asked 48; q = (1 + 81 + 4) / 12²; e = met − 4 · 31/48.
    mean, q = 31 / 12, 86 / 144
    squares = 1 * (2 - mean) ** 2 + 81 * (3 - mean) ** 2 + 4 * (1 - mean) ** 2
    found = census(visits)
    assert found.share == Fraction(31, 48)
    floor = 31 / 48 * 17 / 48 / (48**2 / (4 * 86))
    assert found.interval == pytest.approx(logit_t(31 / 48, max(squares / 48**2 / (1 - q), floor), 1 / q - 1))


HARD = [Visit("N", 1, 4), Visit("N", 3, 4), Visit("N", 3, 4), Visit("N", 2, 4)]  # 9 of 16, counts for three quarters
EASY = [Visit("N", 4, 4), Visit("N", 3, 4), Visit("N", 4, 4)]  # 11 of 12, for one quarter


def mixed(first, second):
    parts = [part(HARD, Fraction(3, 4)), part(EASY, Fraction(1, 4))]
    return estimate([replace(parts[0], kind=first), replace(parts[1], kind=second)], "census", 1, rate=True)


def test_kinds_of_visits_count_for_their_shares_and_deviate_from_their_own_rates():
    hard, easy = 0.75 / 16, 0.25 / 12
    z = [hard * (v.met - 9 / 4) for v in HARD] + [easy * (v.met - 11 / 3) for v in EASY]
    w = [hard] * 4 + [easy] * 3
    q = sum(x * x for x in w) / sum(w) ** 2
    freedom = 1 / q - 1  # one of them for the second kind
    variance = sum(one * one for one in z) / (1 - q) * freedom / (freedom - 1)
    found, p = mixed("hard", "easy"), 0.75 * 9 / 16 + 0.25 * 11 / 12
    assert found.share == Fraction(3, 4) * Fraction(9, 16) + Fraction(1, 4) * Fraction(11, 12)
    floor = p * (1 - p) * (hard**2 * 16 + easy**2 * 12)
    assert found.interval == pytest.approx(logit_t(p, max(variance, floor), freedom - 1))


def test_visits_too_few_for_their_kinds_deviate_from_one_rate_for_all():
    parts = [part([visit], Fraction(1, 3)) for visit in NORTH]
    apart = [replace(one, kind=str(place)) for place, one in enumerate(parts)]
    assert estimate(apart, "census", 1, rate=True) == estimate(parts, "census", 1, rate=True)
    assert estimate(parts, "census", 1, rate=True).interval == pytest.approx(census(NORTH).interval)


def test_the_textbook_takes_all_yeses_as_independent():
    """Source: statsmodels proportion_confint over the 20 criteria."""
    found = textbook([part(NORTH + SOUTH)], 1, rate=True)
    assert found.interval == pytest.approx(proportion_confint(13, 20, method="wilson"))


def test_the_textbook_interval_of_two_kinds_of_visits_agrees_with_r():
    """Source: R 4.2.2, package survey 4.1-1: two strata that count for 3/5 and 2/5 of the whole.

    visits <- data.frame(y = c(80, 90, 70, 100, 40, 60, 55), kind = rep(c("a", "b"), c(4, 3)))
    design <- svydesign(ids = ~1, strata = ~kind, weights = rep(c(.6 / 4, .4 / 3), c(4, 3)), data = visits)
    print(confint(svymean(~y, design), df = degf(design)), digits = 15)
    """
    kinds = [(Fraction(3, 5), [80, 90, 70, 100]), (Fraction(2, 5), [40, 60, 55])]
    parts = [part([Visit("N", score, 100) for score in scores], share) for share, scores in kinds]
    low, high = textbook(parts, 100, rate=False).interval
    assert (low, high) == pytest.approx((0.599492740287377, 0.833840593045956), abs=1e-12)


@pytest.mark.parametrize("sites", ["census", "sample"])
def test_a_share_that_rounds_to_the_whole_has_the_interval_of_the_whole(sites):
    heavy = [Visit(site, 10**6, 10**6, weight=10**12) for site in "ab" for _ in range(50)]
    light = Visit("a", 10**6 - 1, 10**6)
    found = estimate([part([*heavy, light])], sites, 10**6, rate=False)
    assert found.share < 1
    assert found.interval == pytest.approx(proportion_confint(100, 100, method="wilson"), abs=1e-9)
