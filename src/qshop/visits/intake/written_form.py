"""How a file writes days, times of day and lengths of time, declared by forms such as `D/M/YYYY` or `H:MM AM`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final

from qshop.programme import scalars

Months = Mapping[str, int]
"""The names of months, short and in full, as `folded` gives them."""

_NAME: Final = r"(?P<name>[^\W\d_]+)\.?"
_FIELDS: Final = {
    "YYYY": r"(?P<year>[0-9]{4})",
    "YY": r"(?P<year>[0-9]{2})",
    "MMMM": _NAME,
    "MMM": _NAME,
    "MM": r"(?P<month>[0-9]{2})",
    "M": r"(?P<month>[0-9]{1,2})",
    "DD": r"(?P<day>[0-9]{2})",
    "D": r"(?P<day>[0-9]{1,2})",
    "HH": r"(?P<hour>[0-9]{2})",
    "H": r"(?P<hour>[0-9]{1,4})",
    "SS": r"(?P<second>[0-9]{2}(?:\.[0-9]+)?)",
    "AM": r"(?P<half>[AaPp])\.?[Mm]\.?",
    "Z": r"(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)",
}
_MINUTES: Final = {"MM": r"(?P<minute>[0-9]{2})", "M": r"(?P<minute>[0-9]{1,4})"}
_SECONDS: Final = {"hour": 3600, "minute": 60, "second": 1}
_PIECES: Final = re.compile(r"YYYY|YY|MMMM|MMM|MM|M|DD|D|HH|H|SS|AM|Z|[Th/.:;,' -]")
_NUMBERS: Final = {
    f"{unit}s": rf"(?P<{unit}>[0-9]{{1,15}}(?:\.[0-9]{{1,15}})?)" for unit in ("second", "minute", "hour")
}
"""The forms of a length of time that is a plain number."""


TIMESTAMPS: Final = ("YYYY-MM-DDTHH:MM:SS", "YYYY-MM-DDTHH:MM")
"""How a day with its time stands in a sheet."""


@dataclass(frozen=True)
class WrittenForm:
    """One declared form: `text` as it stands in a profile, and the pattern of what is written so.

    `shape` is the form without its fields: two forms of one shape with other fields read one text in two ways.
    """

    text: str
    pattern: re.Pattern[str]
    shape: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the names of what a text of this form tells, in order, such as year, month and day."""
        return tuple(self.pattern.groupindex)

    def tells_day(self) -> bool:
        """Return whether a text of this form is a day, with or without its time."""
        return {"year", "day"} <= {*self.fields} and not {"month", "name"}.isdisjoint(self.fields)

    def tells_clock(self) -> bool:
        """Return whether a text of this form is a time of day, with or without its day."""
        others = {*self.fields} - {"hour", "minute", "second", "half"}
        return "hour" in self.fields and (not others or self.tells_day())

    def tells_length(self) -> bool:
        """Return whether a text of this form is a length of time and nothing else."""
        return {*self.fields} <= {"hour", "minute", "second"}


@cache
def written_form(text: str) -> WrittenForm | None:
    """Return the form that `text` declares; None where it declares none.

    `M` is a month, or minutes after hours or before seconds; `MMM` is a month's name, `Z` a zone, which is passed over.
    Double letters are two digits, single ones as many as it takes.
    """
    if text in _NUMBERS:
        return WrittenForm(text, re.compile(_NUMBERS[text], re.ASCII))
    pieces = _PIECES.findall(text)
    letters = [piece for piece in pieces if piece in _FIELDS and piece not in ("AM", "Z")]
    if "".join(pieces) != text or not letters:
        return None
    of_clock = {
        place
        for place, piece in enumerate(letters)
        if piece in _MINUTES and (letters[place - 1 : place] in (["H"], ["HH"]) or letters[place + 1 :] == ["SS"])
    }
    place, patterns = 0, list[str]()
    for piece in pieces:
        patterns.append((_MINUTES if place in of_clock and piece in letters else _FIELDS).get(piece) or _between(piece))
        place += piece in letters
    shape = "".join("#" if piece in letters else piece for piece in pieces)
    try:
        return WrittenForm(text, re.compile("".join(patterns)), shape)
    except re.error:  # the same field twice
        return None


