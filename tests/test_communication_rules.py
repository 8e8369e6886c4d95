"""What `qshop check` says of the commitment and the plan; the pages in docs/codes show the rest."""

import pytest

from qshop.cli.main import run
from support import programme

QSHOP = """\
format: 1
name: Front desk
languages: [en]
owners: {desk_manager: Desk manager}
waves:
  - {id: trial, from: 2026-02-01, to: 2026-02-02, rehearsal: true}
  - {id: w1, from: 2026-03-01, to: 2026-03-31}
"""
SITES = """\
format: 1
teams: [{id: hosts}, {id: halo, provider: true}]
sites:
  - {id: S01, teams: {desk: [{team: hosts}, {team: halo, from: 2026-06-01}]}}
"""
HEAD = """\
format: 1
countries: [COUNTRY]
decided: 2025-10-15
commitment:
  says: Nobody is judged.
  footer: Nobody is judged.
  by: {name: Ada Lane, function: Director}
  exception: Danger.
  ready_to_change: [Staffing]
  not_ready_to_change: [Hours]
  contact: {name: Bo Reed, telephone: "0123"}
steps:
"""
STEPS = {
    "ask": "what: consulted, representatives: true, due: 2025-10-01",
    "ask_halo": "what: consulted, representatives: true, teams: [halo], due: 2025-10-01",
    "tell": "what: informed, teams: [hosts, halo], starters: true, due: 2026-02-10",
    "train": "what: trained, teams: [hosts], due: 2026-02-20",
    "show": "what: shown, wave: w1, due: 2026-04-20",
}


def said(capsys, folder, *, country="FR", without=(), **changed):
    """Check a programme whose plan is complete but for the steps left out or changed; give the first line of each fault."""
    steps = {name: text for name, text in (STEPS | changed).items() if name not in without}
    plan = HEAD.replace("COUNTRY", country)
    plan += "".join(f"  - {{id: {name}, about: It, by: desk_manager, {text}}}\n" for name, text in steps.items())
    stages = "format: 1\nstages: [{id: desk, name: Desk}]\n"
    files = {"qshop.yaml": QSHOP, "sites.yaml": SITES, "criteria/stages.yaml": stages, "communication.yaml": plan}
    run(["--project", str(programme(folder, files)), "check"])
    lines = capsys.readouterr().out.splitlines()
    return [line.split(" ", 1)[1] for line in lines if line and not line.startswith((" ", "nothing"))]


def test_a_complete_plan_is_silent_and_a_rehearsal_needs_no_talk(capsys, tmp_path):
    assert said(capsys, tmp_path) == []


def test_a_programme_without_a_plan_is_silent(tmp_path):
    stages = "format: 1\nstages: [{id: desk, name: Desk}]\n"
    files = {"qshop.yaml": QSHOP, "sites.yaml": SITES, "criteria/stages.yaml": stages}
    assert run(["--project", str(programme(tmp_path, files)), "check"]) == 0


@pytest.mark.parametrize(
    ("left_out", "told"),
    [
        ("ask", ["QS605 nobody asks our own staff or their representatives"]),
        ("ask_halo", ["QS605 nobody asks the staff of “halo” or their representatives"]),
        (
            "tell",
            [
                "QS601 nobody tells the team “hosts” of the visits",
                "QS601 nobody tells the staff of the provider “halo” of the visits",
                "QS603 “halo” begins at “S01” on 2026-06-01, and no step tells its people before",
            ],
        ),
        ("train", ["QS608 nobody is trained by 2026-03-01, when the first visits are made"]),
        ("show", ["QS607 no time is planned to show and discuss the wave “w1”"]),
    ],
)
def test_each_step_that_is_left_out_is_missed(capsys, tmp_path, left_out, told):
    assert sorted(said(capsys, tmp_path, without=[left_out])) == sorted(told)


def test_in_france_asking_the_people_themselves_is_not_asking_their_representatives(capsys, tmp_path):
    asked = "what: consulted, due: 2025-10-01"
    assert said(capsys, tmp_path, ask=asked) == ["QS605 nobody asks our own staff or their representatives"]
    assert said(capsys, tmp_path, ask=asked, country="GB") == []


def test_where_the_country_does_not_ask_for_it_nobody_need_be_asked(capsys, tmp_path):
    assert said(capsys, tmp_path, country="TR", without=["ask", "ask_halo"]) == []


def test_asked_on_the_day_of_the_decision_is_not_before(capsys, tmp_path):
    asked = "what: consulted, representatives: true, due: 2025-10-15"
    assert said(capsys, tmp_path, ask=asked) == [
        "QS605 our own staff or their representatives are asked on 2025-10-15, and it is decided on 2025-10-15"
    ]


def test_a_team_that_is_told_after_the_first_visits_is_named_with_both_days(capsys, tmp_path):
    told = "what: informed, teams: [hosts, halo], starters: true, due: 2026-03-02"
    assert said(capsys, tmp_path, tell=told) == [
        "QS601 the team “hosts” is told on 2026-03-02, after the first visits on 2026-03-01"
    ]


def test_who_begins_later_is_told_then_or_as_one_who_starts(capsys, tmp_path):
    once = "what: informed, teams: [hosts, halo], due: 2026-02-10"
    later = "what: informed, teams: [halo], due: 2026-05-20"
    begins = "QS603 “halo” begins at “S01” on 2026-06-01, and no step tells its people before"
    assert begins in said(capsys, tmp_path, tell=once)
    assert begins not in said(capsys, tmp_path, tell=once, later=later)


def test_a_step_names_teams_owners_and_waves_that_there_are(capsys, tmp_path):
    step = "what: shown, wave: w2, teams: [host], due: 2026-04-20"
    assert said(capsys, tmp_path, more=step) == [
        "QS210 there is no wave “w2”",
        "QS210 there is no team “host”",
    ]
