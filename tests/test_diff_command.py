"""`qshop diff` as a command: its formats, exit codes and states compared, and what it says of files it cannot read."""

import json
from itertools import groupby
from pathlib import Path

import pytest

from qshop.cli.main import run
from revisions import FILES, commit, edit, git, repository, without_hashes
from scoring import frozen

GOLD = Path(__file__).parent / "gold"

VISITS = """\
visit_id,questionnaire,version,site,date,status,greeted,greeting_wait,exit_clear,goodbye
v1,onsite,1,A1,2026-03-02,,yes,20,yes,3
v2,onsite,1,A1,2026-03-03,,yes,45,yes,2
v3,onsite,1,A1,2026-03-04,,yes,90,no,1
v4,onsite,1,B2,2026-03-06,,yes,10,yes,3
v5,onsite,1,B2,2026-03-07,,yes,20,yes,2
"""
PULLED = {
    "criteria/desk.yaml": [
        ("{over: 30, points: 0}", "{up_to: 60, points: 0.5}, {over: 60, points: 0}"),
        ("Were you greeted?", "Did they greet you?"),
    ],
    "criteria/leaving.yaml": [("priority: plus", "priority: must\n    critical: true")],
    "qshop.yaml": [("from: 2026-03-01", "from: 2026-03-03")],
    "sites.yaml": [("region: south", "region: north")],
}


@pytest.fixture
def visited(tmp_path):
    """Commit a programme with a frozen version and its visits, then edit it without committing."""
    frozen(tmp_path, FILES)
    root = repository(tmp_path, {"visits/spring/onsite-v1.csv": VISITS})
    edit(root, PULLED)
    return root


POLICY = "scoring: {priorities: {plus: 2, must: 3}}\nmix:"


def said(capsys, root, *arguments):
    capsys.readouterr()
    code = run(["--project", str(root), "diff", *arguments])
    output = capsys.readouterr()
    assert output.err == ""
    return code, without_hashes(output.out)


@pytest.mark.parametrize(("format_", "name"), [("text", "diff.txt"), ("markdown", "diff.md")])
def test_changes_and_their_effect_are_told_at_a_terminal_and_in_a_pull_request(format_, name, visited, capsys):
    """Compare with tests/gold/NAME; to accept a new text, write it there and review the difference in git."""
    assert said(capsys, visited, "--format", format_) == (0, (GOLD / name).read_text(encoding="utf-8"))


def test_programs_get_one_row_a_change_and_one_a_part_of_the_effect(visited, capsys):
    code, output = said(capsys, visited, "--format", "json")
    content = json.loads(output)
    rows = content["rows"]
    assert (code, content["format"], content["diagnostics"]) == (0, 1, [])
    assert next(row for row in rows if row.get("what") == "question") == {
        "row": "change",
        "kind": "reworded",
        "what": "question",
        "id": "greeted",
        "field": "ask",
        "language": "en",
        "before": "Were you greeted?",
        "after": "Did they greet you?",
        "path": "criteria/desk.yaml",
        "line": 13,
        "column": 19,
    }
    assert [name for name, _ in groupby(row["row"] for row in rows)] == ["change", "figures_today", "if_frozen"]
    today, frozen = ([row for row in rows if row["row"] == name] for name in ("figures_today", "if_frozen"))
    assert today[0] == {"row": "figures_today", "effect": "basis", "visits_before": 5, "visits_after": 4}
    assert [(row["visit"], row["site"], row["fate"], row["key"]) for row in today if row["effect"] == "visit"] == [
        ("v1", "A1", "rejected", ""),
        ("v4", "B2", "moved", "region"),
        ("v5", "B2", "moved", "region"),
    ]
    kinds = [name for name, _ in groupby(row["effect"] for row in frozen)]
    assert kinds == ["basis", "figure", "target", "verdict", "series"]
    [stage] = [row for row in frozen if row.get("id") == "leaving"]
    before = {"score": 50.0, "must_rate": None, "visits": 4, "must_met": 0, "must_asked": 0, "failed": 0}
    before |= {"plus_rate": 25.0, "plus_met": 1, "plus_asked": 4}
    after = {"score": 50.0, "must_rate": 25.0, "visits": 4, "must_met": 1, "must_asked": 4, "failed": 3}
    after |= {"plus_rate": None, "plus_met": 0, "plus_asked": 0}
    sides = {f"{name}_before": value for name, value in before.items()}
    sides |= {f"{name}_after": value for name, value in after.items()}
    assert {name: stage[name] for name in ("effect", "scope", "id", "changed", *sides)} == {
        "effect": "figure",
        "scope": "stage",
        "id": "leaving",
        "changed": True,
        **sides,
    }


