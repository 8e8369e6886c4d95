"""Workbooks with everything that people and spreadsheet programs do to them: taken, or told by cell, never guessed."""

import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from meetings import DESK, MEETING, Row, book, saved, small, tables
from qshop.cli.main import run
from support import measured

WAIT: Row = {"id": "desk_wait", "stage": "Reception desk", "criterion": "Nobody waits longer than two minutes"}
SMILE: Row = {"id": "desk_smile", "stage": "Reception desk", "criterion": "Staff look up within ten seconds"}
BARRIER: Row = {"stage": "Car park", "criterion": "The barrier opens: within 10 seconds", "must_dots": 8}
ROWS = [WAIT, SMILE, BARRIER]
LAST = len(ROWS) + 1
COUNTS = re.compile(r"^(\S.*?) {2,}(\d+) +(\d+) +(\d+) +(\d+) +(yes|no)$", re.MULTILINE)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return small(tmp_path / "programme")


def capture(root: Path, content: bytes, name: str = "B.xlsx") -> int:
    (root.parent / name).write_bytes(content)
    return run(["--project", str(root), "workshop", "capture", name])


def with_sheet(change: Callable[[Worksheet], object], rows: list[Row] = ROWS) -> Workbook:
    """Make a filled-in workbook and do something to its sheet of criteria."""
    made = book(tables(criteria=rows))
    change(made["Criteria"])
    return made


def move_columns(sheet: Worksheet) -> None:
    sheet.move_range(f"C1:C{LAST}", cols=20)
    sheet.delete_cols(3)


def hide(sheet: Worksheet) -> None:
    sheet.row_dimensions[LAST].hidden = True
    sheet.column_dimensions["C"].hidden = True


def own_column(sheet: Worksheet) -> None:
    sheet["P1"], sheet["P3"] = "My notes", "ask Ann"


def protect(sheet: Worksheet) -> None:
    sheet.protection.sheet, sheet.protection.password = True, "secret"


HARMLESS: dict[str, Callable[[Worksheet], object]] = {
    "columns moved": move_columns,
    "columns at the end deleted": lambda sheet: sheet.delete_cols(13, 2),
    "a column of their own": own_column,
    "rows and columns hidden": hide,
    "blank rows between": lambda sheet: sheet.insert_rows(3, 50),
    "protected": protect,
    "filtered": lambda sheet: setattr(sheet.auto_filter, "ref", f"A1:N{LAST}"),
    "another sheet before": lambda sheet: sheet.parent.create_sheet("Scribbles", 0).append(["lunch at 12"]),
    "a chart": lambda sheet: sheet.parent.create_chartsheet("Chart"),
    "sheet renamed": lambda sheet: setattr(sheet, "title", "Critères (2)"),
}


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS)
def test_what_people_do_to_look_at_a_sheet_changes_nothing(
    root: Path, capsys: pytest.CaptureFixture[str], change: Callable[[Worksheet], object]
) -> None:
    assert capture(root, saved(with_sheet(change))) == 0

    assert COUNTS.findall(capsys.readouterr().out)[0][1:] == ("3", "1", "0", "2", "no")
    assert (root / "criteria/park.yaml").exists()
    assert (root / "criteria/desk.yaml").read_text() == DESK


def test_the_order_of_rows_says_nothing(root: Path) -> None:
    more: list[Row] = [*ROWS, BARRIER | {"criterion": "The barrier opens within ten seconds"}]
    assert capture(root, saved(book(tables(criteria=list(reversed(more)))))) == 0
    other = small(root.parent / "other")
    assert capture(other, saved(book(tables(criteria=more)))) == 0

    blocks = [set((one / "criteria/park.yaml").read_text().split("\n\n")) for one in (root, other)]
    assert {block.strip().partition("- id")[2] for block in blocks[0]} == {
        block.strip().partition("- id")[2] for block in blocks[1]
    }


@pytest.mark.parametrize(
    "text",
    [
        "nobody waits longer than two minutes",
        "Nobody waits longer than two minutes.",
        " Nobody waits  longer than\ntwo minutes ",
        "Nobody\u00a0waits longer than two minutes",
        "Nobody waits longer than two\u200b minutes…",
    ],
)
def test_what_a_spreadsheet_puts_right_by_itself_is_no_change(root: Path, text: str) -> None:
    assert capture(root, saved(book(tables(criteria=[WAIT | {"criterion": text}])))) == 0

    assert (root / "criteria/desk.yaml").read_text() == DESK


def rename(sheet: Worksheet) -> None:
    sheet["E1"] = "MUST!!"


def title(sheet: Worksheet) -> None:
    sheet.insert_rows(1)
    sheet["A1"] = "Criteria of group B"


def second(sheet: Worksheet) -> None:
    sheet.parent.copy_worksheet(sheet).title = "Group C"


