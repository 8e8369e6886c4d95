"""The strict CSV reader: it reads row by row, knows every row's first line, and says why it cannot read something."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from qshop.base.plural import counted
from qshop.base.shown import shown
from qshop.io.csv_dialect import DELIMITERS, Dialect, dialect_of
from qshop.io.csv_lines import Lines
from qshop.io.csv_quotes import cell_position, stray_position, swallows_rows
from qshop.io.git_leftovers import LEFT_OVER, is_of_a_conflict, refuse_leftovers
from qshop.io.growing_columns import GrowingColumns
from qshop.io.header_check import check_header, check_is_no_title
from qshop.io.header_policy import HeaderPolicy
from qshop.io.limits import FEWER_VISITS, MAX_CSV_CELLS, MAX_ROW_CHARACTERS, MAX_ROWS
from qshop.io.refusal import RefusedError
from qshop.visits.problem import Problem
from qshop.visits.rejects import MAX_LISTED, Reject, reject
from qshop.visits.source_table import SourceTable
from qshop.visits.table import RowLocations, Table

_QUOTES: Final = "put quotes round a whole cell and double those inside it"
_CLOSE: Final = "close it; a quote inside a cell is doubled"
_RAGGED: Final = "a cell with a delimiter in it needs quotes; nothing is padded or shifted"
csv.field_size_limit(MAX_ROW_CHARACTERS)


def read_strict(text: str, source: str, unread: tuple[str, ...], headers: HeaderPolicy) -> SourceTable:
    """Return a table read row by row with the standard reader in strict mode.

    Columns that end in one of `unread` are left out. Raises `RefusedError` if there is no header or a doubtful one, if
    a quote never closes, if git left a conflict in the file, or if it is larger than the limits.
    """
    refuse_leftovers(text)
    dialect = dialect_of(text, headers.row)
    if text.count(dialect.delimiter) > MAX_CSV_CELLS:
        raise RefusedError("QS430", f"more than {MAX_CSV_CELLS:,} cells", 0, FEWER_VISITS)
    lines = Lines(text, dialect.offset)
    rows = _Rows(lines, dialect)
    header, body = _header_and_body(rows)
    header = header._replace(cells=headers.names(header.cells))
    _check_header(header, dialect.delimiter, headers)
    reading = _Reading(source, dialect.delimiter, lines, header, unread)
    for row in body:
        reading.add(row)
    return reading.result(rows.blank)


def _header_and_body(rows: "_Rows") -> "tuple[_Row, Iterator[_Row]]":
    """Return the first row and an iterator over the others. Raises `RefusedError` if it is blank."""
    body = iter(rows)
    header = next(body, None)
    if header is None or rows.blank:
        raise RefusedError(
            "QS407", "the file has no header", rows.dialect.first_line, "the first line names the columns"
        )
    return header, body


class _Row(NamedTuple):
    """A row: where its text begins, and on which line; its text and cells, all that the cells hold, or the error."""

    offset: int
    line: int
    raw: str
    cells: list[str]
    content: str
    error: str = ""


class _Rows:
    """The rows of a file that are not blank, and the number of those that are, so far."""

    def __init__(self, lines: Lines, dialect: Dialect) -> None:
        self.lines, self.dialect = lines, dialect
        self.read = self.blank = 0

    def __iter__(self) -> Iterator[_Row]:
        """Yield each row. Raises `RefusedError` if a quote encloses whole lines by mistake: they may be visits."""
        lines, first_line = self.lines, self.dialect.first_line
        reader = csv.reader(lines, delimiter=self.dialect.delimiter, strict=True)
        while True:
            offset, line = lines.offset, reader.line_num + first_line
            try:
                cells, error = next(reader), ""
            except StopIteration:
                return
            except csv.Error as broken:
                cells, error = [], str(broken)
                _check_quote_closes(error, line, reader.line_num + first_line - 1)
            content = "".join(cells)
            if not (content or error):
                self.blank += 1
                continue
            self.read += 1
            if self.read > MAX_ROWS + 1:
                raise RefusedError("QS430", f"more than {MAX_ROWS:,} rows", line, FEWER_VISITS)
            yield _Row(offset, line, lines.since(offset), cells, content, error)


def _check_quote_closes(error: str, first: int, last: int) -> None:
    if "unexpected end" in error:
        message = f"the quote opened on line {first} never closes"
        raise RefusedError("QS402", message, first, _CLOSE)
    if "field limit" in error:
        message = f"the quote opened on line {first} does not close within {MAX_ROW_CHARACTERS:,} characters"
        raise RefusedError("QS402", message, first, _CLOSE)
    if last > first:
        message = f"a quote opened on line {first} swallows the lines down to {last}, then text follows it"
        raise RefusedError("QS402", message, first, _CLOSE)


def _check_header(header: _Row, delimiter: str, headers: HeaderPolicy) -> None:
    position, problem = _unreadable(header, delimiter) or (0, None)
    if problem:
        message = f"the header cannot be read: {problem.message}"
        raise RefusedError(problem.code, message, header.line, "quote the names, or export the file again", position)
    check_header(header.cells, header.line, headers)


def _unreadable(row: _Row, delimiter: str) -> tuple[int, Problem] | None:
    """Return the position in a row's text at which it cannot be read, and why; None if it can."""
    if "\x00" in row.content:
        return row.raw.find("\x00") + 1, Problem("QS402", "a NUL character", "delete it")
    if "new-line" in row.error:
        return row.raw.find("\r") + 1, Problem("QS402", "a bare carriage return inside a cell", _QUOTES)
    if row.error:
        return stray_position(row.raw, delimiter) or 1, Problem("QS402", "text after a closing quote", _QUOTES)
    position = stray_position(row.raw, delimiter) if '"' in row.content else 0
    return (position, Problem("QS402", "a quote inside a cell without quotes", _QUOTES)) if position else None


