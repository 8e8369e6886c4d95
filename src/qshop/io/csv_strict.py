"""The strict CSV reader: row by row, with every row's first line, and a reason for whatever it cannot read."""

import csv
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from qshop.io.header_policy import HeaderPolicy
from qshop.io.limits import MAX_FILE_BYTES
from qshop.io.refusal import RefusedError
from qshop.visits.metadata import shortened
from qshop.visits.rejects import Problem, Reject, reject
from qshop.visits.table import Column, RowLocations, Table

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
_HEADER, _QUOTED = re.compile(r'(?:[^"\r\n]++|"[^"]*+")*+'), re.compile(r'"[^"]*+"')
_SEP = re.compile(r"sep=([,;\t])(\r\n|\r|\n)")
_UNREADABLE = "put quotes round a whole cell and double those inside it; delete NUL characters"
_RAGGED = "a cell with a delimiter in it needs quotes; nothing is padded or shifted"
csv.field_size_limit(MAX_FILE_BYTES)


@dataclass(frozen=True)
class Strict:
    """What the strict reader made of a text: its table, the rows left out of it, and what is worth saying."""

    table: Table
    rejects: list[Reject]
    notes: list[str]


def read_strict(text: str, source: str, headers: HeaderPolicy) -> Strict:
    """Read row by row with the standard reader in strict mode, keeping every row's first line."""
    delimiter, text, skipped = _delimiter(text)
    notes = [f"columns are separated by {DELIMITERS[delimiter]}s"] if delimiter != "," else []
    lines = _lines(text)
    rows, broken = _rows(lines, delimiter, skipped)
    if broken and broken[0][0] == 1 + skipped:
        message = f"the header cannot be read: {broken[0][1]}"
        raise RefusedError("QS402", message, broken[0][0], "quote the names, or export the file again")
    if not rows:
        raise RefusedError("QS407", "the file has no header", 1, "export it again")
    (first, written), *body = rows
    kept = _headed(written, first, body)
    header = [written[place] for place in kept]
    check_header(header, first, body, headers)
    empty = len(written) - len(kept)
    if empty:
        notes.append(f"{empty} empty column{'s' if empty > 1 else ''} without a header passed over")
    width = len(written)
    blank = sum(not any(cells) for _, cells in body)
    if blank:
        notes.append(f"{blank} blank row{'s' if blank > 1 else ''} passed over")
    whole = [(line, cells) for line, cells in body if len(cells) == width and any(cells)]
    ragged = [(line, cells) for line, cells in body if len(cells) != width and any(cells)]
    raw = _RawRows(lines, skipped, [line for line, _ in rows] + [line for line, _ in broken])
    numbers = [line for line, _ in whole]
    columns = {written[place]: Column.of([cells[place] for _, cells in whole]) for place in kept}
    found = RowLocations(
        lambda row: numbers[row],
        lambda row: raw.text(numbers[row]),
        lambda row, name: cell_position(raw.text(numbers[row]), written, name, delimiter),
    )
    table = Table(source, columns, len(whole), found, first)
    faulty = [(line, "QS403", f"{_wide(cells)} under {width} headers", _RAGGED) for line, cells in ragged]
    faulty += [(line, "QS402", message, _UNREADABLE) for line, message in broken]
    return Strict(table, [_unread(source, raw, *row) for row in sorted(faulty)], notes)


def _wide(cells: list[str]) -> str:
    return f"{len(cells)} cell{'s' * (len(cells) > 1)}"


def _unread(source: str, raw: "_RawRows", line: int, code: str, message: str, help_: str) -> Reject:
    table = Table(source, {}, 1, RowLocations(lambda _row: line, lambda _row: raw.text(line)))
    return reject(table, 0, [("", Problem(code, message, help_))])


def _delimiter(text: str) -> tuple[str, str, int]:
    """Give the delimiter, the text after a `sep=` line, and how many lines that was."""
    declared = _SEP.match(text)
    if declared:
        return declared[1], text[declared.end() :], 1
    header = _HEADER.match(text)
    unquoted = _QUOTED.sub("", header[0]) if header else ""
    counts = {delimiter: unquoted.count(delimiter) for delimiter in DELIMITERS}
    return max(counts, key=lambda delimiter: counts[delimiter]), text, 0


