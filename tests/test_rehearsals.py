"""A rehearsal: the form is tried out, and whatever is counted, drawn or told is told as if it had never been."""

from csv import DictReader

import pytest

from desk import FILES, QSHOP, said, visited
from qshop.cli.main import run
from support import programme

REHEARSALS = """
  - {id: rehearsal, from: 2026-06-01, to: 2026-06-05, rehearsal: true}
  - {id: rehearsal-2, from: 2026-11-02, to: 2026-11-06, rehearsal: true}
"""
WALKS = """\
visit_id,questionnaire,version,site,date,purpose,greeted,greeting_wait,exit_clear,goodbye
w1,onsite,1,A1,2026-06-02,trial,no,,no,1
w2,onsite,1,B2,2026-06-03,,yes,55,no,1
w3,onsite,1,B2,2026-11-04,,no,,no,1
"""
PLAN = """\
format: 1
seed: 7
plans: [{wave: rehearsal, questionnaire: onsite, version: 1, per_site: 9}]
service: {must: 90, plus: 80}
rates: {blank: 0, na: 0, comment: 0, evidence: 0, no_service: 0, void: 0, reshop: 100}
shoppers: 6
staff: {desk: 3}
"""


def declared(settings):
    """Declare both rehearsals in a `qshop.yaml`."""
    before, scoring, after = settings.partition("scoring:")
    return before.rstrip() + REHEARSALS + scoring + after


@pytest.fixture(scope="module")
def without(tmp_path_factory):
    return visited(tmp_path_factory.mktemp("without"))


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory):
    root = visited(tmp_path_factory.mktemp("rehearsed"))
    programme(root, {"qshop.yaml": declared(QSHOP), "walks.csv": WALKS})
    assert run(["--project", str(root), "ingest", str(root / "walks.csv")]) == 0
    return root


@pytest.mark.parametrize(
    "line",
    [
        *("score", "score --by wave", "score --by site,stage --format csv", "reliability"),
        *("compare spring autumn", "compare A1 B2 --of site"),
        *("chart series", "chart series --format csv", "chart strip greeting_wait", "chart funnel"),
        *("debrief --for programme", "debrief --for site A1", "debrief --for team house --wave spring"),
        *("debrief --for owner desk_manager", "debrief --for owner management --wave spring"),
    ],
)
def test_whatever_is_told_is_told_as_if_it_had_never_been(line, without, rehearsed, capsys):
    code, told = said(capsys, without, *line.split())
    assert told.out
    assert said(capsys, rehearsed, *line.split()) == (code, told)


@pytest.mark.parametrize(
    "line",
    [
        *("score --wave rehearsal", "chart strip greeting_wait --wave rehearsal"),
        *("compare rehearsal autumn", "compare spring rehearsal", "compare A1 B2 --of site --wave rehearsal"),
        *("debrief --for site A1 --wave rehearsal", "debrief --for visit w1"),
    ],
)
def test_who_asks_for_its_figures_hears_why_there_are_none(line, rehearsed, capsys):
    code, told = said(capsys, rehearsed, *line.split())
    assert code == 2
    assert told.err.startswith(
        "qshop: rehearsal is a rehearsal: its visits are trials, and there are no figures of them\n"
    )
    assert "known: spring, autumn" in told.err


def test_its_visits_are_kept_and_known_as_trials(rehearsed, capsys):
    assert run(["--project", str(rehearsed), "ingest", str(rehearsed / "walks.csv")]) == 0
    assert capsys.readouterr().out.split()[-5:] == ["3", "0", "0", "3", "no"]
    stored = (rehearsed / "visits/rehearsal/onsite-v1.csv").read_text(encoding="utf-8")
    assert stored.count('"trial"') == 2


@pytest.mark.parametrize("purpose", ["regular", "reshop"])
def test_it_takes_no_visit_that_is_to_count(purpose, rehearsed, capsys):
    programme(rehearsed, {"more.csv": WALKS.replace("w1", "w9").replace("trial", purpose)})
    assert run(["--project", str(rehearsed), "ingest", str(rehearsed / "more.csv")]) == 1
    told = f"QS421 purpose: “{purpose}”, but rehearsal is a rehearsal, in which every visit is a trial"
    assert told in capsys.readouterr().err


def test_visits_that_are_there_and_not_trials_are_told_where_their_wave_becomes_a_rehearsal(tmp_path, capsys):
    root = visited(tmp_path)
    programme(root, {"qshop.yaml": QSHOP.replace("id: spring,", "id: spring, rehearsal: true,")})
    code, told = said(capsys, root, "score")
    assert code == 1
    assert "QS421 purpose: “regular”, but spring is a rehearsal" in told.err


def test_a_programme_that_has_only_rehearsed_has_no_visits_to_write_about(tmp_path, capsys):
    root = programme(tmp_path, FILES | {"qshop.yaml": declared(QSHOP), "walks.csv": WALKS})
    assert run(["--project", str(root), "build-questionnaire"]) == 0
    assert run(["--project", str(root), "ingest", str(root / "walks.csv")]) == 0
    code, told = said(capsys, root, "debrief", "--for", "site", "A1")
    assert (code, "there are no visits to write about" in told.err) == (2, True)


def test_simulated_visits_of_a_rehearsal_are_trials_by_people_who_are_no_shoppers_and_name_no_colleague(
    tmp_path, capsys
):
    root = programme(tmp_path, FILES | {"qshop.yaml": declared(QSHOP), "plan.yaml": PLAN})
    assert run(["--project", str(root), "build-questionnaire"]) == 0
    assert run(["--project", str(root), "simulate", str(root / "plan.yaml"), "--out", str(root / "drawn")]) == 0
    [drawn] = (root / "drawn").glob("*.csv")
    rows = list(DictReader(drawn.read_text(encoding="utf-8").splitlines()))
    assert {(row["purpose"], row["desk_staff"], row["shopper"][0]) for row in rows} == {("trial", "", "W")}
    assert run(["--project", str(root), "ingest", str(drawn)]) == 0
    assert capsys.readouterr().out.split()[-5:] == ["18", "18", "0", "0", "no"]


def test_regular_visits_are_not_planned_for_it(tmp_path, capsys):
    planned = declared(QSHOP).replace("rehearsal: true}", "rehearsal: true, planned: {onsite: 6}}", 1)
    root = programme(tmp_path, FILES | {"qshop.yaml": planned})
    assert run(["--project", str(root), "check"]) == 1
    out = capsys.readouterr().out
    assert "QS255 the wave “rehearsal” is a rehearsal: all its visits are trials" in out