def test_visits_can_be_named(visited, tmp_path, capsys):
    few = tmp_path / "few.csv"
    few.write_text("".join(VISITS.splitlines(keepends=True)[:3]), encoding="utf-8")
    assert "\n2 → 1 visit: " in said(capsys, visited, "--visits", str(few))[1]
    assert run(["--project", str(visited), "diff", "--visits", str(tmp_path / "none.csv")]) == 2


def test_each_answer_is_told_only_if_it_has_something_to_say(visited, capsys):
    git(visited, "checkout", "--quiet", "criteria", "qshop.yaml")
    assert "\nFigures today\n" in (text := said(capsys, visited)[1])
    assert "\nIf frozen\n" not in text
    git(visited, "checkout", "--quiet", "sites.yaml")
    edit(visited, {"qshop.yaml": [("mix:", POLICY)]})
    assert "\nIf frozen\n" in (text := said(capsys, visited)[1])
    assert "\nFigures today\n" not in text
    git(visited, "checkout", "--quiet", ".")
    edit(visited, {"criteria/desk.yaml": [("The exit is clear", "Exits are clear")]})
    assert said(capsys, visited)[1].endswith(
        "\n\nno figure would change\n\nNotes\n  onsite: the next qshop build-questionnaire freezes version 2\n"
    )


def test_the_exit_code_tells_of_changes_only_when_asked(visited, capsys):
    assert said(capsys, visited)[0] == 0
    assert said(capsys, visited, "--exit-code")[0] == 1
    assert said(capsys, visited, "HEAD", "HEAD", "--exit-code") == (
        0,
        "HEAD (…) → HEAD (…)\nnothing changed in meaning\n",
    )


def heads(capsys, root, *arguments):
    return said(capsys, root, *arguments)[1].splitlines()[:2]


def test_staged_committed_and_uncommitted_states_can_be_compared(tmp_path, capsys):
    root = commit(repository(tmp_path, FILES), {"criteria/leaving.yaml": [("plus", "must")]})
    edit(root, {"criteria/leaving.yaml": [("na: true", "na: false")]})
    git(root, "add", "--all")
    edit(root, {"criteria/leaving.yaml": [("How was", "How good was")]})
    na, wording = "1 question changed (na)", "1 question reworded, 1 translation lags behind"
    priority, tree = "1 criterion changed (priority)", "the working tree"
    assert heads(capsys, root, "--staged") == ["HEAD (…) → the index", na]
    assert heads(capsys, root) == [f"HEAD (…) → {tree}", f"{wording}, {na}"]
    assert heads(capsys, root, "HEAD~1") == [f"HEAD~1 (…) → {tree}", f"{wording}, {priority}, 1 question changed"]
    assert heads(capsys, root, "--staged", "main~1") == ["main~1 (…) → the index", f"{priority}, {na}"]
    assert heads(capsys, root, "HEAD", "HEAD~1") == ["HEAD (…) → HEAD~1 (…)", priority]


def test_more_than_two_states_are_a_wrong_call(tmp_path, capsys):
    root = str(repository(tmp_path, FILES))
    assert run(["--project", root, "diff", "a", "b", "c"]) == 2
    assert run(["--project", root, "diff", "--staged", "a", "b"]) == 2
    assert capsys.readouterr().err == 2 * (
        "qshop: too many revisions\n  qshop diff [REV [REV]], or qshop diff --staged [REV]\n"
    )


def test_long_lists_are_folded_in_a_pull_request_and_end_somewhere(tmp_path, capsys):
    many = "".join(f"  - {{id: N{number}}}\n" for number in range(120))
    root = repository(tmp_path, FILES)
    edit(root, {"sites.yaml": [("tags: [kiosk]}\n", f"tags: [kiosk]}}\n{many}")]})
    _, text = said(capsys, root, "--format", "markdown")
    assert "<details>\n<summary>What changes (100)</summary>\n\n| | | Before | After |\n" in text
    assert text.count("**site N") == 100
    assert "\n… and 20 more: qshop diff --format json lists them\n" in text
    _, text = said(capsys, root)
    assert text.count("site N") == 100
    _, text = said(capsys, root, "--format", "json")
    assert len(json.loads(text)["rows"]) == 120


def test_what_people_typed_stays_text_and_long_texts_are_folded(tmp_path, capsys):
    root = repository(tmp_path, FILES)
    long = "Whoever comes in by this door, at whatever hour, hears a *goodbye* | and <b>a name</b>, in words one by one"
    edit(root, {"criteria/leaving.yaml": [("en: Staff say goodbye", f'en: "{long}"')]})
    text = said(capsys, root)[1]
    assert text.splitlines()[3:8] == [
        "criterion leaving_goodbye                                                 criteria/leaving.yaml:5:16",
        "  text en  - Staff say goodbye",
        "           + Whoever comes in by this door, at whatever hour, hears a *goodbye* | and <b>a name</b>,",
        "             in words one by one",
        "  text fr  lags behind: Le personnel prend congé",
    ]
    assert "hears a \\*goodbye\\* \\| and \\<b\\>a name\\</b\\>" in said(capsys, root, "--format", "markdown")[1]


