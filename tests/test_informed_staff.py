"""From which day forms ask who served: when everybody who could be named knew."""

from datetime import date

import pytest

from qshop.io.folder import load
from qshop.programme.informed_staff import staff_named_from
from support import programme

QSHOP = "format: 1\nname: Desks\nlanguages: [en]\n"
TOLD = QSHOP + "ethics: {staff_informed: 2026-02-01}\n"
STAGES = "format: 1\nstages: [{id: desk, name: Desk}]\n"


def named_from(folder, settings, teams, desk):
    sites = f"format: 1\nteams: [{teams}]\nsites: [{{id: S1, teams: {{desk: {desk}}}}}]\n"
    files = {"qshop.yaml": settings, "sites.yaml": sites, "criteria/stages.yaml": STAGES}
    return staff_named_from(load(programme(folder, files)).programme)


@pytest.mark.parametrize(
    ("settings", "teams", "desk", "day"),
    [
        (TOLD, "{id: a}", "a", date(2026, 2, 1)),
        (QSHOP, "{id: a}", "a", None),
        (QSHOP, "{id: a, informed: 2026-03-01}", "a", date(2026, 3, 1)),
        (TOLD, "{id: a, informed: 2026-01-05}", "a", date(2026, 1, 5)),
        (TOLD, "{id: a}, {id: b, informed: 2026-09-10}", "[{team: a}, {team: b, from: 2026-09-01}]", date(2026, 9, 10)),
        (TOLD, "{id: a}, {id: b, informed: 2026-08-10}", "[{team: a}, {team: b, from: 2026-09-01}]", date(2026, 2, 1)),
        (QSHOP, "{id: a}, {id: b, informed: 2026-08-10}", "[{team: a}, {team: b, from: 2026-09-01}]", date(2026, 9, 1)),
        (QSHOP, "{id: a}, {id: b, informed: 2026-08-10}", "[{team: b}, {team: a, from: 2026-09-01}]", None),
    ],
)
def test_everybody_who_runs_a_stage_then_was_told(settings, teams, desk, day, tmp_path):
    assert named_from(tmp_path, settings, teams, desk) == day
