"""Read a CSV file into a table of text without guessing, and write one the way qshop stores it."""

import csv
import io
from dataclasses import replace
from pathlib import Path

from qshop.base.errors import StopError
from qshop.io.csv_fast import read_fast
from qshop.io.csv_strict import read_strict
from qshop.io.header_policy import ANY_HEADERS, HeaderPolicy
from qshop.io.limits import FEWER_VISITS, MAX_LINES
from qshop.io.raw_bytes import read_bytes
from qshop.io.refusal import RefusedError
from qshop.visits.source_table import SourceTable

_ARCHIVES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def read_csv(
    path: Path, source: str, encoding: str = "", unread: tuple[str, ...] = (), headers: HeaderPolicy = ANY_HEADERS
) -> SourceTable:
    """Return the table at `path`: UTF-8 (or UTF-16 with its mark, or `encoding`), with comma, semicolon, tab or pipe.

    A ragged row or a stray quote is a reject; an open quote, a doubtful header or an undeclared
    encoding refuses the file. `source` is its name in diagnostics. Columns that end in one of `unread` may be left out,
    to save time. Raises `StopError` if the file cannot be opened or the encoding does not exist.
    """
    try:
        data = read_bytes(path, source)
    except RefusedError as refused:
        return SourceTable(source, refusal=refused.diagnostic(source))
    return parse_csv(data, source, encoding, unread, headers)


def parse_csv(
    data: bytes, source: str, encoding: str = "", unread: tuple[str, ...] = (), headers: HeaderPolicy = ANY_HEADERS
) -> SourceTable:
    """Return the table in the bytes of a CSV file; see `read_csv`."""
    notes: list[str] = []
    try:
        _check_lines(data)
        table = None if encoding or headers.row > 1 else read_fast(data, source, unread)
        if table is not None:
            return SourceTable(source, table)
        strict = read_strict(decode(data, encoding, notes), source, unread, headers)
    except RefusedError as refused:
        return SourceTable(source, refusal=refused.diagnostic(source), notes=notes)
    return replace(strict, notes=notes + strict.notes)


def _check_lines(data: bytes) -> None:
    if max(data.count(b"\n"), data.count(b"\r")) > MAX_LINES:
        raise RefusedError("QS430", f"more than {MAX_LINES:,} lines", 0, FEWER_VISITS)


def decode(data: bytes, encoding: str, notes: list[str]) -> str:
    """Return the text of a file; an encoding other than UTF-8 that its first bytes declare is added to `notes`.

    Raises `RefusedError` if the file is empty, no text or in another encoding, `StopError` for an unknown `encoding`.
    """
    if not data:
        raise RefusedError("QS407", "the file is empty", 1, "export it again")
    if data.startswith(_ARCHIVES):
        raise RefusedError("QS424", "this is a workbook or an archive, not CSV", 0, "save the sheet as CSV UTF-8")
    if not encoding and (other := _unmarked(data)):
        help_ = f"save it as UTF-8, or name its encoding: --encoding {other.lower()}"
        raise RefusedError("QS401", f"the file is {other}, without the mark that tells so", 1, help_)
    if not encoding and data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
        notes.append("read as UTF-16")
    try:
        text = data.decode(encoding or "utf-8-sig")
        if encoding:
            text.encode()  # some encodings yield half characters
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        message = f"byte {error.start + len(data) - len(error.object)} is not {encoding or 'UTF-8'}"
        help_ = "save it as UTF-8, or name its encoding, such as: --encoding cp1252"
        raise RefusedError("QS401", message, line, help_) from None
    except (LookupError, UnicodeError):
        raise StopError(f"there is no encoding of text “{encoding}”", "try utf-8, cp1252 or iso-8859-9") from None
    return text.removeprefix("\ufeff")


def _unmarked(data: bytes) -> str:
    """Return the encoding of two bytes a character that the first letters betray; empty if they do not."""
    if len(data) < 4 or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ""
    low, high = data[0:4:2], data[1:4:2]
    return "UTF-16-LE" if all(low) and not any(high) else "UTF-16-BE" if all(high) and not any(low) else ""


def write_csv(header: list[str], rows: list[tuple[str, ...]]) -> str:
    r"""Return rows as CSV the way qshop stores it: every cell quoted, `\n` line ends."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue()


def csv_line(cells: list[str]) -> str:
    """Return one row as a line of CSV, without its end."""
    buffer = io.StringIO()
    csv.writer(buffer).writerow(cells)
    return buffer.getvalue().removesuffix("\r\n")
