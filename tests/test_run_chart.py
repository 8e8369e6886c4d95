"""Run charts: the rules of Anhøj and Olesen (2014), and how often they give a signal by chance, counted exactly."""

from itertools import combinations, groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qshop.stats.run_chart import fewest_crossings, longest_allowed, run_chart, share_of_orders

ANHOEJ = {10: (6, 2), 12: (7, 3), 16: (7, 4), 20: (7, 6), 24: (8, 8), 30: (8, 10), 36: (8, 13), 100: (10, 41)}
"""The table of Anhøj and Olesen: the longest run allowed and the fewest crossings, by values that are not on the median."""


@pytest.mark.parametrize(("counting", "limits"), ANHOEJ.items())
def test_the_longest_run_and_the_fewest_crossings_are_those_of_the_published_table(counting, limits):
    assert (longest_allowed(counting), fewest_crossings(counting)) == limits


def test_a_shift_shows_as_few_crossings():
    chart = run_chart([70, 71, 72, 70, 71, 80, 81, 82, 80, 81])
    assert (chart.median, chart.longest, chart.allowed, chart.crossings, chart.fewest) == (76, 5, 6, 1, 2)
    assert (chart.is_long, chart.crosses_seldom) == (False, True)


def test_a_value_on_the_median_belongs_to_no_side_and_ends_no_run():
    chart = run_chart([8, 8, 8, 8, 5, 8, 8, 8, 5, 1, 5])
    assert (chart.median, chart.sides) == (8, (0, 0, 0, 0, -1, 0, 0, 0, -1, -1, -1))
    assert (chart.longest, chart.crossings) == (4, 0)
    chart = run_chart([5, 6, 5, 6, 5, 6, 5, 6, 5, 4, 4])
    assert (chart.longest, chart.crossings) == (4, 1)


def test_each_value_of_a_long_run_is_singled_out_and_none_on_the_median():
    chart = run_chart([1, 1, 1, 5, 1, 1, 1, 1, 5, 9, 5, 9, 5, 5, 5, 9])
    assert (chart.median, chart.longest, chart.allowed, chart.is_long) == (5, 7, 6, True)
    assert [place for place, marked in enumerate(chart.in_long_run) if marked] == [0, 1, 2, 4, 5, 6, 7]


@pytest.mark.parametrize("values", [[85.3] * 12, [85.3]])
def test_equal_values_give_no_signal_and_no_false_alarm(values):
    chart = run_chart(values)
    assert (chart.longest, chart.crossings, chart.is_long, chart.crosses_seldom) == (0, 0, False, False)
    assert (chart.signal_by_chance, any(chart.in_long_run)) == (0, False)


@given(st.integers(0, 6), st.integers(0, 6), st.integers(1, 7), st.integers(0, 8))
def test_orders_are_counted_as_when_each_is_looked_at(above, below, longest, crossings):
    orders = list(combinations(range(above + below), above))
    calm = 0
    for places in orders:
        runs = [len(list(run)) for _, run in groupby(range(above + below), key=lambda place: place in places)]
        calm += max(runs, default=0) <= longest and max(len(runs) - 1, 0) >= crossings
    assert share_of_orders(above, below, longest, crossings) == calm / len(orders)


def test_the_false_alarms_of_both_rules_are_those_of_the_orders_in_which_either_gives_a_signal():
    chart = run_chart([*range(12, 24), *range(12)])
    assert (chart.allowed, chart.fewest) == (8, 8)
    assert round(chart.signal_by_chance, 4) == 0.0306
    assert max(chart.long_run_by_chance, chart.few_crossings_by_chance) <= chart.signal_by_chance
