"""Every measured value of a question, beside its limit, its median and what was promised."""

from decimal import Decimal

import pytest

from qshop.base.errors import StopError
from qshop.score.charts.met_limits import Limit
from qshop.score.charts.strip import strip
from scoring import DESKS, frozen, scored

WAITING = """\
format: 1
stage: desk
questions: [{id: queue, ask: How many people were waiting?, type: number, kind: context}]
criteria:
  - id: desk_wait
    text: Visitors are attended to within two minutes
    priority: must
    status: validated
    promise: {says: Five minutes at most, where: a sign, up_to: 300}
    questions:
      - {id: others, ask: How many were served before you?, type: number, kind: context}
      - {id: wait, ask: How long did you wait?, type: duration, na: true, points: [{up_to: 120, points: 1}, {over: 120, points: 0}]}
  - id: desk_room
    text: The room is neither cold nor hot
    priority: plus
    status: validated
    questions:
      - id: degrees
        ask: How warm was it?
        type: number
        required: false
        points: [{up_to: 18, points: 0}, {up_to: 21, points: 1}, {up_to: 24, points: 1}, {over: 24, points: 0}]
      - {id: tidy, ask: Was it tidy?, type: yes_no}
  - id: desk_mark
    text: The mark is good
    priority: plus
    status: validated
    questions: [{id: marked, ask: Which mark?, type: number, required: false, points: {out_of: 100}, met: 0.8}]
"""
FILES = {
    "qshop.yaml": DESKS["qshop.yaml"],
    "sites.yaml": "format: 1\nsites: [{id: S2}, {id: S10}]\n",
    "criteria/stages.yaml": "format: 1\nstages: [{id: desk, name: Desk}]\n",
    "criteria/desk.yaml": WAITING,
    "questionnaires/onsite.yaml": "format: 1\ntitle: On site\n",
}
SEEN = {"queue": "3", "others": "1", "tidy": "yes", "degrees": "20", "marked": "90"}


def rows(**waits):
    """Give visits by their codes: the first to S2, others to S10."""
    return [
        {**SEEN, "visit_id": code, "site": "S2" if n == 0 else "S10", "date": f"2026-02-{n + 1:02}", "wait": wait}
        for n, (code, wait) in enumerate(waits.items())
    ]


@pytest.fixture
def waiting(tmp_path):
    return frozen(tmp_path, FILES)


def told(line):
    return line.site, line.values, line.median, line.missed, line.over_promise, line.na, line.blank


def test_values_stand_together_and_by_site_in_the_order_of_codes(waiting):
    found = strip(scored(waiting, rows(V1="120", V2="121", V3="301", V4="na", V5="60")), waiting, "wait")
    assert (found.limits, found.promise) == ([Limit(((None, Decimal(120)),), None, ("onsite v1",))], 300)
    assert [told(line) for line in found.lines] == [
        ("", [60, 120, 121, 301], 120.5, 2, 1, 1, 0),
        ("S10", [60, 121, 301], 121, 2, 1, 1, 0),
        ("S2", [120], 120, 0, 0, 0, 0),
    ]
    assert [(one.site, one.visit, one.value, one.answer, one.met, one.over_promise) for one in found.visits] == [
        ("S10", "V2", 121, "measured", False, False),
        ("S10", "V3", 301, "measured", False, True),
        ("S10", "V4", None, "na", None, None),
        ("S10", "V5", 60, "measured", True, False),
        ("S2", "V1", 120, "measured", True, False),
    ]


def test_visits_that_leave_the_question_blank_are_counted_and_those_that_are_not_scored_are_none(waiting):
    visits = rows(V1="60", V2="60", V3="60")
    visits[1] |= {"degrees": ""}
    visits[2] |= {"degrees": "", "wait": "", "tidy": "", "marked": ""}  # too blank to be scored
    found = strip(scored(waiting, visits), waiting, "degrees")
    assert [told(line)[1:] for line in found.lines[:1]] == [([20], 20, 0, None, 0, 1)]


