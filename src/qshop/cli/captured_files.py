"""The files of a programme after a capture: criteria, obstacles, the roster, and the workbooks as they came."""

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from qshop.base.errors import StopError
from qshop.base.file_names import safe_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qshop.io.folder import LoadedProgramme
    from qshop.io.kept_lines import Row
    from qshop.io.write import File
    from qshop.workshop.capture.captured import Captured, Kept
    from qshop.workshop.capture.meeting_book import MeetingBook

SHEETS = "workshops/sheets"


def captured_files(
    captured: "Captured",
    kept: "Kept",
    loaded: "LoadedProgramme",
    books: "Sequence[tuple[MeetingBook, Sequence[Path]]]",
) -> "list[File]":
    """Return every file that a capture changes, as it is afterwards; `kept`: what was kept before it."""
    from qshop.workshop.obstacle import COLUMNS as OF_OBSTACLES
    from qshop.workshop.roster import COLUMNS as OF_PEOPLE
    from qshop.workshop.workshop_files import OBSTACLES, ROSTER

    files = list(_criteria(captured, loaded))
    if captured.kept.obstacles != kept.obstacles:
        files.append(_rows(loaded.root, OBSTACLES, OF_OBSTACLES, kept.obstacles, captured.kept.obstacles))
    if captured.kept.roster != kept.roster:
        files.append(_rows(loaded.root, ROSTER, OF_PEOPLE, kept.roster, captured.kept.roster))
    came = [(book, path) for book, paths in books if book.meeting for path in paths]
    return [*files, *(_sheet(loaded.root, book, path) for book, path in came if not _is_kept(loaded.root, path))]


def _criteria(captured: "Captured", loaded: "LoadedProgramme") -> "Iterator[File]":
    """Yield the files of the stages that have new or changed criteria.

    Raises `StopError` if a file is written so that anything else in it would not stay as it is.
    """
    from qshop.io.edited_yaml import checked_yaml, edited_yaml
    from qshop.programme.criteria import CriteriaFile
    from qshop.workshop.capture.stage_edits import stage_edits

    root, first = loaded.root, loaded.programme.language
    for path, edit in stage_edits(captured.new, captured.changes, loaded.programme).items():
        if edit.before:
            file, after = edited_yaml(root, path, CriteriaFile, first, edit.edited)
        else:
            file, after = checked_yaml(root, path, CriteriaFile, first, edit.written())
        if not edit.is_kept_in(after):
            help_ = "write its lists and mappings one entry a line, then capture again; nothing was written"
            raise StopError(f"{path} is written so that not everything in it would stay as it is", help_)
        yield file


def _rows(root: Path, path: str, header: "Sequence[str]", before: "Sequence[Row]", after: "Sequence[Row]") -> "File":
    """Return a file of rows, in which the lines of those that did not change stay as they were."""
    from qshop.io.kept_lines import csv_with_lines_kept
    from qshop.io.write import File

    stored = (root / path).read_bytes().decode("utf-8", "replace") if (root / path).exists() else ""
    return File(root, path, csv_with_lines_kept(stored, header, before, after))


def _is_kept(root: Path, path: Path) -> bool:
    """Return whether a file lies where workbooks are kept: it was taken back before."""
    return path.resolve().parent == (root / SHEETS).resolve()


def _sheet(root: Path, book: "MeetingBook", path: Path) -> "File":
    """Return the copy of a workbook as it came, under a name that no other content has."""
    from qshop.io.write import File

    if book.meeting is None:
        raise AssertionError(path)
    data = path.read_bytes()
    stem = f"{book.meeting.on}-{safe_name(book.meeting.group)}-{safe_name(path.stem)}"
    name, ending = f"{SHEETS}/{stem}", path.suffix.lower()
    found = root / f"{name}{ending}"
    if found.exists() and found.read_bytes() != data:
        name = f"{name}~{sha256(data).hexdigest()[:8]}"
    return File(root, f"{name}{ending}", data)
