"""Read what belongs to a workbook as a whole: its sheets, its shared texts, and the styles that show dates.

Only the members that visits need are read, none larger than the limits. `openpyxl.load_workbook` also reads charts,
rules and links, stops at the first that it does not know, and creates every cell of a merged area, however large.
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

from qshop.io.limits import FEWER_VISITS, MAX_SHARED_TAGS, MAX_SHEETS, MAX_TAGS, MAX_TAGS_AT_ONCE
from qshop.io.refusal import RefusedError
from qshop.io.zipped import UNREADABLE, SafeZip, check_unpacked_size, damaged_file, open_zip

_SAVE_AGAIN: Final = "save or export it again"
_PROLOGUE_BYTES: Final = 1 << 16
_PIECE_BYTES: Final = 1 << 20
_STRICT_NAMESPACE: Final = "{http://purl.oclc.org/ooxml/spreadsheetml/"
_TEXT: Final = f"{{{SHEET_MAIN_NS}}}t"
_RICH: Final = f"{{{SHEET_MAIN_NS}}}r/{_TEXT}"


class Package:
    """The ZIP as openpyxl uses it: names of members in any case and with any slashes; none declares a document type."""

    def __init__(self, data: bytes) -> None:
        zipped = open_zip(data)
        members = {_normal_name(name): member for name, member in zipped.members.items()}
        if len(members) < len(zipped.members):
            raise RefusedError("QS431", "two parts of the workbook have one name", 0, _SAVE_AGAIN)
        self.zipped: SafeZip = replace(zipped, members=members)
        self.last = ""

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Yield one member to be read piece by piece. Raises `RefusedError` if it is missing, damaged or too large."""
        normal_name = _normal_name(name)
        if normal_name not in self.zipped.members:
            raise RefusedError("QS431", f"{normal_name} is missing from the workbook", 0, _SAVE_AGAIN)
        self.last = self.zipped.members[normal_name].filename
        with self.zipped.open(normal_name) as content:
            if b"<!DOCTYPE" in content.read(_PROLOGUE_BYTES):
                message = f"{self.last} declares a document type, which no spreadsheet program writes"
                raise RefusedError("QS434", message, 0, "do not open it; ask the sender what made it")
            content.seek(0)
            yield content

    def count(self, name: str, sign: bytes) -> int:
        """Return about how often a sign stands in one member, long before a parser could tell."""
        with self.open(name) as content:
            return sum(piece.count(sign) for piece in iter(lambda: content.read(_PIECE_BYTES), b""))

    def read(self, name: str) -> bytes:
        """Return the content of one member. Raises `RefusedError` if it holds too many tags."""
        with self.open(name) as member:
            content = member.read()
        if content.count(b"<") > MAX_TAGS_AT_ONCE:
            raise _too_many(self.last, MAX_TAGS_AT_ONCE)
        return content


@dataclass(frozen=True)
class SheetEntry:
    """An entry of the list of sheets: the sheet's name, the member that holds its cells, and whether it is shown."""

    name: str
    member: str
    visible: bool


@dataclass(frozen=True)
class Book:
    """A workbook: its sheets and what their cells refer to.

    texts: the shared texts
    date_styles, duration_styles: the numbers of the cell styles that show dates and times, and of those for durations
    epoch: the day from which dates are counted
    """

    package: Package
    sheets: list[SheetEntry]
    texts: list[str]
    date_styles: set[int]
    duration_styles: set[int]
    epoch: datetime


def open_book(data: bytes) -> Book:
    """Return a workbook. Raises `RefusedError` for another kind of document."""
    package = Package(data)
    try:
        return _open(package)
    except UNREADABLE:
        raise damaged_file(package.last) from None


