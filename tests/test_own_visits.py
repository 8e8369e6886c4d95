"""Which visits a page is about, what they are called, and what single ones scored."""

import pytest

from qshop.debrief.contacts import Made, contact_of, judged_on, made_of, named
from qshop.debrief.own_visits import own_visits
from qshop.debrief.single_scores import single_scores
from scoring import DESKS, frozen, scored

SEEN = {"scenario": "guest", "channel": "face_to_face", "greeted": "yes", "wait": "20", "flowers": "yes", "door": "4"}
ROWS = [
    {**SEEN, "visit_id": "red", "site": "S1", "date": "2026-02-01", "goodbye": "yes"},
    {**SEEN, "visit_id": "blue", "site": "S1", "date": "2026-05-01", "goodbye": "no", "flowers": "no"},
    {**SEEN, "visit_id": "green", "site": "S2", "date": "2026-05-01", "channel": "phone", "wait": "60"},
    {"visit_id": "void", "site": "S2", "date": "2026-05-02", "status": "void", "channel": "phone", "scenario": "guest"},
]


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    owned = DESKS["criteria/leaving.yaml"].replace("    access: true\n", "    access: true\n    owner: desk_manager\n")
    greeting = DESKS["criteria/desk.yaml"].replace("    owner: desk_manager\n", "")
    files = DESKS | {"criteria/leaving.yaml": owned, "criteria/desk.yaml": greeting}
    return frozen(tmp_path_factory.mktemp("desks"), files)


@pytest.mark.parametrize(
    ("reader", "subject", "seen"),
    [
        ("programme", "", ["red", "blue", "green", "void"]),
        ("owner", "management", ["red", "blue", "green", "void"]),
        ("site", "S2", ["green", "void"]),
        ("team", "blue", ["blue"]),
        ("team", "red", ["red", "blue"]),
        ("team", "green", ["green", "void"]),
        ("owner", "desk_manager", ["red", "blue"]),
        ("owner", "nobody", []),
    ],
)
def test_a_reader_is_told_of_the_visits_on_which_its_own_was_to_be_judged(desks, reader, subject, seen):
    chosen = own_visits(scored(desks, ROWS), reader, subject, desks)
    assert [code for one in chosen for code in one.visits.table.get("visit_id").cells()] == seen


def test_contacts_are_counted_as_what_they_are_and_the_usual_kind_is_that_scored_most(desks):
    batches = scored(desks, ROWS)
    assert made_of(batches) == Made({"visits": 2, "calls": 2}, {"visits": 2, "calls": 1})
    assert made_of(batches).usual == ("visits", 2)
    assert made_of([]).usual == ("visits", 0)
    assert judged_on(batches) == {
        "desk_greeting": "both",
        "desk_flowers": "both",
        "leaving_goodbye": "visits",
        "leaving_door": "both",
    }


def test_a_visit_to_a_web_site_is_a_visit_too_but_a_call_is_none():
    channels = ("face_to_face", "video", "phone", "web", "letter", "email", "chat")
    assert [contact_of(channel) for channel in channels] == [
        *("visits", "visits", "calls", "web"),
        *("written", "written", "written"),
    ]
    assert [named(kinds) for kinds in (["web"], ["visits", "web"], ["visits", "calls"], ["calls", "written"])] == [
        *("web", "visits", "both", "contacts")
    ]


@pytest.mark.parametrize(
    ("where", "apart", "scores"),
    [
        ({}, {}, [50.0, 82.5, 100.0]),
        ({}, {"channel": "face_to_face", "scenario": ""}, [50.0, 100.0]),
        ({"site": "S2"}, {}, [82.5]),
        ({"team": "blue"}, {}, [66.7]),
    ],
)
def test_single_visits_have_the_scores_that_they_are_given_one_by_one(desks, where, apart, scores):
    [(reader, subject)] = where.items() or [("programme", "")]
    own = own_visits(scored(desks, ROWS), reader, subject, desks)
    assert [round(score, 1) for score in single_scores(own, apart, where, desks)] == scores
