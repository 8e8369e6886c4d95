"""Read visits as qshop's own HTML form saves them: `{"format": 1, "visits": [{column: text, …}, …]}`."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Never

from qshop.io.csv_files import decode
from qshop.io.header_policy import ANY_HEADERS, HeaderPolicy
from qshop.io.limits import FEWER_VISITS, MAX_BYTES, MAX_CELLS, MAX_COLUMNS
from qshop.io.refusal import RefusedError
from qshop.visits.rejects import Problem, reject
from qshop.visits.source_table import SourceTable
from qshop.visits.table import Column, RowLocations, Table

FORMAT: Final = "1"
_BLANKS: Final = frozenset(" \t\n\r")
_UNFIT: Final = re.compile("[\x00\ud800-\udfff]")
_HELP: Final = 'save it again from the form; it is {"format": 1, "visits": [{"site": "S01", …}, …]}'
_TEXT_HELP: Final = "give every column once, and every answer as text in quotes"


class _Pairs(list[tuple[str, object]]):
    """An object as its pairs, so that a key that stands twice is seen."""


class _Number(str):
    """A number as it is written, so that it is never taken for text and never grows."""

    __slots__ = ()


@dataclass(frozen=True)
class _Visit:
    """One visit: its text in the file, where that begins, and its pairs."""

    raw: str
    line: int
    column: int
    pairs: _Pairs

    def table(self, source: str) -> Table:
        """Give the visit as a table of one row that knows its place."""
        found = RowLocations(lambda _row: self.line, lambda _row: self.raw, lambda _row, _name: self.column, grid=True)
        return Table(source, {}, 1, found)


def read_json(data: bytes, source: str, _encoding: str = "", _headers: HeaderPolicy = ANY_HEADERS) -> list[SourceTable]:
    """Read the visits of a JSON file; a column that a visit does not have is blank there.

    A file of another shape is refused; a visit that gives a column twice, or anything but text, is a reject.
    """
    read = SourceTable(source)
    if len(data) > MAX_BYTES:
        raise RefusedError("QS430", f"larger than {MAX_BYTES:,} bytes", 0, FEWER_VISITS)
    visits = list(_Walk(decode(data, "", read)).visits())
    if not visits:
        raise RefusedError("QS407", "the file holds no visits", 1, "fill in the form, then save it again")
    judged = [(visit, _problem(visit.pairs)) for visit in visits]
    names = dict.fromkeys(name for visit in visits for name, _ in visit.pairs if not _UNFIT.search(name))
    read.table = _table([visit for visit, problem in judged if not problem], list(names), source)
    read.rejects = [reject(visit.table(source), 0, [problem]) for visit, problem in judged if problem]
    return [read]


def _problem(pairs: _Pairs) -> tuple[str, Problem] | None:
    """Find what is wrong with a visit: the column, and why."""
    seen: set[str] = set()
    for name, value in pairs:
        if name in seen:
            return name, Problem("QS439", "given twice", _TEXT_HELP)
        if type(value) is not str:
            return name, Problem("QS439", "the answer is not text", _TEXT_HELP)
        if _UNFIT.search(name + value):
            return name, Problem("QS439", "holds a NUL or half a character", "type it again")
        seen.add(name)
    return None


def _table(visits: list[_Visit], names: list[str], source: str) -> Table:
    if len(names) > MAX_COLUMNS or len(names) * len(visits) > MAX_CELLS:
        raise RefusedError("QS430", f"more than {MAX_COLUMNS:,} columns or {MAX_CELLS:,} cells", 0, FEWER_VISITS)
    rows = [dict(visit.pairs) for visit in visits]
    columns = {name: Column.of([str(row.get(name, "")) for row in rows]) for name in names}
    found = RowLocations(
        lambda row: visits[row].line,
        lambda row: visits[row].raw,
        lambda row, _name: visits[row].column,
        grid=True,
    )
    return Table(source, columns, len(visits), found)


def _no_constant(name: str) -> Never:
    raise ValueError(f"there is no number {name}")


@dataclass
class _Walk:
    """Goes through the text once, from the top, noting where each visit begins."""

    text: str
    at: int = 0
    line: int = 1
    begun: int = 0
    value_at: int = 0
    decoder: json.JSONDecoder = field(
        default_factory=lambda: json.JSONDecoder(
            object_pairs_hook=_Pairs, parse_int=_Number, parse_float=_Number, parse_constant=_no_constant
        )
    )

    def visits(self) -> Iterator[_Visit]:
        """Give each visit; refuse any other shape."""
        left = {"format", "visits"}
        self._expect("{")
        for _ in self._items("}"):
            key = self._value()
            if not isinstance(key, str) or key not in left:
                self._refuse_value(f"“{str(key)[:40]}” is unknown or stands twice")
            left.remove(key)
            self._expect(":")
            if key == "visits":
                yield from self._list()
            elif not isinstance(found := self._value(), _Number) or found != FORMAT:
                self._refuse_value(f"its format is not {FORMAT}")
        if self._next():
            self._refuse("something follows its end")
        if left:
            self._refuse(f"it has no “{min(left)}”")

    def _list(self) -> Iterator[_Visit]:
        self._expect("[")
        for _ in self._items("]"):
            self._next()
            start, (line, column) = self.at, self._place()
            pairs = self._value()
            if not isinstance(pairs, _Pairs):
                self._refuse_value("a visit is no object")
            yield _Visit(self.text[start : self.at], line, column, pairs)

    def _items(self, close: str) -> Iterator[None]:
        """Stop before each item up to `close`; commas stand between them."""
        if self._next() == close:
            self.at += 1
            return
        while True:
            yield
            found = self._next()
            if found not in (",", close):
                self._refuse(f"“,” or “{close}” is missing")
            self.at += 1
            if found == close:
                return

    def _value(self) -> object:
        self._next()
        self.value_at = self.at
        try:
            value, self.at = self.decoder.raw_decode(self.text, self.at)
        except json.JSONDecodeError as error:
            self.at = error.pos
            self._refuse(f"it is no JSON: {error.msg.lower().removesuffix(' starting at')}")
        except (RecursionError, ValueError, StopIteration) as error:
            self._refuse("it is nested too deeply" if isinstance(error, RecursionError) else str(error))
        return value

    def _expect(self, character: str) -> None:
        if self._next() != character:
            self._refuse(f"“{character}” is missing")
        self.at += 1

    def _next(self) -> str:
        """Go on to the next character that is not blank, and give it; at the end, nothing."""
        while self.text[self.at : self.at + 1] in _BLANKS:
            self.at += 1
        return self.text[self.at : self.at + 1]

    def _place(self) -> tuple[int, int]:
        """Give the line and column of where we are."""
        end = self.text.rfind("\n", self.begun, self.at)
        if end >= 0:
            self.line += self.text.count("\n", self.begun, self.at)
            self.begun = end + 1
        return self.line, self.at - self.begun + 1

    def _refuse_value(self, why: str) -> Never:
        """Refuse the file at the value read last."""
        self.at = self.value_at
        self._refuse(why)

    def _refuse(self, why: str) -> Never:
        """Refuse the file where we are."""
        line, column = self._place()
        raise RefusedError("QS438", f"not qshop's own JSON: {why}", line, _HELP, column)
