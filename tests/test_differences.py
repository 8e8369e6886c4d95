"""Differences between two sides: intervals, p and families, against published figures."""

from fractions import Fraction
from statistics import mean, variance

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import ttest_ind

from qshop.stats.differences import difference, mover, rejected, tail
from qshop.stats.distributions import t_quantile
from qshop.stats.estimates import Counts, Part
from qshop.stats.intervals import wilson


def visits(ys, full=1, weight=1):
    """Count visits, each of which reached y of `full`."""
    w, y, yy, n = weight, sum(ys), sum(y * y for y in ys), len(ys)
    return Counts(
        n, w * n, w * w * n, w**3 * n, w * y, w * full * n, w * w * y, w * w * full * n,
        w * w * yy, w * w * full * y, w * w * full**2 * n,
    )  # fmt: skip


def side(by_site, full=1):
    return [Part(Fraction(1), {site: visits(ys, full) for site, ys in by_site.items()})]


def test_newcombes_example():
    """Newcombe 1998, Statistics in Medicine 17:873-890, table II, example (a), method 10: 56/70 and 48/80."""
    low, high = mover(48 / 80, wilson(48 / 80, 80), 56 / 70, wilson(56 / 70, 70))
    assert (round(low, 4), round(high, 4)) == (0.0524, 0.3339)


def test_yeses_of_independent_visits_are_compared_as_newcombe_does():
    found = difference(side({"A": [1] * 48 + [0] * 32}), side({"A": [1] * 56 + [0] * 14}), "census", 1, rate=True)
    assert (found.value, round(found.low, 4), round(found.high, 4)) == (Fraction(1, 5), 0.0524, 0.3339)
    assert round(found.p, 4) == 0.0082


def test_scores_that_are_all_or_nothing_are_yeses():
    million = 1_000_000
    yeses = difference(side({"A": [0, 1, 1, 1, 0]}), side({"A": [1, 1, 1, 1, 0]}), "census", 1, rate=True)
    scores = [side({"A": [million * y for y in ys]}, million) for ys in ([0, 1, 1, 1, 0], [1, 1, 1, 1, 0])]
    assert difference(*scores, "census", million, rate=False) == yeses


def test_means_of_one_site_are_compared_by_t():
    before, after = [62, 70, 75, 81, 77], [80, 85, 71, 90, 88, 79]
    found = difference(side({"A": before}, 100), side({"A": after}, 100), "census", 100, rate=False)
    error = (variance(before) / 5 + variance(after) / 6) ** 0.5
    middle = mean(after) - mean(before)
    limits = [100 * found.low, 100 * found.high]
    assert limits == pytest.approx([middle - t_quantile(9) * error, middle + t_quantile(9) * error])


def test_sides_without_a_site_in_common_are_no_pairs():
    """As two samples: with 4 and 12 visits, pairs would miss the truth in 10 % of trials, and far out ten times as often."""
    before, after = [62, 70, 75, 81], [80, 85, 71, 90, 88, 79, 66, 73, 84, 77, 91, 69]
    sides = [side({f"{name}{at}": [y] for at, y in enumerate(ys)}, 100) for name, ys in (("A", before), ("B", after))]
    found = difference(*sides, "sample", 100, rate=False)
    reach = t_quantile(14) * (variance(before) / 4 + variance(after) / 12) ** 0.5
    assert 50 * (found.high - found.low) == pytest.approx(reach)
    assert found.p == pytest.approx(ttest_ind(after, before).pvalue)


