"""The exact text of one cell of a sheet in the notation of qshop, or why it has none."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import Any, Final

from qshop.visits.problem import Problem

_NO_VALUE: Final = Problem(
    "QS435",
    "the formula has no stored value",
    "open it in the spreadsheet program and save it, or put the value in place of the formula",
)
_NO_DATE: Final = Problem(
    "QS436", "shown as a date, but there is no such date", "type the date again, such as 2026-03-02"
)
_FIRST_DAY: Final = datetime.fromisoformat("1900-03-01")  # before it spreadsheet programs disagree
_MORE_DIGITS_THAN_KEPT: Final = 10**15
_ESCAPED: Final = re.compile("_x(?!0000|[Dd][89A-Fa-f])([0-9A-Fa-f]{4})_")


def cell_text(parsed: Mapping[str, Any], kind: str | None, epoch: datetime, *, formula: bool) -> str | Problem:
    """Return the text of a cell that openpyxl parsed, stored as `kind`, in a workbook that counts days from `epoch`.

    A blank cell is "". Raises `ValueError` for a number that is infinite or not a number.
    """
    value = parsed["value"]
    if value is None:
        return _NO_VALUE if formula and kind != "str" else ""
    if parsed["data_type"] == "e":  # openpyxl also makes an error of a date beyond every calendar
        return _error(value) if kind == "e" else _NO_DATE
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case str():
            return _ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), value)
        case timedelta():
            return _duration(value) if value >= timedelta() else _NO_DATE
        case datetime() if value < max(epoch, _FIRST_DAY):
            return _NO_DATE
        case date() | time():
            return _moment(value)
    return _number(value)


def _error(value: str) -> Problem:
    return Problem("QS436", f"holds the error {value[:20]}", "mend the formula, or put the value in its place")


def _number(value: float) -> str:
    """Return a number without exponent, and without the digits that floating point added to it.

    From 16 digits on sheets do not keep the last ones: it is returned as they show it, `1.23456789012346E+17`.
    """
    if not isfinite(value):
        raise ValueError(value)
    if abs(value) >= _MORE_DIGITS_THAN_KEPT:
        digits, exponent = f"{value:.14E}".split("E")
        return f"{digits.rstrip('0').rstrip('.')}E{exponent}"
    return str(int(value)) if value == int(value) else format(Decimal(repr(value)), "f")


def _moment(value: date | time) -> str:
    """Return a date as `YYYY-MM-DD`, a time as `HH:MM`, with seconds where it has any, and both joined by `T`."""
    if not isinstance(value, datetime | time):
        return value.isoformat()
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    short = "minutes" if isinstance(value, time) and not value.second else "seconds"
    return value.isoformat(timespec="milliseconds" if value.microsecond else short)


def _duration(value: timedelta) -> str:
    """Return a duration as `H:MM:SS`."""
    minutes, seconds = divmod(value, timedelta(minutes=1))
    return f"{minutes // 60}:{minutes % 60:02}:{seconds.total_seconds():06.3f}".removesuffix(".000")