BROKEN = {
    "a file is no YAML": (
        {"criteria/leaving.yaml": [("stage: leaving", "stage: leaving: now")]},
        """\
HEAD:criteria/leaving.yaml:2:15: QS102 not YAML: a colon inside a text
    a colon and a space start a new key: put the text in quotes, or indent as above
""",
    ),
    "a key is misspelt": (
        {"criteria/leaving.yaml": [("priority: plus", "priorty: plus")]},
        """\
HEAD:criteria/leaving.yaml:4:5: QS202 “priority” is missing
    add: priority: …
HEAD:criteria/leaving.yaml:6:5: QS201 unknown key “priorty”
    did you mean “priority”?
""",
    ),
    "the settings cannot be read": (
        {"qshop.yaml": [("format: 1", "format: 2")]},
        """\
HEAD:qshop.yaml:1:9: QS211 “2” is not possible for “format”
    known: 1
""",
    ),
}
STOPPED = """\
qshop: nothing is compared while files cannot be read
  mend them, or compare other revisions
"""


@pytest.mark.parametrize("name", BROKEN)
def test_a_revision_that_cannot_be_read_is_named_with_its_faults(name, tmp_path, capsys):
    edits, faults = BROKEN[name]
    root = commit(repository(tmp_path, FILES), edits)
    code = run(["--project", str(root), "diff", "HEAD~1", "HEAD"])
    output = capsys.readouterr()
    assert without_hashes(output.err) == f"the files of HEAD (…) do not check:\n{faults}{STOPPED}"
    assert (code, output.out) == (2, "")


def test_the_side_before_is_named_when_it_is_the_one_that_cannot_be_read(tmp_path, capsys, monkeypatch):
    root = repository(tmp_path, FILES | {"sites.yaml": "format: 1\n"})
    edit(root, {"sites.yaml": FILES["sites.yaml"]})
    monkeypatch.chdir(root)
    assert run(["diff", "--format", "json"]) == 2
    output = capsys.readouterr()
    [fault] = json.loads(output.out)["diagnostics"]
    assert (fault["path"], fault["code"]) == ("HEAD:sites.yaml", "QS202")
    assert without_hashes(output.err).startswith("the files of HEAD (…) do not check:\nHEAD:sites.yaml:1:1: QS202")


def test_a_pull_request_is_told_which_files_cannot_be_read(tmp_path, capsys, monkeypatch):
    root = repository(tmp_path, FILES)
    edit(root, {"sites.yaml": "format: 1\n"})
    monkeypatch.chdir(root)
    assert run(["diff", "--format", "markdown"]) == 2
    assert capsys.readouterr().out == (
        "### The files of the working tree do not check\n\n- sites.yaml:1:1: QS202 “sites” is missing\n"
    )


def test_faults_that_no_version_could_be_frozen_with_leave_that_answer_out_and_say_so(tmp_path, capsys):
    root = commit(repository(tmp_path, FILES), {"criteria/desk.yaml": [('comment: ["no"]', "points: {yes: 1}")]})
    assert run(["--project", str(root), "diff", "HEAD~1", "HEAD"]) == 0
    output = capsys.readouterr()
    assert (
        without_hashes(output.out)
        == """\
HEAD~1 (…) → HEAD (…)
1 question changed (points, comment)

question greeted                                                            criteria/desk.yaml:15:17
  points   default → yes 1
  comment  no → none

no past visits to score again

Notes
  qshop check finds 1 problem in HEAD (…); no version can be frozen until they are mended
"""
    )
    assert output.err == (
        "HEAD:criteria/desk.yaml:15:17: QS218 no points for: no\n    give every answer its points, from 0 to 1\n"
    )


def test_new_words_of_a_criterion_make_a_version_and_break_no_series(visited, capsys):
    git(visited, "checkout", "--quiet", ".")
    words = (
        "text: {en: The exit is clear",
        "missed: {en: Exit blocked, fr: Sortie encombrée}\n    text: {en: Exits stay clear",
    )
    edit(visited, {"criteria/desk.yaml": [words]})
    text = said(capsys, visited)[1]
    assert (
        text[text.index("criterion desk_safe") :]
        == """\
criterion desk_safe                                                         criteria/desk.yaml:23:16
  text en  - The exit is clear
           + Exits stay clear
  text fr  lags behind: La sortie est dégagée
  missed   none → Exit blocked

no figure would change

Notes
  onsite: the next qshop build-questionnaire freezes version 2
"""
    )
    frozen(visited, {})
    assert "Notes" not in said(capsys, visited)[1]
