"""Times and numbers in a text, however they are written: “5 minutes”, “half a minute”, “14:00”, “three”."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from qshop.wording.lexicon import Lexicon
from qshop.wording.plain_text import PlainText, readable

Meaning = tuple[str, Fraction]
"""What a number may stand for: `seconds`, a `clock` time in minutes since midnight, or a plain `number`; its value."""
_DIGITS = re.compile(r"(?<![\w.,:/])(\d{1,9}(?:[.,]\d{1,6})?)(?![\w/]|[.,:]\d)")
_CLOCK = re.compile(r"(?<![\w.,:/])([01]?\d|2[0-3])[:.]([0-5]\d)(?![\w/]|[.,:]\d)")
_FRENCH = re.compile(r"(?<![\w.,:/])(\d{1,2}) ?h ?([0-5]\d)?(?!\w)")
_DIGIT = re.compile(r"\d")
_TOKENS = re.compile(r"[\w']+|[^\w\s]")
_YEARS = (1900, 2100)
_AFTER = 2
_FAR = 40


@dataclass(frozen=True)
class Quantity:
    """A number as it is written, what it may mean, and whether a unit says what it measures."""

    text: str
    meanings: frozenset[Meaning]
    measured: bool = False

    @property
    def seconds(self) -> list[Fraction]:
        """Return the durations in seconds that it may mean."""
        return [value for kind, value in self.meanings if kind == "seconds"]


def quantities(lexicon: Lexicon, text: str) -> list[Quantity]:
    """Return the times and numbers of a text. `one`, years and the numbers of rooms or desks count only with a unit."""
    lowered = lexicon.lowered(text)
    has_digit = _DIGIT.search(lowered)
    clocks = list(_clocks(lexicon.language, lowered)) if has_digit else []
    for clock in clocks:
        lowered = lowered.replace(clock.text, " § ")
    plain = lexicon.read_quantities(lowered)
    if not has_digit and not plain.candidates:
        return []
    amounts = ((match[0], lexicon.value("amounts", match[0])) for match in plain.matches("amounts"))
    durations = [_duration(amount, seconds) for amount, seconds in amounts if seconds is not None]
    return [*clocks, *durations, *_numbers(lexicon, plain.without("amounts"))]


def _duration(text: str, seconds: int | Fraction) -> Quantity:
    return Quantity(readable(text), frozenset({("seconds", Fraction(seconds))}), measured=True)


def _clocks(language: str, lowered: str) -> Iterator[Quantity]:
    for match in _CLOCK.finditer(lowered) if ":" in lowered or "." in lowered else ():
        if ":" in match[0] or language.startswith("tr"):
            minutes = Fraction(int(match[1]) * 60 + int(match[2]))
            yield Quantity(match[0], frozenset({("clock", minutes)}), measured=True)
    if language.startswith("fr"):
        for match in _FRENCH.finditer(lowered):
            minutes = Fraction(int(match[1]) * 60 + int(match[2] or 0))
            yield Quantity(match[0], frozenset({("clock", minutes), ("seconds", minutes * 60)}), measured=True)


def _numbers(lexicon: Lexicon, plain: PlainText) -> Iterator[Quantity]:
    numbers = [(match, "", _value(match[1])) for match in _DIGITS.finditer(plain.text)]
    for name in ("numbers", "ordinals"):
        numbers += [(match, name, Fraction(lexicon.value(name, match[0]) or 0)) for match in plain.matches(name)]
    for match, name, value in sorted(numbers, key=lambda number: number[0].start()):
        after = _TOKENS.findall(plain.text, match.end(), match.end() + _FAR)[:_AFTER]
        unit, unit_text = _unit(lexicon, after)
        measured = bool(unit) or _is_measured(lexicon, after)
        if unit:
            yield _duration(match[0] + unit_text, value * unit)
        elif (measured or _counts(lexicon, name, after)) and _is_plain(value):
            yield Quantity(match[0], frozenset({("number", value)}), measured=measured)


def _value(digits: str) -> Fraction:
    return Fraction(int(digits)) if digits.isdecimal() else Fraction(digits.replace(",", "."))


def _unit(lexicon: Lexicon, after: list[str]) -> tuple[int, str]:
    """Return the unit of time among the next words: its seconds (0: none), and what is written up to it."""
    for place, word in enumerate(after):
        seconds = lexicon.value("units", word)
        if seconds:
            return seconds, " " + " ".join(after[: place + 1])
        if not word[0].isalnum():
            break
    return 0, ""


def _is_measured(lexicon: Lexicon, after: list[str]) -> bool:
    return bool(after) and (after[0] in "%°" or lexicon.contains("measures", after[0]))


def _is_plain(value: Fraction) -> bool:
    return value != 1 and not _YEARS[0] <= value <= _YEARS[1]


def _counts(lexicon: Lexicon, name: str, after: list[str]) -> bool:
    """Return whether a number counts something, as “2 desks” or “two of them” not as “desk 2 is” or “the second”."""
    named = not after or not after[0][0].isalpha() or lexicon.contains("not_counted", after[0])
    return name == "numbers" or (name != "ordinals" and not named)
