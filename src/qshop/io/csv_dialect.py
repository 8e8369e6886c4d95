"""How the columns of a CSV file are separated: as a `sep=` line declares it, else as the header shows."""

import re
from typing import Final, NamedTuple

from qshop.io.refusal import RefusedError

DELIMITERS: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "pipes"}
_NAMED: Final = "commas, semicolons, tabs or pipes"
_LINE_END: Final = r"(?:\r\n|\r|\n|$)"
_SEP: Final = re.compile(rf'"?sep= *(\t|[^\s"])? *"?[,;\t|]*{_LINE_END}', re.IGNORECASE)
_LINE: Final = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)")
_HEADER: Final = re.compile(r'(?:[^"\r\n]++|"[^"]*+")*+')
_QUOTED: Final = re.compile(r'"[^"]*+"')
_NAMES: Final = re.compile(r'"?\w+"?( ?[^\w\s"]{1,3} ?| +)"?\w+"?(?:\1"?\w+"?){2,}+\s*')


class Dialect(NamedTuple):
    """The delimiter of a file; the offset at which its header begins, and the line."""

    delimiter: str
    offset: int = 0
    first_line: int = 1


def dialect_of(text: str, header_line: int = 1) -> Dialect:
    """Return how the columns of a file are separated, whose header stands on `header_line`; what is above is no row.

    Raises `RefusedError` if that is declared in a way that does not fit the header, or by a sign that is not known.
    """
    declared = _SEP.match(text)
    if header_line > 1:
        offset = _start_of_line(text, header_line)
        delimiter = declared[1] if declared and declared[1] in DELIMITERS else _shown(text, offset)
        return Dialect(delimiter or ",", offset, header_line)
    if not declared:
        shown = _shown(text, 0)
        if not shown:
            _check_is_one_column(text)
        return Dialect(shown or ",")
    delimiter, offset = declared[1], declared.end()
    if delimiter not in DELIMITERS:
        what = f"“{delimiter}”" if delimiter else "nothing"
        help_ = f"delete the line, if the columns are separated by {_NAMED}"
        raise RefusedError("QS454", f"line 1 declares {what} as the delimiter", 1, help_)
    shown = _shown(text, offset)
    if shown and not _count(text, offset, delimiter):
        message = f"line 1 declares {DELIMITERS[delimiter]}, but line 2 is separated by {DELIMITERS[shown]}"
        raise RefusedError("QS454", message, 1, f"write “sep={shown}”, or delete the line")
    return Dialect(delimiter, offset, 2)


def _start_of_line(text: str, line: int) -> int:
    offset = 0
    for _ in range(line - 1):
        end = _LINE.match(text, offset)
        offset = end.end() if end else len(text)
    if not text[offset:].strip():
        raise RefusedError("QS407", f"there is no line {line}, where the header should be", 1, "correct header_row")
    return offset


def _shown(text: str, offset: int) -> str:
    """Return the delimiter that stands most often in the header, outside quotes; empty if there is none."""
    counts = {delimiter: _count(text, offset, delimiter) for delimiter in DELIMITERS}
    return max(counts, key=lambda delimiter: counts[delimiter]) if any(counts.values()) else ""


def _count(text: str, offset: int, delimiter: str) -> int:
    header = _HEADER.match(text, offset)
    return _QUOTED.sub("", header[0]).count(delimiter) if header else 0


def _check_is_one_column(text: str) -> None:
    """Raise `RefusedError` if the header is names between which another sign stands, as often as in the line below."""
    header = _HEADER.match(text)
    names = _NAMES.fullmatch(header[0]) if header else None
    if not (header and names):
        return
    below = _HEADER.match(text, header.end() + 1 + text.startswith("\r\n", header.end()))
    if below and below[0].count(names[1]) >= header[0].count(names[1]):
        sign = f"“{names[1]}”" if names[1].strip() else "blanks"
        message = f"the columns seem to be separated by {sign}"
        raise RefusedError("QS454", message, 1, f"export it again with {_NAMED} between them")
