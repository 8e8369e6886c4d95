"""`qshop workshop capture`: what a group agreed comes back into the files, and nothing else of them changes."""

import json
from pathlib import Path

import pytest

from meetings import DESK, MEETING, filled_in, small, tables
from qshop.cli.main import run

WAIT = {"id": "desk_wait", "stage": "Reception desk", "criterion": "Nobody waits longer than two minutes"}
SMILE = {"id": "desk_smile", "stage": "Reception desk", "criterion": "Staff look up within ten seconds"}
BARRIER = {"stage": "Car park", "criterion": "The barrier opens: within 10 seconds", "must_dots": 8}


def captured(root: Path, *files: bytes | tuple[str, bytes], options: tuple[str, ...] = ()) -> int:
    """Capture files in a programme, called 1.xlsx, 2.xlsx … unless they have names."""
    paths = []
    for number, file in enumerate(files, 1):
        name, content = file if isinstance(file, tuple) else (f"{number}.xlsx", file)
        paths.append(root.parent / name)
        paths[-1].write_bytes(content)
    return run(["--project", str(root), "workshop", "capture", *map(str, paths), *options])


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return small(tmp_path / "programme")


def test_a_stage_without_a_file_gets_one(root: Path) -> None:
    row = BARRIER | {
        "owner": "Facilities",
        "standard": "Gate rules",
        "promise": "No queue at the gate",
        "promise_where": "web site",
        "missed": "Queue at the gate",
        "try": "Wave the next car on",
        "check_first": "Which plates are announced?",
        "visible": "seconds until the barrier is up",
        "plus_dots": 1,
    }

    assert captured(root, filled_in(criteria=[row])) == 0

    assert (
        (root / "criteria/park.yaml").read_text()
        == """\
format: 1
stage: park
criteria:
  - id: park_barrier_opens_within_10_seconds
    text:
      en: "The barrier opens: within 10 seconds"
    missed:
      en: "Queue at the gate"
    priority: must
    status: proposed
    proposed:
      group: B
      on: 2026-03-02
      present: 9
      must: 8
      plus: 1
      visible:
        en: "seconds until the barrier is up"
    owner: facilities
    standard: gate_rules
    promise:
      says:
        en: "No queue at the gate"
      where:
        en: "web site"
    check_first:
      en: "Which plates are announced?"
    try:
      en: "Wave the next car on"
"""
    )
    assert (root / "criteria/desk.yaml").read_text() == DESK


def test_blanks_of_a_validated_criterion_are_filled_in_and_a_proposed_one_changes(root: Path) -> None:
    wait = WAIT | {"owner": "Desk manager", "standard": "no"}
    smile = SMILE | {"criterion": "Staff look up within five seconds", "must_dots": 7}

    assert captured(root, filled_in(criteria=[wait, smile])) == 0

    after = DESK.replace("on: 2026-02-02}\n\n", "on: 2026-02-02}\n    owner: desk_manager\n    standard: none\n\n", 1)
    after = after.replace("ten seconds", "five seconds").replace("priority: plus", "priority: must", 1)
    after = after.replace(
        "status: proposed\n    proposed: {group: B, on: 2026-01-20}",
        "status: proposed\n    proposed: {group: B, on: 2026-03-02, present: 9, must: 7}",
    )
    assert (root / "criteria/desk.yaml").read_text() == after


