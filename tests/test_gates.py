"""The note on a failed gate that costs another criterion nothing."""

import pytest

from qshop.cli.main import run
from qshop.io.folder import load
from qshop.programme.check.gates import follow_ups_elsewhere
from support import programme

FILES = {
    "qshop.yaml": """\
format: 1
name: Letters
languages: [en]
waves: [{id: year, from: 2026-01-01, to: 2026-12-31}]
""",
    "sites.yaml": "format: 1\nsites: [{id: A1}]\n",
    "criteria/stages.yaml": "format: 1\nstages: [{id: letter, name: The letter}, {id: after, name: After, STAGE}]\n",
    "criteria/letter.yaml": """\
format: 1
stage: letter
criteria:
  - id: letter_answered
    text: Letters are answered
    priority: must
    status: validated
    validated: {by: steering group, on: 2026-01-10}
    questions:
      - {id: answered, ask: Was the letter answered?, type: yes_no, KIND}
      - {id: signed, ask: Was the answer signed?, type: yes_no, when: {question: answered, is: ["yes"]}}
""",
    "criteria/after.yaml": """\
format: 1
stage: after
criteria:
  - id: after_complete
    text: The answer is complete
    priority: plus
    status: validated
    validated: {by: steering group, on: 2026-01-10}
    questions: [{id: complete, ask: Did the answer name every point?, type: yes_no, WHEN}]
""",
    "questionnaires/letter.yaml": "format: 1\ntitle: A letter\nchannel: letter\n",
}


def notes(folder, kind="kind: fact", when="", stage=""):
    filled = {"STAGE": stage, "KIND": kind, "WHEN": when}
    files = dict(FILES)
    for gap, text in filled.items():
        files = {path: content.replace(f", {gap}", f", {text}" if text else "") for path, content in files.items()}
    root = programme(folder, files)
    loaded = load(root)
    assert loaded.diagnostics == []
    return root, [(str(one.where), one.message) for one in follow_ups_elsewhere(loaded.programme)]


YES = 'when: {question: answered, is: ["yes"]}'
LOST = "note: if “answered” fails, this is not asked, and “after_complete” loses nothing by it"


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("", []),
        (YES, [LOST]),
        ('when: {question: answered, is: ["no"]}', []),
        ('when: {question: answered, is: ["yes", "no"]}', []),
        ('when: {all: [{question: answered, is: ["yes"]}, {question: signed, is: ["no"]}]}', [LOST]),
        ('when: {any: [{question: answered, is: ["yes"]}, {question: signed, is: ["no", "yes"]}]}', []),
    ],
)
def test_what_a_failure_keeps_from_being_asked_in_another_criterion_is_noted(when, said, tmp_path):
    assert [message for _, message in notes(tmp_path, when=when)[1]] == said


def test_a_gate_that_is_not_scored_fails_nothing(tmp_path):
    assert notes(tmp_path, kind="kind: context", when=YES)[1] == []


def test_a_stage_that_hangs_on_a_gate_is_noted_once(tmp_path):
    message = "note: if “answered” fails, this is not asked, and “after” loses nothing by it"
    assert notes(tmp_path, stage=YES)[1] == [("criteria/stages.yaml:2:84", message)]


def test_check_says_the_note_and_ends_well(tmp_path, capsys):
    root, _ = notes(tmp_path, when=YES)
    assert run(["--project", str(root), "check"]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    note, help_, found = printed.err.splitlines()
    assert note.endswith(f"criteria/after.yaml:9:102: QS243 {LOST}")
    assert help_ == (
        "    nothing to mend if that is meant; asked in the criterion “letter_answered”, it would be lost as well"
    )
    assert found == "nothing found: 2 criteria, 3 questions, 1 site"
