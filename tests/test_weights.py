"""Visits weigh what their `weight` says, in whole numbers."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qshop.score.caveats import caveats
from qshop.score.figure_table import figures
from qshop.score.tally import merged, tally
from scoring import DESKS, frozen, scored

COMMON = {"site": "S2", "date": "2026-02-01", "scenario": "guest", "channel": "phone"}
MET = {"greeted": "yes", "wait": "20", "flowers": "yes", "door": "4"}


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    settings = DESKS["qshop.yaml"] + "scoring: {minimum_base: 2}\n"
    return frozen(tmp_path_factory.mktemp("desks"), DESKS | {"qshop.yaml": settings})


def visit(visit_id, weight="", **answers):
    return COMMON | MET | {"visit_id": visit_id, "weight": weight} | answers


def only_figure(programme, rows):
    [found] = figures(tally(scored(programme, rows), programme, [()]), (), programme).rows.values()
    return found


def scores(programme, rows):
    table = figures(tally(scored(programme, rows), programme, [("visit",)]), ("visit",), programme)
    return [Fraction(found.score).limit_denominator(10**8) for found in table.rows.values()]


def test_a_visit_of_weight_9_counts_nine_times_as_much(desks):
    rows = [visit("V1", "1", wait="90"), visit("V2", "9", door="1")]
    first, second = scores(desks, rows)
    assert first != second
    found = only_figure(desks, rows)
    assert found.visits == 2
    assert found.score == pytest.approx(float((first + 9 * second) / 10), abs=1e-12)
    # The first visit waited, so it missed its only must; the second met it.
    assert (found.must.met, found.must.asked, found.must.is_mixed) == (1, 2, True)
    assert found.must.percent == pytest.approx(90)


def test_a_visit_without_a_weight_weighs_1(desks):
    weighed = only_figure(desks, [visit("V1", "1", wait="90"), visit("V2", "2.5")])
    assert only_figure(desks, [visit("V1", wait="90"), visit("V2", "2.5")]) == weighed


def test_equal_weights_change_no_figure(desks):
    rows = [visit("V1", wait="90"), visit("V2", door="1"), visit("V3")]
    plain, weighed = (only_figure(desks, [row | {"weight": weight} for row in rows]) for weight in ("", "0.3"))
    assert weighed == plain


def test_a_weight_is_exact_to_six_decimals(desks):
    found = only_figure(desks, [visit("V1", "0.000001", wait="90"), visit("V2", "1000000", door="1")])
    first, second = scores(desks, [visit("V1", wait="90"), visit("V2", door="1")])
    assert found.score == float((first + 10**12 * second) / (10**12 + 1))


WEIGHTS = st.sampled_from(["", "1", "2", "0.5", "3.125", "0.000001", "1000000"])


@settings(max_examples=10)
@given(st.lists(st.tuples(WEIGHTS, st.sampled_from(["20", "90"]), st.booleans()), min_size=1, max_size=12))
def test_any_partition_of_weighted_visits_gives_the_same_bits(desks, visits):
    rows = [(visit(f"V{place}", weight, wait=wait), side) for place, (weight, wait, side) in enumerate(visits)]
    sides = [[row for row, side in rows if side == wanted] for wanted in (True, False)]
    whole = tally(scored(desks, [row for row, _ in rows]), desks, [()])
    parts = merged(tally(scored(desks, side), desks, [()]) for side in sides if side)
    assert parts.weight_scale == whole.weight_scale
    assert parts.frames[()].equals(whole.frames[()])


def test_weights_are_told(desks):
    parts = scored(desks, [visit("V1", "2"), visit("V2")])
    assert caveats(parts, [], desks) == ["1 visit counts by its weight; the 1 other weighs 1"]
    parts = scored(desks, [visit("V1", "2"), visit("V2", "3"), visit("V3"), visit("V4")])
    assert caveats(parts, [], desks) == ["2 visits count by their weight; the 2 others weigh 1"]
    assert caveats(scored(desks, [visit("V1")]), [], desks) == []
