"""What only ODK Central's exports have: hyphens, places in four columns, undecrypted submissions, other tables beside."""

from zipfile import ZipFile

import pytest

from qshop.io.csv_files import parse_csv
from qshop.io.export_files import read_sources
from qshop.visits.exports.odk import CENTRAL
from qshop.visits.exports.service import WantedNames
from qshop.visits.intake.history import History
from qshop.visits.intake.pipeline import Intake
from scoring import frozen
from service_exports import halls

NONE = WantedNames(frozenset(), frozenset())
HEADER = "SubmissionDate,questionnaire,version,site,date,channel,greeted,warmth,wait,open_on_time,problems,state,seats,called,remark,KEY"
ROW = "2026-03-02T10:00:00.000Z,halls,2,A1,2026-03-02,phone,yes,,,,,,,,,uuid:one"


@pytest.fixture(scope="module")
def programme(tmp_path_factory):
    return halls(tmp_path_factory.mktemp("halls"))


@pytest.fixture(scope="module")
def twins(tmp_path_factory):
    """Give the programme with a second questionnaire that asks the same."""
    folder = tmp_path_factory.mktemp("twins")
    halls(folder)
    return frozen(
        folder, {"questionnaires/lounges.yaml": "format: 1\ntitle: A visit to the lounge\nchannel: [phone]\n"}
    )


def taken(programme, text, form="halls", **how):
    read = parse_csv(text.encode(), "halls.csv")
    read.form = form
    return Intake(programme, **how).receive(read, History())


def reasons(result):
    return [f"{found.where}: {found.code} {found.message}" for found in result.diagnostics]


def headings(*headers):
    return [(h.path, h.name, h.choice, h.recorded) for h in CENTRAL.headings(list(headers), NONE)]


def test_the_name_is_what_follows_the_last_hyphen_and_a_choice_what_follows_the_slash():
    assert headings(
        "site", "desk-greeted", "hall-inner-problems", "hall-inner-problems/light-off", "problems/litter"
    ) == [
        ("site", "site", "", False),
        ("desk-greeted", "greeted", "", False),
        ("hall-inner-problems", "problems", "", False),
        ("hall-inner-problems", "problems", "light-off", False),
        ("problems", "problems", "litter", False),
    ]


def test_what_central_and_the_form_record_about_themselves_is_told_apart():
    own = [
        "KEY",
        "SubmissionDate",
        "meta-instanceID",
        "meta-entity-label",
        "instanceName",
        "start",
        "desk-_remember_desk",
    ]
    assert [heading.recorded for heading in CENTRAL.headings([*own, "greeted"], NONE)] == [True] * len(own) + [False]


def test_a_place_is_four_columns_and_a_field_called_accuracy_is_none():
    place = [f"gps-{part}" for part in ("Latitude", "Longitude", "Altitude", "Accuracy")]
    assert headings(*place, "desk-Accuracy")[3:] == [
        ("gps-Accuracy", "gps-Accuracy", "", True),
        ("desk-Accuracy", "Accuracy", "", False),
    ]


def test_the_visit_keeps_its_id_when_the_submission_was_edited(programme):
    text = f"{HEADER},meta-instanceID,Edits\n{ROW},uuid:two,1\n"
    result = taken(programme, text)
    assert [visits.table.get("visit_id").cells() for visits in result.accepted] == [["one"]]


def test_a_submission_that_was_not_decrypted_is_no_blank_visit(programme):
    text = f"{HEADER},Status\n{ROW},\n2026-03-02T10:00:00.000Z{',' * 14},uuid:two,not decrypted\n"
    result = taken(programme, text)
    assert (result.read, result.count) == (2, 1)
    assert reasons(result) == ["halls.csv:3:49: QS446 Status: the submission could not be read: “not decrypted”"]


@pytest.mark.parametrize("header", ["name,age,PARENT_KEY,KEY", "instance ID,event,node,start,end"])
def test_tables_beside_the_submissions_are_passed_over_and_said(programme, header):
    result = taken(programme, f"{header}\n{','.join('abcde'[: header.count(',') + 1])}\n")
    assert (result.read, result.refusal, result.notes) == (
        0,
        None,
        ["passed over: ODK Central keeps no visits in this table"],
    )


def without(*names):
    columns = HEADER.split(",")
    kept = [place for place, name in enumerate(columns) if name not in names]
    return tuple(",".join(line.split(",")[place] for place in kept) for line in (HEADER, ROW))


@pytest.mark.parametrize(
    ("noted", "found"),
    [
        ("2", []),
        ("1", []),
        ("3", ["halls.csv:2:1: QS412 version: “3” is no frozen version of halls"]),
        ("2026112201", ["halls.csv:2:1: QS412 version: a text of 10 characters is no frozen version of halls"]),
        ("next", ["halls.csv:2:1: QS412 version: a text of 4 characters is no frozen version of halls"]),
        ("", ["halls.csv:2:67: QS444 FormVersion: no version is told"]),
    ],
)
def test_without_fields_of_the_form_its_id_and_version_tell(programme, noted, found):
    header, row = without("questionnaire", "version")
    result = taken(programme, f"{header},FormVersion\n{row},{noted}\n")
    assert reasons(result) == found
    assert [visits.version.name for visits in result.accepted] == ([] if found else [f"halls v{noted}"])


