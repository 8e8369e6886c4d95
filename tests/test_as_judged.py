"""A visit is told in the words it was judged by, whatever its criteria say today."""

from dataclasses import replace

import pytest

from desk import FILES, said, visited
from qshop.cli.main import run
from qshop.programme.check import check
from qshop.score.as_judged import as_judged
from scoring import DESKS, frozen, scored
from support import programme as written

MISSED = {"site": "S1", "date": "2026-02-01", "greeted": "no", "wait": "20", "flowers": "yes", "goodbye": "yes"}
SEEN = {"scenario": "guest", "channel": "phone", "door": "4"}
OLD = {**SEEN, **MISSED, "visit_id": "V1", "version": "1"}
NEW = {**SEEN, **MISSED, "visit_id": "V2", "version": "2", "date": "2026-02-02"}
NEW_WORDS = ("text: Visitors are greeted", "text: Visitors are greeted by name\n    missed: No greeting by name")


def edited(files, path, *changes):
    text = files[path]
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return files | {path: text}


@pytest.fixture
def reworded(tmp_path):
    """Freeze version 1, change a criterion's words, and freeze version 2."""
    frozen(tmp_path, DESKS)
    return frozen(tmp_path, edited(DESKS, "criteria/desk.yaml", NEW_WORDS))


def failure(programme, *rows):
    return as_judged(scored(programme, rows))["desk_greeting"].failure["en"]


def test_a_must_that_an_old_visit_missed_is_told_in_the_words_of_its_version(reworded):
    assert sorted(reworded.versions) == [("onsite", 1), ("onsite", 2)]
    assert failure(reworded, OLD) == "Visitors are greeted"
    assert failure(reworded, NEW) == "No greeting by name"


def test_one_figure_over_several_versions_is_told_in_the_words_of_the_newest(reworded):
    assert failure(reworded, OLD, NEW) == failure(reworded, NEW, OLD) == "No greeting by name"


def test_a_version_that_judged_no_visit_of_a_figure_lends_it_no_words(reworded):
    judged = as_judged(scored(reworded, [OLD, NEW | {"greeted": "", "wait": ""}]))
    assert judged["desk_greeting"].text == {"en": "Visitors are greeted"}
    assert as_judged([]) == {}


def test_a_visit_scored_by_another_version_is_told_in_the_words_of_that_one(reworded):
    questionnaire = reworded.questionnaires["onsite"].model_copy(update={"rescore_as": {"1": "2"}})
    rescored = replace(reworded, questionnaires={"onsite": questionnaire})
    assert check(rescored) == check(reworded)
    assert failure(rescored, OLD) == "No greeting by name"


TODAY = [
    ("Every visitor is greeted,", "Everyone is welcomed,"),
    ("    owner:", "    missed: {en: No welcome, fr: Sans accueil, tr: Karşılama yok}\n    owner:"),
    ("You are welcome,", "We expect you,"),
]


@pytest.mark.parametrize("reader", [["--for", "programme"], ["--for", "site", "B2"], ["--for", "visit", "a4"]])
def test_a_debrief_tells_old_visits_in_old_words_but_owner_and_promise_are_todays(reader, tmp_path, capsys):
    root = visited(tmp_path)
    before = said(capsys, root, "debrief", *reader)[1].out
    assert "Every visitor is greeted" in before
    written(root, edited(edited(FILES, "criteria/desk.yaml", *TODAY), "qshop.yaml", ("en: Desk", "en: Front desk")))
    assert run(["--project", str(root), "build-questionnaire", "--format", "csv"]) == 0
    assert said(capsys, root, "debrief", *reader)[1].out == (
        before.replace("Who acts: Desk manager", "Who acts: Front desk manager").replace(
            "You are welcome", "We expect you"
        )
    )


def test_a_criterion_is_told_in_its_words_even_where_the_programme_no_longer_asks_it(tmp_path, capsys):
    root = visited(tmp_path)
    written(root, edited(FILES, "criteria/desk.yaml", ("status: validated", "status: retired")))
    page = said(capsys, root, "debrief", "--for", "visit", "a3")[1].out
    assert "- **Exit blocked** (The desk · 4 September 2026)\n" in page


def test_a_strength_is_told_by_the_standard_and_a_weakness_by_how_its_failure_reads(tmp_path, capsys):
    root = visited(tmp_path)
    assert "**Went well**: The exit is clear\n" in said(capsys, root, "debrief", "--for", "visit", "a4")[1].out
    page = said(capsys, root, "debrief", "--for", "visit", "a3")[1].out
    assert "- **Exit blocked** (The desk · 4 September 2026)\n" in page
    assert "The exit is clear" not in page


def test_none_of_the_new_words_is_needed_to_freeze_and_a_failure_then_reads_as_the_standard(tmp_path):
    programme = frozen(tmp_path, DESKS)
    [criterion, *_] = programme.versions["onsite", 1].stages[0].criteria
    assert (criterion.missed, criterion.failure) == (None, {"en": "Visitors are greeted"})


def test_building_says_that_new_words_make_a_new_version_and_that_the_same_words_make_none(tmp_path, capsys):
    root = visited(tmp_path)
    build = ["--project", str(root), "build-questionnaire", "--format", "csv"]
    capsys.readouterr()
    assert run(build) == 0
    assert capsys.readouterr().err == "onsite: nothing changed since version 1\n"
    written(root, edited(FILES, "criteria/desk.yaml", ("Every visitor is greeted,", "Everyone is greeted,")))
    assert run(build) == 0
    assert capsys.readouterr().err == "onsite: version 2 frozen\n"


WORDS = """\
    missed: {en: No welcome}
    check_first: {en: Who is at the desk?}
    try: {en: Look up first.}
    owner"""


def test_the_new_words_exist_in_every_language_like_all_texts(tmp_path):
    files = edited(FILES, "criteria/desk.yaml", ("    owner", WORDS))
    programme = frozen(tmp_path, files)
    found = check(programme)
    assert [(one.code, one.where.line, one.message) for one in found] == [
        ("QS212", 9, "no translation into fr, tr"),
        ("QS212", 10, "no translation into fr, tr"),
        ("QS212", 11, "no translation into fr, tr"),
    ]
