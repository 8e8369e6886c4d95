"""Visits that are known by their wave only: what changed in it rejects them, or leaves them without a team."""

from dataclasses import replace

import pytest

from desk import said, visited
from qshop.programme.sites import Site
from qshop.score.kernel import score_visits
from qshop.visits.intake.judge import accept_visits
from qshop.visits.undated import teams_note
from scoring import DESKS, frozen, table, table_of
from support import said_before_method

UNDATED = {"visit_id": "v1", "site": "S1", "wave": "spring", "scenario": "guest", "channel": "phone", "greeted": "yes"}
ANSWERED = {**UNDATED, "wait": "20", "flowers": "yes", "door": "4"}
STAFFED, NOT_STAFFED = {"tags": ["staffed"]}, {"tags": []}
CHANGED = "QS453 date: without a day it is not known what had to be asked: the tags of S1 changed on"


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    return frozen(tmp_path_factory.mktemp("desks"), DESKS)


def judged(programme, tags, **cells):
    changed = replace(programme, sites=[Site.model_validate({"id": "S1", "tags": tags}), programme.site["S2"]])
    return accept_visits(table([ANSWERED | cells], changed), changed)


def reasons(programme, tags, **cells):
    found = (reject.diagnostic for reject in judged(programme, tags, **cells).rejects)
    return [f"{one.code} {one.message}" for one in found]


def test_a_tag_that_changed_in_the_wave_rejects_the_visit(desks):
    assert reasons(desks, [STAFFED, {"from": "2026-04-01", **NOT_STAFFED}]) == [f"{CHANGED} 2026-04-01"]
    twice = [NOT_STAFFED, {"from": "2026-03-01", **STAFFED}, {"from": "2026-06-30", **NOT_STAFFED}]
    assert reasons(desks, twice) == [f"{CHANGED} 2026-03-01 and 2026-06-30"]


@pytest.mark.parametrize(
    "tags",
    [
        [STAFFED, {"from": "2026-01-01", **NOT_STAFFED}],
        [NOT_STAFFED, {"from": "2026-07-01", **STAFFED}],
        [{"tags": ["lift"]}, {"from": "2026-04-01", "tags": ["cloakroom"]}],
    ],
)
def test_a_tag_that_changed_outside_the_wave_or_makes_no_difference_does_not(desks, tags):
    assert reasons(desks, tags) == []


def test_what_is_asked_may_be_the_same_although_other_alternatives_hold(tmp_path):
    def programme(folder, alternatives):
        leaving = DESKS["criteria/leaving.yaml"].replace(
            "applies: {tags: [staffed]}", f"applies: {{any: {alternatives}}}"
        )
        return frozen(tmp_path / folder, DESKS | {"criteria/leaving.yaml": leaving})

    tags = [STAFFED, {"from": "2026-04-01", "tags": ["lift"]}]
    either = programme("either", "[{tags: [staffed]}, {tags: [lift]}]")
    assert reasons(either, tags, goodbye="yes") == []
    roles = programme("roles", "[{tags: [staffed], scenario: guest}, {tags: [lift], scenario: supplier}]")
    assert reasons(roles, tags) == [f"{CHANGED} 2026-04-01"]
    assert reasons(roles, tags, date="2026-03-31", goodbye="yes") == []
    assert reasons(roles, tags, date="2026-04-01", scenario="supplier", goodbye="yes") == []


def test_a_visit_with_a_day_or_one_that_is_void_is_taken_all_the_same(desks):
    tags = [STAFFED, {"from": "2026-04-01", **NOT_STAFFED}]
    assert reasons(desks, tags, date="2026-04-01") == []
    assert reasons(desks, tags, date="2026-03-31", goodbye="yes") == []
    assert reasons(desks, tags, status="void") == []


def test_a_wave_that_does_not_exist_is_the_only_problem_of_its_visit(desks):
    tags = [STAFFED, {"from": "2026-04-01", **NOT_STAFFED}]
    assert reasons(desks, tags, wave="winter") == ["QS414 wave: a text of 6 characters is no wave of the programme"]
    assert reasons(desks, tags, date="1 April") == ["QS413 date: a text of 7 characters is no date"]


def test_a_team_that_changed_in_the_wave_leaves_the_visit_without_one(desks):
    rows = [
        {**ANSWERED, "goodbye": "yes"},
        {**ANSWERED, "visit_id": "v2", "goodbye": "yes", "date": "2026-04-01"},
        {**ANSWERED, "visit_id": "v3", "goodbye": "yes", "wave": "autumn"},
    ]
    accepted = accept_visits(table(rows, desks), desks).accepted
    found = table_of([score_visits(batch, desks) for batch in accepted], ("visit", "stage", "team"), desks)
    assert list(found.rows) == [
        ("v1", "desk", ""),
        ("v1", "leaving", "red"),
        ("v2", "desk", "blue"),
        ("v2", "leaving", "red"),
        ("v3", "desk", "blue"),
        ("v3", "leaving", "red"),
    ]
    note = "1 visit without a day counts for no team in a stage whose team changed within the wave: give the day"
    assert teams_note(accepted, desks) == teams_note(accepted, desks, ["desk"]) == note
    assert teams_note(accepted, desks, ["leaving"]) == ""


def test_commands_say_how_many_visits_have_no_team(tmp_path, capsys):
    root = visited(tmp_path)
    sites = root / "sites.yaml"
    sites.write_text(sites.read_text().replace("from: 2026-09-01", "from: 2026-09-03"))
    export = root / "more.csv"
    export.write_text(
        "visit_id,questionnaire,version,site,wave,greeted,greeting_wait,exit_clear,goodbye\n"
        "w1,onsite,1,A1,autumn,yes,20,yes,3\nw2,onsite,1,A1,autumn,yes,20,yes,2\nw3,onsite,1,B2,autumn,yes,20,yes,3\n"
    )
    note = "2 visits without a day count for no team in a stage whose team changed within the wave: give the day\n"
    code, printed = said(capsys, root, "ingest", str(export))
    assert (code, printed.err.split("more.csv: ")[1]) == (0, note)
    told = said_before_method(said(capsys, root, "score", "--by", "team,wave")[1].err)
    assert told.splitlines()[0] + "\n" == note
    assert said_before_method(said(capsys, root, "score", "--by", "site,wave")[1].err) == ""


def test_staff_may_be_named_without_a_day_only_if_the_wave_began_after_they_were_told(tmp_path):
    told = DESKS | {"qshop.yaml": DESKS["qshop.yaml"] + "ethics: {staff_informed: 2026-03-01}\n"}
    programme = frozen(tmp_path, told)
    tags = [STAFFED]
    assert reasons(programme, tags, desk_staff="D1") == [
        "QS301 desk_staff: staff are named, but were only informed on 2026-03-01"
    ]
    assert reasons(programme, tags, desk_staff="D1", wave="autumn") == []
    assert reasons(programme, tags, desk_staff="D1", date="2026-03-01") == []