def _between(piece: str) -> str:
    return "[ \u00a0\u202f]" if piece == " " else re.escape(piece)


def folded(name: str) -> str:
    """Return a word as words are compared: without case, and with one i for the four of Turkish."""
    return name.casefold().replace("i\u0307", "i").replace("ı", "i")


@cache
def month_names(languages: tuple[str, ...]) -> Months:
    """Return the names of months in English and `languages`, without those that are two months in different ones."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - heavy, and few files name their months

    found: dict[str, set[int]] = {}
    for language in ("en", "en-GB", *languages):
        try:
            months = Locale.parse(language, sep="-").months
        except (UnknownLocaleError, ValueError):
            continue
        for context in ("format", "stand-alone"):
            for width in ("abbreviated", "wide"):
                for number, name in months[context][width].items():
                    found.setdefault(folded(name.rstrip(".")), set()).add(number)
    return {name: next(iter(numbers)) for name, numbers in found.items() if len(numbers) == 1}


def written_forms(declared: Iterable[str]) -> list[WrittenForm]:
    """Return the forms that are declared so."""
    return [form for form in map(written_form, declared) if form]


def read_certain_day(text: str) -> date | None:
    """Return the day of `2026-03-31`, also with a time: it cannot be misread, whatever is declared."""
    return scalars.read_day(text) or read_day(written_forms(TIMESTAMPS), text)


def read_day(forms: Iterable[WrittenForm], text: str, months: Months | None = None) -> date | None:
    """Return the day that `text` tells in one of the forms; None if it tells none."""
    return next((day for form in forms if (day := _day(form, text, months))), None)


def read_swapped_day(forms: Iterable[WrittenForm], text: str) -> date | None:
    """Return the day that `text` would tell if day and month stood the other way round; None if it would tell none."""
    matches = (form.pattern.fullmatch(text) for form in forms if "month" in form.fields)
    days = (_made_day(match["year"], match["day"], match["month"]) for match in matches if match)
    return next(filter(None, days), None)


def _day(form: WrittenForm, text: str, months: Months | None) -> date | None:
    match = form.pattern.fullmatch(text)
    if not match:
        return None
    month = match["month"] if "month" in form.fields else str((months or {}).get(folded(match["name"]), 0))
    return _made_day(match["year"], month, match["day"])


def _made_day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year) + 2000 * (len(year) == 2), int(month), int(day))
    except ValueError:
        return None


def read_clock(forms: Iterable[WrittenForm], text: str) -> str | None:
    """Return the time of day that `text` tells in one of the forms, as `HH:MM`; None if it tells none."""
    return next((clock for form in forms if (clock := _clock(form, text))), None)


def _clock(form: WrittenForm, text: str) -> str | None:
    match = form.pattern.fullmatch(text)
    if not match:
        return None
    told = match.groupdict(default="0")
    hour, minute, second = int(told["hour"]), int(told.get("minute", "0")), Decimal(told.get("second", "0"))
    if "half" in told:
        hour = hour % 12 + 12 * (told["half"] in "Pp") if 1 <= hour <= 12 else 24
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 and second < 60 else None


def read_length(forms: Iterable[WrittenForm], text: str) -> str | None:
    """Return the length of time that `text` tells in one of the forms, in seconds; None if it tells none."""
    return next((length for form in forms if (length := _length(form, text))), None)


def _length(form: WrittenForm, text: str) -> str | None:
    match = form.pattern.fullmatch(text)
    if not match:
        return None
    told = {name: Decimal(number) for name, number in match.groupdict().items()}
    if any(told[name] >= 60 for name in list(told)[1:]):
        return None
    return format(sum((number * _SECONDS[name] for name, number in told.items()), Decimal(0)), "f")
