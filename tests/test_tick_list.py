"""The list of remarks: written for a person to tick, and taken back row by row."""

import csv
import io
import json

import pytest

from desk import said, visited
from qshop.visits.tick_list import ENGLISH, TickWords

MORE = """\
visit_id,questionnaire,version,site,date,greeted,greeted_comment,greeting_wait,exit_clear,exit_clear_comment,goodbye
b1,onsite,1,A1,2026-09-11,no,"=Nobody looked up, until I spoke",,yes,,3
b2,onsite,1,A1,2026-09-12,no,Nobody was at the desk at 14:05 that day,,no,A trolley stood before the exit,3
b3,onsite,1,A1,2026-09-13,no,Ring me at +44 20 7946 0958 if you like,,yes,,3
"""


@pytest.fixture
def desks(tmp_path, capsys):
    root = visited(tmp_path)
    (root / "more.csv").write_text(MORE)
    assert said(capsys, root, "ingest", str(root / "more.csv"))[0] == 0
    return root


def listed(capsys, root, *options):
    code, printed = said(capsys, root, "debrief", "--quotes", *options)
    assert code == 0
    return list(csv.DictReader(io.StringIO(printed.out.removeprefix("\ufeff"))))


def taken(capsys, root, rows, *options):
    """Write rows as a list, take it in, and give the exit code, the counts, what was said and the register."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    (root / "list.csv").write_text("\ufeff" + text.getvalue(), encoding="utf-8")
    code, printed = said(capsys, root, "ingest", str(root / "list.csv"), "--format", "json", *options)
    register = root / "registers/released.csv"
    return code, json.loads(printed.out), printed.err, register.read_text() if register.exists() else ""


def ticked(row, **cells):
    return row | {"release": "x", "audience": "site", "by": "quality_manager", "on": "2026-10-01"} | cells


def test_there_is_one_remark_for_each_thing_missed_without_telephone_numbers_and_rather_without_times(desks, capsys):
    rows = listed(capsys, desks)
    assert [(row["criterion"], row["site"], row["day"], row["remark"]) for row in rows] == [
        (
            "Every visitor is greeted",
            "A1 North gate",
            "11 September 2026",
            "'=Nobody looked up, until I spoke",
        ),
        ("Exit blocked", "A1 North gate", "12 September 2026", "A trolley stood before the exit"),
    ]
    assert {row["release"] + row["audience"] + row["by"] + row["on"] for row in rows} == {""}


def test_the_list_is_in_the_language_asked_for_and_of_the_places_asked_for(desks, capsys):
    assert [row["criterion"] for row in listed(capsys, desks, "--lang", "fr")] == [
        "Chaque visiteur est salué",
        "Sortie encombrée",
    ]
    assert [row["id"] for row in listed(capsys, desks, "--for", "site", "B2")] == ["a4"]
    code, printed = said(capsys, desks, "debrief", "--quotes", "--for", "visit", "b1")
    assert (code, printed.err) == (
        2,
        "qshop: no remarks are listed for a visit\n  list them with --for programme, site, team\n",
    )


def test_it_is_written_into_a_folder_too(desks, capsys):
    code, printed = said(capsys, desks, "debrief", "--quotes", "--out", str(desks / "out"))
    assert (code, printed.out) == (0, f"{desks / 'out' / 'autumn-quotes.csv'}\n")
    assert (desks / "out/autumn-quotes.csv").read_bytes().startswith('\ufeff"release"'.encode())


def test_ticked_rows_come_back_as_releases_and_others_do_not(desks, capsys):
    first, second = listed(capsys, desks)
    code, answer, _, register = taken(capsys, desks, [ticked(first, audience="Site, team"), second])
    (row,) = answer["rows"]
    assert (code, row["read"], row["accepted"], row["rejected"], row["repeated"], row["not_ticked"]) == (
        0,
        2,
        1,
        0,
        0,
        1,
    )
    assert register == (
        '"source","id","question","what","audience","by","on","agreed_by_person","language"\n'
        '"visit","b1","greeted","quotation","site team","quality_manager","2026-10-01","",""\n'
    )


def test_twice_changes_nothing_and_what_was_released_is_not_listed_again(desks, capsys):
    rows = [ticked(row) for row in listed(capsys, desks)]
    *_, register = taken(capsys, desks, rows)
    code, answer, _, again = taken(capsys, desks, rows)
    (row,) = answer["rows"]
    assert (code, row["accepted"], row["repeated"], again) == (0, 0, 2, register)
    assert listed(capsys, desks) == []


def test_a_dry_run_says_what_would_happen_and_writes_nothing(desks, capsys):
    rows = [ticked(row) for row in listed(capsys, desks)]
    code, answer, _, register = taken(capsys, desks, rows, "--dry-run")
    assert (code, answer["rows"][0]["accepted"], register) == (0, 2, "")


def test_a_row_that_is_not_complete_is_refused_with_what_to_do_and_the_others_are_taken(desks, capsys):
    first, second = listed(capsys, desks)
    code, answer, said_, register = taken(capsys, desks, [ticked(first, by="", audience=""), ticked(second)])
    (row,) = answer["rows"]
    assert (code, row["accepted"], row["rejected"], len(register.splitlines())) == (1, 1, 1, 2)
    assert "list.csv:2" in said_
    assert "QS482 audience: it is released to nobody" in said_
    assert "QS484 by: nobody answers for this release\n    say who decided it: a function or a code" in said_


@pytest.mark.parametrize(
    ("remark", "accepted"),
    [
        ("A trolley stood before the exit", True),
        ("  “A trolley\nstood before the exit.” ", True),
        ("A trolley stood there", False),
        ("", False),
    ],
)
def test_a_remark_that_was_changed_on_the_list_is_not_released(desks, capsys, remark, accepted):
    row = ticked(listed(capsys, desks)[1], remark=remark)
    code, _, said_, register = taken(capsys, desks, [row])
    assert (code == 0) == ("QS485" not in said_) == bool(register) == accepted


def test_a_tick_that_is_none_is_refused(desks, capsys):
    code, _, said_, register = taken(capsys, desks, [ticked(listed(capsys, desks)[0], release="perhaps")])
    assert (code, register) == (1, "")
    assert "QS420 release: a text of 7 characters is neither yes nor no" in said_


@pytest.mark.parametrize(
    ("text", "tick"),
    [("x", True), (" X ", True), ("1", True), ("Oui", True), ("EVET", True), ("yes", True), ("", False), ("no", False)],
)
def test_ticks_are_read_in_every_language_of_forms(text, tick):
    assert TickWords(frozenset({"oui", "evet"}), frozenset({"non"})).read(text) is tick


def test_a_word_of_no_language_is_no_tick():
    assert ENGLISH.read("maybe") is None
