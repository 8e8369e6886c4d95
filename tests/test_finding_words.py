"""What was found of a criterion, in words: how far off where a handful of misses are mostly narrow, else how often."""

import pytest

from desk import FILES, said
from qshop.cli.main import run
from support import programme

HEADER = "visit_id,questionnaire,version,site,date,greeted,greeting_wait,exit_clear,goodbye"


def waited(folder, *seconds):
    """Take in a wave of visits to one desk in which the greeting came after so many seconds; give its root."""
    rows = [f"v{n},onsite,1,A1,2026-09-02,yes,{wait},yes,3" for n, wait in enumerate(seconds)]
    root = programme(folder, FILES | {"export.csv": "\n".join([HEADER, *rows, ""])})
    assert run(["--project", str(root), "build-questionnaire"]) == 0
    assert run(["--project", str(root), "ingest", str(root / "export.csv")]) == 0
    return root


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        ([10, 35, 36, 90], "1 time 90 seconds; 2 more times only just (limit: 30 seconds)"),
        ([10, 32, 33, 34, 35, 35, 35, *range(90, 96)], "12 of 13 visits"),
    ],
)
def test_a_handful_of_misses_are_told_by_their_values_and_many_by_their_number(seconds, told, tmp_path, capsys):
    page = said(capsys, waited(tmp_path, *seconds), "debrief", "--for", "site", "A1")[1].out
    [line] = [line for line in page.splitlines() if "Who acts: Desk manager" in line]
    assert line.startswith(f"{told} · The desk")


def test_nothing_was_missed_is_only_said_where_nothing_was(tmp_path, capsys):
    clean = said(capsys, waited(tmp_path / "clean", *[10] * 12), "debrief", "--for", "owner", "desk_manager")[1].out
    slips = said(capsys, waited(tmp_path / "slips", *[10] * 11, 35), "debrief", "--for", "owner", "desk_manager")[1].out
    assert "\n## Three things, at most\n\nNothing was missed.\n" in clean
    assert "**Every visitor is greeted**: 11 of 12 visits" in slips
    assert "\n## Three things, at most\n\nNothing that is yours to change was clearly missed more than once.\n" in slips
