"""The tally of one site or one team has nothing of another."""

import pytest

from qshop.findings.tally_parts import TallyParts
from qshop.score.tally import tally
from scoring import DESKS, frozen, scored

SEEN = {
    "scenario": "guest",
    "channel": "phone",
    "wait": "10",
    "flowers": "yes",
    "greeted": "yes",
    "goodbye": "yes",
    "door": "4",
}
ROWS = [
    {**SEEN, "visit_id": "V1", "site": "S1", "date": "2026-09-01"},
    {**SEEN, "visit_id": "V2", "site": "S1", "date": "2026-09-02"},
    {**SEEN, "visit_id": "V3", "site": "S2", "date": "2026-09-03", "goodbye": ""},
]


@pytest.fixture
def parts(tmp_path):
    """Give the parts of three visits; at S1 blue runs the desk and red the farewell."""
    desks = frozen(tmp_path, DESKS)
    lines = [("site",), ("team",), ("team", "stage"), ("team", "criterion")]
    return TallyParts(tally(scored(desks, ROWS), desks, lines))


def units(found, keys):
    return {tuple(one[key] for key in keys): one["units"] for one in found.records(keys)}


def test_a_site_has_its_visits_and_a_team_the_stages_that_it_runs(parts):
    assert units(parts.of({}), ()) == {(): 3}
    assert units(parts.of({"site": "S2"}), ("site",)) == {("S2",): 1}
    assert units(parts.of({"team": "blue"}), ()) == {(): 2}
    assert units(parts.of({"team": "red"}), ("stage", "site")) == {("leaving", "S1"): 2}
    assert units(parts.of({"team": "green"}), ("criterion",)) == {("desk_flowers",): 1, ("desk_greeting",): 1}


def test_the_parts_of_a_criterion_add_up_to_it(parts):
    whole = units(parts.of({}), ("criterion",))
    for places in ([{"site": "S1"}, {"site": "S2"}], [{"team": team} for team in ("red", "blue", "green", "")]):
        found = [units(parts.of(where), ("criterion",)) for where in places]
        assert whole == {key: sum(one.get(key, 0) for one in found) for key in whole}


def test_a_place_without_visits_has_nothing(parts):
    assert units(parts.of({"site": "S9"}), ("criterion",)) == {}
    assert units(parts.of({"team": "x"}), ("criterion",)) == {}