@dataclass
class _Reading:
    """What became of the rows of a file so far.

    more_rejects: how many were rejected beyond those that are listed
    """

    source: str
    delimiter: str
    lines: Lines
    header: _Row
    unread: tuple[str, ...]
    rejects: list[Reject] = field(default_factory=list)
    more_rejects: int = 0

    def __post_init__(self) -> None:
        names = self.header.cells
        self.nameless = [place for place, name in enumerate(names) if not name]
        wanted = {place: name for place, name in enumerate(names) if name and not name.endswith(self.unread)}
        self.columns = GrowingColumns(wanted, len(names))

    def add(self, row: _Row) -> None:
        """Add one row: to the table or to the rejects."""
        self._check_nameless(row)
        fault = self._fault(row)
        if fault:
            self._reject(row, *fault)
        else:
            self.columns.add(row.cells, row.line, row.offset)

    def _check_nameless(self, row: _Row) -> None:
        """Raise `RefusedError` if a column without a header is not empty."""
        for place in self.nameless:
            if place < len(row.cells) and row.cells[place]:
                check_is_no_title(self.header.cells, self.header.line, row.cells, row.line)
                message = f"column {place + 1} has no header, but on line {row.line} it holds {shown(row.cells[place])}"
                raise RefusedError("QS405", message, self.header.line, "give it a header, or clear its cells")

    def _fault(self, row: _Row) -> tuple[int, Problem] | None:
        """Return the position in the row's text at which it is not accepted, and why; None if it is."""
        width = len(self.header.cells)
        if len(row.cells) == 1 < width and is_of_a_conflict(row.raw):
            return 1, LEFT_OVER
        if unreadable := _unreadable(row, self.delimiter):
            return unreadable
        if len(row.cells) != width:
            check_is_no_title(self.header.cells, self.header.line, row.cells, row.line)
            message = f"{counted(len(row.cells), 'cell')} under {counted(width, 'header')}"
            return 1, Problem("QS403", message, _RAGGED)
        if row.cells == self.header.cells:
            return 1, Problem("QS455", "the header stands here again", "delete this line; were two files put together?")
        if self.lines.end in row.raw and swallows_rows(row.raw, self.lines.end, self.delimiter, width):
            message = f"a quote makes one row of the lines from here to {row.line + row.raw.count(self.lines.end)}"
            return 1, Problem("QS402", message, "close it; or, if the lines belong together, put every cell in quotes")
        return None

    def _reject(self, row: _Row, position: int, problem: Problem) -> None:
        if len(self.rejects) == MAX_LISTED:
            self.more_rejects += 1
            return
        locations = RowLocations(lambda _row: row.line, lambda _row: row.raw, lambda _row, _name: position)
        self.rejects.append(reject(Table(self.source, {}, 1, locations), 0, [("", problem)]))

    def result(self, blank_rows: int) -> SourceTable:
        """Return the table with its rejects and notes."""
        table = Table(self.source, self.columns.columns(), self.columns.rows, self._locations(), self.header.line)
        return SourceTable(
            self.source, table, self.rejects, notes=self._notes(blank_rows), more_rejects=self.more_rejects
        )

    def _locations(self) -> RowLocations:
        lines, offsets = self.columns.lines, self.columns.offsets
        text, names, delimiter = self.lines.text, self.header.cells, self.delimiter

        def raw(row: int) -> str:
            rest = Lines(text, offsets[row], self.lines.end)
            next(csv.reader(rest, delimiter=delimiter, strict=True))
            return rest.since(offsets[row])

        return RowLocations(
            lambda row: lines[row], raw, lambda row, name: cell_position(raw(row), names, name, delimiter)
        )

    def _notes(self, blank_rows: int) -> list[str]:
        notes = [f"columns are separated by {DELIMITERS[self.delimiter]}"] if self.delimiter != "," else []
        if self.nameless:
            notes.append(f"{counted(len(self.nameless), 'empty column')} without a header passed over")
        if blank_rows:
            notes.append(f"{counted(blank_rows, 'blank row')} passed over")
        return notes
