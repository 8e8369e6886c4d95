"""Pollutions of a file of visits: what editors, exporters, spreadsheets and merges do to one, each alone.

The kinds are those of Pollock (Vitagliano et al., VLDB 2023), which knows no answers, and shifts of a row by one cell.
None takes away what nobody can miss, such as a whole row, or makes another valid visit, such as by a sign before its id.
"""

import csv
import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from qshop.io.csv_files import write_csv
from qshop.visits.intake.receipt import Receipt

Pollution = tuple[str, bytes]
DELIMITERS = (" ", ";", "\t", "|", "^")
LINE_ENDS = ("", "\r", "\r\n", "\n\n", "\n\r")
QUOTES = ("''", "“”", "«»", "``")
PLAIN = """\
visit_id,questionnaire,version,site,date,time_in,time_out,shopper,comment,q1,q1_comment,q2,q2_comment,q3,q3_comment
V1,front,2,S01,2026-03-02,09:30,09:50,S4,clean,no,"Nobody looked up, all day",yes,,4,
V2,front,2,007,2026-03-03,,,,"Two lines,
of ""text"" more",yes,"She said ""hello"" twice",no,No badge,5,
V3,front,2,7,2026-03-04,10:00,10:20,S5,fine,na,,yes,,1,Café tables in the way
"""


@dataclass(frozen=True)
class Row:
    """A row as it stands in a file: its cells with their quotes, what stands between them, and its end."""

    cells: tuple[str, ...]
    delimiters: tuple[str, ...]
    end: str = "\n"

    def __str__(self) -> str:
        return "".join(chain.from_iterable(zip(self.cells, (*self.delimiters, self.end), strict=True)))

    def with_cell(self, place: int, text: str) -> "Row":
        """Return the row with one cell replaced."""
        return replace(self, cells=(*self.cells[:place], text, *self.cells[place + 1 :]))

    def with_delimiter(self, place: int, text: str) -> "Row":
        """Return the row with what stands before the cell at `place` replaced."""
        return replace(self, delimiters=(*self.delimiters[: place - 1], text, *self.delimiters[place:]))

    @property
    def blank(self) -> str:
        """A blank cell as this row writes it."""
        return '""' if self.cells[0].startswith('"') else ""

    def of(self, cells: list[str]) -> "Row":
        """Return a row of other cells."""
        return Row(tuple(cells), (",",) * (len(cells) - 1), self.end)


def cells_of(text: str) -> list[list[str]]:
    """Return the true cells of a clean file, the header first."""
    return list(csv.reader(io.StringIO(text), strict=True))


QUOTED = write_csv(cells_of(PLAIN)[0], [tuple(row) for row in cells_of(PLAIN)[1:]])


def is_silent(receipt: Receipt, text: str) -> bool:
    """Return whether nothing was said of a file although what it gave is not the visits of `text`."""
    if receipt.refusal or receipt.rejects or receipt.notes:
        return False
    header, *rows = cells_of(text)
    return stored(receipt, header) != {tuple(row) for row in rows}


def stored(receipt: Receipt, header: list[str]) -> set[tuple[str, ...]]:
    """Return the cells of every accepted visit under `header`."""
    columns = [[visits.table.get(name).cells() for name in header] for visits in receipt.accepted]
    return {row for of_batch in columns for row in zip(*of_batch, strict=True)}


def rows_of(text: str) -> list[Row]:
    """Return the rows of a clean file that knows no quotes but those that it needs, or of one where all is quoted."""
    quoted = text.startswith('"')
    return [_row([_written(cell, quoted) for cell in cells]) for cells in cells_of(text)]


def _row(cells: list[str]) -> Row:
    return Row(tuple(cells), (",",) * (len(cells) - 1))


def _written(cell: str, quoted: bool) -> str:
    inside = cell.replace('"', '""')
    return f'"{inside}"' if quoted or set(cell) & set(',"\r\n') else cell


def pollutions(text: str) -> Iterator[Pollution]:
    """Yield every pollution of a clean file, with its name: the kind, and where it was done."""
    yield from (pollution for pollution in _pollutions(text) if pollution[1] != text.encode())