SLEEP = {
    "drug 1": [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0],
    "drug 2": [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
}
"""Student 1908, as in R's `sleep`; t.test(paired = TRUE) gives 0.7001142 to 2.4598858, p = 0.002833."""


@pytest.mark.parametrize("sites", ["census", "sample"])
def test_sites_visited_once_are_compared_in_pairs(sites):
    before, after = (
        side({f"S{place}": [round(10 * hours) + 20] for place, hours in enumerate(SLEEP[drug])}, 100)
        for drug in ("drug 1", "drug 2")
    )
    found = difference(before, after, sites, 100, rate=False)
    assert [round(10 * limit, 7) for limit in (found.low, found.high)] == [0.7001142, 2.4598858]
    assert round(found.p, 6) == 0.002833


def test_sites_that_happen_to_change_alike_prove_no_more_than_their_yeses():
    before = side({"A": [1, 0, 0], "B": [1, 0], "C": [1, 0], "D": [1, 0], "E": [1, 0]})
    found = difference(before, side({site: [1] for site in "ABCDE"}), "census", 1, rate=True)
    p = float(found.before)
    assert (found.high - found.low) / 2 >= t_quantile(4) * (p * (1 - p) / 11) ** 0.5


def test_ten_perfect_visits_beside_ten_perfect_visits_prove_nothing():
    found = difference(side({"A": [100] * 10}, 100), side({"A": [100] * 10}, 100), "census", 100, rate=False)
    assert (round(found.low, 4), round(found.high, 4), found.p) == (-0.2775, 0.2775, 1.0)


def test_one_visit_on_a_side_tells_nothing_of_chance():
    found = difference(side({"A": [80]}, 100), side({"A": [70, 90]}, 100), "census", 100, rate=False)
    assert (found.value, found.low, found.high, found.p) == (0, None, None, None)


def test_cells_count_for_their_shares_and_visits_vary_within_their_site():
    """Two kinds at one site: what a visit weighs is 1/2 of its kind's share, and it varies about the site's mean."""

    def cells(easy, hard):
        return [Part(Fraction(1, 2), {"A": visits(ys, 100)}) for ys in (easy, hard)]

    before, after = ([90, 80], [30, 50]), ([95, 95], [40, 60])
    found = difference(cells(*before), cells(*after), "census", 100, rate=False)
    assert found.value == Fraction(10, 100)
    error = sum(variance([y / 100 for kind in side for y in kind]) / 4 for side in (before, after)) ** 0.5
    assert (found.low, found.high) == pytest.approx((0.1 - t_quantile(6) * error, 0.1 + t_quantile(6) * error))


TAILS = [
    0.0001,
    0.0004,
    0.0019,
    0.0095,
    0.0201,
    0.0278,
    0.0298,
    0.0344,
    0.0459,
    0.3240,
    0.4262,
    0.5719,
    0.6528,
    0.7590,
    1.0,
]


def test_benjamini_and_hochbergs_example():
    """Benjamini and Hochberg 1995, section 3.2: of these 15 tests, four hold, where Bonferroni's bound lets three."""
    assert rejected(TAILS) == [True] * 4 + [False] * 11
    assert rejected(TAILS[::-1]) == [False] * 11 + [True] * 4
    assert rejected([]) == []


@given(
    st.floats(-0.9, 0.9), st.floats(0.001, 0.9), st.floats(0.001, 0.9), st.integers(1, 300),
)  # fmt: skip
def test_p_is_below_5_percent_exactly_where_the_interval_leaves_out_0(value, below, above, freedom):
    low, high = value - below, value + above
    assume(min(abs(low), abs(high)) > 1e-9)
    assert (tail(value, low, high, freedom) < 0.05) == (low > 0 or high < 0)


def test_few_visits_that_agree_vouch_for_no_change():
    """Source: scipy.stats.ttest_ind, whose pooled variance p is taken where it is above that of V_before + V_after."""
    before, after = [40, 55, 60, 62, 70, 71, 78, 80, 85, 88, 90, 95], [85, 86, 85, 86]
    found = difference(side({"A": before}, 100), side({"A": after}, 100), "census", 100, rate=False)
    assert found.low > 0
    assert found.p == pytest.approx(ttest_ind(after, before).pvalue, abs=1e-9)
    assert found.p > 0.05


@given(*[st.lists(st.integers(0, 100), min_size=6, max_size=6).filter(lambda ys: len(set(ys)) > 1)] * 2)
def test_with_as_many_visits_on_either_side_p_is_that_of_the_interval(before, after):
    """Source: scipy.stats.ttest_ind; both variances are the same then."""
    assume(not {*before, *after} <= {0, 100})
    found = difference(side({"A": before}, 100), side({"A": after}, 100), "census", 100, rate=False)
    assert found.p == pytest.approx(ttest_ind(after, before).pvalue, abs=1e-9)
