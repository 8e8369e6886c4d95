"""Read visits as qshop's own HTML form saves them: `{"format": 1, "visits": [{column: text, …}, …]}`."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Never

from qshop.base.shown import shown
from qshop.io.csv_files import decode
from qshop.io.git_leftovers import UNRESOLVED, conflict_in
from qshop.io.header_policy import ANY_HEADERS, HeaderPolicy
from qshop.io.limits import FEWER_VISITS, MAX_CELLS, MAX_COLUMNS, MAX_JSON_BYTES, MAX_JSON_SIGNS, MAX_JSON_VISITS
from qshop.io.refusal import RefusedError
from qshop.visits.problem import Problem
from qshop.visits.rejects import Reject, reject
from qshop.visits.source_table import SourceTable
from qshop.visits.table import Column, RowLocations, Table

FORMAT: Final = "1"
_BLANKS: Final = frozenset(" \t\n\r")
_NOT_TEXT: Final = re.compile("[\x00\ud800-\udfff]")
_HELP: Final = 'save it again from the form; it is {"format": 1, "visits": [{"site": "S01", …}, …]}'
_TEXT_HELP: Final = "give every column once, and every answer as text in quotes"


class _Pairs(list[tuple[str, object]]):
    """An object as pairs of key and value, so that a repeated key is seen."""


class _Number(str):
    """A number as it is written, so that it is never taken for text and never becomes a huge integer."""

    __slots__ = ()


@dataclass(frozen=True)
class _Visit:
    """One visit: its text in the file, where that begins, and its pairs."""

    raw: str
    line: int
    column: int
    pairs: _Pairs


def read_json(data: bytes, source: str, _encoding: str = "", _headers: HeaderPolicy = ANY_HEADERS) -> list[SourceTable]:
    """Return the visits of a JSON file as one table; a column that a visit does not have is blank there.

    A visit that gives a column twice, or anything but text, is a reject. Raises `RefusedError` for another shape.
    """
    if len(data) > MAX_JSON_BYTES:
        raise RefusedError("QS430", f"larger than {MAX_JSON_BYTES:,} bytes", 0, FEWER_VISITS)
    notes: list[str] = []
    if data.count(b"{") > MAX_JSON_VISITS or data.count(b",") + data.count(b"[") > MAX_JSON_SIGNS:
        message = f"more than {MAX_JSON_VISITS:,} visits or {MAX_JSON_SIGNS:,} commas"
        raise RefusedError("QS430", message, 0, FEWER_VISITS)
    visits = list(_Parser(decode(data, "", notes)).visits())
    if not visits:
        raise RefusedError("QS407", "the file holds no visits", 1, "fill in the form, then save it again")
    names = dict.fromkeys(name for visit in visits for name, _ in visit.pairs if not _NOT_TEXT.search(name))
    problems = [_problem(visit.pairs) for visit in visits]
    readable = [visit for visit, problem in zip(visits, problems, strict=True) if not problem]
    rejects = [_reject(source, visit, *problem) for visit, problem in zip(visits, problems, strict=True) if problem]
    return [SourceTable(source, _table(readable, list(names), source), rejects, notes=notes)]


def _reject(source: str, visit: _Visit, column: str, problem: Problem) -> Reject:
    return reject(Table(source, {}, 1, _locations([visit])), 0, [(column, problem)])


def _problem(pairs: _Pairs) -> tuple[str, Problem] | None:
    """Return the first column of a visit that is not accepted, and why; None if all are."""
    seen: set[str] = set()
    for name, value in pairs:
        if name in seen:
            return name, Problem("QS439", "given twice", _TEXT_HELP)
        if type(value) is not str:
            return name, Problem("QS439", "the answer is not text", _TEXT_HELP)
        if _NOT_TEXT.search(name + value):
            return name, Problem("QS439", "holds a NUL or half a character", "type it again")
        if conflict_in(value):
            return name, UNRESOLVED
        seen.add(name)
    return None


def _table(visits: list[_Visit], names: list[str], source: str) -> Table:
    if len(names) > MAX_COLUMNS or len(names) * len(visits) > MAX_CELLS:
        raise RefusedError("QS430", f"more than {MAX_COLUMNS:,} columns or {MAX_CELLS:,} cells", 0, FEWER_VISITS)
    rows = [dict(visit.pairs) for visit in visits]
    columns = {name: Column.of([str(row.get(name, "")) for row in rows]) for name in names}
    return Table(source, columns, len(visits), _locations(visits))


def _locations(visits: list[_Visit]) -> RowLocations:
    return RowLocations(
        lambda row: visits[row].line,
        lambda row: visits[row].raw,
        lambda row, _name: visits[row].column,
        grid=True,
    )


_MEANINGS: Final = {
    "',' delimiter": "“,” is missing",
    "':' delimiter": "“:” is missing",
    "property name": "a name in double quotes is missing",
    "trailing comma": "a comma stands before nothing",
    "Expecting value": "a value is missing",
    "Unterminated": "a text is never closed",
    "control character": "a line end or a tab stands in a text",
    "escape": "a backslash means nothing there",
}
"""What the parser's words are known by, and what they mean."""


