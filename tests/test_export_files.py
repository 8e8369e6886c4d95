"""What a file is, its content tells; whatever it is, it gives tables or a reason, never a traceback."""

import io
import json
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qshop.base.errors import StopError
from qshop.cli.main import run
from qshop.io import raw_bytes
from qshop.io.export_files import READERS, REFUSED_KINDS, kind_of, read_sources
from support import SHARED, front, visits
from workbooks import packed, workbook

ROWS = (["visit_id", "q1"], ["V1", "yes"])
CSV = b"visit_id,q1\nV1,yes\n"
JSON = b'{"format": 1, "visits": [{"visit_id": "V1", "q1": "yes"}]}'
SAMPLES = {
    "csv": CSV,
    "xlsx": workbook(*ROWS),
    "zip": packed({"form.csv": CSV}),
    "json": JSON,
    "xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 64,
    "ods": packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}),
    "html": b"\xef\xbb\xbf\n<!doctype html><table></table>",
    "pointer": b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
    "locked": b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
}


def read(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    return read_sources(tmp_path / name, name)


def test_every_kind_has_a_reader_or_a_reason():
    assert {kind: kind_of(data) for kind, data in SAMPLES.items()} == {
        kind: kind for kind in [*READERS, *REFUSED_KINDS]
    }


@pytest.mark.parametrize("name", ["export", "export.csv", "export.json", "export.zip", "export.xlsx"])
@pytest.mark.parametrize("kind", ["xlsx", "zip", "json"])
def test_a_name_tells_nothing(tmp_path, kind, name):
    (one,) = read(tmp_path, name, SAMPLES[kind])
    assert (list(one.table.columns), one.table.records()) == (["visit_id", "q1"], [("V1", "yes")])
    assert one.source == {"xlsx": f"{name}/Sheet1", "zip": f"{name}/form.csv", "json": name}[kind]
    assert one.form == ("form" if kind == "zip" else "export")


@pytest.mark.parametrize(
    ("kind", "code", "message"),
    [
        ("xls", "QS424", "this is an old Excel workbook (.xls)"),
        ("ods", "QS424", "this is an OpenDocument file"),
        ("html", "QS424", "this is a page of HTML or XML, whatever its name says"),
        ("locked", "QS432", "this workbook is locked with a password"),
    ],
)
def test_what_cannot_be_read_is_refused_by_what_it_is(tmp_path, kind, code, message):
    (one,) = read(tmp_path, "export.xlsx", SAMPLES[kind])
    assert one.table is None
    assert (one.refusal.code, one.refusal.message, str(one.refusal.where)) == (code, message, "export.xlsx")
    assert one.refusal.help


def test_text_under_the_name_of_a_workbook_is_no_workbook(tmp_path):
    (one,) = read(tmp_path, "export.XLSX", CSV)
    assert (one.refusal.code, one.refusal.message) == ("QS424", "this is no workbook, whatever its name says")


@pytest.mark.parametrize("name", ["export.csv", "export.xlsx", "export.zip", "export.json"])
def test_a_pointer_of_git_lfs_is_told_whatever_it_stands_for(tmp_path, name):
    (one,) = read(tmp_path, name, SAMPLES["pointer"])
    assert (one.refusal.code, one.refusal.help) == ("QS115", "fetch the file itself: git lfs pull")
    (inside,) = read(tmp_path, "all.zip", packed({"form.csv": SAMPLES["pointer"]}))
    assert inside.refusal.code == "QS115"


def test_an_encoding_is_handed_on(tmp_path):
    path = tmp_path / "export.csv"
    path.write_bytes("visit_id;q1\nV1;évité\n".encode("cp1252"))
    (one,) = read_sources(path, "export.csv", "cp1252")
    assert one.table.records() == [("V1", "évité")]
    assert one.notes == ["columns are separated by semicolons"]


def test_standard_input_is_read_as_any_file_and_hints_at_no_form(monkeypatch):
    for kind in READERS:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SAMPLES[kind])))
        (one,) = read_sources(None, "-")
        assert one.table.records() == [("V1", "yes")]
        assert one.form == ("form" if kind == "zip" else "")
        assert one.source.partition("/")[0] == "-"


def test_no_more_is_read_from_standard_input_than_from_a_file(monkeypatch):
    monkeypatch.setattr(raw_bytes, "MAX_FILE_BYTES", 10)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CSV)))
    (one,) = read_sources(None, "-")
    assert (one.refusal.code, one.refusal.message) == ("QS112", "larger than 10 bytes")


def test_a_closed_standard_input_stops_the_command(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(StopError):
        read_sources(None, "-")


def test_a_file_that_is_not_there_stops_the_command(tmp_path):
    for path in (tmp_path, tmp_path / "no.csv"):
        with pytest.raises(StopError):
            read_sources(path, path.name)


def test_the_same_visits_come_to_the_same_whatever_they_came_as(tmp_path, capsys, monkeypatch):
    header, *rows = [line.split(",") for line in visits("V1,007,2026-03-02", "V2,7,2026-03-03").splitlines()]
    answers = {
        "visits.csv": visits("V1,007,2026-03-02", "V2,7,2026-03-03").encode(),
        "visits.xlsx": workbook(header, *rows),
    }
    answers["visits.zip"] = packed({"front.csv": answers["visits.csv"]})
    answers["visits.json"] = json.dumps(
        {"format": 1, "visits": [dict(zip(header, row, strict=True)) for row in rows]}
    ).encode()
    stored = set()
    for name, data in answers.items():
        root = front(tmp_path / name.replace(".", "-"))
        (root / name).write_bytes(data)
        assert run(["--project", str(root), "ingest", str(root / name)]) == 0
        stored.add((root / "visits/2026/front-v2.csv").read_bytes())
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        capsys.readouterr()
        assert run(["--project", str(root), "ingest", "-", "--format", "json"]) == 0
        (row,) = json.loads(capsys.readouterr().out)["rows"]
        assert (row["read"], row["repeated"]) == (2, 2)
    assert len(stored) == 1


MARKS = [
    b"",
    b"PK\x03\x04",
    b"PK\x05\x06" + b"\x00" * 18,
    b"\xd0\xcf\x11\xe0",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"{",
    b"[",
    b"<",
    *SAMPLES.values(),
]


@settings(max_examples=300)
@given(st.sampled_from(MARKS), st.binary(max_size=40), st.integers(0, 3000), st.sampled_from(["", "utf-16", "cp1252"]))
@example(b"", b"", 0, "")
@example(b"PK\x03\x04", b"", 0, "")
def test_any_bytes_give_tables_or_a_reason(tmp_path_factory, start, noise, at, encoding):
    path = tmp_path_factory.getbasetemp() / "any.bin"
    path.write_bytes(start[:at] + noise + start[at + len(noise) // 2 :])
    reads = read_sources(path, "any.bin", encoding)
    assert reads
    assert all((one.table is None) is (one.refusal is not None) for one in reads)
    assert all(text.encode() for one in reads if one.table for record in one.table.records() for text in record if text)


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")
@pytest.mark.parametrize("name", ["kobo-labels_en", "kobo-xml_groups_on", "kobo-xml_values_and_headers_groups_off"])
def test_what_kobotoolbox_exports_is_read(name):
    path = SHARED / f"real/form-exports/{name}.csv"
    (one,) = read_sources(path, path.name)
    assert (one.table.rows, one.rejects, one.form) == (1, [], name)
    assert one.notes == ["columns are separated by semicolons"]
    assert one.table.get("_uuid").cells() == ["a-b"]
