"""What is known of every criterion within the programme, a site or a team: counted, compared, and how far off."""

from dataclasses import replace
from fractions import Fraction

import pytest

from qshop.findings.criterion_finding import Place
from qshop.findings.criterion_findings import findings, in_one_family
from qshop.findings.results import Results
from qshop.score.figures import Rate
from scoring import DESKS, frozen, visits

DESK = """\
format: 1
stage: desk
questions: [{id: queue, ask: How many people were ahead of you?, type: number, kind: context}]
criteria:
  - id: desk_wait
    text: Visitors are attended to within two minutes
    priority: must
    status: validated
    owner: desk_manager
    promise: {says: Three minutes at most, where: a sign, up_to: 180}
    questions:
      - {id: alone, ask: Was one person alone at the desk?, type: yes_no, kind: context}
      - {id: remark, ask: What was going on?, type: text, kind: context, required: false}
      - {id: wait, ask: How long did you wait?, type: duration, na: true, points: [{up_to: 120, points: 1}, {over: 120, points: 0}]}
      - {id: greeted, ask: Were you greeted?, type: yes_no}
  - id: desk_dishes
    text: There are three hot dishes or more
    priority: plus
    weight: 1.5
    status: validated
    standard: none
    promise: {says: Three hot dishes, where: the web site, since: 2026-08}
    questions:
      - {id: dishes, ask: How many hot dishes were there?, type: number, points: [{up_to: 2, points: 0}, {over: 2, points: 1}]}
"""
FILES = {
    "qshop.yaml": DESKS["qshop.yaml"],
    "sites.yaml": """\
format: 1
teams: [{id: red}, {id: blue}]
sites:
  - {id: S1, teams: {desk: [{team: red}, {team: blue, from: 2026-08-15}]}}
  - {id: S2, teams: {desk: blue}}
  - {id: S3}
""",
    "criteria/stages.yaml": "format: 1\nstages: [{id: desk, name: Desk}]\n",
    "criteria/desk.yaml": DESK,
    "questionnaires/onsite.yaml": "format: 1\ntitle: On site\n",
}


@pytest.fixture
def desks(tmp_path):
    return frozen(tmp_path, FILES)


def row(code, site, day, wait="60", greeted="yes", dishes="3", queue="2", alone="no"):
    return {
        "visit_id": code,
        "site": site,
        "date": day,
        "wait": wait,
        "greeted": greeted,
        "dishes": dishes,
        "queue": queue,
        "alone": alone,
        "remark": "so many people",
    }


def results(desks, rows):
    autumn = next(wave for wave in desks.settings.waves if wave.id == "autumn")
    return Results(desks, autumn, visits(desks, rows), [])


SEEN = [
    row("V1", "S1", "2026-07-01", wait="126", queue="9", alone="yes"),
    row("V2", "S1", "2026-08-20", wait="126", greeted="no", queue="10", alone="yes"),
    row("V3", "S2", "2026-07-02", wait="240", queue="1", dishes="2"),
    row("V4", "S2", "2026-08-02", wait="na", dishes="0"),
    row("V5", "S3", "2026-08-03", wait="30", queue="0"),
]


def test_a_finding_says_how_often_how_far_off_and_what_was_going_on(desks):
    wait, dishes = findings(results(desks, SEEN), {})
    assert (wait.criterion.id, wait.stage, wait.priority, wait.weight) == ("desk_wait", "desk", "must", 2)
    assert (wait.met, wait.asked, wait.missed) == (2, 5, 3)
    assert (wait.rate.met, wait.rate.asked, wait.rate.percent) == (2, 5, 40.0)
    assert wait.narrow == 1  # V2 waited no longer, but was not greeted either
    assert wait.cost == 4
    assert wait.places == [
        Place("S1", "blue", 0, 1),
        Place("S1", "red", 0, 1),
        Place("S2", "blue", 1, 2),
        Place("S3", "", 1, 1),
    ]
    (measured,) = wait.measured
    assert (measured.values, measured.median, measured.promise) == ([30, 126, 126, 240], 126, 180)
    assert (measured.missed, measured.narrow) == ([126, 126, 240], 2)
    assert (wait.owner, wait.above, wait.broken) == ("desk_manager", "management", 1)
    told = [(one.question.id, one.missed, one.met) for one in wait.circumstances]
    assert told == [("queue", ["1", "9", "10"], ["0", "2"]), ("alone", ["no", "yes", "yes"], ["no", "no"])]
    assert not wait.without_standard
    assert (dishes.owner, dishes.weight, dishes.without_standard) == ("", Fraction(3, 2), True)


def test_a_promise_without_a_limit_is_broken_where_it_is_missed_once_it_is_made(desks):
    _, dishes = findings(results(desks, SEEN), {})
    assert (dishes.missed, dishes.broken) == (2, 1)


def test_a_promise_that_asks_more_than_the_standard_is_broken_where_that_is_met_but_not_where_it_is_left_open(tmp_path):
    tighter = frozen(tmp_path, FILES | {"criteria/desk.yaml": DESK.replace("up_to: 180", "up_to: 90")})
    seen = [row(f"V{n}", "S1", "2026-08-01", wait=wait) for n, wait in enumerate(["60", "100", "110", "126"], 1)]
    wait, _ = findings(results(tighter, [*seen, row("V5", "S1", "2026-08-01", wait="100", greeted="")]), {})
    assert (wait.asked, wait.met, wait.broken, wait.broken_though_met, wait.is_promised_tighter) == (4, 3, 3, 2, True)


