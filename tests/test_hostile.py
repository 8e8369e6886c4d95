"""Every file of ../shared/hostile ends as its expected.csv says: no traceback, nothing lost, nothing raw on a terminal."""

import csv
import json
import os
import re
import shutil
import time
from pathlib import Path

import pytest

from qshop.cli.main import run
from qshop.io.csv_files import parse_csv, read_csv
from qshop.io.export_files import read_sources
from support import SHARED, STATUS, front, measured

HOSTILE = SHARED / "hostile"
pytestmark = pytest.mark.skipif(not HOSTILE.is_dir(), reason="../shared/hostile is not here")

with (
    (HOSTILE / "expected.csv").open(encoding="utf-8", newline="")
    if HOSTILE.is_dir()
    else Path(os.devnull).open() as file
):
    EXPECTED = {row["file"]: row for row in csv.DictReader(file)}
TABLES = [name for name in EXPECTED if name.startswith("csv/")]
WORKBOOKS = [name for name in EXPECTED if name.startswith("xlsx/")]
YAML = [path.name for path in sorted((HOSTILE / "yaml").glob("*.yaml"))]
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029]")
SECONDS, KILOBYTES = 5, 512 * 1024


@pytest.fixture
def qshop(tmp_path, capsys):
    """Run qshop on a copy of the programme `front`; give the exit code, what came as JSON, and all that was said."""
    root = front(tmp_path)

    def command(*arguments):
        capsys.readouterr()
        code = run(["--project", str(root), *map(str, arguments), "--format", "json"])
        out, err = capsys.readouterr()
        assert not RAW.search(out + err)
        assert "Traceback" not in err
        return code, json.loads(out), err

    command.root = root
    return command


def outcome(qshop, name, *options):
    code, said, _ = qshop("ingest", HOSTILE / name, *options)
    (row,) = said["rows"]
    lines = [found["line"] for found in said["diagnostics"]]
    assert code == (1 if lines else 0)
    assert row["refused"] or row["read"] == row["accepted"] + row["rejected"] + row["repeated"]
    assert len(set(lines)) == (1 if row["refused"] else row["rejected"])
    assert all(found["message"] and found["code"] for found in said["diagnostics"])
    return row, lines


def assert_as_expected(name, row, lines):
    expected = EXPECTED[name]
    listed = [int(line) for line in expected["rejected_lines"].split()]
    told = "refuse" if row["refused"] else "reject" if row["rejected"] else "accept"
    assert told == expected["outcome"]
    if expected["accepted"]:
        assert row["accepted"] == int(expected["accepted"])
    if told == "refuse":
        assert not listed or lines[0] in listed
    elif expected["accepted"]:
        assert sorted(set(lines)) == listed
    else:
        assert set(listed) <= set(lines)


@pytest.mark.parametrize("name", [name for name in TABLES if "/29b" not in name])
def test_a_hostile_table_ends_as_expected(qshop, name):
    before = sorted(path for path in qshop.root.rglob("*") if path.is_file())
    assert_as_expected(name, *outcome(qshop, name, "--dry-run"))
    assert sorted(path for path in qshop.root.rglob("*") if path.is_file()) == before
    assert_as_expected(name, *outcome(qshop, name))


def test_what_was_accepted_stays_when_another_file_contradicts_it(qshop):
    assert_as_expected("csv/29a_cross_file.csv", *outcome(qshop, "csv/29a_cross_file.csv"))
    stored = qshop.root / "visits/2026/front-v2.csv"
    kept = stored.read_text(encoding="utf-8").splitlines()[1:]
    assert_as_expected("csv/29b_cross_file.csv", *outcome(qshop, "csv/29b_cross_file.csv"))
    assert stored.read_text(encoding="utf-8").splitlines()[1:3] == kept


def test_a_named_encoding_is_used(qshop):
    row, lines = outcome(qshop, "csv/03_cp1252.csv", "--encoding", "cp1252")
    assert (row["accepted"], lines) == (5, [])
    assert "café “bien”" in (qshop.root / "visits/2026/front-v2.csv").read_text(encoding="utf-8")


def test_a_repeated_visit_is_counted_once(qshop):
    row, _ = outcome(qshop, "csv/27_dup_visit_same.csv")
    assert (row["read"], row["accepted"], row["repeated"]) == (2, 1, 1)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("02_utf16le", "read as UTF-16"),
        ("04_semicolon", "columns are separated by semicolons"),
        ("03_cp1252", "byte 98 is not UTF-8\n    save it as UTF-8, or name its encoding, such as: --encoding cp1252"),
        ("14_trailing_comma_all", ":2:1: QS403 10 cells under 9 headers (also on 2 more: line 3, 4)"),
        ("19_header_case_space", "did you mean “q1”?"),
        ("22_header_only", "the file holds no visits"),
        ("25_preamble", "line 1 is no header; it seems to be on line 3"),
        ("26_blank_rows", "2 blank rows passed over"),
        ("36_missing_column", "missing column of front v2: q2"),
        ("40_unknown_site", "“S\\u200b01” is no site of the programme\n    take out the invisible character U+200B"),
        ("43_lone_surrogate", "byte 135 is not UTF-8"),
        ("47_pii", "line 2: comment seems to hold an e-mail address and a bank account number and a phone number"),
    ],
)
def test_it_is_said_plainly(qshop, name, words):
    _, _, err = qshop("ingest", HOSTILE / "csv" / f"{name}.csv")
    assert words in err


