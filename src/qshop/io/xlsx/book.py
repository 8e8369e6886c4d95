"""A workbook beside its cells, as openpyxl reads it: its sheets, its shared texts, and what shows a number as a date.

Only the parts that visits need are read, and none unweighed. `openpyxl.load_workbook` also reads charts, rules and
links, gives up at the first that it does not know, and makes up every cell of a merged area, however large that is.
"""

import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import IO, Any, Final, cast
from zipfile import ZipFile

from openpyxl.packaging.relationship import RelationshipList, get_dependents
from openpyxl.styles.numbers import builtin_format_code, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH
from openpyxl.xml.constants import REL_NS, SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring, iterparse

from qshop.io.limits import FEWER_VISITS, MAX_SHEETS, MAX_TAGS, MAX_TAGS_AT_ONCE
from qshop.io.refusal import RefusedError
from qshop.io.zipped import UNREADABLE, SafeZip, check_unpacked_size, damaged_file, open_zip

_AGAIN: Final = "save or export it again"
_BEGINNING: Final = 1 << 16
_STRICT: Final = "{http://purl.oclc.org/ooxml/spreadsheetml/"
_TEXT: Final = f"{{{SHEET_MAIN_NS}}}t"
_RICH: Final = f"{{{SHEET_MAIN_NS}}}r/{_TEXT}"


class Package:
    """The ZIP as openpyxl sees it: parts go by any case and any slashes, and none may declare a document type."""

    def __init__(self, data: bytes) -> None:
        zipped = open_zip(data)
        members = {_part(name): member for name, member in zipped.members.items()}
        if len(members) < len(zipped.members):
            raise RefusedError("QS431", "two parts of the workbook have one name", 0, _AGAIN)
        self.zipped: SafeZip = replace(zipped, members=members)
        self.last = ""

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Unpack one part piece by piece, within the limits; what is missing or damaged refuses the whole."""
        part = _part(name)
        if part not in self.zipped.members:
            raise RefusedError("QS431", f"{part} is missing from the workbook", 0, _AGAIN)
        self.last = self.zipped.members[part].filename
        with self.zipped.open(part) as content:
            if b"<!DOCTYPE" in content.read(_BEGINNING):
                message = f"{self.last} declares a document type, which no spreadsheet program writes"
                raise RefusedError("QS434", message, 0, "do not open it; ask the sender what made it")
            content.seek(0)
            yield content

    def read(self, name: str) -> bytes:
        """Unpack one part that is read as a whole."""
        with self.open(name) as part:
            content = part.read()
        if content.count(b"<") > MAX_TAGS_AT_ONCE:
            raise _too_many(self.last, MAX_TAGS_AT_ONCE)
        return content


@dataclass(frozen=True)
class SheetEntry:
    """One sheet: its name, the part that holds its cells, and whether people see it."""

    name: str
    part: str
    visible: bool


@dataclass(frozen=True)
class Book:
    """What the cells of any sheet refer to. By their numbers, the styles that show dates and times, or time passed."""

    package: Package
    sheets: list[SheetEntry]
    strings: list[str]
    dates: set[int]
    passed: set[int]
    epoch: datetime


def open_book(data: bytes) -> Book:
    """Read what a workbook says of itself. Another kind of document is refused."""
    package = Package(data)
    try:
        return _open(package)
    except UNREADABLE:
        raise damaged_file(package.last) from None


def _open(package: Package) -> Book:
    main = _main(package)
    root = fromstring(package.read(main))
    if root.tag.startswith(_STRICT):
        raise RefusedError("QS424", "this is a workbook of the kind “Strict Open XML”", 0, "save it as Excel workbook")
    if root.tag != f"{{{SHEET_MAIN_NS}}}workbook":
        raise _another()
    folder, name = posixpath.split(main)
    related = _related(package, posixpath.join(folder, "_rels", f"{name}.rels"))
    listed = root.findall("{*}sheets/{*}sheet")
    if len(listed) > MAX_SHEETS:
        raise RefusedError("QS430", f"more than {MAX_SHEETS:,} sheets", 0, FEWER_VISITS)
    sheets = [_sheet(sheet, related) for sheet in listed]
    strings, styles = _target(related, "sharedStrings"), _target(related, "styles")
    parts = {_part(part) for part in (strings, styles, *(sheet.part for sheet in sheets if sheet.visible))}
    check_unpacked_size(package.zipped, [part for part in parts if part in package.zipped.members])
    from_1904 = any(is_true(settings.get("date1904")) for settings in root.findall("{*}workbookPr"))
    dates, passed = _formats(package.read(styles)) if styles else (set(), set())
    return Book(
        package,
        [sheet for sheet in sheets if sheet.part],
        list(_texts(package, strings)) if strings else [],
        dates,
        passed,
        MAC_EPOCH if from_1904 else WINDOWS_EPOCH,
    )


def _main(package: Package) -> str:
    main = _target(_related(package, "_rels/.rels"), "officeDocument")
    if main.endswith(".bin"):
        raise RefusedError("QS424", "this is a binary workbook (.xlsb)", 0, "save it as .xlsx, or the sheet as CSV")
    if not main:
        raise _another()
    return main


def _another() -> RefusedError:
    return RefusedError("QS424", "this is another kind of document, not a workbook", 0, "give the export itself")


def _related(package: Package, part: str) -> RelationshipList:
    return get_dependents(cast("ZipFile", package), part)


def _sheet(sheet: Any, related: RelationshipList) -> SheetEntry:  # noqa: ANN401 - an element
    """Read an entry of the list of sheets; charts and macros, which also stand there, have no part with cells."""
    rel = related.get(sheet.get(f"{{{REL_NS}}}id"))
    part = rel.target if posixpath.basename(rel.Type) == "worksheet" else ""
    return SheetEntry(sheet.get("name"), part, sheet.get("state", "visible") == "visible")


def _target(related: RelationshipList, kind: str) -> str:
    return next((rel.target for rel in related if posixpath.basename(rel.Type) == kind), "")


def _texts(package: Package, part: str) -> Iterator[str]:
    """Read the shared texts, without formats and reading aids. Openpyxl's own table of them drops every `x005F_`."""
    for element in elements(package, part, 1):
        yield "".join(text.text or "" for text in (*element.findall(_TEXT), *element.findall(_RICH)))


