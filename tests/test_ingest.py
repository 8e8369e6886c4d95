"""`qshop ingest`: many files at once, standard input, photos, what reviewers held back, and moments after their visits."""

import io
import json
from hashlib import sha256

import pytest
from xlsxwriter import Workbook

from qshop.cli.main import run
from qshop.io.folder import load
from service_exports import Shape, halls, rows, written
from support import front, programme, visits
from workbooks import packed

KOBO = Shape("kobo")


@pytest.fixture
def root(tmp_path):
    halls(tmp_path / "halls")
    return tmp_path / "halls"


def export(root, name, *visits):
    """Write visits beside the programme as KoboToolbox exports them."""
    versions = [*load(root).programme.versions.values()]
    given = {
        "questionnaire": "halls",
        "version": "2",
        "site": "A1",
        "date": "2026-03-02",
        "channel": "phone",
        "status": "completed",
    }
    text = written(rows([given | one for one in visits], KOBO, versions), KOBO)
    (root.parent / name).write_bytes(text)
    return root.parent / name


def ingest(root, capsys, *arguments):
    capsys.readouterr()
    code = run(["--project", str(root), "ingest", *map(str, arguments), "--format", "json"])
    out, err = capsys.readouterr()
    said = json.loads(out)
    counts = [(row["source"], row["read"], row["accepted"], row["rejected"], row["repeated"]) for row in said["rows"]]
    return code, counts, err


def test_several_files_are_taken_at_once_each_against_those_before(root, capsys, monkeypatch):
    monkeypatch.chdir(root.parent)
    export(root, "a.csv", {"visit_id": "v1"}, {"visit_id": "v2"})
    export(root, "b.csv", {"visit_id": "v2"}, {"visit_id": "v3"})
    assert ingest(root, capsys, "a.csv", "b.csv")[:2] == (0, [("a.csv", 2, 2, 0, 0), ("b.csv", 2, 1, 0, 1)])
    assert (root / "visits/2026/halls-v2.csv").read_text(encoding="utf-8").count("\n") == 4


def test_a_hyphen_is_standard_input(root, capsys, monkeypatch):
    data = export(root, "a.csv", {"visit_id": "v1"}, {"visit_id": "v2", "site": "nowhere"}).read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert ingest(root, capsys, "-")[:2] == (1, [("stdin", 2, 1, 1, 0)])
    (rejects,) = (root / "rejects").iterdir()
    assert rejects.name.startswith("stdin~")
    assert "nowhere" in rejects.read_text(encoding="utf-8")


def test_standard_input_is_read_once(root, capsys):
    assert run(["--project", str(root), "ingest", "-", "-"]) == 2
    assert capsys.readouterr().err == "qshop: standard input can be read only once\n  name - once\n"


def test_photos_are_sealed_and_the_same_export_without_them_is_a_repeat(root, capsys, monkeypatch):
    monkeypatch.chdir(root.parent)
    export(root, "a.csv", {"visit_id": "v1", "greeted": "no", "greeted_evidence": "p1.jpg"})
    programme(root.parent, {"photos/p1.jpg": b"light"})
    code, counts, err = ingest(root, capsys, "a.csv", "--media", "photos")
    assert (code, counts) == (0, [("a.csv", 1, 1, 0, 0)])
    assert f'"p1.jpg sha256:{sha256(b"light").hexdigest()}"' in (root / "visits/2026/halls-v2.csv").read_text(
        encoding="utf-8"
    )
    assert "not at hand" not in err
    code, counts, err = ingest(root, capsys, "a.csv")
    assert (code, counts) == (0, [("a.csv", 1, 0, 0, 1)])
    assert "a.csv: photos and recordings not at hand: 1; --media names their folder\n" in err


def test_photos_in_a_folder_that_is_none(root, capsys):
    path = export(root, "a.csv", {"visit_id": "v1"})
    assert run(["--project", str(root), "ingest", str(path), "--media", str(path)]) == 2
    assert "is no folder" in capsys.readouterr().err


def test_what_is_held_back_goes_to_rejects_until_it_is_asked_for(root, capsys, monkeypatch):
    monkeypatch.chdir(root.parent)
    export(root, "a.csv", {"visit_id": "v1", "review": "validation_status_on_hold"}, {"visit_id": "v2"})
    assert ingest(root, capsys, "a.csv")[:2] == (1, [("a.csv", 2, 1, 1, 0)])
    assert ingest(root, capsys, "a.csv", "--include-held")[:2] == (0, [("a.csv", 2, 1, 0, 1)])
    assert '"accepted: a.csv:2"' in (root / "rejects/a.csv").read_text(encoding="utf-8")


