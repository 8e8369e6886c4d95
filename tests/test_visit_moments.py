"""The moments of a visit, in seconds from its start."""

import pytest

from qshop.debrief.visit_moments import VisitMoment, longest_pause, visit_moments
from qshop.findings.results import Results, last_wave
from qshop.visits.moments import Moment
from scoring import DESKS, frozen, visits


def moment(number, after):
    return VisitMoment(number, after, "s", "neutral", "", evidence=False)


@pytest.mark.parametrize(
    ("times", "pause"),
    [([0, 90, 120], 90), ([0, None, 1800], None), ([5], None), ([], None)],
)
def test_the_longest_pause_is_between_two_moments_that_follow_each_other(times, pause):
    found = longest_pause([moment(number, after) for number, after in enumerate(times, 1)])
    assert (found.seconds if found else None) == pause


def told(folder, moments, quotes="released", channel="phone", **visit):
    settings = DESKS["qshop.yaml"] + f"privacy: {{quotes: {quotes}}}\n"
    onsite = DESKS["questionnaires/onsite.yaml"].replace("[face_to_face, phone]", "[phone, web]")
    desks = frozen(folder, DESKS | {"qshop.yaml": settings, "questionnaires/onsite.yaml": onsite})
    row = {"visit_id": "v1", "site": "S1", "date": "2026-03-01", "scenario": "guest", "channel": channel, **visit}
    (batch,) = visits(desks, [row])
    results = Results(desks, last_wave([batch], desks), [batch], [Moment("v1", *cells) for cells in moments])
    return visit_moments(results, batch)


@pytest.mark.parametrize(
    ("time_in", "after"),
    [("20:00", [60, None, 750]), ("", [0, None, 690]), ("20:05", [0, None, 690])],
)
def test_they_are_counted_from_the_start_of_the_visit_or_from_the_first_of_them(tmp_path, time_in, after):
    moments = [("20:01", "a", "neutral", "", ""), ("", "b", "neutral", "", ""), ("20:12:30", "c", "neutral", "", "")]
    assert [one.after for one in told(tmp_path, moments, time_in=time_in)] == after


@pytest.mark.parametrize(
    ("quotes", "channel", "words"),
    [("released", "phone", ("", "")), ("released", "web", ("Jane", "")), ("all", "phone", ("Jane", "Oh!"))],
)
def test_the_name_of_a_step_is_told_where_nobody_serves_or_all_is_released(tmp_path, quotes, channel, words):
    (one,) = told(tmp_path, [("", "Jane", "pleased", "Oh!", "x.png")], quotes, channel)
    assert (one.step, one.thought) == words
    assert (one.feeling, one.evidence) == ("pleased", True)