REFUSED: dict[str, tuple[Callable[[Worksheet], object], str]] = {
    "a column renamed": (rename, "QS661"),
    "a title above the headings": (title, "QS661"),
    "the headings deleted": (lambda sheet: sheet.delete_rows(1), "QS661"),
    "two groups in one file": (second, "QS675"),
    "the header merged": (lambda sheet: sheet.merge_cells("E1:F1"), "QS437"),
    "the meeting deleted": (lambda sheet: sheet.parent.remove(sheet.parent["Meeting"]), "QS662"),
    "the meeting hidden": (lambda sheet: setattr(sheet.parent["Meeting"], "sheet_state", "hidden"), "QS662"),
    "a column twice": (lambda sheet: sheet.cell(1, 20, "Stage"), "QS404"),
}


@pytest.mark.parametrize(("change", "code"), REFUSED.values(), ids=REFUSED)
def test_what_leaves_a_doubt_about_the_whole_refuses_the_workbook(
    root: Path, capsys: pytest.CaptureFixture[str], change: Callable[[Worksheet], object], code: str
) -> None:
    assert capture(root, saved(with_sheet(change))) == 1

    said = capsys.readouterr()
    assert f": {code} " in said.err
    assert {row[-1] for row in COUNTS.findall(said.out)} == {"yes"}
    assert sorted(path.name for path in (root / "workshops").iterdir()) == ["groups.yaml"]
    assert not (root / "criteria/park.yaml").exists()


CELLS: dict[str, tuple[str, object, str]] = {
    "a date for dots": ("E", date(2026, 3, 4), "QS667"),
    "half a dot": ("E", 7.5, "QS667"),
    "ticks": ("E", "xxxxxx", "QS667"),
    "more dots than people": ("F", 10, "QS667"),
    "a formula never calculated": ("G", "=A1", "QS435"),
    "an error": ("G", "#N/A", "QS436"),
    "a page of text": ("C", "x" * 30_000, "QS668"),
    "text that turns round": ("C", "a\u202etxt.exe", "QS668"),
    "a stage of another group": ("B", "Front door", "QS665"),
    "a stage that there is not": ("B", "Bar", "QS664"),
    "an owner by name": ("G", "Ann Bee", "QS664"),
    "half a promise": ("J", "web site", "QS670"),
    "an id of their own": ("A", "barrier", "QS666"),
    "the id of what was declined": ("A", "desk_coffee", "QS666"),
    "outside every column": ("R", "ask Ann", "QS403"),
}


@pytest.mark.parametrize(("column", "value", "code"), CELLS.values(), ids=CELLS)
def test_a_cell_that_cannot_be_taken_rejects_its_row_alone(
    root: Path, capsys: pytest.CaptureFixture[str], column: str, value: object, code: str
) -> None:
    assert capture(root, saved(with_sheet(lambda sheet: sheet.__setitem__(f"{column}{LAST}", value)))) == 1

    said = capsys.readouterr()
    number = openpyxl.utils.column_index_from_string(column)
    assert f"B.xlsx/Criteria:{LAST}:{number}: {code} " in said.err
    assert COUNTS.findall(said.out)[0][1:] == ("3", "0", "1", "2", "no")
    assert not (root / "criteria/park.yaml").exists()


