"""Intervals against other people's software and against formulas written out."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats as scipy_stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

from qshop.stats.distributions import t_quantile
from qshop.stats.intervals import logit_t, wald_t, wilson

MILLION = 1_000_000


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


@given(st.floats(0.001, 0.999), st.floats(1e-9, 0.2), st.floats(1, 500))
def test_limits_stay_within_0_and_1_and_around_the_share(share, variance, freedom):
    for interval in (logit_t, wald_t):
        low, high = interval(share, variance, freedom)
        assert 0 <= low <= share <= high <= 1


@given(st.floats(0.01, 0.99), st.floats(1e-9, 0.01), st.floats(1, 500))
def test_the_logit_of_one_minus_a_share_has_the_mirrored_interval(share, variance, freedom):
    low, high = logit_t(share, variance, freedom)
    assert logit_t(1 - share, variance, freedom) == pytest.approx((1 - high, 1 - low), abs=1e-9)


@given(st.lists(st.integers(0, MILLION), min_size=2, max_size=60))
def test_the_textbook_interval_of_a_mean_agrees_with_statsmodels(scores):
    """Source: statsmodels.stats.weightstats.DescrStatsW.tconfint_mean, cut to 0…1."""
    assume(len(set(scores)) > 1)
    shares = DescrStatsW(np.array(scores) / MILLION)
    low, high = shares.tconfint_mean(alpha=0.05)
    found = wald_t(float(shares.mean), float(shares.std_mean) ** 2, len(scores) - 1)
    assert found == pytest.approx((max(0, low), min(1, high)), abs=1e-9)
