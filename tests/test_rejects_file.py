"""What was rejected is evidence: every source keeps its own, nothing is removed, and what was mended can be traced."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qshop.base.diagnostics import Diagnostic, Where
from qshop.cli.main import run
from qshop.io.csv_files import read_csv
from qshop.io.rejects_file import file_name
from qshop.visits.intake.receipt import Receipt
from qshop.visits.rejected_rows import COLUMNS, read_again
from qshop.visits.rejects import Reject
from support import front, programme, visits


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return front(tmp_path)


def ingest(root, *names):
    return run(["--project", str(root), "ingest", *names])


def send(root, monkeypatch, text):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    return ingest(root, "-")


def rows(root):
    """Return every reject in every file as its place, its visit and what became of it."""
    tables = [read_csv(path, path.name).table for path in sorted((root / "rejects").iterdir())]
    return [
        cells
        for table in tables
        for cells in zip(*(table.get(name).cells() for name in ("source", "line", "visit_id", "outcome")), strict=True)
    ]


def rejected(*raws):
    """Return rejects with these texts, one a line."""
    return [
        Reject("a.csv", line, "site", raw, (Diagnostic("QS411", "site: none", Where("a.csv", line)),), raw)
        for line, raw in enumerate(raws, 2)
    ]


def test_a_reject_is_written_as_people_read_it(root):
    programme(root.parent, {"a.csv": visits("V1,café")})
    assert ingest(root, "a.csv") == 1
    assert (root / "rejects/a.csv").read_bytes().decode() == (
        '\ufeff"source","line","column","code","reason","visit_id","outcome","raw"\n'
        '"a.csv","2","site","QS411","site: a text of 4 characters is no site of the programme","V1","",'
        '"V1,café,2026-03-02,front,2,yes,no,4,ok"\n'
    )


def test_every_source_has_a_file_of_its_own(root):
    names = ["a.csv", "a", "A.csv", "x/a.csv", "x_a.csv", "CON.csv", "con.csv", f"{'x' * 130}.csv", f"{'x' * 131}.csv"]
    programme(root.parent, {name: visits(f"V{n},nowhere") for n, name in enumerate(names)})
    assert ingest(root, *names) == 1
    assert sorted(rows(root)) == sorted((name, "2", f"V{n}", "") for n, name in enumerate(names))
    files = [path.name.lower() for path in (root / "rejects").iterdir()]
    assert len(set(files)) == len(names)


def test_standard_input_keeps_what_each_reading_brought(root, monkeypatch):
    assert send(root, monkeypatch, visits("V1,nowhere")) == 1
    assert send(root, monkeypatch, visits("V2,nowhere")) == 1
    assert send(root, monkeypatch, visits("V3")) == 0
    assert sorted(rows(root)) == [("stdin", "2", "V1", ""), ("stdin", "2", "V2", "")]
    assert send(root, monkeypatch, visits("V3", "V1")) == 0
    assert sorted(rows(root)) == [("stdin", "2", "V1", "accepted: stdin:3"), ("stdin", "2", "V2", "")]


def test_a_row_that_was_mended_tells_where_it_was_accepted_and_one_that_is_gone_that_it_is(root, capsys):
    programme(root.parent, {"a.csv": visits("V1,nowhere", "V2,nowhere", "V3,nowhere")})
    ingest(root, "a.csv")
    programme(root.parent, {"a.csv": visits("V9", "V2,nowhere"), "mended.csv": visits("V8", "V1")})
    ingest(root, "mended.csv", "a.csv")
    assert "a.csv: 1 of 3 earlier rejects is accepted now, 1 still open\n" in capsys.readouterr().err
    after = [
        ("a.csv", "2", "V1", "accepted: mended.csv:3"),
        ("a.csv", "3", "V2", ""),
        ("a.csv", "4", "V3", "not in a.csv any more"),
    ]
    assert rows(root) == after
    before = (root / "rejects/a.csv").read_bytes()
    ingest(root, "mended.csv", "a.csv")
    assert (root / "rejects/a.csv").read_bytes() == before


def test_a_visit_that_contradicts_is_not_accepted_when_the_other_one_is(root):
    programme(root.parent, {"a.csv": visits("V1"), "b.csv": visits("V1,7")})
    ingest(root, "a.csv", "b.csv")
    assert rows(root) == [("b.csv", "2", "V1", "")]


def test_a_moment_is_not_accepted_when_its_visit_is(root):
    moments = "visit_id,step,feeling,thought\nV1,Chat,glad,\nV1,Chat,pleased,\n"
    programme(root.parent, {"m.csv": moments, "a.csv": visits("V1")})
    ingest(root, "m.csv", "a.csv")
    assert rows(root) == [("m.csv", "2", "", "")]
    programme(root.parent, {"m.csv": moments.replace("glad", "neutral")})
    ingest(root, "m.csv")
    assert rows(root) == [("m.csv", "2", "", "not in m.csv any more")]


def test_a_file_that_is_refused_says_nothing_of_its_rows(root):
    programme(root.parent, {"a.csv": visits("V1,nowhere")})
    ingest(root, "a.csv")
    programme(root.parent, {"a.csv": visits("V1", header="nothing")})
    assert ingest(root, "a.csv") == 1
    assert rows(root) == [("a.csv", "2", "V1", "")]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_file_that_a_spreadsheet_saved_again_is_added_to(root, delimiter):
    programme(root.parent, {"a.csv": visits("V1,nowhere")})
    ingest(root, "a.csv")
    text = (root / "rejects/a.csv").read_text(encoding="utf-8").replace('","', f'"{delimiter}"')
    (root / "rejects/a.csv").write_text(text, encoding="utf-8", newline="\r\n")
    programme(root.parent, {"a.csv": visits("V1")})
    assert ingest(root, "a.csv") == 0
    assert rows(root) == [("a.csv", "2", "V1", "accepted: a.csv:2")]


def test_no_visit_is_stored_while_its_rejects_cannot_be_written(root, capsys):
    programme(root, {"rejects": "a file in the place of the folder"})
    programme(root.parent, {"a.csv": visits("V1,nowhere", "V2")})
    assert ingest(root, "a.csv") == 2
    assert "cannot be written: File exists" in capsys.readouterr().err
    assert not (root / "visits").exists()


def test_a_file_that_somebody_changed_is_never_written_over(root, capsys):
    programme(root, {"rejects/a.csv": "mine\n", "rejects/other.csv": "mine too\n"})
    programme(root.parent, {"a.csv": visits("V1,nowhere", "V2")})
    assert ingest(root, "a.csv") == 2
    assert "rejects/a.csv was changed and cannot be added to" in capsys.readouterr().err
    assert (root / "rejects/a.csv").read_text(encoding="utf-8") == "mine\n"
    assert not (root / "visits").exists()


@pytest.mark.parametrize("visit", ["=1+1", "'=1+1", "'", "\t=1", "nul\0", 'a""b'])
def test_whatever_was_typed_comes_back_from_the_file(root, visit):
    programme(root.parent, {"a.csv": visits(f'"{visit}",nowhere')})
    ingest(root, "a.csv")
    before = (root / "rejects/a.csv").read_bytes()
    cells = [cell for row in csv.reader(before.decode("utf-8-sig").splitlines()) for cell in row]
    assert not [cell for cell in cells if cell.startswith("=")]
    ingest(root, "a.csv")
    assert (root / "rejects/a.csv").read_bytes() == before


def test_of_many_rejects_all_are_counted_and_some_are_kept(monkeypatch):
    monkeypatch.setattr("qshop.visits.rejected_rows.MAX_LISTED", 2)
    kept = read_again([], "a.csv", rejected("V1", "V2", "V3", "V4"), 4)
    assert [(row.line, row.visit_id) for row in kept] == [("2", "V1"), ("3", "V2"), ("", "")]
    assert kept[-1].reason.startswith("2 more rejected rows are not written here")
    again = read_again(kept, "a.csv", rejected("V4"), 1)
    assert [(row.line, row.visit_id, row.outcome) for row in again] == [
        ("2", "V1", "not in a.csv any more"),
        ("2", "V4", ""),
        ("3", "V2", "not in a.csv any more"),
    ]


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=4), max_size=4))
def test_nothing_that_was_once_rejected_is_ever_missing(readings):
    kept = []
    for raws in readings:
        kept = read_again(kept, "a.csv", rejected(*raws), len(raws))
        assert read_again(kept, "a.csv", rejected(*raws), len(raws)) == kept
        assert len([row for row in kept if not row.outcome]) == len(raws)
    assert {row.raw for row in kept} == {raw for raws in readings for raw in raws}
    assert all(len(row) == len(COLUMNS) for row in kept)


@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
)
def test_two_sources_never_share_a_file(one, other):
    names = [file_name(Receipt(source)).lower() for source in (one, other)]
    assert (names[0] == names[1]) == (one == other)