def test_a_validated_criterion_does_not_change_otherwise(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [WAIT | {"criterion": "Nobody waits longer than five minutes", "must_dots": 2, "plus_dots": 7}]

    assert captured(root, filled_in(criteria=rows)) == 1

    said = capsys.readouterr()
    assert (
        said.err
        == """\
1.xlsx/Criteria:2:3: QS669 Criterion, Dots: must: desk_wait is validated and says otherwise
    leave it as it was; propose a new criterion in a row without id, or change it by a pull request
"""
    )
    assert (
        said.out
        == """\
source             read   accepted   rejected   repeated   refused
──────────────────────────────────────────────────────────────────
1.xlsx/Criteria       1          0          1          0   no
1.xlsx/Obstacles      0          0          0          0   no
1.xlsx/People         0          0          0          0   no
"""
    )
    assert (root / "criteria/desk.yaml").read_text() == DESK


def test_words_about_a_validated_criterion_are_not_lost_without_a_word(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert captured(root, filled_in(criteria=[WAIT | {"remark": "two minutes is long", "must_dots": 8}])) == 1

    assert capsys.readouterr().err.startswith("1.xlsx/Criteria:2:14: QS669 Remark: desk_wait is validated")


def test_likely_doubles_stand_side_by_side_and_are_taken(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        {"stage": "desk", "criterion": "Every visitor is offered a coffee", "plus_dots": 3},
        {"stage": "desk", "criterion": "Visitors are offered coffee"},
    ]

    assert captured(root, filled_in(criteria=rows)) == 0

    assert (
        capsys.readouterr().err
        == """\
new: desk_every_visitor_offered_coffee, plus (0 for a must, 3 for a plus, of 9): Every visitor is offered a coffee
new: desk_visitors_offered_coffee, plus (without dots): Visitors are offered coffee
the same? desk_every_visitor_offered_coffee: Every visitor is offered a coffee
          desk_coffee (declined): A coffee is offered to every visitor
the same? desk_every_visitor_offered_coffee: Every visitor is offered a coffee
          desk_visitors_offered_coffee: Visitors are offered coffee
the same? desk_visitors_offered_coffee: Visitors are offered coffee
          desk_coffee (declined): A coffee is offered to every visitor
"""
    )


def test_people_and_obstacles_come_back_too_as_codes(root: Path) -> None:
    roster = '"name","team","owner","manager","group","role","present","named","walks"\n'
    (root / "workshops/roster.csv").write_text(f'{roster}"Ann Bee","T1","","","B","","","",""\n')
    people = [
        {"name": "ann bee", "team": "Welcome", "group": "Being received", "role": "note-taker", "present": "yes"},
        {"name": "Zoé Öz", "owner": "Facilities", "manager": "Yes", "group": "B", "named": "no", "walks": "South"},
    ]
    obstacles = [{"stage": "Car park", "obstacle": "Trees hide the sign", "owner": "Facilities"}]

    assert captured(root, filled_in(people=people, obstacles=obstacles)) == 0

    assert (root / "workshops/roster.csv").read_text() == (
        f'{roster}"ann bee","T1","","","B","note_taker","yes","",""\n'.replace("ann bee", "Ann Bee")
        + '"Zoé Öz","","facilities","yes","B","","","no","S02"\n'
    )
    assert (root / "workshops/obstacles.csv").read_text() == (
        '"group","date","stage","obstacle","owner"\n"B","2026-03-02","park","Trees hide the sign","facilities"\n'
    )


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_of_people_and_obstacles_that_do_not_change_stay_as_they_were_typed(root: Path, end: str) -> None:
    typed = ["name,team,owner,manager,group,role,present,named,walks", "Zoé Öz,,,,B,,,,", '"Ann Bee",T1,,,B,,,,']
    (root / "workshops/roster.csv").write_bytes(f"{end.join(typed)}{end}".encode())

    captured(root, filled_in(people=[{"name": "Ann Bee", "present": "yes"}, {"name": "Ugo", "group": "B"}]))

    lines = [*typed[:2], '"Ann Bee","T1","","","B","","yes","",""', '"Ugo","","","","B","","","",""']
    assert (root / "workshops/roster.csv").read_bytes().decode() == f"{end.join(lines)}{end}"


def test_a_workbook_that_is_captured_twice_changes_nothing_more(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = filled_in(
        criteria=[BARRIER, SMILE | {"must_dots": 2, "remark": "at noon"}],
        obstacles=[{"stage": "Car park", "obstacle": "Trees hide the sign"}],
        people=[{"name": "Ann Bee", "group": "B"}],
    )
    assert captured(root, content) == 0
    files = contents(root)
    capsys.readouterr()

    assert captured(root, content) == 0

    assert contents(root) == files
    assert (
        capsys.readouterr().out
        == """\
source             read   accepted   rejected   repeated   refused
──────────────────────────────────────────────────────────────────
1.xlsx/Criteria       2          0          0          2   no
1.xlsx/Obstacles      1          0          0          1   no
1.xlsx/People         1          0          0          1   no
"""
    )


def contents(root: Path) -> dict[str, bytes]:
    """Give every file of a programme."""
    files = (path for path in root.rglob("*") if path.is_file() and ".qshop" not in path.parts)
    return {str(path.relative_to(root)): path.read_bytes() for path in files}


def test_the_workbook_is_kept_as_it_came_and_a_dry_run_writes_nothing(root: Path) -> None:
    before, content = contents(root), filled_in(criteria=[BARRIER])

    assert captured(root, content, options=("--dry-run",)) == 0
    assert contents(root) == before

    assert captured(root, content) == 0
    assert (root / "workshops/sheets/2026-03-02-B-1.xlsx").read_bytes() == content
    other = filled_in(criteria=[BARRIER, SMILE])
    assert captured(root, other) == 0
    assert sorted(path.read_bytes() for path in (root / "workshops/sheets").iterdir()) == sorted([content, other])


def test_two_note_takers_who_contradict_each_other_are_both_told_where(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = filled_in(criteria=[BARRIER]), filled_in(criteria=[BARRIER | {"must_dots": 3}])

    assert captured(root, one, other) == 1

    assert not (root / "criteria/park.yaml").exists()
    assert (
        capsys.readouterr().err
        == """\
1.xlsx/Criteria:2:5: QS671 Dots: must: the same is told otherwise at 2.xlsx/Criteria:2:5
    agree on one of the two; where a row was copied, clear the id of the new one
2.xlsx/Criteria:2:5: QS671 Dots: must: the same is told otherwise at 1.xlsx/Criteria:2:5
    agree on one of the two; where a row was copied, clear the id of the new one
"""
    )


def test_two_note_takers_who_counted_other_people_are_told_what_differs(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ten = filled_in(meeting=MEETING | {"present": 10}, criteria=[BARRIER])

    assert captured(root, filled_in(criteria=[BARRIER]), ten) == 1

    assert (
        capsys.readouterr().err
        == """\
1.xlsx/Criteria:2:5: QS671 Dots: must: how many were present is told otherwise at 2.xlsx/Criteria:2:5
    agree on one number, and write it on the sheet of the meeting in both
2.xlsx/Criteria:2:5: QS671 Dots: must: how many were present is told otherwise at 1.xlsx/Criteria:2:5
    agree on one number, and write it on the sheet of the meeting in both
"""
    )


def test_dots_that_are_counted_again_are_told_as_they_are_now(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    captured(root, filled_in(criteria=[BARRIER]))
    capsys.readouterr()

    captured(root, filled_in(meeting=MEETING | {"present": 10}, criteria=[BARRIER]))

    said = "changed: park_barrier_opens_within_10_seconds, dots (8 for a must, 0 for a plus, of 10)\n"
    assert capsys.readouterr().err == said


def test_what_another_note_taker_leaves_blank_contradicts_nothing(root: Path) -> None:
    one, other = filled_in(criteria=[BARRIER]), filled_in(criteria=[BARRIER | {"owner": "Facilities"}])

    assert captured(root, one, other) == 0

    assert "owner: facilities" in (root / "criteria/park.yaml").read_text()


def test_a_workbook_in_another_language_of_the_programme_gives_texts_in_that_language(root: Path) -> None:
    rows = [SMILE | {"criterion": "On lève les yeux en dix secondes", "must_dots": 5}]

    assert captured(root, filled_in("fr", criteria=rows)) == 0

    assert (
        '      en: "Staff look up within ten seconds"\n      fr: "On lève les yeux en dix secondes"\n'
        in (root / "criteria/desk.yaml").read_text()
    )


def test_the_csv_files_of_a_workbook_are_one_workbook(root: Path) -> None:
    sheets = tables("fr", criteria=[BARRIER | {"stage": "Parking"}])
    files = [
        (f"{name}.csv", "\n".join(";".join(f'"{cell}"' for cell in row) for row in rows).encode("cp1252"))
        for name, rows in sheets.items()
    ]

    assert captured(root, *files, options=("--encoding", "cp1252")) == 0

    assert 'fr: "The barrier opens: within 10 seconds"' in (root / "criteria/park.yaml").read_text()
    assert len(list((root / "workshops/sheets").iterdir())) == 4


def test_json_has_a_row_a_sheet_and_the_diagnostics(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        captured(root, filled_in(criteria=[BARRIER, BARRIER | {"stage": "Front door"}]), options=("--format", "json"))
        == 1
    )

    content = json.loads(capsys.readouterr().out)
    assert content["rows"][0] == {
        "source": "1.xlsx/Criteria",
        "read": 2,
        "accepted": 1,
        "rejected": 1,
        "repeated": 0,
        "refused": False,
    }
    assert [row["code"] for row in content["diagnostics"]] == ["QS665"]


def test_without_groups_there_is_nobody_to_capture_from(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "workshops/groups.yaml").unlink()

    assert captured(root, filled_in()) == 2

    assert capsys.readouterr().err == (
        "qshop: there is no workshops/groups.yaml\n  say there which groups there are, and which stages each takes\n"
    )