def test_what_is_counted_is_not_missed_narrowly_by_one_of_three(desks):
    _, dishes = findings(results(desks, SEEN), {})
    assert (dishes.narrow, dishes.measured[0].missed) == (0, [2, 0])


def test_a_site_has_its_own_visits_and_a_team_those_on_which_it_ran_the_stage(desks):
    found = results(desks, SEEN)
    counts = {
        value: [(one.met, one.asked, one.narrow) for one in findings(found, {key: value})]
        for key, value in (
            ("site", "S1"),
            ("site", "S2"),
            ("site", "S9"),
            ("team", "red"),
            ("team", "blue"),
            ("team", "x"),
        )
    }
    assert counts == {
        "S1": [(0, 2, 1), (2, 2, 0)],
        "S2": [(1, 2, 0), (0, 2, 0)],
        "S9": [],
        "red": [(0, 1, 1), (1, 1, 0)],
        "blue": [(1, 3, 0), (1, 3, 0)],
        "x": [],
    }


def test_before_is_the_wave_before_and_the_words_are_those_of_a_family(desks):
    spring = [row(f"W{n}", "S1", f"2026-03-{n:02}", wait="300", dishes="0") for n in range(1, 10)]
    autumn = [row(f"V{n}", "S1", f"2026-09-{n:02}", dishes="3" if n < 6 else "0") for n in range(1, 10)]
    found = findings(results(desks, [*spring, *autumn]), {"site": "S1"})
    assert [one.before for one in found] == [(0, 9), (0, 9)]
    assert [(one.change.change, one.change.family) for one in found] == [("better", 1), ("better", 1)]
    assert [one.change.family for one in in_one_family(found)] == [2, 2]
    without = [replace(one, change=None) for one in found]
    assert in_one_family(without) == without


def test_nothing_is_before_where_no_visit_was(desks):
    assert [(one.before, one.change) for one in findings(results(desks, SEEN), {})] == [(None, None), (None, None)]


def test_a_criterion_is_missed_everywhere_over_all_sites_and_never_within_a_team(desks):
    rows = [
        row(f"V{site}{n}", site, f"2026-08-{n + 1:02}", wait="300" if site != "S3" or n else "10")
        for site in ("S1", "S2", "S3")
        for n in range(2)
    ]
    found = results(desks, rows)
    assert [findings(found, where)[0].is_everywhere for where in ({}, {"site": "S3"}, {"team": "blue"})] == [
        True,
        True,
        False,
    ]


def test_visits_that_are_not_pooled_add_up_without_a_percentage(tmp_path):
    scenarios = "format: 1\ntitle: On site\nscenarios: [{id: guest, name: Guest}, {id: supplier, name: Supplier}]\n"
    desks = frozen(tmp_path, {**FILES, "questionnaires/onsite.yaml": scenarios})
    rows = [{**one, "scenario": "guest" if one["visit_id"] < "V3" else "supplier"} for one in SEEN]
    assert findings(results(desks, rows), {})[0].rate == Rate(2, 5, 5, is_mixed=True)


@pytest.mark.usefixtures("desks")
def test_of_what_two_waves_asked_differently_only_what_is_alike_is_compared(tmp_path):
    changed = DESK.replace("Were you greeted?", "Did anyone say hello?").replace(
        "How many hot dishes were there?", "Hot dishes?"
    )
    again = frozen(tmp_path, {**FILES, "criteria/desk.yaml": changed})
    spring = [row(f"W{n}", "S1", f"2026-03-{n:02}") for n in range(1, 9)]
    autumn = [{**row(f"V{n}", "S1", f"2026-09-{n:02}", wait="300"), "version": "2"} for n in range(1, 9)]
    wait, dishes = findings(results(again, [*spring, *autumn]), {"site": "S1"})
    assert (wait.change.change, wait.before) == ("worse", None)  # its waits are compared, the greeting is not
    assert (dishes.change, dishes.before) == (None, None)


@pytest.mark.usefixtures("desks")
def test_nothing_is_compared_where_nothing_was_asked_alike(tmp_path):
    changed = DESK.replace("How ", "And how ").replace("Were you greeted?", "Did anyone say hello?")
    again = frozen(tmp_path, {**FILES, "criteria/desk.yaml": changed})
    spring = [row(f"W{n}", "S1", f"2026-03-{n:02}") for n in range(1, 9)]
    autumn = [{**row("V1", "S1", "2026-09-01"), "version": "2"}]
    for where in ({}, {"site": "S1"}, {"team": "blue"}):
        assert [(one.change, one.before) for one in findings(results(again, [*spring, *autumn]), where)] == [
            (None, None)
        ] * 2


def test_a_criterion_that_is_gone_is_told_in_the_words_of_its_day(desks):
    gone = replace(desks, criteria_files=[])
    dishes, wait = findings(results(gone, SEEN), {})  # no longer on any journey
    assert (wait.criterion.standard, wait.owner, wait.above, wait.promise, wait.broken) == (
        *({"en": "Visitors are attended to within two minutes"}, "", "management", None, 0),
    )
    assert (wait.narrow, dishes.without_standard) == (1, False)


def test_a_wave_without_visits_has_no_findings(desks):
    assert findings(results(desks, [row("W1", "S1", "2026-03-01")]), {}) == []
