"""Read the file of an export. Its kind is known by its first bytes, never by its name."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from qshop.io.archive import read_archive
from qshop.io.csv_files import parse_csv
from qshop.io.git_leftovers import FETCH, POINTER_FOUND, is_pointer
from qshop.io.header_policy import ANY_HEADERS, HeaderPolicy
from qshop.io.json_visits import read_json
from qshop.io.raw_bytes import read_bytes, read_standard_input
from qshop.io.refusal import RefusedError
from qshop.io.zipped import open_zip
from qshop.visits.source_table import SourceTable

Reader = Callable[[bytes, str, str, HeaderPolicy], list[SourceTable]]


def _read_csv(data: bytes, source: str, encoding: str, headers: HeaderPolicy) -> list[SourceTable]:
    return [parse_csv(data, source, encoding, headers=headers)]


def _read_workbook(data: bytes, source: str, encoding: str, headers: HeaderPolicy) -> list[SourceTable]:
    from qshop.io.xlsx.reader import read_workbook  # noqa: PLC0415 - what reads workbooks is heavy, and most sources are none

    return read_workbook(data, source, encoding, headers)


READERS: Final[dict[str, Reader]] = {
    "csv": _read_csv,
    "xlsx": _read_workbook,
    "zip": read_archive,
    "json": read_json,
}
STANDARD_INPUT: Final = "stdin"
"""The name of standard input as a source."""

_SAVE_AS: Final = "open it in the spreadsheet program and save it as .xlsx, or as CSV UTF-8"
REFUSED_KINDS: Final = {
    "xls": ("QS424", "this is an old Excel workbook (.xls)", _SAVE_AS),
    "ods": ("QS424", "this is an OpenDocument file", _SAVE_AS),
    "html": ("QS424", "this is a page of HTML or XML, whatever its name says", _SAVE_AS),
    "pointer": ("QS115", POINTER_FOUND, FETCH),
    "locked": ("QS432", "this workbook is locked with a password", "open it with its password and save it without one"),
}
_WORKBOOK_ENDINGS: Final = (".xlsx", ".xlsm", ".xls", ".ods")


def read_sources(
    path: Path | None, source: str, encoding: str = "", headers: HeaderPolicy = ANY_HEADERS
) -> list[SourceTable]:
    """Return every table of the file at `path`, or of standard input: CSV, XLSX, ZIP with CSV inside, or JSON.

    `source` is its name in diagnostics, `headers` what is known of headers that services write. A file that is refused
    is one `SourceTable` with the refusal. Raises `StopError` if the file cannot be opened.
    """
    try:
        data = read_bytes(path, source) if path else read_standard_input()
        kind = kind_of(data)
        if kind in REFUSED_KINDS:
            code, message, help_ = REFUSED_KINDS[kind]
            raise RefusedError(code, message, 0, help_)
        if kind == "csv" and path and path.suffix.lower() in _WORKBOOK_ENDINGS:
            raise RefusedError("QS424", "this is no workbook, whatever its name says", 0, _SAVE_AS)
        tables = READERS[kind](data, source, encoding, headers)
    except RefusedError as refused:
        return [SourceTable(source, refusal=refused.diagnostic(source))]
    return [replace(table, form=table.form or (path.stem if path else ""), file=source) for table in tables]


def kind_of(data: bytes) -> str:
    """Return the kind of a file by its content: one of `READERS` or `REFUSED_KINDS`."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        names = open_zip(data).members
        return "xlsx" if "[Content_Types].xml" in names else "ods" if "mimetype" in names else "zip"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "locked" if "EncryptedPackage".encode("utf-16-le") in data else "xls"
    if is_pointer(data):
        return "pointer"
    first = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return {b"<": "html", b"{": "json", b"[": "json"}.get(first, "csv")