def _meaning(words: str) -> str:
    return next((meaning for fragment, meaning in _MEANINGS.items() if fragment in words), "it cannot be read here")


class _NoNumberError(Exception):
    """A name stands where a number may: NaN or Infinity."""


def _no_constant(name: str) -> Never:
    raise _NoNumberError(name)


@dataclass
class _Parser:
    """Reads the text once, from the top, and notes where each visit begins.

    offset: the character to read next
    line: the line that `_place` last looked at, and line_start the character at which it begins
    value_start: the character at which the value read last begins
    """

    text: str
    offset: int = 0
    line: int = 1
    line_start: int = 0
    value_start: int = 0
    decoder: json.JSONDecoder = field(
        default_factory=lambda: json.JSONDecoder(
            object_pairs_hook=_Pairs, parse_int=_Number, parse_float=_Number, parse_constant=_no_constant
        )
    )

    def visits(self) -> Iterator[_Visit]:
        """Yield each visit. Raises `RefusedError` for any other shape."""
        missing = {"format", "visits"}
        self._expect("{")
        for _ in self._items("}"):
            key = self._value()
            if not isinstance(key, str) or key not in missing:
                self._refuse_value(f"{shown(str(key), ('format', 'visits'))} is unknown or stands twice")
            missing.remove(key)
            self._expect(":")
            if key == "visits":
                yield from self._list()
            elif not isinstance(number := self._value(), _Number) or number != FORMAT:
                self._refuse_value(f"its format is not {FORMAT}")
        if self._next():
            self._refuse("something follows its end")
        if missing:
            self._refuse(f"it has no “{min(missing)}”")

    def _list(self) -> Iterator[_Visit]:
        self._expect("[")
        for _ in self._items("]"):
            self._next()
            start, (line, column) = self.offset, self._place()
            pairs = self._value()
            if not isinstance(pairs, _Pairs):
                self._refuse_value("a visit is no object")
            yield _Visit(self.text[start : self.offset], line, column, pairs)

    def _items(self, close: str) -> Iterator[None]:
        """Yield before each item up to `close`; commas stand between them."""
        if self._next() == close:
            self.offset += 1
            return
        while True:
            yield
            character = self._next()
            if character not in (",", close):
                self._refuse(f"“,” or “{close}” is missing")
            self.offset += 1
            if character == close:
                return

    def _value(self) -> object:
        self._next()
        self.value_start = self.offset
        try:
            value, self.offset = self.decoder.raw_decode(self.text, self.offset)
        except json.JSONDecodeError as error:
            self.offset = error.pos
            self._refuse(f"it is no JSON: {_meaning(error.msg)}")
        except _NoNumberError as error:
            self._refuse(f"there is no number {error}")
        except RecursionError:
            self._refuse("it is nested too deeply")
        return value

    def _expect(self, character: str) -> None:
        if self._next() != character:
            self._refuse(f"“{character}” is missing")
        self.offset += 1

    def _next(self) -> str:
        """Move to the next character that is not blank, and return it; at the end, return an empty text."""
        while self.text[self.offset : self.offset + 1] in _BLANKS:
            self.offset += 1
        return self.text[self.offset : self.offset + 1]

    def _place(self) -> tuple[int, int]:
        """Return the line and column of the character to read next."""
        end = self.text.rfind("\n", self.line_start, self.offset)
        if end >= 0:
            self.line += self.text.count("\n", self.line_start, self.offset)
            self.line_start = end + 1
        return self.line, self.offset - self.line_start + 1

    def _refuse_value(self, why: str) -> Never:
        """Raise `RefusedError` at the value read last."""
        self.offset = self.value_start
        self._refuse(why)

    def _refuse(self, why: str) -> Never:
        """Raise `RefusedError` at the character to read next."""
        line, column = self._place()
        raise RefusedError("QS438", f"not qshop's own JSON: {why}", line, _HELP, column)
