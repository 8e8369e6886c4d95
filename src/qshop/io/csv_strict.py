"""The strict CSV reader: it reads row by row, knows every row's first line, and says why it cannot read something."""

import csv
import re
from collections import Counter
from functools import cache

from qshop.base.plural import counted
from qshop.base.shown import shown
from qshop.io.header_policy import HeaderPolicy
from qshop.io.limits import MAX_FILE_BYTES
from qshop.io.refusal import RefusedError
from qshop.visits.rejects import Problem, Reject, reject
from qshop.visits.source_table import SourceTable
from qshop.visits.table import Column, RowLocations, Table

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
_HEADER, _QUOTED = re.compile(r'(?:[^"\r\n]++|"[^"]*+")*+'), re.compile(r'"[^"]*+"')
_SEP = re.compile(r"sep=([,;\t])(\r\n|\r|\n)")
_UNREADABLE = "put quotes round a whole cell and double those inside it; delete NUL characters"
_RAGGED = "a cell with a delimiter in it needs quotes; nothing is padded or shifted"
csv.field_size_limit(MAX_FILE_BYTES)

NumberedRow = tuple[int, list[str]]
"""The line on which a row begins, and its cells."""


def read_strict(text: str, source: str, unread: tuple[str, ...], headers: HeaderPolicy) -> SourceTable:
    """Return a table read row by row with the standard reader in strict mode.

    Columns that end in one of `unread` are left out. Raises `RefusedError` if there is no header or a doubtful one, or
    if a quote never closes.
    """
    delimiter, text, skipped = _delimiter(text)
    lines = _lines(text)
    rows, unreadable = _rows(lines, delimiter, skipped)
    _check_header_is_readable(rows, unreadable, 1 + skipped)
    (first_line, names), *body = rows
    places = _places_with_header(names, first_line, body)
    check_header([names[place] for place in places], first_line, body, headers)
    filled = [(line, cells) for line, cells in body if any(cells)]
    notes = _notes(delimiter, len(names) - len(places), len(body) - len(filled))
    whole = [(line, cells) for line, cells in filled if len(cells) == len(names)]
    ragged = [(line, cells) for line, cells in filled if len(cells) != len(names)]
    raw = _RawRows(lines, skipped, [line for line, _ in rows] + [line for line, _ in unreadable])
    numbers = [line for line, _ in whole]
    wanted = [place for place in places if not names[place].endswith(unread)]
    columns = {names[place]: Column.of([cells[place] for _, cells in whole]) for place in wanted}
    locations = RowLocations(
        lambda row: numbers[row],
        lambda row: raw.text(numbers[row]),
        lambda row, name: cell_position(raw.text(numbers[row]), names, name, delimiter),
    )
    table = Table(source, columns, len(whole), locations, first_line)
    width = counted(len(names), "header")
    faults = [(n, "QS403", f"{counted(len(cells), 'cell')} under {width}", _RAGGED) for n, cells in ragged]
    faults += [(line, "QS402", message, _UNREADABLE) for line, message in unreadable]
    return SourceTable(source, table, [_reject(source, raw, *fault) for fault in sorted(faults)], notes=notes)


def _check_header_is_readable(rows: list[NumberedRow], unreadable: list[tuple[int, str]], header_line: int) -> None:
    if unreadable and unreadable[0][0] == header_line:
        message = f"the header cannot be read: {unreadable[0][1]}"
        raise RefusedError("QS402", message, header_line, "quote the names, or export the file again")
    if not rows:
        raise RefusedError("QS407", "the file has no header", 1, "export it again")


def _notes(delimiter: str, empty_columns: int, blank_rows: int) -> list[str]:
    notes = [f"columns are separated by {DELIMITERS[delimiter]}s"] if delimiter != "," else []
    if empty_columns:
        notes.append(f"{counted(empty_columns, 'empty column')} without a header passed over")
    if blank_rows:
        notes.append(f"{counted(blank_rows, 'blank row')} passed over")
    return notes


def _reject(source: str, raw: "_RawRows", line: int, code: str, message: str, help_: str) -> Reject:
    table = Table(source, {}, 1, RowLocations(lambda _row: line, lambda _row: raw.text(line)))
    return reject(table, 0, [("", Problem(code, message, help_))])


def _delimiter(text: str) -> tuple[str, str, int]:
    """Return the delimiter, the text after a `sep=` line, and the number of lines before that text."""
    declared = _SEP.match(text)
    if declared:
        return declared[1], text[declared.end() :], 1
    header = _HEADER.match(text)
    unquoted = _QUOTED.sub("", header[0]) if header else ""
    counts = {delimiter: unquoted.count(delimiter) for delimiter in DELIMITERS}
    return max(counts, key=lambda delimiter: counts[delimiter]), text, 0