def test_a_visit_that_counts_and_is_held_back_later_is_said(root, capsys, monkeypatch):
    monkeypatch.chdir(root.parent)
    export(root, "a.csv", {"visit_id": "v1"}, {"visit_id": "v2"})
    ingest(root, capsys, "a.csv")
    export(root, "a.csv", {"visit_id": "v1"}, {"visit_id": "v2", "review": "validation_status_not_approved"})
    code, counts, err = ingest(root, capsys, "a.csv")
    assert (code, counts) == (1, [("a.csv", 2, 0, 1, 1)])
    assert (
        "a.csv: visits/2026/halls-v2.csv:3:1 counts, though it is held back in review now: take it out there\n" in err
    )


def test_a_sheet_of_notes_beside_the_visits_is_passed_over_and_said(root, capsys, monkeypatch):
    monkeypatch.chdir(root.parent)
    own = load(root).programme.versions["halls", 2].columns()
    given = {"visit_id": "v1", "questionnaire": "halls", "version": "2", "site": "A1", "date": "2026-03-02"}
    visit = [{**given, "channel": "phone"}.get(name, "") for name in own]
    with Workbook("a.xlsx") as book:
        for name, rows_ in (("Visits", [own, visit]), ("Notes", [["Only", "a", "note"], ["x", "y", "z", "more"]])):
            sheet = book.add_worksheet(name)
            for line, cells in enumerate(rows_):
                sheet.write_row(line, 0, cells)
    code, counts, err = ingest(root, capsys, "a.xlsx")
    assert (code, counts) == (0, [("a.xlsx/Visits", 1, 1, 0, 0), ("a.xlsx/Notes", 0, 0, 0, 0)])
    assert "a.xlsx/Notes: passed over: it has no column of a visit\n" in err


@pytest.mark.parametrize(
    ("visits", "other"),
    [("nothing,known\nx,y\n", "Only,a\nnote,x\n"), ("", "Only,Site\nnote,A1\n"), ("", "Only,desk/greeted\nnote,yes\n")],
)
def test_a_table_that_may_hold_visits_or_stands_alone_is_still_refused(root, capsys, monkeypatch, visits, other):
    monkeypatch.chdir(root.parent)
    sound = export(root, "sound.csv", {"visit_id": "v1"}).read_text(encoding="utf-8")
    (root.parent / "a.zip").write_bytes(packed({"a.csv": visits or sound, "b.csv": other}))
    code, counts, err = ingest(root, capsys, "a.zip")
    assert (code, counts[1]) == (1, ("a.zip/b.csv", 0, 0, 0, 0))
    assert "a.zip/b.csv:1:1: QS408" in err or "a.zip/b.csv:1:1: QS405" in err


def test_moments_are_taken_after_the_visits_whatever_the_order(root, capsys, monkeypatch):
    monkeypatch.chdir(root.parent)
    export(root, "a.csv", {"visit_id": "v1"})
    moments = (
        "visit_id,time,step,feeling,thought\nv1,10:00,Search page,frustrated,Nothing\nv9,10:00,Search page,neutral,\n"
    )
    programme(root.parent, {"moments.csv": moments})
    assert ingest(root, capsys, "moments.csv", "a.csv")[:2] == (1, [("a.csv", 1, 1, 0, 0), ("moments.csv", 2, 1, 1, 0)])
    assert ingest(root, capsys, "moments.csv")[1] == [("moments.csv", 2, 0, 1, 1)]
    assert (root / "visits/2026/moments.csv").read_text(encoding="utf-8").count("Search page") == 1


def test_rejects_of_a_file_in_a_folder_have_a_name_of_their_own(root, capsys, monkeypatch):
    monkeypatch.chdir(root.parent)
    (root.parent / "in").mkdir()
    export(root, "in/a.csv", {"visit_id": "v1", "site": "nowhere"})
    ingest(root, capsys, "in/a.csv")
    assert [path.name for path in (root / "rejects").iterdir()] == ["in%2Fa~4f7b28df.csv"]


def test_of_many_rejects_some_are_shown_and_all_are_counted(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    root = front(tmp_path)
    programme(tmp_path, {"a.csv": visits(*(f"V{n},S01,2026-03-02,front,{n + 9}" for n in range(52)))})
    assert run(["--project", str(root), "ingest", "a.csv"]) == 1
    out, err = capsys.readouterr()
    assert err.count("QS412") == 50
    assert err.endswith("… and 2 more like these\n")
    assert out.split("\n")[2].split() == ["a.csv", "52", "0", "52", "0", "no"]
