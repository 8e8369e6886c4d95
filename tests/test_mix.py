"""Which visits are pooled into one figure: those of one kind, or of several under the shares that are declared."""

import pytest

from qshop.score.caveats import caveats
from qshop.score.figure_table import figures
from qshop.score.tally import tally
from scoring import DESKS, frozen, scored, table_of

PHONE = "format: 1\ntitle: By phone\nchannel: phone\nstages: [desk]\n"
YES = {"greeted": "yes", "wait": "10", "flowers": "yes"}
GUEST = {"scenario": "guest", "channel": "face_to_face", "site": "S2", "date": "2026-02-01", "door": "4", **YES}
ROWS = [
    {**GUEST, "visit_id": "V1"},
    {**GUEST, "visit_id": "V2", "flowers": "no"},
    {**GUEST, "visit_id": "V3", "scenario": "supplier", "greeted": "no", "wait": "60"},
    {**YES, "visit_id": "C1", "site": "S2", "date": "2026-02-02", "questionnaire": "phone", "flowers": "no"},
]
"""Guests score 100 and 75 (2 + 0 + 1 of 4), the supplier 57.5 (0.3 + 1 + 1 of 4), the call 66.7 (2 + 0 of 3)."""


def desks(folder, mix):
    return frozen(folder, DESKS | {"qshop.yaml": DESKS["qshop.yaml"] + mix, "questionnaires/phone.yaml": PHONE})


def found(folder, mix, *keys, rows=ROWS):
    programme = desks(folder, mix)
    table = table_of(scored(programme, rows), keys, programme)
    return table, {values: figure.score and round(figure.score, 1) for values, figure in table.rows.items()}


def test_without_shares_every_kind_of_visit_has_a_line_of_its_own(tmp_path):
    table, scores = found(tmp_path, "")
    assert table.keys == ("questionnaire", "scenario")  # a call is by phone anyway: the channel parts nothing
    assert scores == {("onsite", "guest"): 87.5, ("onsite", "supplier"): 57.5, ("phone", ""): 66.7}


def test_a_dimension_without_shares_parts_and_one_with_shares_pools(tmp_path):
    table, scores = found(tmp_path, "mix: {scenario: equal}\n")
    assert table.keys == ("questionnaire",)
    assert scores == {("onsite",): 72.5, ("phone",): 66.7}


def test_shares_multiply_and_a_scenario_divides_the_share_of_its_questionnaire(tmp_path):
    _, scores = found(tmp_path, "mix: {questionnaire: {onsite: 4, phone: 1}, scenario: {guest: 3, supplier: 1}}\n")
    assert scores == {(): round(0.8 * (0.75 * 87.5 + 0.25 * 57.5) + 0.2 * 66.6667, 1)}


def test_a_rate_under_shares_is_not_met_of_asked(tmp_path):
    table, _ = found(tmp_path, "mix: {questionnaire: equal, scenario: equal}\n")
    [figure] = table.rows.values()
    assert (figure.must.met, figure.must.asked, figure.must.is_mixed) == (3, 4, True)
    assert figure.must.percent == 75.0  # half of the on-site half missed it: 0.5 · 0.5 + 0.5 · 1


def test_a_kind_with_a_share_and_no_visits_leaves_parts_and_no_pooled_figure(tmp_path):
    rows = [*ROWS, {**GUEST, "visit_id": "V9", "site": "S1", "goodbye": "yes"}]
    table, scores = found(tmp_path, "mix: {scenario: equal}\n", "site", rows=rows)
    assert scores == {("S1", "onsite", "guest"): 100.0, ("S2", "onsite", ""): 72.5, ("S2", "phone", ""): 66.7}
    assert table.parts == {("S1", "onsite", "guest")}
    assert table.missing == {("S1", "onsite"): ["supplier"]}
    programme = desks(tmp_path, "mix: {scenario: equal}\n")
    assert caveats(scored(programme, rows), [table], programme, ("site",)) == [
        "the mix in qshop.yaml has no shares for questionnaire: different visits are kept apart",
        "no pooled figure of S1 onsite: no score from supplier, which the mix in qshop.yaml counts on",
    ]


def test_a_kind_that_is_asked_nothing_there_is_not_missing(tmp_path):
    """Nobody says goodbye at S2, whatever the scenario; leaving is asked of no call."""
    _, scores = found(tmp_path, "mix: {questionnaire: equal, scenario: equal}\n", "stage")
    assert scores["leaving",] == 100.0
    _, by_criterion = found(tmp_path, "mix: {questionnaire: equal, scenario: equal}\n", "criterion")
    assert ("leaving_goodbye",) not in by_criterion


def test_a_questionnaire_that_is_not_named_stands_apart(tmp_path):
    table, scores = found(tmp_path, "mix: {questionnaire: {onsite: 1}, scenario: equal}\n")
    assert scores == {("",): 72.5, ("phone",): 66.7}
    assert table.parts == frozenset()


@pytest.mark.parametrize("mix", ["", "mix: {scenario: equal}\n"])
def test_visit_by_visit_there_is_one_kind_anyway(tmp_path, mix):
    table, _ = found(tmp_path, mix, "visit")
    assert table.keys == ("visit",)


def test_pooling_waves_is_said(tmp_path):
    programme = desks(tmp_path, "")
    parts = scored(programme, [ROWS[0], {**ROWS[1], "date": "2026-09-01"}])
    said = "figures pool 2 waves (spring, autumn); --wave or --by wave keeps them apart"
    assert caveats(parts, [], programme, ("site",)) == [said]
    assert caveats(parts, [], programme, ("site", "wave")) == []


def test_what_a_filter_leaves_out_is_not_missed(tmp_path):
    """On site alone is what is asked for: no share of it waits for calls."""
    programme = desks(tmp_path, "mix: {questionnaire: {onsite: 4, phone: 1}, scenario: equal}\n")
    parts = scored(programme, ROWS[:3])
    table = figures(tally(parts, programme, [()]), (), programme, {"questionnaire": "onsite"})
    assert [round(figure.score, 1) for figure in table.rows.values()] == [72.5]
    assert (table.keys, table.missing) == ((), {})


def test_a_team_waits_for_no_visits_about_what_it_does_not_run_there(tmp_path):
    """Green runs leaving at S1, where calls ask it nothing, and the desk at S2, where nobody was."""
    sites = "format: 1\nteams: [{id: red}, {id: green}]\nsites:\n"
    sites += "  - {id: S1, tags: [staffed], teams: {desk: red, leaving: green}}\n  - {id: S2, teams: {desk: green}}\n"
    mix = DESKS["qshop.yaml"] + "mix: {questionnaire: equal, scenario: equal}\n"
    programme = frozen(tmp_path, DESKS | {"qshop.yaml": mix, "sites.yaml": sites, "questionnaires/phone.yaml": PHONE})
    rows = [{**row, "site": "S1", "goodbye": "yes"} for row in ROWS[:3]] + [{**ROWS[3], "site": "S1"}]
    table = table_of(scored(programme, rows), ("team",), programme)
    assert (table.keys, list(table.rows), table.missing) == (("team",), [("green",), ("red",)], {})
