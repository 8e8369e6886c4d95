"""What the page of a wave says of a criterion: how far off, what was going on, who acts, and the word for a change."""

from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

import pytest

from desk import FILES as DESK
from desk import said as printed
from findings_drawn import changed, finding
from qshop.cli.main import run
from qshop.findings.criterion_finding import Circumstance, Measured, Place
from qshop.io.folder import load
from qshop.io.packaged import tongue
from qshop.pages.finding_words import FindingWords
from qshop.pages.page_names import PageNames
from qshop.programme.frozen import FrozenQuestion
from qshop.programme.settings import Wave
from qshop.score.charts.met_limits import Limit
from support import programme

FILES = {
    "qshop.yaml": """\
format: 1
name: Desks
languages: [en]
owners: {desk_manager: Desk manager}
""",
    "sites.yaml": """\
format: 1
teams: [{id: house, name: House team}, {id: halo, name: Halo, provider: true}]
sites: [{id: S1, name: North gate, teams: {desk: house}}]
""",
}
WAIT = FrozenQuestion.model_validate({"id": "wait", "type": "duration", "ask": {"en": "How long?"}})
AHEAD = FrozenQuestion.model_validate(
    {"id": "ahead", "type": "number", "kind": "context", "ask": {"en": "How many were ahead of you?"}}
)
WHO = FrozenQuestion.model_validate(
    {
        "id": "who",
        "type": "choice",
        "kind": "context",
        "ask": {"en": "Who was there?"},
        "choices": [{"id": one, "text": {"en": one.title()}} for one in ("one", "two", "nobody")],
    }
)
BEFORE = Wave.model_validate({"id": "spring", "name": {"en": "Spring"}, "from": "2026-03-01", "to": "2026-03-31"})


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    return load(programme(tmp_path_factory.mktemp("desks"), FILES)).programme


def said(desks, found, **given):
    view = {"reader": "site", "subject": "S1", "contacts": {}, "least": 5, "before": BEFORE, "is_linked": False}
    view |= {"quoted": {}, "answer_by": None, **given}
    return FindingWords(PageNames(SimpleNamespace(**view), desks, tongue("en"))).thing(found)