@pytest.mark.parametrize("name", ["11_embedded_newline", "42_ctrl_ansi", "44_formula", "45_markup", "47_pii"])
def test_what_people_typed_is_stored_exactly(qshop, name):
    outcome(qshop, f"csv/{name}.csv")
    sent = read_csv(HOSTILE / "csv" / f"{name}.csv", "sent").table
    kept = read_csv(qshop.root / "visits/2026/front-v2.csv", "kept").table
    assert sent.rows == kept.rows
    for column in ("visit_id", "comment"):
        assert dict(zip(sent.get("visit_id").cells(), sent.get(column).cells(), strict=True)) == dict(
            zip(kept.get("visit_id").cells(), kept.get(column).cells(), strict=True)
        )


def test_codes_that_look_like_paths_reach_no_other_file(qshop):
    outside = set(qshop.root.parent.rglob("*"))
    outcome(qshop, "csv/46_paths.csv")
    new = {path.relative_to(qshop.root).parts[0] for path in set(qshop.root.parent.rglob("*")) - outside}
    assert new == {".qshop", "rejects", "visits"}
    assert [path.name for path in (qshop.root / "visits").rglob("*.csv")] == ["front-v2.csv"]


def test_rejected_rows_are_kept_with_their_reason_and_their_text(qshop):
    outcome(qshop, "csv/12_ragged_short.csv")
    (path,) = (qshop.root / "rejects").glob("*.csv")
    table = parse_csv(path.read_bytes(), path.name).table
    source = str(HOSTILE / "csv/12_ragged_short.csv")
    assert list(table.columns) == ["source", "line", "column", "code", "reason", "visit_id", "outcome", "raw"]
    assert table.records() == [
        (source, "3", "", "QS403", "6 cells under 9 headers", "", "", "V002,S01,2026-03-02,front,2,yes"),
    ]


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_hostile_workbook_ends_as_expected(qshop, name):
    started = time.monotonic()
    row, _ = outcome(qshop, name)
    assert row["refused"] or EXPECTED[name]["outcome"] == "any"
    assert time.monotonic() - started < SECONDS


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a.xlsx", "/Sheet:1:5: QS435 the header (visit_id, date, score, q1) cannot be read at E1"),
        ("bomb_rows.xlsx", "QS430 unpacked it would be 300,003,049 bytes; the limit is 128,000,000"),
        ("csv_as.xlsx", "QS424 this is no workbook, whatever its name says"),
        ("far.xlsx", "/Sheet:1048576:1: QS408 the first line names no column of a visit"),
        ("formula_no_cache.xlsx", "2 formulas without a value: B2, C2"),
        ("hidden_rows_and_sheet.xlsx", "hidden rows were read too: 3"),
        ("hidden_rows_and_sheet.xlsx", "hidden sheets were not read: March"),
        ("html_as.xls", "QS424 this is a page of HTML or XML, whatever its name says"),
        ("lol.xlsx", "QS434 xl/worksheets/sheet1.xml declares a document type"),
        ("not_zip.xlsx", "QS431 the file is damaged or incomplete"),
        ("truncated.xlsx", "QS431 the file is damaged or incomplete"),
        ("xxe.xlsx", "QS434 xl/worksheets/sheet1.xml declares a document type"),
    ],
)
def test_of_a_workbook_it_is_said_plainly(qshop, name, words):
    _, _, err = qshop("ingest", HOSTILE / "xlsx" / name)
    assert words in err


def test_the_dates_of_a_workbook_count_from_its_own_epoch():
    (read,) = read_sources(HOSTILE / "xlsx/epoch1904.xlsx", "e.xlsx")
    assert read.table.records() == [("V1", "2026-03-01")]


@pytest.mark.parametrize("place", ["criteria/x.yaml", "qshop.yaml", "sites.yaml"])
@pytest.mark.parametrize("name", [name for name in YAML if not name.startswith("40")])
def test_a_hostile_programme_file_is_a_diagnostic_with_its_line(qshop, monkeypatch, name, place):
    monkeypatch.chdir(qshop.root)
    shutil.copyfile(HOSTILE / "yaml" / name, qshop.root / place)
    started = time.monotonic()
    code, said, _ = qshop("check")
    assert time.monotonic() - started < SECONDS
    here = [found for found in said["diagnostics"] if found["path"] == place]
    assert code == 1
    assert here
    assert all(found["line"] and found["column"] for found in here)
    assert not (qshop.root / "pwned").exists()


@pytest.mark.skipif(not STATUS.exists(), reason="only Linux tells what a process used")
@pytest.mark.parametrize("name", ["18_deep_block.yaml", "30_sexagesimal_dos.yaml", "40_20k_questions.yaml"])
def test_the_heaviest_programme_files_stay_within_their_limits(tmp_path, name):
    root = front(tmp_path)
    shutil.copyfile(HOSTILE / "yaml" / name, root / "criteria/x.yaml")
    code, said, seconds, kilobytes = measured(root, "check", "--format", "concise")
    assert (code, "Traceback" in said) == (1, False)
    assert "criteria/x.yaml:1:" in said or "criteria/x.yaml:33:" in said
    assert seconds < SECONDS
    assert kilobytes < KILOBYTES


@pytest.mark.skipif(not STATUS.exists(), reason="only Linux tells what a process used")
@pytest.mark.parametrize("name", ["xlsx/bomb_rows.xlsx", "csv/42_ctrl_ansi.csv"])
def test_the_heaviest_exports_stay_within_their_limits(tmp_path, name):
    code, said, seconds, kilobytes = measured(front(tmp_path), "ingest", HOSTILE / name)
    assert (code, "Traceback" in said, RAW.search(said)) == (1, False, None)
    assert seconds < SECONDS
    assert kilobytes < KILOBYTES