@pytest.mark.parametrize("form", ["halls (1)", "halls(12)", "halls-2", "halls 2"])
def test_what_browsers_put_behind_the_name_of_a_file_is_not_the_forms(programme, form):
    header, row = without("questionnaire")
    result = taken(programme, f"{header},FormVersion\n{row},2\n", form)
    assert (result.count, result.notes[1:]) == (1, result.notes[1:2])


def test_the_only_questionnaire_that_asks_all_this_is_meant_and_said(programme):
    header, row = without("questionnaire", "version")
    result = taken(
        programme, f"{header},FormVersion\n{row},2\n{row.replace('uuid:one', 'uuid:two')},1\n", form="export"
    )
    assert [visits.version.name for visits in result.accepted] == ["halls v2", "halls v1"]
    assert result.notes[1:3] == ["taken as halls v1 by its questions", "taken as halls v2 by its questions"]


def test_where_two_questionnaires_ask_the_same_nobody_knows_which_is_meant(twins):
    header, row = without("questionnaire", "version")
    result = taken(twins, f"{header},FormVersion\n{row},1\n", "export")
    assert reasons(result) == [
        "halls.csv:2:1: QS444 questionnaire: neither the form nor the file's name tells the questionnaire"
    ]


@pytest.mark.parametrize(
    ("form", "noted", "reason"),
    [
        ("halls", "1", "version: the form says version “2”, but FormVersion says “1”"),
        ("halls", "9", "version: the form says version “2”, but FormVersion says “9”"),
        ("halls", "2026112201", ""),
        ("halls", "2 (typing error put right)", ""),
        ("export", "2", ""),
    ],
)
def test_the_form_and_the_service_may_not_contradict_each_other(programme, form, noted, reason):
    result = taken(programme, f"{HEADER},FormVersion\n{ROW},{noted}\n", form)
    assert [found.message for found in result.diagnostics] == ([reason] if reason else [])
    assert result.count == (0 if reason else 1)


def test_the_forms_own_word_counts_more_than_the_name_of_a_file(twins):
    result = taken(twins, f"{HEADER},FormVersion\n{ROW},2\n", form="lounges")
    assert [visits.version.name for visits in result.accepted] == ["halls v2"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1.25E7", "12500000"),
        ("1.23456789012345E14", "123456789012345"),
        ("4.0E-4", "0.0004"),
        ("7.0", "7"),
        ("0.50", "0.5"),
        ("100", "100"),
        ("007", "7"),
        ("0", "0"),
    ],
)
def test_numbers_are_written_out_without_needless_zeros(programme, typed, kept):
    header, row = without("seats", "remark")
    result = taken(programme, f"{header},seats,remark\n{row},{typed},{typed}\n")
    (visits,) = result.accepted
    assert (visits.table.get("seats").cell(0), visits.table.get("remark").cell(0)) == (kept, typed)


@pytest.mark.parametrize("typed", ["1E99", "1e-30", "-1.25E7"])
def test_what_is_no_number_after_that_is_a_reject(programme, typed):
    header, row = without("seats")
    result = taken(programme, f"{header},seats\n{row},{typed}\n")
    assert reasons(result) == [f"halls.csv:2:74: QS415 seats: “{typed}” is not a number such as 12 or 2.5"]


def test_one_name_in_two_groups_refuses_the_file_where_it_is_wanted(programme):
    header, row = without("greeted")
    result = taken(programme, f"{header},desk-greeted,hall-greeted\n{row},yes,no\n")
    assert reasons(result) == ["halls.csv:1:1: QS441 the same name in two groups: desk-greeted, hall-greeted"]


def test_one_name_in_two_groups_keeps_its_path_where_nobody_wants_it(programme):
    result = taken(programme, f"{HEADER},desk-mood,hall-mood\n{ROW},fine,bad\n")
    assert reasons(result) == ["halls.csv:1:1: QS405 unknown columns: desk-mood, hall-mood"]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("litter light,1,1,0", ""),
        ("light litter,1,1,0", ""),
        (",0,0,0", ""),
        ("none,TRUE,FALSE,", "“none”, but the columns of its choices say “litter”"),
        ("litter,1,1,0", "“litter”, but the columns of its choices say “litter light”"),
        ("litter,1,x,0", "“x” tells neither that a choice was ticked nor that it was not"),
    ],
)
def test_split_choices_are_held_against_the_undivided_column(programme, cells, reason):
    header, row = without("problems")
    result = taken(
        programme,
        f"{header},hall-problems,hall-problems/litter,hall-problems/light,hall-problems/none\n{row},{cells}\n",
    )
    told = [visits.table.get("problems").cell(0) for visits in result.accepted]
    assert (reasons(result), told) == (
        ([f"halls.csv:2:74: QS442 hall-problems: {reason}"], [])
        if reason
        else ([], ["litter light" if cells[0] == "l" else ""])
    )


def test_an_archive_of_central_is_read_with_its_tables_beside(programme, tmp_path):
    path = tmp_path / "halls.csv.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("halls.csv", f"{HEADER}\n{ROW}\n")
        archive.writestr("halls-people.csv", "name,PARENT_KEY,KEY\nA,uuid:one,uuid:one/people[1]\n")
        archive.writestr("halls - audit.csv", "instance ID,event,node\nuuid:one,form start,\n")
    results = Intake(programme).receive_all(read_sources(path, "z.zip"), History())
    assert {one.source: one.count for one in results} == {
        "z.zip/halls.csv": 1,
        "z.zip/halls-people.csv": 0,
        "z.zip/halls - audit.csv": 0,
    }
    assert [one.refusal for one in results] == [None] * 3
