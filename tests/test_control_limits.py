"""Control limits against published ones, and the false alarms that they are said to give."""

from itertools import pairwise
from math import comb, sqrt
from statistics import fmean

import pytest

from qshop.stats.control_limits import (
    p_false_alarms,
    p_limits,
    p_prime_false_alarms,
    p_prime_limits,
    xmr_false_alarms,
    xmr_limits,
)

ONE_STANDS_OUT = [1, 2, 1, 2, 10, *[1, 2] * 6, 1]
NIST = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]
"""Defective wafers of 50, in 30 samples: NIST/SEMATECH e-Handbook of Statistical Methods, §6.3.3.2."""


def at(limits, place=0):
    return tuple(round(number, 4) for number in (limits.lower[place], limits.centre, limits.upper[place]))


def test_the_ranges_about_a_value_that_stands_out_are_screened_once():
    limits = xmr_limits(ONE_STANDS_OUT)
    assert at(limits) == (-0.7156, 1.9444, 4.6044)  # unscreened it would be -3.06 and 6.95
    assert [place for place, out in enumerate(limits.outside(ONE_STANDS_OUT)) if out] == [4]


def test_without_a_range_to_screen_the_limits_are_those_of_all_ranges():
    values = [52, 54, 51, 53, 55, 50, 52, 54, 53, 51, 52, 53]
    ranges = [abs(b - a) for a, b in pairwise(values)]
    assert at(xmr_limits(values))[2] == round(fmean(values) + 2.66 * fmean(ranges), 4)


def test_a_p_chart_with_equal_bases():
    met = [6, 4, 8, 3, 7, 5, 9, 6, 4, 7, 5, 13, 6, 4, 8, 5, 3, 6, 4, 4]
    limits = p_limits(met, [100] * 20)
    assert (sum(met), at(limits)) == (117, (0, 0.0585, 0.1289))
    del met[11]
    assert (at(p_limits([*met[:-1], met[-1] - 2], [100] * 19))) == (0, 0.0537, 0.1213)


def test_a_p_chart_against_the_handbook_of_nist():
    limits = p_limits(NIST, [50] * 30)
    assert at(limits) == (0.0524, 0.2313, 0.4102)
    assert [place + 1 for place, out in enumerate(limits.outside([met / 50 for met in NIST])) if out] == [15, 23]


def test_the_limits_of_a_p_chart_follow_the_base_of_each_proportion():
    limits = p_limits([45, 80, 18, 170], [50, 100, 20, 200])
    centre = 313 / 370
    for place, base in enumerate([50, 100, 20, 200]):
        reach = 3 * sqrt(centre * (1 - centre) / base)
        assert at(limits, place) == (round(centre - reach, 4), round(centre, 4), round(min(1, centre + reach), 4))


def test_the_limits_of_a_p_prime_chart_widen_by_how_much_neighbours_vary():
    shares, bases = [0.8, 0.9, 0.7, 0.85], [50, 100, 50, 100]
    centre = (0.8 * 50 + 0.9 * 100 + 0.7 * 50 + 0.85 * 100) / 300
    errors = [sqrt(centre * (1 - centre) / base) for base in bases]
    z = [(share - centre) / error for share, error in zip(shares, errors, strict=True)]
    sigma = (abs(z[1] - z[0]) + abs(z[2] - z[1]) + abs(z[3] - z[2])) / 3 / 1.128
    limits = p_prime_limits(shares, bases)
    assert at(limits, 1) == tuple(
        round(each, 4) for each in (centre - 3 * sigma * errors[1], centre, min(1, centre + 3 * sigma * errors[1]))
    )


@pytest.mark.parametrize("share", [0, 0.3, 1])
def test_equal_values_are_never_outside(share):
    for limits in (
        xmr_limits([share] * 12),
        p_prime_limits([share] * 12, [7, 9] * 6),
        p_limits([round(share * 10)] * 12, [10] * 12),
    ):
        assert limits.outside([share] * 12) == [False] * 12
    assert xmr_limits([85.3] * 13).lower == (85.3,) * 13


def test_the_false_alarms_of_single_values_are_looked_up_between_the_numbers_that_were_simulated():
    assert [xmr_false_alarms(points) for points in (12, 13, 24, 150, 999)] == [5.4, 5.75, 9.5, 39.9, 39.9]
    assert [p_prime_false_alarms(points) for points in (12, 24)] == [2.7, 5.9]


def test_the_false_alarms_of_a_p_chart_are_those_of_the_binomial_distribution():
    limits = p_limits([6] * 12, [40] * 12)
    inside = sum(
        comb(40, k) * 0.15**k * 0.85 ** (40 - k) for k in range(41) if limits.lower[0] <= k / 40 <= limits.upper[0]
    )
    assert p_false_alarms(limits, [40] * 12) == pytest.approx(100 * (1 - inside**12))
    assert p_false_alarms(p_limits([10] * 12, [10] * 12), [10] * 12) == 0
