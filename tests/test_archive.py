"""A ZIP of CSV files: each is a source of its own, nothing else is opened, nothing is unpacked to disk."""

import struct
from hashlib import sha256

import pytest

from qshop.io import archive, zipped
from qshop.io.archive import read_archive, sha256_in
from qshop.io.refusal import RefusedError
from support import SHARED
from workbooks import packed

CSV = "visit_id,q1\nV1,yes\n"


def refused(data):
    with pytest.raises(RefusedError) as caught:
        read_archive(data, "e.zip")
    return caught.value.code, caught.value.message


def patched(data, offset, value):
    """Change one number in the central directory's first entry; the local header stays as it is."""
    at = data.index(b"PK\x01\x02") + offset
    return data[:at] + value + data[at + len(value) :]


def test_each_csv_file_is_a_source_named_after_the_archive_and_gives_its_forms_name():
    data = packed(
        {
            "site_visit.csv": CSV,
            "site_visit-repeat.csv": "a,b\n1,2\n",
            "media/p1.jpg": b"\xff\xd8",
            "media/list.csv": CSV,
        }
    )
    repeat, visits = read_archive(data, "e.zip")
    assert (visits.source, visits.form) == ("e.zip/site_visit.csv", "site_visit")
    assert visits.table.records() == [("V1", "yes")]
    assert (repeat.source, repeat.form) == ("e.zip/site_visit-repeat.csv", "site_visit-repeat")
    assert (repeat.notes, visits.notes) == (["not read from e.zip: 2 other files"], [])


def test_a_fault_in_one_file_leaves_the_others():
    one, two = read_archive(packed({"a.csv": "x,x\n", "b.CSV": CSV}), "e.zip")
    assert (str(one.refusal.where), one.refusal.code) == ("e.zip/a.csv:1:1", "QS404")
    assert two.table.rows == 1


def test_an_encoding_holds_for_the_files_inside():
    (read,) = read_archive(packed({"a.csv": "visit_id,q1\nV1,café\n".encode("cp1252")}), "e.zip", "cp1252")
    assert read.table.records() == [("V1", "café")]


def test_names_are_labels_and_lead_nowhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (read,) = read_archive(packed({"../../evil.csv": CSV, "/etc/x.txt": "x"}), "e.zip")
    assert (read.source, read.form) == ("e.zip/../../evil.csv", "evil")
    assert list(tmp_path.rglob("*")) == []
    (read,) = read_archive(packed({"a\nb.csv": CSV}), "e.zip")
    assert read.source == "e.zip/a\\u000ab.csv"


def test_what_macos_adds_is_no_file():
    data = packed({"a.csv": CSV, "__MACOSX/._a.csv": b"\x00\x05", "b/._a.csv": b"\x00\x05"})
    (read,) = read_archive(data, "e.zip")
    assert read.notes == []


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "there is no CSV file in this archive; it is empty"),
        (
            {"visits.xlsx": b"PK", "inner.zip": packed({"a.csv": CSV})},
            "there is no CSV file in this archive; it holds 2 other files",
        ),
        (
            {f"{n}.jpg": "" for n in range(7)},
            "there is no CSV file in this archive; it holds 7 other files",
        ),
    ],
)
def test_an_archive_without_csv_is_refused_with_what_it_holds(files, message):
    assert refused(packed(files)) == ("QS433", message)


def test_an_encrypted_file_is_refused():
    assert refused(patched(packed({"a.csv": CSV}), 8, struct.pack("<H", 1))) == ("QS432", "a.csv is encrypted")


def test_a_damaged_archive_is_refused():
    data = packed({"a.csv": CSV * 50})
    assert refused(data[:-30]) == ("QS431", "the file is damaged or incomplete")
    assert refused(b"PK\x03\x04") == ("QS431", "the file is damaged or incomplete")
    assert refused(patched(data, 16, b"\x00\x00\x00\x00")) == ("QS431", "a.csv is damaged")
    assert refused(patched(data, 10, struct.pack("<H", 99))) == ("QS431", "a.csv is damaged")
    assert refused(data[:45] + b"\xff" * 10 + data[55:]) == ("QS431", "a.csv is damaged")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused():
    data = packed({"a.csv": CSV, "b.csv": "other"}).replace(b"b.csv", b"a.csv")
    assert refused(data) == ("QS431", "the archive holds a.csv twice")


def test_what_would_grow_beyond_the_limits_is_refused_unopened(monkeypatch):
    bomb = packed({"a.csv": "a,b\n" + "1,2\n" * 3_000_000})
    assert refused(bomb) == ("QS430", "a.csv would grow more than 200-fold, to 12,000,004 bytes")
    monkeypatch.setattr(zipped, "MAX_BYTES", 20)
    assert refused(packed({"a.csv": CSV, "b.csv": CSV})) == ("QS430", "unpacked it would be 38 bytes; the limit is 20")
    monkeypatch.setattr(zipped, "MAX_MEMBERS", 1)
    assert refused(packed({"a.csv": CSV, "b.csv": CSV})) == ("QS430", "more than 1 files in one archive")


def test_a_file_that_lies_about_its_size_gives_no_more_than_it_says():
    data = packed({"a.csv": CSV + "V2,no\n" * 100})
    assert refused(patched(data, 24, struct.pack("<I", 12))) == ("QS431", "a.csv is damaged")


def test_files_are_hashed_by_name_wherever_they_lie(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "_PIECE", 3)
    path = tmp_path / "e.zip"
    path.write_bytes(packed({"media/p1.jpg": b"photo one", "p2.jpg": b"two", "a/p3.jpg": b"x", "b/p3.jpg": b"y"}))
    assert sha256_in(path, ["p1.jpg", "p2.jpg", "p3.jpg", "p4.jpg"]) == {
        "p1.jpg": sha256(b"photo one").hexdigest(),
        "p2.jpg": sha256(b"two").hexdigest(),
    }


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")
@pytest.mark.parametrize("name", ["central-default", "central-nogroups"])
def test_what_odk_central_packs_is_read(name):
    (read,) = read_archive((SHARED / f"real/form-exports/{name}.zip").read_bytes(), f"{name}.zip")
    assert (read.source, read.form, read.notes) == (f"{name}.zip/museum_visit.csv", "museum_visit", [])
    assert read.table.get("KEY").cells() == ["uuid:one"]