def _lines(text: str) -> list[str]:
    """Split into lines at line feeds; at carriage returns only in a file that has no line feed at all."""
    if "\n" in text or "\r" not in text:
        return _split(text, "\n")
    return _split(text, "\r")


def _split(text: str, end: str) -> list[str]:
    parts = text.split(end)
    return [part + end for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


Row = tuple[int, list[str]]


def _rows(lines: list[str], delimiter: str, skipped: int) -> tuple[list[Row], list[tuple[int, str]]]:
    """Give the rows with their first lines, and the single lines that cannot be read, with the reason."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    rows: list[Row] = []
    broken: list[tuple[int, str]] = []
    while True:
        first = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return rows, broken
        except csv.Error as error:
            _refuse_swallowed(str(error), first + skipped, reader.line_num + skipped)
            broken.append((first + skipped, _plainly(str(error))))
            continue
        line = first + skipped
        if any("\x00" in cell for cell in cells):
            broken.append((line, "a NUL character"))
        else:
            rows.append((line, cells))


def _refuse_swallowed(error: str, first: int, last: int) -> None:
    """Refuse a file in which a quote swallows whole lines: what is inside may be visits."""
    if "unexpected end" in error:
        message = f"the quote opened on line {first} never closes"
        raise RefusedError("QS402", message, first, "close it; a quote inside a cell is doubled")
    if last > first:
        message = f"a quote opened on line {first} swallows the lines down to {last}, then text follows it"
        raise RefusedError("QS402", message, first, "close it; a quote inside a cell is doubled")


def _plainly(error: str) -> str:
    if "new-line" in error:
        return "a bare carriage return inside a cell"
    return "text after a closing quote" if "expected after" in error else f"not CSV: {error}"


def _headed(header: list[str], line: int, body: list[Row]) -> list[int]:
    """Give the places of the columns that have a header; refuse one that has none but holds something."""
    bare = {place for place, name in enumerate(header) if not name} if any(header) else set()
    for place in sorted(bare):
        held = next(((n, cells[place]) for n, cells in body if place < len(cells) and cells[place]), None)
        if held:
            message = f"column {place + 1} has no header, but on line {held[0]} it holds “{shortened(held[1])}”"
            raise RefusedError("QS405", message, line, "give it a header, or clear its cells")
    return [place for place in range(len(header)) if place not in bare]


def check_header(header: list[str], line: int, body: list[Row], headers: HeaderPolicy) -> None:
    """Refuse a header, found on `line`, that is blank, names a column twice, or stands above the true one."""
    if not any(header):
        raise RefusedError("QS407", "the file has no header", line, "the first line names the columns")
    wider = next(((n, cells) for n, cells in body if len(header) == 1 < len(cells) and "visit_id" in cells), None)
    if wider:
        message = f"line {line} is no header; it seems to be on line {wider[0]}"
        raise RefusedError("QS408", message, line, "delete the lines above it")
    twice = next((name for name, times in Counter(header).items() if times > 1), None)
    if twice is not None:
        plain = Problem("QS404", f"the column “{twice[:40]}” stands twice", "rename or remove one")
        problem = headers.repeated_header_problem(set(header), twice) or plain
        raise RefusedError(problem.code, problem.message, line, problem.help)


class _RawRows:
    """The text of a row as it stood in the file, given its first line."""

    def __init__(self, lines: list[str], skipped: int, starts: list[int]) -> None:
        self.lines, self.skipped = lines, skipped
        ordered = sorted(starts)
        self.ends = dict(zip(ordered, [*ordered[1:], len(lines) + skipped + 1], strict=True))

    def text(self, line: int) -> str:
        part = self.lines[line - self.skipped - 1 : self.ends[line] - self.skipped - 1]
        return "".join(part).rstrip("\r\n")


def cell_position(raw: str, names: list[str], name: str, delimiter: str) -> int:
    """Find the character at which the cell under `name` begins in a row's text, counting from 1."""
    if name not in names:
        return 1
    before = _cells(names.index(name), delimiter).match(raw)
    return before.end() + 1 if before else len(raw) + 1


@cache
def _cells(number: int, delimiter: str) -> re.Pattern[str]:
    """Make the pattern of so many cells with their delimiters: a quote counts only where it opens the cell."""
    return re.compile(rf'(?:(?:"(?:[^"]|"")*+"|[^"{delimiter}][^{delimiter}]*+|){delimiter}){{{number}}}')