def _lines(text: str) -> list[str]:
    """Return the lines, split at line feeds; at carriage returns only if the text has no line feed at all."""
    if "\n" in text or "\r" not in text:
        return _split(text, "\n")
    return _split(text, "\r")


def _split(text: str, end: str) -> list[str]:
    *lines, rest = text.split(end)
    return [line + end for line in lines] + ([rest] if rest else [])


def _rows(lines: list[str], delimiter: str, skipped: int) -> tuple[list[NumberedRow], list[tuple[int, str]]]:
    """Return the rows with their first lines, and the single lines that cannot be read, with the reason."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    rows: list[NumberedRow] = []
    unreadable: list[tuple[int, str]] = []
    while True:
        line = reader.line_num + 1 + skipped
        try:
            cells = next(reader)
        except StopIteration:
            return rows, unreadable
        except csv.Error as error:
            _check_quote_closes(str(error), line, reader.line_num + skipped)
            unreadable.append((line, _reason(str(error))))
            continue
        if any("\x00" in cell for cell in cells):
            unreadable.append((line, "a NUL character"))
        else:
            rows.append((line, cells))


def _check_quote_closes(error: str, first: int, last: int) -> None:
    """Raise `RefusedError` if a quote encloses whole lines by mistake: they may be visits."""
    if "unexpected end" in error:
        message = f"the quote opened on line {first} never closes"
        raise RefusedError("QS402", message, first, "close it; a quote inside a cell is doubled")
    if last > first:
        message = f"a quote opened on line {first} swallows the lines down to {last}, then text follows it"
        raise RefusedError("QS402", message, first, "close it; a quote inside a cell is doubled")


def _reason(error: str) -> str:
    if "new-line" in error:
        return "a bare carriage return inside a cell"
    return "text after a closing quote" if "expected after" in error else "the line cannot be read as CSV"


def _places_with_header(header: list[str], line: int, body: list[NumberedRow]) -> list[int]:
    """Return the places of the columns that have a header.

    Raises `RefusedError` if a column without a header is not empty.
    """
    nameless = {place for place, name in enumerate(header) if not name} if any(header) else set()
    for place in sorted(nameless):
        filled = next(((n, cells[place]) for n, cells in body if place < len(cells) and cells[place]), None)
        if filled:
            message = f"column {place + 1} has no header, but on line {filled[0]} it holds {shown(filled[1])}"
            raise RefusedError("QS405", message, line, "give it a header, or clear its cells")
    return [place for place in range(len(header)) if place not in nameless]


def check_header(header: list[str], line: int, body: list[NumberedRow], headers: HeaderPolicy) -> None:
    """Raise `RefusedError` if the header on `line` is blank, names a column twice, or the true one is further down."""
    if not any(header):
        raise RefusedError("QS407", "the file has no header", line, "the first line names the columns")
    wider = next(((n, cells) for n, cells in body if len(header) == 1 < len(cells) and "visit_id" in cells), None)
    if wider:
        message = f"line {line} is no header; it seems to be on line {wider[0]}"
        raise RefusedError("QS408", message, line, "delete the lines above it")
    repeated = next((name for name, times in Counter(header).items() if times > 1), None)
    if repeated is not None:
        problem = headers.repeated_header_problem(set(header), repeated) or Problem(
            "QS404", _stand_twice(header, repeated), "rename or remove one"
        )
        raise RefusedError(problem.code, problem.message, line, problem.help)


def _stand_twice(header: list[str], name: str) -> str:
    """Return that columns have the same name: by their places, since without its header a file's first line is data."""
    places = [str(place) for place, other in enumerate(header, 1) if other == name]
    return f"columns {', '.join(places[:-1])} and {places[-1]} have the same name"


class _RawRows:
    """The text of a row as it stood in the file, given its first line."""

    def __init__(self, lines: list[str], skipped: int, starts: list[int]) -> None:
        self.lines, self.skipped = lines, skipped
        ordered = sorted(starts)
        self.ends = dict(zip(ordered, [*ordered[1:], len(lines) + skipped + 1], strict=True))

    def text(self, line: int) -> str:
        lines = self.lines[line - self.skipped - 1 : self.ends[line] - self.skipped - 1]
        return "".join(lines).rstrip("\r\n")


def cell_position(raw: str, names: list[str], name: str, delimiter: str) -> int:
    """Return the number of the character, from 1, at which the cell under `name` begins in a row's text."""
    if name not in names:
        return 1
    before = _cells(names.index(name), delimiter).match(raw)
    return before.end() + 1 if before else len(raw) + 1


@cache
def _cells(number: int, delimiter: str) -> re.Pattern[str]:
    """Return a pattern of `number` cells with their delimiters; a quote counts only at the beginning of a cell."""
    return re.compile(rf'(?:(?:"(?:[^"]|"")*+"|[^"{delimiter}][^{delimiter}]*+|){delimiter}){{{number}}}')
