"""Ids that versions and visits are stored under: what check says when one is renamed, withdrawn or not free to use."""

import re
from dataclasses import replace

import pytest

from qshop.cli.all_rules import apply_all_rules
from qshop.cli.main import run
from qshop.forms.xlsform.visit_rows import GROUP
from qshop.io.folder import load
from qshop.programme.check import check
from qshop.programme.check.reserved_ids import OF_OUR_FORMS, OF_SERVICES, RECORDED
from qshop.programme.compile import next_version
from qshop.visits.exports.service import is_record
from revisions import FILES, edit
from support import programme

CHOICE = """\
  - id: leaving_way
    text: {en: The way out is shown, fr: La sortie est indiquée}
    priority: plus
    status: validated
    validated: {by: steering group, on: 2026-01-10}
    questions:
      - id: way_shown
        ask: {en: How was the way shown?, fr: Comment la sortie était-elle indiquée ?}
        type: choice
        choices:
          - {id: by_sign, text: {en: By a sign, fr: Par un panneau}}
          - {id: not_shown, text: {en: Not at all, fr: Pas du tout}}
        points: {by_sign: 1, not_shown: 0}
"""


@pytest.fixture
def desk(tmp_path, capsys):
    root = programme(tmp_path, {**FILES, "criteria/leaving.yaml": FILES["criteria/leaving.yaml"] + CHOICE})
    assert run(["--project", str(root), "build-questionnaire", "--format", "csv"]) == 0
    assert run(["--project", str(root), "check"]) == 0
    capsys.readouterr()
    return root


def told(root):
    return [f"{one.where}: {one.code} {one.message}" for one in apply_all_rules(load(root))]


def renamed(root, old, new):
    for path in (*root.glob("criteria/*.yaml"), *root.glob("questionnaires/*.yaml"), root / "qshop.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(rf"\b{old}\b", new, text), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("greeted", "was_greeted", "criteria/desk.yaml:12:13"),
        ("goodbye", "good_bye", "criteria/leaving.yaml:10:13"),
        ("leaving", "farewell", "criteria/stages.yaml:4:10"),
        ("guest", "visitor", "questionnaires/onsite.yaml:5:10"),
        ("by_sign", "with_a_sign", "criteria/leaving.yaml:25:18"),
    ],
)
def test_what_keeps_its_words_keeps_its_id(old, new, place, desk):
    renamed(desk, old, new)
    assert told(desk) == [f"{place}: QS232 “{new}” is called “{old}” in onsite v1"]


def test_a_renamed_criterion_is_named_beside_the_one_that_is_gone(desk):
    renamed(desk, "desk_greeting", "desk_welcome")
    (found,) = apply_all_rules(load(desk))
    assert (found.code, found.help) == (
        "QS222",
        "put it back with status: retired; or is it “desk_welcome” now? ids are never changed: give it its old one",
    )


def test_once_a_newer_version_asks_it_there_is_nothing_to_say(desk):
    renamed(desk, "greeted", "was_greeted")
    before = load(desk).programme
    version, is_new = next_version(before, "onsite")
    assert is_new
    after = replace(before, versions={**before.versions, ("onsite", 2): version})
    assert ([one.code for one in check(before)], check(after)) == (["QS232"], [])


def test_another_question_and_one_that_is_asked_no_longer_are_no_mistake(desk):
    edit(
        desk,
        {
            "criteria/desk.yaml": [
                ("id: greeted\n", "id: greeted_first\n"),
                ("Were you greeted?", "Were you greeted before you spoke?"),
                ("Vous a-t-on salué ?", "Vous a-t-on salué d'abord ?"),
                ("question: greeted,", "question: greeted_first,"),
            ],
            "criteria/leaving.yaml": [
                (CHOICE, CHOICE.replace("validated\n", "retired\n")[: CHOICE.index("    questions:") - 2])
            ],
        },
    )
    assert told(desk) == []


def test_what_is_asked_stays_validated_or_is_retired(desk):
    text = (desk / "criteria/leaving.yaml").read_text(encoding="utf-8")
    (desk / "criteria/leaving.yaml").write_text(text.replace("    status: validated\n", "", 1), encoding="utf-8")
    assert told(desk) == ["criteria/leaving.yaml:4:5: QS233 onsite v1 asks this criterion, which is only proposed now"]
    (desk / "criteria/leaving.yaml").write_text(
        text.replace("status: validated", "status: retired", 1), encoding="utf-8"
    )
    assert told(desk) == []


@pytest.mark.parametrize("name", sorted({*OF_SERVICES, *RECORDED, OF_OUR_FORMS}))
def test_a_name_that_services_keep_is_told_before_a_form_is_built(name, desk, capsys):
    edit(
        desk,
        {
            "criteria/desk.yaml": [
                (
                    "- {id: exit_clear,",
                    f"- {{id: {name}, ask: {{en: A?, fr: B ?}}, type: yes_no}}\n      - {{id: exit_clear,",
                )
            ]
        },
    )
    for command in ("check", "build-questionnaire"):
        assert run(["--project", str(desk), command]) == (1 if command == "check" else 2)
        output = capsys.readouterr()
        assert f"QS230 {'qshop' if name == OF_OUR_FORMS else 'ODK and KoboToolbox'}" in output.out + output.err


def test_a_frozen_id_stays_what_it_is(desk):
    renamed(desk, "exit_clear", "end")
    assert [line.split()[1] for line in told(desk)] == ["QS230", "QS232"]
    renamed(desk, "end", "exit_clear")
    assert told(desk) == []


def test_the_reserved_names_are_those_that_forms_and_exports_know():
    assert GROUP.lower() == OF_OUR_FORMS
    assert {name for name in RECORDED if not is_record(name)} == set()


def test_visits_keep_their_wave(desk, capsys, monkeypatch):
    monkeypatch.chdir(desk)
    programme(
        desk, {"visits/spring/onsite-v1.csv": "x", "visits/autumn/onsite-v1.csv": "x", "visits/autumn/b.csv": "x"}
    )
    assert run(["check", "--format", "concise"]) == 1
    assert capsys.readouterr().out == (
        "visits/autumn/b.csv: QS465 the folder “autumn” is that of no wave, so its visits are in no figure\n"
        "visits/autumn/onsite-v1.csv: QS465 the folder “autumn” is that of no wave, so its visits are in no figure\n"
    )