def _pollutions(text: str) -> Iterator[Pollution]:
    rows = rows_of(text)
    for number, row in enumerate(rows):
        for kind, change_cell in CELLS.items():
            for place in range(len(row.cells)):
                for changed in change_cell(row, place):
                    yield f"{kind}: row {number}, cell {place}", _with(rows, number, changed)
        for kind, change_row in ROWS.items():
            for changed in change_row(row):
                yield f"{kind}: row {number}", _with(rows, number, changed)
    for kind, change_file in FILES.items():
        for number, changed in enumerate(change_file(rows)):
            yield f"{kind}: {number}", changed.encode()
    yield from _encodings(text)


def some_pollutions(text: str, number: int, seed: int = 0) -> list[Pollution]:
    """Return `number` pollutions of a clean file, at least one of each kind."""
    every = list(pollutions(text))
    random.Random(seed).shuffle(every)
    first = {name.partition(":")[0]: (name, data) for name, data in every}.values()
    return [*first, *every][:number]


def _encodings(text: str) -> Iterator[Pollution]:
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp1254", "cp437"):
        yield f"another encoding: {encoding}", text.encode(encoding, "replace")


def _with(rows: list[Row], number: int, changed: str) -> bytes:
    return "".join([*map(str, rows[:number]), changed, *map(str, rows[number + 1 :])]).encode()


def _more_delimiters(row: Row, place: int) -> Iterator[str]:
    yield str(row.with_cell(place, "," + row.cells[place]))


def _fewer_delimiters(row: Row, place: int) -> Iterator[str]:
    if place:
        yield str(row.with_delimiter(place, ""))


def _other_delimiter(row: Row, place: int) -> Iterator[str]:
    for delimiter in DELIMITERS if place else ():
        yield str(row.with_delimiter(place, delimiter))


def _more_quotes(row: Row, place: int) -> Iterator[str]:
    cell = row.cells[place]
    middle = len(cell) // 2
    for changed in (f'"{cell}', f'{cell}"', f'{cell[:middle]}"{cell[middle:]}', f' "{cell}"', f'"{cell}" '):
        yield str(row.with_cell(place, changed))


def _fewer_quotes(row: Row, place: int) -> Iterator[str]:
    cell = row.cells[place]
    for changed in (cell[1:], cell[:-1], cell[1:-1]) if cell.startswith('"') else ():
        yield str(row.with_cell(place, changed))


def _line_breaks(row: Row, place: int) -> Iterator[str]:
    for end in ("\n", "\r", "\r\n") if place else ():
        yield str(row.with_delimiter(place, end))
        yield str(row.with_delimiter(place, f",{end}"))


def _control_characters(row: Row, place: int) -> Iterator[str]:
    cell = row.cells[place]
    yield str(row.with_cell(place, f"{cell[:1]}\0{cell[1:]}"))


def _shifts(row: Row, place: int) -> Iterator[str]:
    cells, blank = [*row.cells], row.blank
    if cells[place] == blank:
        yield str(row.of([*cells[:place], *cells[place + 1 :], blank]))  # a gap was closed from the right
    elif blank in cells[place:]:
        gap = cells.index(blank, place)
        yield str(row.of([*cells[:place], blank, *cells[place:gap], *cells[gap + 1 :]]))  # and here from the left


CELLS: dict[str, Callable[[Row, int], Iterator[str]]] = {
    "one delimiter more": _more_delimiters,
    "one delimiter less": _fewer_delimiters,
    "another delimiter": _other_delimiter,
    "one quote more": _more_quotes,
    "one quote less": _fewer_quotes,
    "a line break": _line_breaks,
    "a control character": _control_characters,
    "shifted by one cell": _shifts,
}


def _delimiters(row: Row) -> Iterator[str]:
    for delimiter in (*DELIMITERS, ", "):
        yield str(replace(row, delimiters=(delimiter,) * len(row.delimiters)))


def _line_ends(row: Row) -> Iterator[str]:
    for end in LINE_ENDS:
        yield str(replace(row, end=end))


def _quotes(row: Row) -> Iterator[str]:
    for quotes in QUOTES:
        yield str(replace(row, cells=tuple(_requoted(cell, quotes) for cell in row.cells)))


def _requoted(cell: str, quotes: str) -> str:
    return quotes[0] + (cell[1:-1] if cell.startswith('"') else cell) + quotes[1]


def _escapes(row: Row) -> Iterator[str]:
    for escaped in ('\\"', '"'):
        cells = [c[:1] + c[1:-1].replace('""', escaped) + c[-1:] if c.startswith('"') else c for c in row.cells]
        yield str(row.of(cells))


