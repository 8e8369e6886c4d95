"""Intervals against other people's software and against formulas written out."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats as scipy_stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

from qshop.stats.distributions import t_quantile
from qshop.stats.intervals import mean_interval, mixed_mean_interval, mixed_rate_interval, rate_interval, wilson

MILLION = 1_000_000


def sums(pairs):
    """Give units, met, asked, and Σmet², Σmet·asked, Σasked² of visits given as (met, asked)."""
    met, asked = zip(*pairs, strict=True)
    products = [(m * m, m * a, a * a) for m, a in pairs]
    return len(pairs), sum(met), sum(asked), tuple(map(sum, zip(*products, strict=True)))


def of_scores(scores):
    """Give the interval of the mean of scores in millionths."""
    return mean_interval(len(scores), sum(scores), sum(x * x for x in scores), MILLION)


@given(st.integers(1, 5000).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))))
def test_wilson_agrees_with_statsmodels(case):
    """Source: statsmodels.stats.proportion.proportion_confint, method "wilson"."""
    met, base = case
    expected = proportion_confint(met, base, alpha=0.05, method="wilson")
    assert wilson(met / base, base) == pytest.approx(expected, abs=1e-12)


def test_wilson_agrees_with_a_published_example():
    """Source: Newcombe (1998), Statistics in Medicine 17:857-872, Table I, method 3: 81 of 263, and 0 of 20."""
    assert wilson(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0, 0.1611), abs=5e-5)


def test_nothing_met_starts_at_exactly_0_and_all_met_ends_at_exactly_1():
    assert [wilson(0, base)[0] for base in range(1, 300)] == [0.0] * 299
    assert [wilson(1, base)[1] for base in range(1, 300)] == [1.0] * 299


def test_t_quantiles_agree_with_scipy():
    """Source: scipy.stats.t.ppf(0.975, df)."""
    expected = scipy_stats.t.ppf(0.975, np.arange(1, 2001))
    assert np.array([t_quantile(freedom) for freedom in range(1, 2001)]) == pytest.approx(expected, abs=1e-9)


def test_t_quantiles_fall_towards_the_normal():
    """Source: scipy.stats.norm.ppf; and no step where the finite sum hands over to the expansion."""
    many = [t_quantile(freedom) for freedom in (*range(1, 400), 10_000, 10**6, 10**9)]
    assert many == sorted(many, reverse=True)
    assert many[-1] == pytest.approx(scipy_stats.norm.ppf(0.975), abs=1e-8)


@given(st.lists(st.integers(0, MILLION), min_size=2, max_size=60))
def test_the_interval_of_a_mean_agrees_with_statsmodels(scores):
    """Source: statsmodels.stats.weightstats.DescrStatsW.tconfint_mean, cut to 0…1."""
    assume(len(set(scores)) > 1)
    low, high = DescrStatsW(np.array(scores) / MILLION).tconfint_mean(alpha=0.05)
    assert of_scores(scores) == pytest.approx((max(0, low), min(1, high)), abs=1e-9)


@pytest.mark.parametrize("score", [0, 250_000, MILLION])
def test_equal_scores_fall_back_on_wilson(score):
    """Source: statsmodels proportion_confint; ten perfect visits do not promise perfection."""
    expected = proportion_confint(score / MILLION * 10, 10, method="wilson")
    assert of_scores([score] * 10) == pytest.approx(expected, abs=1e-12)


def test_a_tiny_spread_in_a_million_visits_is_not_lost():
    """Source: exact arithmetic: the sums stay whole numbers until the last step."""
    scores_sum, squares = MILLION * 999_999 + 999_998, MILLION * 999_999**2 + 999_998**2
    low, high = mean_interval(MILLION + 1, scores_sum, squares, MILLION)
    variance = Fraction((MILLION + 1) * squares - scores_sum**2, (MILLION + 1) * MILLION * MILLION**2)
    reach = scipy_stats.t.ppf(0.975, MILLION) * math.sqrt(variance / (MILLION + 1))
    assert high - low == pytest.approx(2 * reach, rel=1e-4)


PAIRS = st.lists(
    st.integers(1, 12).flatmap(lambda asked: st.tuples(st.integers(0, asked), st.just(asked))), min_size=2, max_size=40
)


@given(PAIRS)
def test_the_interval_of_a_rate_is_the_linearised_ratio_estimator(pairs):
    """Source: Cochran (1977), Sampling Techniques, §6.3: v(R) = n / (n - 1) · Σ (y - R x)² / (Σ x)², written out."""
    units, met, asked, products = sums(pairs)
    ratio = Fraction(met, asked)
    residuals = sum((m - ratio * a) ** 2 for m, a in pairs)
    assume(residuals > 0 and any(a > 1 for _, a in pairs))
    error = math.sqrt(residuals * units / (units - 1)) / asked
    reach = scipy_stats.t.ppf(0.975, units - 1) * error
    expected = max(0, float(ratio) - reach), min(1, float(ratio) + reach)
    assert rate_interval(units, met, asked, products) == pytest.approx(expected, abs=1e-9)


def test_the_interval_of_a_rate_agrees_with_r():
    """Source: R 4.2.2, package survey 4.1-1:

    library(survey)
    visits <- data.frame(met = c(3, 2, 5, 4, 0, 6, 7, 2, 3, 5), asked = c(4, 4, 6, 4, 3, 6, 9, 2, 5, 7))
    design <- svydesign(ids = ~1, weights = ~1, data = visits)
    print(confint(svyratio(~met, ~asked, design), df = degf(design)), digits = 15)
    """
    pairs = [(3, 4), (2, 4), (5, 6), (4, 4), (0, 3), (6, 6), (7, 9), (2, 2), (3, 5), (5, 7)]
    assert rate_interval(*sums(pairs)) == pytest.approx((0.584813160733858, 0.895186839266142), abs=1e-12)


def test_the_interval_of_a_mean_agrees_with_r():
    """Source: R 4.2.2, package survey 4.1-1:

    library(survey)
    design <- svydesign(ids = ~1, weights = ~1, data = data.frame(x = c(0.71, 0.42, 1, 0.55, 0.9, 0.9)))
    print(confint(svymean(~x, design), df = degf(design)), digits = 15)
    """
    scores = [710_000, 420_000, 1_000_000, 550_000, 900_000, 900_000]
    assert of_scores(scores) == pytest.approx((0.508311515323791, 0.985021818009542), abs=1e-12)


@given(st.lists(st.integers(0, 1), min_size=1, max_size=60))
def test_one_yes_or_no_a_visit_is_plain_wilson(answers):
    """Source: statsmodels proportion_confint; independent visits that give one answer each."""
    expected = proportion_confint(sum(answers), len(answers), method="wilson")
    assert rate_interval(*sums([(met, 1) for met in answers])) == pytest.approx(expected, abs=1e-12)


def test_visits_that_all_meet_the_same_share_fall_back_on_wilson_over_visits():
    """Source: statsmodels proportion_confint over the 8 visits, not over the 24 criteria."""
    assert rate_interval(*sums([(3, 3)] * 8)) == pytest.approx(proportion_confint(8, 8, method="wilson"), abs=1e-12)
    assert rate_interval(*sums([(1, 2)] * 8)) == pytest.approx(proportion_confint(4, 8, method="wilson"), abs=1e-12)


def test_one_visit_says_little():
    """Source: statsmodels proportion_confint with a base of one visit, however much it was asked."""
    assert rate_interval(*sums([(3, 4)])) == pytest.approx(proportion_confint(0.75, 1, method="wilson"), abs=1e-12)


@given(PAIRS)
def test_limits_stay_within_0_and_100_percent_and_around_the_rate(pairs):
    units, met, asked, products = sums(pairs)
    low, high = rate_interval(units, met, asked, products)
    assert 0 <= low <= met / asked <= high <= 1


def test_the_interval_of_a_mean_of_two_kinds_of_visits_agrees_with_r():
    """Source: R 4.2.2, package survey 4.1-1: two strata that count for 3/5 and 2/5 of the whole.

    visits <- data.frame(y = c(80, 90, 70, 100, 40, 60, 55), kind = rep(c("a", "b"), c(4, 3)))
    design <- svydesign(ids = ~1, strata = ~kind, weights = rep(c(.6 / 4, .4 / 3), c(4, 3)), data = visits)
    print(confint(svymean(~y, design), df = degf(design)), digits = 15)
    """
    kinds = [(Fraction(3, 5), [80, 90, 70, 100]), (Fraction(2, 5), [40, 60, 55])]
    parts = [(share, len(scores), sum(scores), sum(x * x for x in scores)) for share, scores in kinds]
    assert mixed_mean_interval(parts, 100) == pytest.approx((59.9492740287377 / 100, 83.3840593045956 / 100), abs=1e-12)


def test_the_interval_of_a_rate_of_two_kinds_of_visits_agrees_with_r():
    """Source: R 4.2.2, package survey 4.1-1: svyratio of each kind alone, rates and variances added up by shares.

    .6 * coef(a) + .4 * coef(b) + c(-1, 1) * qt(.975, 5) * sqrt(.36 * SE(a)^2 + .16 * SE(b)^2)
    """
    kinds = [(Fraction(3, 5), [(3, 4), (2, 4), (4, 4), (4, 5)]), (Fraction(2, 5), [(1, 2), (2, 2), (2, 3)])]
    parts = [(share, met, asked, units, *products) for share, (units, met, asked, products) in by_share(kinds)]
    assert mixed_rate_interval(parts) == pytest.approx((0.545592697592000, 0.943482932660101), abs=1e-12)


def by_share(kinds):
    """Give the share of each kind of visits with its sums."""
    return [(share, sums(pairs)) for share, pairs in kinds]


def test_kinds_that_all_score_the_same_fall_back_on_wilson_over_all_visits():
    """Source: statsmodels proportion_confint over the 5 visits."""
    parts = [(Fraction(3, 4), 3, 300, 30_000), (Fraction(1, 4), 2, 200, 20_000)]
    assert mixed_mean_interval(parts, 100) == pytest.approx(proportion_confint(5, 5, method="wilson"), abs=1e-12)
