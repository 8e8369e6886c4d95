"""The critical criteria that failed: those that figures count as failed."""

import pytest

from qshop.findings.critical_failures import critical_failures
from qshop.findings.results import Results
from scoring import DESKS, frozen, visits

WAVES = DESKS["qshop.yaml"]


@pytest.fixture
def results(tmp_path):
    """Six visits in autumn; at S1 blue runs the desk by then."""
    desks = frozen(tmp_path, DESKS)
    seen = {"scenario": "guest", "channel": "phone", "wait": "10", "flowers": "yes", "goodbye": "yes", "door": "4"}
    rows = [
        {**seen, "visit_id": "V1", "site": "S2", "date": "2026-09-02", "greeted": "no", "goodbye": ""},
        {**seen, "visit_id": "V2", "site": "S1", "date": "2026-09-03", "greeted": "no"},
        {**seen, "visit_id": "V3", "site": "S1", "date": "2026-09-01", "greeted": "yes", "wait": "40"},
        {**seen, "visit_id": "V4", "site": "S1", "date": "2026-09-04", "greeted": "yes"},
        {**seen, "visit_id": "V5", "site": "S1", "date": "2026-09-05", "greeted": "no", "purpose": "reshop"},
        {**seen, "visit_id": "V6", "site": "S1", "date": "2026-03-05", "greeted": "no"},
    ]
    autumn = next(wave for wave in desks.settings.waves if wave.id == "autumn")
    return Results(desks, autumn, visits(desks, rows), [])


def told(failures):
    return [(one.criterion.id, one.stage, one.site, one.team, one.visit, str(one.day)) for one in failures]


def test_failures_stand_by_criterion_site_and_day(results):
    expected = [
        ("desk_greeting", "desk", "S1", "blue", "V3", "2026-09-01"),
        ("desk_greeting", "desk", "S1", "blue", "V2", "2026-09-03"),
        ("desk_greeting", "desk", "S2", "green", "V1", "2026-09-02"),
    ]
    assert told(critical_failures(results, {})) == expected
    assert told(critical_failures(results, {"site": "S2"})) == expected[2:]
    assert told(critical_failures(results, {"team": "blue"})) == expected[:2]
    assert critical_failures(results, {"team": "red"}) == []


def test_they_are_the_visits_that_figures_count_as_failed(results):
    assert results.parts.of({}).cells(("criterion",))["failed"].sum() == 3
