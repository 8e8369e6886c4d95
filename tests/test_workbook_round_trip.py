"""A workbook goes out with `pack`, is filled in as people do, and comes back with `capture`."""

import shutil
import subprocess
from difflib import ndiff

import pytest
from openpyxl import load_workbook

from qshop.cli.main import run
from test_workshop_pack import FILES, museum

OFFICE = shutil.which("soffice")
HOW = [
    "openpyxl",
    pytest.param(
        "LibreOffice",
        marks=[pytest.mark.slow, pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")],
    ),
]
AGREED = """\
+     promise:
+       says:
+         en: "Two minutes at most"
+       where:
+         en: "On the web site"
+   - id: desk_queue
+     text:
+       en: "The queue is one"
+     priority: must
+     status: proposed
+     proposed: {group: B, on: 2026-01-20, present: 8, must: 5, plus: 2}
+     owner: desk_manager
"""


def packed(folder, *options):
    """Give a programme and the files of a workbook that was packed for its group."""
    root, out = museum(folder), folder / "out"
    pack = ["workshop", "pack", "short", "--group", "B", "--out", str(out), "--format", "md", *options]
    assert run(["--project", str(root), *pack]) == 0
    return root, sorted(path for path in out.rglob("*") if path.suffix in (".xlsx", ".csv"))


def captured(root, files):
    assert run(["--project", str(root), "workshop", "capture", *map(str, files)]) == 0
    return (root / "criteria/desk.yaml").read_text(encoding="utf-8")


def filled_in(path, cells):
    """Write into the cells of a workbook, each by its sheet and address."""
    book = load_workbook(path)
    for (sheet, address), value in cells.items():
        book[sheet][address] = value
    book.save(path)
    return path


def saved_by(how, path, folder):
    """Give the workbook as it is once somebody opened and saved it."""
    if how == "openpyxl":
        return path
    home = f"-env:UserInstallation=file://{folder}/office"
    convert = [OFFICE, home, "--headless", "--convert-to", "xlsx", "--outdir", folder / "saved", path]
    subprocess.run(convert, check=True, capture_output=True)
    return folder / "saved" / path.name


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize(("language", "meeting"), [("en", "Meeting"), ("fr", "Réunion")])
def test_a_workbook_that_nobody_wrote_in_changes_nothing(language, meeting, how, tmp_path):
    root, [file] = packed(tmp_path, "--lang", language)
    file = saved_by(how, filled_in(file, {(meeting, "B4"): "2026-01-20"}), tmp_path)
    assert captured(root, [file]) == FILES["criteria/desk.yaml"]


def test_nor_does_it_as_csv(tmp_path):
    root, files = packed(tmp_path, "--workbook", "csv")
    meeting = next(file for file in files if file.stem == "meeting")
    meeting.write_text(meeting.read_text(encoding="utf-8").replace('"Which day?",""', '"Which day?","2026-01-20"'))
    assert captured(root, files) == FILES["criteria/desk.yaml"]


@pytest.mark.parametrize("how", HOW)
def test_what_a_group_agreed_is_all_that_changes(how, tmp_path):
    root, [file] = packed(tmp_path)
    said = {
        ("Meeting", "B4"): "2026-01-20",
        ("Meeting", "B5"): 8,
        ("Criteria", "I2"): "Two minutes at most",
        ("Criteria", "J2"): "On the web site",
        ("Criteria", "C4"): "The queue is one",
        ("Criteria", "E4"): 5,
        ("Criteria", "F4"): 2,
        ("Criteria", "G4"): "Desk manager",
    }
    text = captured(root, [saved_by(how, filled_in(file, said), tmp_path)])
    changes = ndiff(FILES["criteria/desk.yaml"].splitlines(keepends=True), text.splitlines(keepends=True))
    assert "".join(line for line in changes if not line.startswith(" ")) == AGREED