def _formats(styles: bytes) -> tuple[set[int], set[int]]:
    """Tell which cell styles show a number as a date or a time, and which of these show time passed."""
    root = fromstring(styles)
    own = {one.get("numFmtId"): one.get("formatCode") for one in root.findall("{*}numFmts/{*}numFmt")}
    numbers = [style.get("numFmtId", "0") for style in root.findall("{*}cellXfs/{*}xf")]
    codes = [own.get(number) or builtin_format_code(int(number)) for number in numbers]
    dates = {style for style, code in enumerate(codes) if is_date_format(code)}
    return dates, {style for style, code in enumerate(codes) if is_timedelta_format(code)}


def elements(package: Package, part: str, depth: int) -> Iterator[Any]:
    """Give each element of a part that lies at `depth`, once it is complete, and forget it before the next.

    Whatever a part holds, it does not fill the memory.
    """
    path: list[Any] = []
    given = 0
    with package.open(part) as content:
        for tags, (event, element) in enumerate(iterparse(content, ("start", "end"))):
            if tags > MAX_TAGS or tags > given + MAX_TAGS_AT_ONCE:
                raise _too_many(package.last, MAX_TAGS if tags > MAX_TAGS else MAX_TAGS_AT_ONCE)
            if event == "start":
                path.append(element)
                continue
            path.pop()
            if len(path) == depth:
                yield element
            if path and len(path) <= depth:
                path[-1].clear()
                given = tags


def is_true(text: str | None) -> bool:
    """Read a yes or no as XML Schema writes it."""
    return text in ("1", "true")


def _part(name: str) -> str:
    """Give the name of a part as all its names are compared."""
    return name.replace("\\", "/").lower()


def _too_many(part: str, tags: int) -> RefusedError:
    return RefusedError("QS430", f"{part} holds more than {tags:,} tags", 0, FEWER_VISITS)