def test_merged_cells_reject_the_rows_that_share_them(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert capture(root, saved(with_sheet(lambda sheet: sheet.merge_cells("B3:B4")))) == 1

    assert COUNTS.findall(capsys.readouterr().out)[0][1:] == ("3", "0", "2", "1", "no")


def test_a_copied_row_does_not_overwrite_the_criterion_it_was_copied_from(root: Path) -> None:
    rows = [SMILE, SMILE | {"criterion": "Staff say hello first"}]

    assert capture(root, saved(book(tables(criteria=rows)))) == 1

    assert (root / "criteria/desk.yaml").read_text() == DESK


TEXTS = [
    "- id: x",
    "text: {a: b} # no",
    "<<: *anchor",
    "!!python/object:os.system",
    "null",
    "---",
    "<script>alert(1)</script> {{ 7 * 7 }}",
    "C:\\new \"quoted\" and 'so'",
    "👩‍👩‍👧 smiles within 5 s",
    "يُستقبل كل زائر خلال دقيقتين",
    "%TAG ! x",
    "@here, `there` & *then*",
    "2026-03-02",
    "010",
]


@pytest.mark.parametrize("text", TEXTS)
def test_what_people_typed_is_text(root: Path, text: str) -> None:
    row = BARRIER | {"criterion": text, "remark": text, "try": text, "owner": "Facilities"}

    assert capture(root, saved(book(tables(criteria=[row], obstacles=[{"stage": "park", "obstacle": text}])))) == 0

    written = (root / "criteria/park.yaml").read_text()
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    assert written.count(f'en: "{escaped}"') == 3
    assert capture(root, saved(book(tables(criteria=[row])))) == 0
    assert (root / "criteria/park.yaml").read_text() == written


DAYS: dict[object, bool] = {
    "2026-03-02": True,
    date(2026, 3, 2): True,
    datetime(2026, 3, 2, 9, 30): True,  # noqa: DTZ001 - workbooks have no zones
    "2.3.2026": True,
    "02.03.2026": True,
    "13/03/2026": True,
    "02/03/2026": False,
    46083: False,
    "March 2": False,
    "": False,
}


@pytest.mark.parametrize(("day", "is_read"), DAYS.items(), ids=str)
def test_the_day_of_the_meeting_is_read_only_where_it_can_be_one(root: Path, day: object, is_read: bool) -> None:
    made = book(tables(meeting=MEETING | {"date": "x"}, criteria=[BARRIER]))
    made["Meeting"]["B4"] = day

    assert capture(root, saved(made)) == (0 if is_read else 1)

    assert (root / "criteria/park.yaml").exists() == is_read


def test_the_workbook_of_another_programme_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows: list[Row] = [{"id": "bar_beer", "stage": "Car park", "criterion": "Cold beer"}, BARRIER]

    assert capture(root, saved(book(tables(criteria=rows)))) == 1

    assert capsys.readouterr().err == (
        "B.xlsx/Criteria:2:1: QS666 no criterion has any of its 1 id: it is the workbook of another programme\n"
        "    give the right file; to propose them here, clear the ids\n"
    )


def test_a_csv_from_an_old_spreadsheet_is_told_by_its_encoding(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = tables("fr", criteria=[BARRIER | {"stage": "Parking"}])["Critères"]
    content = "\n".join(";".join(map(str, row)) for row in rows).encode("cp1252")

    assert capture(root, content, "criteres.csv") == 1

    assert "QS401" in capsys.readouterr().err


def test_a_workbook_with_macros_is_read_and_none_of_them_run(root: Path) -> None:
    path = root.parent / "macros.xlsm"
    with ZipFile(path, "w", ZIP_DEFLATED) as target:
        content = saved(book(tables(criteria=[BARRIER])))
        (root.parent / "plain.xlsx").write_bytes(content)
        with ZipFile(root.parent / "plain.xlsx") as source:
            for name in source.namelist():
                target.writestr(name, source.read(name).replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml"))
        target.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 macros")

    assert capture(root, path.read_bytes(), "macros.xlsm") == 0

    assert (root / "workshops/sheets/2026-03-02-B-macros.xlsm").exists()


@pytest.mark.slow
def test_more_rows_than_a_meeting_ever_has_are_refused_in_little_memory(root: Path) -> None:
    path = root.parent / "huge.xlsx"
    made = Workbook(write_only=True)
    for name, rows in tables(criteria=[BARRIER]).items():
        sheet = made.create_sheet(name)
        for row in [*rows, *([rows[-1]] * 30_000 if name == "Criteria" else [])]:
            sheet.append(row)
    made.save(path)

    code, said, _, kilobytes = measured(root, "workshop", "capture", path)

    assert (code, "QS673" in said) == (1, True)
    assert kilobytes < 700_000


OFFICE = shutil.which("soffice")


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed: .ci/run brings it")
@pytest.mark.parametrize(
    ("ending", "said"),
    [
        ("xlsx", "new: park_barriere_ouvre_10, must (8 for a must, 0 for a plus, of 9): La barrière s’ouvre : en 10 s"),
        ("ods", "B.ods: QS424 this is an OpenDocument file"),
        ("csv", "B-Réunion.csv:4:13: QS662 “03/02/2026” may be two days"),
    ],
)
def test_what_libreoffice_saves_again_comes_back_or_is_told(
    root: Path, capsys: pytest.CaptureFixture[str], ending: str, said: str
) -> None:
    row = BARRIER | {"stage": "Parking", "criterion": "La barrière s’ouvre : en 10 s", "try": "Bonjour’s «test» 😀"}
    made = book(tables("fr", criteria=[WAIT | {"stage": "Comptoir"}, row]))
    made["Réunion"]["B4"] = date(2026, 3, 2)
    made["Réunion"]["B4"].number_format = "dd/mm/yyyy"
    (root.parent / "B.xlsx").write_bytes(saved(made))
    each_sheet = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"
    command = [str(OFFICE), "--headless", f"-env:UserInstallation=file://{root.parent}/office", "--convert-to"]
    command += [each_sheet if ending == "csv" else ending, "--outdir", "again", "B.xlsx"]
    subprocess.run(command, cwd=root.parent, check=True, capture_output=True)

    code = run(["--project", str(root), "workshop", "capture", *map(str, sorted(Path("again").iterdir()))])

    assert code == (0 if ending == "xlsx" else 1)
    assert said in capsys.readouterr().err
    if ending == "xlsx":
        assert 'fr: "Bonjour’s «test» 😀"' in (root / "criteria/park.yaml").read_text()
