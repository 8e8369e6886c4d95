"""Figures: percentages with their base, made once from whole numbers; intervals only on a sufficient base."""

from dataclasses import replace

import pytest

from qshop.pages.score_tables import figures_table, interval, percent
from qshop.score.caveats import caveats
from qshop.score.figures import Figure, Intervals, Rate, figure_as_visited, least_base
from qshop.score.sums import CellSums
from qshop.score.units import SUMS
from qshop.stats.intervals import logit_t
from scoring import DESKS, frozen, scored, table_of

NONE = dict.fromkeys(SUMS, 0) | {"site": "S1"}
FIVE = NONE | {
    "units": 5, "x": 4_000_000, "xx": 3_300_000_000_000,
    "must_units": 5, "must_met": 7, "must_asked": 9, "must_mm": 11, "must_ma": 13, "must_aa": 17,
    "critical_asked": 5, "failed": 1,
}  # fmt: skip


def figure(sums, least):
    return figure_as_visited([CellSums([sums])], Intervals(least))


def test_a_figure_says_percent_and_base():
    # Scores: squares about 0.8 are 3.3 − 3.2. Musts: met − 7/9 of asked has squares 11 − 14/9 · 13 + 49/81 · 17, less
    # the mean of 5; at one site they vary no less than 9 independent yeses do.
    scores = logit_t(0.8, 0.1 / 4 / 5, 4)
    musts = logit_t(7 / 9, max((11 - 14 / 9 * 13 + 49 / 81 * 17) * 5 / 4 / 9**2, 7 / 9 * 2 / 9 / 9), 4)
    assert figure(FIVE, least=5) == Figure(
        visits=5,
        score=80.0,
        score_low=pytest.approx(100 * scores[0]),
        score_high=pytest.approx(100 * scores[1]),
        must=Rate(7, 9, 5, 700 / 9, pytest.approx(100 * musts[0]), pytest.approx(100 * musts[1])),
        plus=Rate(0, 0, 0),
        critical_asked=5,
        failed=1,
    )


def test_limits_have_nine_decimals_of_a_percent():
    found = figure(FIVE, least=5)
    assert [limit == round(limit, 9) for limit in (found.score_low, found.must.high)] == [True, True]


def test_under_the_minimum_base_there_is_a_value_and_no_interval():
    found = figure(FIVE, least=6)
    assert (found.score, found.score_low, found.score_high) == (80.0, None, None)
    assert found.must == Rate(7, 9, 5, 700 / 9)


def test_nothing_applicable_is_no_score_and_never_0():
    empty = figure(NONE, least=5)
    assert (empty.visits, empty.score, empty.must.percent) == (0, None, None)


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    settings = DESKS["qshop.yaml"] + "scoring: {minimum_base: 2}\n"
    return frozen(tmp_path_factory.mktemp("desks"), DESKS | {"qshop.yaml": settings})


def test_one_visit_has_no_interval_whatever_the_policy_says(desks):
    assert least_base(desks) == 2
    policy = desks.settings.scoring.model_copy(update={"minimum_base": 0})
    assert least_base(replace(desks, settings=desks.settings.model_copy(update={"scoring": policy}))) == 2


@pytest.fixture(scope="module")
def parts(desks):
    common = {"scenario": "guest", "channel": "phone", "greeted": "yes", "wait": "20", "flowers": "yes", "door": "4"}
    rows = [
        {"visit_id": "V1", "site": "S2", "date": "2026-02-01"},
        {"visit_id": "V2", "site": "S2", "date": "2026-09-01", "wait": "31"},
        {"visit_id": "V3", "site": "S1", "date": "2026-09-01", "goodbye": "no"},
    ]
    return scored(desks, [common | row for row in rows])


def test_cells_stand_in_the_order_of_the_journey_the_calendar_and_the_alphabet(desks, parts):
    def keys(*names):
        return list(table_of(parts, names, desks).rows)

    assert keys("stage") == [("desk",), ("leaving",)]
    assert keys("criterion") == [("desk_greeting",), ("desk_flowers",), ("leaving_goodbye",), ("leaving_door",)]
    assert keys("wave", "site") == [("spring", "S2"), ("autumn", "S1"), ("autumn", "S2")]
    assert keys("site") == [("S1",), ("S2",)]


def test_figures_as_text_show_their_base(desks, parts):
    assert (
        figures_table(("site",), table_of(parts, ("site",), desks).rows)
        == """\
site   visits   score       95 %   musts met   rate       95 %   failed
───────────────────────────────────────────────────────────────────────
S1          1    66.7                 1 of 2   50.0                   0
S2          2    91.2   0.1–99.9      1 of 2   50.0   9.5–90.5        1
"""
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, ""), (0.0, "0.0"), (0.0001, "0.1"), (0.049, "0.1"), (99.96, "99.9"), (100.0, "100.0"), (33.33, "33.3")],
)
def test_rounding_never_invents_0_or_100(value, shown):
    assert percent(value) == shown


def test_limits_are_rounded_as_carefully_as_values():
    assert interval(0.01, 99.99) == "0.1–99.9"
    assert interval(0.0, 100.0) == "0.0–100.0"
    assert interval(None, None) == ""


def test_an_interval_that_borrows_from_other_sites_is_marked_and_told(desks):
    common = {"scenario": "guest", "channel": "phone", "greeted": "yes", "wait": "20", "flowers": "yes", "door": "4"}
    rows = [
        common | {"visit_id": "V1", "site": "S1", "date": "2026-02-01", "goodbye": "yes"},
        common | {"visit_id": "V2", "site": "S1", "date": "2026-02-01", "goodbye": "no"},
        common | {"visit_id": "V3", "site": "S2", "date": "2026-02-01"},
    ]
    parts = scored(desks, rows)
    table = table_of(parts, ("wave",), desks)
    [line] = figures_table(table.keys, table.rows).splitlines()[2:]
    assert line.split()[3].startswith("*")
    said = "* sites visited once show no variance of their own: the interval takes that of the other sites"
    assert caveats(parts, [table], desks, ("wave",)) == [said]
    apart = table_of(parts, ("site",), desks)
    assert caveats(parts, [apart], desks, ("wave",)) == []
