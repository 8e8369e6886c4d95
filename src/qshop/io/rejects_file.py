"""The files in `rejects/`: one a source, from which nothing is ever removed."""

import csv
import io
import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from qshop.base.errors import StopError
from qshop.base.file_names import safe_name
from qshop.base.formulas import as_typed
from qshop.io.export_files import STANDARD_INPUT
from qshop.io.links import place_in
from qshop.io.spreadsheet_csv import spreadsheet_csv
from qshop.io.write import File
from qshop.visits.intake.receipt import Receipt
from qshop.visits.rejected_rows import COLUMNS, RejectedRow, places, progress, read_again, settled

FOLDER = "rejects"
_LINE = re.compile("[0-9]*")


def rejects_files(root: Path, receipts: Iterable[Receipt]) -> tuple[list[File], list[str]]:
    """Return the files in `rejects/` that this intake changes, and notes on rejects that it settles.

    Raises `StopError` if a file that must be added to cannot be read back, or if the folder is a link out of `root`.
    """
    receipts = list(receipts)
    found = {path.name: _read(path) for path in sorted(place_in(root, FOLDER).glob("*.csv"))}
    files = {name: rows for name, rows in found.items() if rows is not None}
    for receipt in receipts:
        name = file_name(receipt)
        if receipt.refusal or not (receipt.rejects or name in found):
            continue
        if name in found and name not in files:
            help_ = "move it elsewhere; what it holds stays yours"
            raise StopError(f"{root / FOLDER / name} was changed and cannot be added to", help_)
        files[name] = read_again(files.get(name, []), receipt.source, receipt.rejects, receipt.rejected)
    visit_ids = {row.visit_id for rows in files.values() for row in rows if row.visit_id}
    accepted = places((visits for receipt in receipts for visits in receipt.accepted), visit_ids)
    files = {name: settled(rows, accepted) for name, rows in files.items()}
    changed = {f"{FOLDER}/{name}": (rows, found.get(name)) for name, rows in files.items() if rows != found.get(name)}
    notes = [f"{rows[0].source}: {said}" for rows, before in changed.values() if (said := progress(before or [], rows))]
    return [File(root, path, spreadsheet_csv([*COLUMNS], rows)) for path, (rows, _) in changed.items()], notes


def file_name(receipt: Receipt) -> str:
    """Return the name of the file for the rejects of a receipt's source, unlike that of any other source.

    Names that are plain stay. All others end in a part of the hash of the whole: file systems may take `A` for `a`.
    Standard input has no name that tells it from another: there the text of its rejects does.
    """
    source, told_by = receipt.source, receipt.source
    if source == STANDARD_INPUT:
        told_by = "\n".join([source, *(reject.raw for reject in receipt.rejects)])
    stem = safe_name(source.removesuffix(".csv"))
    if f"{stem}.csv" == told_by == told_by.lower():
        return told_by
    return f"{stem}~{sha256(told_by.encode()).hexdigest()[:8]}.csv"


def _read(path: Path) -> list[RejectedRow] | None:
    """Return the rows of a file that was written here, also if a spreadsheet saved it again; None if it is another."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeError):
        return None
    for delimiter in ",;\t":
        header, *rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)) or [[]]
        if header == [*COLUMNS] and all(len(row) == len(COLUMNS) and _LINE.fullmatch(row[1]) for row in rows):
            return [RejectedRow(*map(as_typed, row)) for row in rows]
    return None