def test_each_visit_is_judged_by_the_limit_of_its_version(tmp_path):
    frozen(tmp_path, FILES)
    stricter = WAITING.replace("{up_to: 120, points: 1}, {over: 120,", "{up_to: 60, points: 1}, {over: 60,")
    programme = frozen(tmp_path, FILES | {"criteria/desk.yaml": stricter})
    first, second = rows(V1="90", V2="90")
    found = strip(scored(programme, [first, second | {"version": "2"}]), programme, "wait")
    assert [(limit.ranges, limit.versions) for limit in found.limits] == [
        (((None, 120),), ("onsite v1",)),
        (((None, 60),), ("onsite v2",)),
    ]
    assert [(one.version, one.met) for one in found.visits] == [("onsite v2", False), ("onsite v1", True)]


def test_what_one_version_judges_and_the_next_only_asks_is_counted_as_it_was_judged(tmp_path):
    frozen(tmp_path, FILES)
    asked = WAITING.replace(
        "type: duration, na: true, points: [{up_to: 120, points: 1}, {over: 120, points: 0}]", "type: duration"
    )
    asked = asked.replace(", up_to: 300", "").replace(
        "{id: wait,", "{id: seen, ask: Seen?, type: yes_no}\n      - {id: wait,"
    )
    programme = frozen(tmp_path, FILES | {"criteria/desk.yaml": asked})
    first, second = rows(V1="150", V2="150")
    found = strip(scored(programme, [first, second | {"version": "2", "seen": "yes"}]), programme, "wait")
    assert [told(line) for line in found.lines] == [
        ("", [150, 150], 150, 1, None, 0, 0),
        ("S10", [150], 150, 0, None, 0, 0),
        ("S2", [150], 150, 1, None, 0, 0),
    ]


def test_a_limit_may_be_a_range_or_a_least_mark_or_none(waiting):
    batches = scored(waiting, rows(V1="60"))
    assert strip(batches, waiting, "degrees").limits == [Limit(((Decimal(18), Decimal(24)),), None, ("onsite v1",))]
    assert strip(batches, waiting, "marked").limits == [Limit((), Decimal(80), ("onsite v1",))]
    for context in ("others", "queue"):
        found = strip(batches, waiting, context)
        assert (found.limits, found.promise, found.lines[0].missed, found.lines[0].over_promise) == (
            [],
            None,
            None,
            None,
        )


@pytest.mark.parametrize(
    ("question", "message", "help_"),
    [
        (
            "tidy",
            "“tidy” is a yes_no question: it measures nothing",
            "measured are: queue, others, wait, degrees, marked",
        ),
        ("wiat", "no version asks a question “wiat”", "did you mean “wait”?"),
        (
            "weather_seen",
            "no version asks a question “weather_seen”",
            "measured are: queue, others, wait, degrees, marked",
        ),
        ("desk_wait", "“desk_wait” is a criterion: name the question that measures", "it measures: others, wait"),
    ],
)
def test_what_measures_nothing_is_refused_with_what_does(waiting, question, message, help_):
    with pytest.raises(StopError) as stop:
        strip(scored(waiting, rows(V1="60")), waiting, question)
    assert (stop.value.message, stop.value.help) == (message, help_)


def test_without_a_visit_that_was_asked_there_is_nothing_to_show(waiting):
    with pytest.raises(StopError, match="none of these visits was asked “wait”"):
        strip([], waiting, "wait")


def test_versions_that_measure_in_other_units_are_not_thrown_together(tmp_path):
    frozen(tmp_path, FILES)
    minutes = WAITING.replace(
        "ask: How long did you wait?, type: duration", "ask: How long did you wait?, type: number"
    )
    programme = frozen(tmp_path, FILES | {"criteria/desk.yaml": minutes})
    first, second = rows(V1="90", V2="2")
    with pytest.raises(StopError, match="versions measure “wait” in different units"):
        strip(scored(programme, [first, second | {"version": "2"}]), programme, "wait")