def waits(*seconds, missed=(), narrow=0):
    limit = Limit(((None, Decimal(120)),), None, ("onsite v1",))
    return Measured(WAIT, sorted(seconds), sorted(seconds)[len(seconds) // 2], [limit], None, list(missed), narrow)


@pytest.mark.parametrize(
    ("measured", "count"),
    [
        (waits(60, 90, 125, 130, 240, missed=(125, 130, 240), narrow=2), "1 time 4 minutes; 2 more times only just"),
        (waits(60, 90, 100, 125, 130, missed=(125, 130), narrow=2), "2 times, only just each time"),
    ],
)
def test_where_most_misses_are_narrow_it_is_said_how_far_off_and_not_how_often(desks, measured, count):
    found = finding("a", 5, 5 - len(measured.missed), narrow=measured.narrow, measured=[measured])
    thing = said(desks, found)
    assert thing.count == f"{count} (limit: 2 minutes)"
    last = "4 minutes" if 240 in measured.values else "2 min 10 s"
    half = "2 min 5 s" if 240 in measured.values else "1 min 40 s"
    assert thing.facts == [f"Measured: from 1 minute to {last}, half of them up to {half} (limit: 2 minutes)."]


def test_of_few_visits_every_value_is_said(desks):
    found = finding("a", 2, 1, measured=[waits(45, 240, missed=(240,))])
    assert said(desks, found).facts == ["Measured: 45 seconds, 4 minutes (limit: 2 minutes)."]


def test_what_was_going_on_is_one_short_sentence_a_question(desks):
    found = finding(
        "a",
        12,
        6,
        circumstances=[
            Circumstance(AHEAD, ["1", "4", "4"], ["0", "0", "0", "0", "0", "1"]),
            Circumstance(WHO, ["one", "one", "one", "two", "nobody"], ["two", "two", "two", "one"]),
        ],
    )
    assert said(desks, found).facts == [
        "How many were ahead of you? Where it was missed: 1, 4 and 4; otherwise 0 to 1, typically 0.",
        "Who was there? Where it was missed: “One” (3 of 5), “Nobody” (1 of 5); otherwise “Two” (3 of 4).",
    ]


def test_what_was_alike_where_it_was_missed_and_where_not_explains_nothing(desks):
    alike = Circumstance(AHEAD, ["1", "1"], ["1", "1", "1"])
    assert said(desks, finding("a", 5, 3, circumstances=[alike])).facts == []


@pytest.mark.parametrize(
    ("owner", "teams", "reader", "subject", "who"),
    [
        ("desk_manager", ["house"], "site", "S1", "Desk manager with House team"),
        ("", ["house"], "site", "S1", "House team"),
        ("desk_manager", [""], "site", "S1", "Desk manager"),
        ("desk_manager", ["halo"], "team", "halo", "you, with Desk manager"),
        ("", ["halo"], "team", "halo", "you"),
        ("desk_manager", ["halo", "house"], "owner", "desk_manager", "you, with Halo and House team"),
    ],
)
def test_who_acts_is_said_to_the_one_who_reads(desks, owner, teams, reader, subject, who):
    found = finding("a", 5, 3, owner=owner, places=[Place("S1", team, 1, 3) for team in teams])
    assert said(desks, found, reader=reader, subject=subject).who == who


def test_a_change_that_stands_out_alone_and_not_in_its_family_says_of_how_many_it_is_one(desks):
    alone = replace(changed(-30), change="no_clear_change", family=28)
    found = finding("a", 8, 4, change=alone, before=(7, 8))
    assert (said(desks, found).before, said(desks, found).change) == ("spring: 1 of 8", "no clear change (one of 28)")


def test_results_that_touch_a_contract_give_few_visits_no_word_for_a_change(desks):
    found = finding("a", 4, 1, gain=-30, before=(7, 8))
    assert [said(desks, found, is_linked=linked).change for linked in (True, False)] == ["", "worse"]


def test_calls_and_visits_to_a_web_site_are_counted_as_what_they_are(desks):
    kinds = ("visits", "calls", "web", "written", "both", "contacts")
    assert [said(desks, finding("a", 3, 1), contacts={"a": kind}).count for kind in kinds] == [
        "2 of 3 visits",
        "2 of 3 calls",
        "2 of 3 web visits",
        "2 of 3 written requests",
        "2 of 3 visits and calls",
        "2 of 3 contacts",
    ]


HEADER = "visit_id,questionnaire,version,site,date,greeted,greeting_wait,exit_clear,goodbye"


def waited(folder, *seconds):
    """Take in a wave of visits to one desk in which the greeting came after so many seconds; give its root."""
    rows = [f"v{n},onsite,1,A1,2026-09-02,yes,{wait},yes,3" for n, wait in enumerate(seconds)]
    root = programme(folder, DESK | {"export.csv": "\n".join([HEADER, *rows, ""])})
    assert run(["--project", str(root), "build-questionnaire"]) == 0
    assert run(["--project", str(root), "ingest", str(root / "export.csv")]) == 0
    return root


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        ([10, 35, 36, 90], "1 time 1 min 30 s; 2 more times only just (limit: 30 seconds)"),
        ([10, 32, 33, 34, 35, 35, 35, *range(90, 96)], "12 of 13 visits"),
    ],
)
def test_a_handful_of_misses_are_told_by_their_values_and_many_by_their_number(seconds, told, tmp_path, capsys):
    page = printed(capsys, waited(tmp_path, *seconds), "debrief", "--for", "site", "A1")[1].out
    [line] = [line for line in page.splitlines() if "Who acts: Desk manager" in line]
    assert line.startswith(f"{told} · The desk")


def test_nothing_was_missed_is_only_said_where_nothing_was(tmp_path, capsys):
    asked = ("debrief", "--for", "owner", "desk_manager")
    clean = printed(capsys, waited(tmp_path / "clean", *[10] * 12), *asked)[1].out
    slips = printed(capsys, waited(tmp_path / "slips", *[10] * 11, 35), *asked)[1].out
    assert "\n## Three things, at most\n\nNothing was missed.\n" in clean
    assert "**Every visitor is greeted**: 11 of 12 visits" in slips
    assert "\n## Three things, at most\n\nNothing that is yours to change was clearly missed more than once.\n" in slips
