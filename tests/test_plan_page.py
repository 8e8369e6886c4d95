"""The plan of who hears what, in words, as it stands on a day."""

import pytest

from qshop.cli.main import run
from support import programme

QSHOP = """\
format: 1
name: Front desk
languages: [en]
owners: {desk_manager: Desk manager}
waves:
  - {id: w1, name: Spring, from: 2026-03-01, to: 2026-03-31}
"""
SITES = """\
format: 1
teams: [{id: hosts, name: Hosts}, {id: guards, name: Guards}, {id: cooks, name: Cooks, provider: true}, {id: web, name: Web}]
sites: [{id: S01}]
"""
PLAN = """\
format: 1
steps:
  - {id: ask, what: consulted, representatives: true, about: What it is for, by: desk_manager, due: 2026-01-10, done: 2026-01-09}
  - {id: ask_cooks, what: consulted, representatives: true, teams: [cooks], about: The same, by: desk_manager, due: 2026-01-10, done: 2026-01-12}
  - {id: tell, what: informed, teams: [hosts, guards, cooks], starters: true, about: The letter, by: desk_manager, due: 2026-02-10}
  - {id: train, what: trained, teams: [guards], about: To debrief, by: desk_manager, due: 2026-02-01}
  - {id: show, what: shown, wave: w1, teams: [hosts, guards, cooks, web], about: The page, by: desk_manager, due: 2026-04-10}
"""


def printed(capsys, folder, *arguments, plan=PLAN):
    programme(folder, {"qshop.yaml": QSHOP, "sites.yaml": SITES, "criteria/stages.yaml": STAGES, **plan_file(plan)})
    code = run(["--project", str(folder), "workshop", "print", "plan", *arguments])
    return code, capsys.readouterr().out


def plan_file(plan):
    return {"communication.yaml": plan} if plan else {}


STAGES = "format: 1\nstages: [{id: desk, name: Desk}]\n"


def test_what_is_late_stands_first_the_longest_ago_at_the_top(capsys, tmp_path):
    code, out = printed(capsys, tmp_path, "--as-of", "2026-02-11")
    assert (code, out) == (
        0,
        """\
# Who hears what, and when

*Front desk · as of 11 February 2026*

## Late: 2 steps

| By | Who | What | Who sees to it |
|---|---|---|---|
| 1 February 2026: 10 days ago | Trained: Guards | To debrief | Desk manager |
| 10 February 2026: 1 day ago | Told: all teams but Web · everybody who starts later | The letter | Desk manager |

## Still to come

| By | Who | What | Who sees to it |
|---|---|---|---|
| 10 April 2026 | Shown results: all teams · Spring | The page | Desk manager |

## Done

| By | Who | What | Who sees to it |
|---|---|---|---|
| 12 January 2026 (planned by 10 January 2026) | Asked: representatives of the staff of: Cooks | The same | Desk manager |
| 9 January 2026 | Asked: our own staff’s representatives | What it is for | Desk manager |
""",
    )


def test_what_was_done_later_is_still_to_come_on_an_earlier_day(capsys, tmp_path):
    _, out = printed(capsys, tmp_path, "--as-of", "2026-01-09")
    assert [line for line in out.splitlines() if line.startswith(("##", "| 9", "| 12", "| 10 January"))] == [
        "## Still to come",
        "| 10 January 2026 | Asked: representatives of the staff of: Cooks | The same | Desk manager |",
        "## Done",
        "| 9 January 2026 | Asked: our own staff’s representatives | What it is for | Desk manager |",
    ]


def test_without_a_day_nothing_is_late(capsys, tmp_path):
    _, out = printed(capsys, tmp_path)
    assert "Late" not in out
    assert out.startswith("# Who hears what, and when\n\n*Front desk*\n\n## Still to come\n")


@pytest.mark.parametrize("plan", ["", "format: 1\n"])
def test_a_plan_without_steps_says_what_belongs_in_it(capsys, tmp_path, plan):
    code, out = printed(capsys, tmp_path, plan=plan)
    assert code == 0
    assert out.endswith(
        "No steps are written down yet: who is consulted, told, trained and shown what, by whom and by when.\n"
    )
