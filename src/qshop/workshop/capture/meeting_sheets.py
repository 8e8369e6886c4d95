"""Which table is which sheet of a meeting's workbook, and in which language its headings are."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from qshop.base.diagnostics import Diagnostic, Where
from qshop.base.formulas import as_typed
from qshop.base.plural import counted, first_of
from qshop.visits.problem import Problem
from qshop.visits.rejects import Reject, reject
from qshop.visits.source_table import SourceTable
from qshop.visits.table import Table
from qshop.workshop.capture.alike import normal, one_line

Headings = Mapping[str, Mapping[str, Mapping[str, str]]]
"""What the columns are called: by language, by sheet and by column."""

MOST_ROWS: Final = 2_000
"""More rows than this no meeting fills in."""

_NAMED: Final = 5
_NEEDED: Final = {
    "meeting": ("what", "answer"),
    "criteria": ("stage", "criterion"),
    "obstacles": ("stage", "obstacle"),
    "people": ("name",),
}


_GIVEN: Final = {"criteria": {"stage"}, "obstacles": {"stage"}, "people": {"group"}}
"""What may stand in a row before anybody has written in it."""


class SheetRow(dict[str, str]):
    """The cells of a row by column, each on one line; a column that the sheet does not have is blank."""

    def __init__(self, cells: Mapping[str, str], number: int) -> None:
        super().__init__(cells)
        self.number = number

    def __missing__(self, column: str) -> str:
        """Return a blank."""
        return ""


@dataclass(frozen=True)
class Sheet:
    """A sheet that was recognised, by what it holds: meeting, criteria, obstacles or people.

    language: that of what is written in it
    headings: what its columns are called in the file, by column
    words: what they should be called
    """

    kind: str
    language: str
    source: SourceTable
    table: Table
    headings: Mapping[str, str]
    words: Mapping[str, str]

    @property
    def name(self) -> str:
        """Return the name of the sheet in diagnostics."""
        return self.source.source

    def rows(self) -> Iterator[SheetRow]:
        """Yield the rows in which something is written."""
        typed = str if self.table.locations.grid else as_typed
        columns = {column: self.table.get(heading).map(typed).cells() for column, heading in self.headings.items()}
        for number in range(self.table.rows):
            cells = {column: one_line(texts[number]) for column, texts in columns.items()}
            if {column for column, text in cells.items() if text} - _GIVEN.get(self.kind, set()):
                yield SheetRow(cells, number)

    def reject(self, row: SheetRow, problems: Sequence[tuple[str, Problem]]) -> Reject:
        """Return the reject of a row, its problems named by the headings that people see."""
        return reject(self.table, row.number, [(self.headings.get(name, ""), problem) for name, problem in problems])

    def place(self, row: SheetRow, column: str) -> Where:
        """Return the place of a cell."""
        heading = self.headings.get(column, "")
        return Where(self.name, self.table.line(row.number), self.table.position(row.number, heading))


def recognised(
    tables: Iterable[SourceTable], headings: Headings, language: str = ""
) -> tuple[list[Sheet], list[SourceTable]]:
    """Return the sheets of a workbook that are known by their headings, and the tables that are none of them.

    All are read in one `language`: unless it is given, in that of most headings; of several, in the first of them.
    """
    tables = [table for table in tables if table.table is not None]
    spoken = _language(tables, headings)
    sheets, others = list[Sheet](), list[SourceTable]()
    for table in tables:
        kind, columns = _best(table, headings)
        if kind:
            sheets.append(Sheet(kind, language or spoken, table, _table(table), columns, headings[spoken][kind]))
        else:
            others.append(table)
    return sheets, others


def _table(source: SourceTable) -> Table:
    if source.table is None:
        raise AssertionError(source.source)
    return source.table


def _best(source: SourceTable, headings: Headings) -> tuple[str, dict[str, str]]:
    """Return what a table holds and its headings by column: what most of its headings belong to; blank if too few."""
    found = [
        (len(columns), kind, columns)
        for by_sheet in headings.values()
        for kind, words in by_sheet.items()
        if (columns := _columns(source, words)) and len(columns) >= min(2, len(words))
    ]
    count, kind, columns = max(found, key=lambda one: one[0], default=(0, "", {}))
    return (kind, columns) if count * 2 >= min(len(_table(source).columns), 4) else ("", {})


def _columns(source: SourceTable, words: Mapping[str, str]) -> dict[str, str]:
    by_word = {normal(word): column for column, word in words.items()}
    return {by_word[name]: heading for heading in _table(source).columns if (name := normal(heading)) in by_word}


def _language(tables: Iterable[SourceTable], headings: Headings) -> str:
    seen = Counter[str]()
    for table in tables:
        for language, by_sheet in headings.items():
            seen[language] += max((len(_columns(table, words)) for words in by_sheet.values()), default=0)
    return max(headings, key=lambda language: seen[language])


def fault_of_sheet(sheet: Sheet) -> Diagnostic | None:
    """Return why a sheet cannot be read as it stands: needed or renamed columns are missing, or it has too many rows.

    Codes: QS661, QS673.
    """
    where = Where(sheet.name, sheet.table.first_line, 1)
    words = sheet.words
    missing = [words[column] for column in words if column not in sheet.headings]
    unknown = unknown_headings(sheet)
    needed = [column for column in _NEEDED[sheet.kind] if column not in sheet.headings]
    if needed or (missing and unknown):
        named = [f"missing: {_quoted(missing)}", *([f"not known: {_quoted(unknown)}"] if unknown else [])]
        put_back = "give each column its heading back; columns of your own may stand beside all of the workbook's"
        return Diagnostic("QS661", "; ".join(named), where, put_back)
    if sheet.table.rows + sheet.source.rejected > MOST_ROWS:
        message = f"more than {MOST_ROWS:,} rows, which no meeting fills in"
        return Diagnostic("QS673", message, where, "delete what is not of this meeting, or give the right file")
    return None


def _quoted(names: Sequence[str]) -> str:
    return first_of([f"“{name}”" for name in names], _NAMED)


def unknown_headings(sheet: Sheet) -> list[str]:
    """Return the headings that are not the workbook's, of columns in which something is written."""
    known = set(sheet.headings.values())
    return [name for name, column in sheet.table.columns.items() if name not in known and any(column.values)]


def passed_over(sheet: Sheet) -> list[str]:
    """Return what is said of columns that are not the workbook's."""
    unknown = unknown_headings(sheet)
    return [f"{counted(len(unknown), 'column')} of your own not read: {_quoted(unknown)}"] if unknown else []