def _widths(row: Row) -> Iterator[str]:
    yield str(row.of([*row.cells[:-1]]))
    yield str(row.of([*row.cells[: len(row.cells) // 2]]))
    yield str(row.of([*row.cells, "x"]))
    yield str(row.of([*row.cells, row.blank]))


def _wrapped(row: Row) -> Iterator[str]:
    text = str(replace(row, end=""))
    inside = text.replace('"', '""')
    for wrapped in (f'"{inside}"', f'"{text}"', f"\ufeff{text}"):
        yield wrapped + row.end


def _conflicts(row: Row) -> Iterator[str]:
    for end in ("\n", "\r\n"):
        yield f"<<<<<<< HEAD{end}{row}======={end}{row}>>>>>>> other{end}"
        yield f"<<<<<<< HEAD{end}{row}||||||| 1a2b3c4{end}======={end}{row}>>>>>>> other{end}"


ROWS: dict[str, Callable[[Row], Iterator[str]]] = {
    "other delimiters": _delimiters,
    "another line end": _line_ends,
    "other quotes": _quotes,
    "another escape": _escapes,
    "another width": _widths,
    "something round a row": _wrapped,
    "a conflict": _conflicts,
}


def _separators(rows: list[Row]) -> Iterator[str]:
    text = _text(rows)
    for line in ("sep=,", "sep=;", "SEP=,", "sep= ,", '"sep=,"', "sep=|", "sep=^", "sep="):
        yield f"{line}\n{text}"
        yield f"{line}\r\n{text}"


def _all_delimiters(rows: list[Row]) -> Iterator[str]:
    for delimiter in (*DELIMITERS, ", ", ",,"):
        yield _text([replace(row, delimiters=(delimiter,) * len(row.delimiters)) for row in rows])


def _all_line_ends(rows: list[Row]) -> Iterator[str]:
    for end in (*LINE_ENDS, "\u2028", "\f"):
        yield _text([replace(row, end=end) for row in rows])
    yield _text(rows).removesuffix("\n")
    yield f"{_text(rows)}\x1a"


def _all_quotes(rows: list[Row]) -> Iterator[str]:
    for quotes in QUOTES:
        yield _text([row.of([_requoted(cell, quotes) for cell in row.cells]) for row in rows])


def _all_escapes(rows: list[Row]) -> Iterator[str]:
    for changed in zip(*map(_escapes, rows), strict=True):
        yield "".join(changed)


def _more_headers(rows: list[Row]) -> Iterator[str]:
    header, *body = rows
    yield _text(body)
    yield _text([header, header, *body])
    yield _text([header, header, header, *body])
    yield _text([header, *body, header])
    yield _text([header.of(["" for _ in header.cells]), *rows])
    yield _text([header, header.of(["---" for _ in header.cells]), *body])


def _more_lines(rows: list[Row]) -> Iterator[str]:
    header = rows[0]
    blanks = ["" for _ in header.cells[1:]]
    for text in ("PREAMBLE", "Visits of March, all sites", "V1"):
        for line in (header.of([text]), header.of([text, *blanks])):
            yield _text([line, *rows])
            yield _text([line, header.of(["", *blanks]), *rows])
            yield _text([*rows, line])
            yield _text([*rows, header.of([""]), line])


def _more_tables(rows: list[Row]) -> Iterator[str]:
    narrower = [row.of([*row.cells[:-1]]) for row in rows]
    wider = [row.of([*row.cells, "x"]) for row in rows]
    turned = [row.of([*reversed(row.cells)]) for row in rows]
    for table in (rows, narrower, wider, turned):
        yield _text([*rows, *table])
        yield _text([*rows, rows[0].of([""]), *table])


FILES: dict[str, Callable[[list[Row]], Iterator[str]]] = {
    "a line that declares the delimiter": _separators,
    "other delimiters everywhere": _all_delimiters,
    "other line ends everywhere": _all_line_ends,
    "other quotes everywhere": _all_quotes,
    "another escape everywhere": _all_escapes,
    "more headers or none": _more_headers,
    "lines above or below": _more_lines,
    "more tables": _more_tables,
}


def _text(rows: list[Row]) -> str:
    return "".join(map(str, rows))
