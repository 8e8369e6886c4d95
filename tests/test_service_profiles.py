"""A profile reads a service's export under plain names, whole paths or the file's own headers; it decides the version."""

import pytest

from qshop.io.csv_files import parse_csv
from qshop.io.folder import load
from qshop.visits.intake.history import History
from qshop.visits.intake.pipeline import Intake
from service_exports import halls
from support import programme

PROFILE = """\
format: 1
questionnaire: halls
version: 1
dates: DD/MM/YYYY
columns:
  site: place
  date: day
  time_in: begun
  channel: {column: how, map: {by phone: phone}}
  greeted: welcomed
  warmth: first/warm
  wait: wait
  problems: {column: faults, map: {"": "", rubbish: litter, rubbish lamp: litter light}}
  state: floor
  seats: free
  called: called_at
  remark: note
"""
HEADER = "first/place;first/day;begun;how;first/welcomed;first/warm;second/warm;wait;faults/rubbish;faults/lamp;floor;free;called_at;note;unasked;_uuid;_index"
ROW = "A1;02/03/2026;2026-03-02T09:05:10.000+01:00;by phone;yes;5;1;30;1;1;dry;2;10:15:00.000+01:00;;x;uuid:a-b;1"


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    folder = tmp_path_factory.mktemp("halls")
    halls(folder)
    return folder


def taken(root, profile, header, *rows):
    programme(root, {"profiles/own.yaml": profile})
    loaded = load(root)
    assert loaded.diagnostics == []
    read = parse_csv("".join(f"{line}\n" for line in (header, *rows)).encode(), "halls.csv")
    return Intake(loaded.programme, loaded.profiles["own"]).receive(read, History())


def told(result):
    (visits,) = result.accepted
    (record,) = visits.table.records()
    return {name: cell for name, cell in zip(visits.table.columns, record, strict=True) if cell}


def reasons(result):
    return [f"{found.where}: {found.code} {found.message}" for found in result.diagnostics]


def test_plain_names_and_whole_paths_are_read_and_values_become_qshops(root):
    result = taken(root, PROFILE, HEADER, ROW)
    assert reasons(result) == []
    assert told(result) == {
        "visit_id": "a-b",
        "questionnaire": "halls",
        "version": "1",
        "site": "A1",
        "date": "2026-03-02",
        "wave": "2026",
        "time_in": "09:05",
        "channel": "phone",
        "purpose": "regular",
        "status": "completed",
        "greeted": "yes",
        "warmth": "5",
        "wait": "30",
        "problems": "litter light",
        "state": "dry",
        "seats": "2",
        "called": "10:15",
    }


def test_the_files_own_headers_can_be_read_too_and_an_id_is_plain_by_either_name(root):
    profile = PROFILE.replace("site: place", "visit_id: _uuid\n  site: first/place")
    result = taken(root, profile, HEADER, ROW)
    assert (told(result)["visit_id"], told(result)["site"]) == ("a-b", "A1")


def test_a_fault_is_shown_where_its_cell_stands_in_the_file(root):
    result = taken(root, PROFILE, HEADER, ROW.replace("yes", "maybe"), ROW.replace("by phone", "by fax"))
    assert reasons(result) == [
        "halls.csv:2:54: QS415 greeted: a text of 5 characters is none of: yes, no",
        "halls.csv:3:45: QS429 channel: the profile does not map a text of 6 characters",
    ]


def test_a_name_in_two_groups_that_the_profile_reads_refuses_the_file(root):
    result = taken(root, PROFILE.replace("first/warm", "warm"), HEADER, ROW)
    assert reasons(result) == ["halls.csv:1:1: QS441 the same name in two groups: first/warm, second/warm"]


@pytest.mark.parametrize(
    ("version", "reason"),
    [
        ("1", ""),
        ("2", "version: the form says version “2”, but the profile is for “1”"),
        ("30", ""),
        ("", ""),
    ],
)
def test_a_submission_of_another_frozen_version_than_the_profiles_is_a_reject(root, version, reason):
    result = taken(root, PROFILE, f"{HEADER};questionnaire;version", f"{ROW};halls;{version}")
    assert [found.message for found in result.diagnostics] == ([reason] if reason else [])


@pytest.mark.parametrize("header", [HEADER, "SubmissionDate;KEY;site", "site;_uuid;_index"])
def test_an_export_without_submissions_is_no_fault(root, header):
    profile = PROFILE if header == HEADER else "format: 1\nquestionnaire: halls\nversion: 1\ncolumns: {site: site}\n"
    result = taken(root, profile, header)
    assert (result.read, result.rejects) == (0, [])