def _open(package: Package) -> Book:
    main = _main(package)
    root = fromstring(package.read(main))
    if root.tag.startswith(_STRICT_NAMESPACE):
        raise RefusedError("QS424", "this is a workbook of the kind “Strict Open XML”", 0, "save it as Excel workbook")
    if root.tag != f"{{{SHEET_MAIN_NS}}}workbook":
        raise _not_a_workbook()
    folder, name = posixpath.split(main)
    related = _related(package, posixpath.join(folder, "_rels", f"{name}.rels"))
    entries = root.findall("{*}sheets/{*}sheet")
    if len(entries) > MAX_SHEETS:
        raise RefusedError("QS430", f"more than {MAX_SHEETS:,} sheets", 0, FEWER_VISITS)
    sheets = [sheet for entry in entries if (sheet := _sheet(entry, related)).member]
    texts, styles = _target(related, "sharedStrings"), _target(related, "styles")
    needed = {_normal_name(name) for name in (texts, styles, *(sheet.member for sheet in sheets if sheet.visible))}
    check_unpacked_size(package.zipped, [name for name in needed if name in package.zipped.members])
    from_1904 = any(is_true(settings.get("date1904")) for settings in root.findall("{*}workbookPr"))
    dates, durations = _date_styles(package.read(styles)) if styles else (set(), set())
    epoch = MAC_EPOCH if from_1904 else WINDOWS_EPOCH
    return Book(package, sheets, list(_texts(package, texts)) if texts else [], dates, durations, epoch)


def _main(package: Package) -> str:
    main = _target(_related(package, "_rels/.rels"), "officeDocument")
    if main.endswith(".bin"):
        raise RefusedError("QS424", "this is a binary workbook (.xlsb)", 0, "save it as .xlsx, or the sheet as CSV")
    if not main:
        raise _not_a_workbook()
    return main


def _not_a_workbook() -> RefusedError:
    return RefusedError("QS424", "this is another kind of document, not a workbook", 0, "give the export itself")


def _related(package: Package, member: str) -> RelationshipList:
    return get_dependents(cast("ZipFile", package), member)


def _sheet(entry: Any, related: RelationshipList) -> SheetEntry:  # noqa: ANN401 - an element
    """Return an entry of the list of sheets; charts and macros, which also stand there, have no member with cells."""
    rel = related.get(entry.get(f"{{{REL_NS}}}id"))
    member = rel.target if posixpath.basename(rel.Type) == "worksheet" else ""
    return SheetEntry(entry.get("name"), member, entry.get("state", "visible") == "visible")


def _target(related: RelationshipList, kind: str) -> str:
    return next((rel.target for rel in related if posixpath.basename(rel.Type) == kind), "")


def _texts(package: Package, member: str) -> Iterator[str]:
    """Yield the shared texts, without formats and reading aids. Openpyxl's own table of them drops every `x005F_`."""
    if package.count(member, b"<") > MAX_SHARED_TAGS:
        raise _too_many(package.last, MAX_SHARED_TAGS)
    for element in elements(package, member, 1):
        yield "".join(text.text or "" for text in (*element.findall(_TEXT), *element.findall(_RICH)))


def _date_styles(styles: bytes) -> tuple[set[int], set[int]]:
    """Return the cell styles that show a number as a date or a time, and those of them that show a duration."""
    root = fromstring(styles)
    own = {form.get("numFmtId"): form.get("formatCode") for form in root.findall("{*}numFmts/{*}numFmt")}
    numbers = [style.get("numFmtId", "0") for style in root.findall("{*}cellXfs/{*}xf")]
    codes = [own.get(number) or builtin_format_code(int(number)) for number in numbers]
    dates = {style for style, code in enumerate(codes) if is_date_format(code)}
    return dates, {style for style, code in enumerate(codes) if is_timedelta_format(code)}


def elements(package: Package, member: str, depth: int) -> Iterator[Any]:
    """Yield each complete element at `depth` in a member, and empty it before the next, so that memory stays small."""
    path: list[Any] = []
    tags_before = 0
    with package.open(member) as content:
        for tags, (event, element) in enumerate(iterparse(content, ("start", "end"))):
            if tags > MAX_TAGS or tags > tags_before + MAX_TAGS_AT_ONCE:
                raise _too_many(package.last, MAX_TAGS if tags > MAX_TAGS else MAX_TAGS_AT_ONCE)
            if event == "start":
                path.append(element)
                continue
            path.pop()
            if len(path) == depth:
                yield element
            if path and len(path) <= depth:
                path[-1].clear()
                tags_before = tags


def is_true(text: str | None) -> bool:
    """Return whether a text means yes in XML Schema."""
    return text in ("1", "true")


def _normal_name(name: str) -> str:
    """Return the name of a member in the form in which names are compared."""
    return name.replace("\\", "/").lower()


def _too_many(member: str, tags: int) -> RefusedError:
    return RefusedError("QS430", f"{member} holds more than {tags:,} tags", 0, FEWER_VISITS)
