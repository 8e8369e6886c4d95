"""Times and numbers in a text, however they are written: “5 minutes”, “half a minute”, “14:00”, “three”."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from qshop.wording.lexicon import Lexicon
from qshop.wording.plain_text import Plain, readable

Key = tuple[str, Fraction]
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
    """A number as it is written, and what it may mean: seconds, a time of day in minutes, or a plain number."""

    text: str
    keys: frozenset[Key]
    measured: bool = False

    @property
    def times(self) -> list[Fraction]:
        """List the durations in seconds that it may mean."""
        return [value for kind, value in self.keys if kind == "seconds"]


def quantities(words: Lexicon, text: str) -> list[Quantity]:
    """List the times and numbers of a text. `one`, years and the numbers of rooms or desks count only with a unit."""
    lowered = words.lowered(text)
    has_digit = _DIGIT.search(lowered)
    clocks = list(_clocks(words.language, lowered)) if has_digit else []
    for clock in clocks:
        lowered = lowered.replace(clock.text, " § ")
    plain = words.read_quantities(lowered)
    if not has_digit and not plain.known:
        return []
    amounts = ((match[0], words.worth("amounts", match[0])) for match in plain.matches("amounts"))
    whole = [_seconds(text, seconds) for text, seconds in amounts if seconds is not None]
    return [*clocks, *whole, *_numbers(words, plain.without("amounts"))]


def _seconds(text: str, seconds: int | Fraction) -> Quantity:
    return Quantity(readable(text), frozenset({("seconds", Fraction(seconds))}), measured=True)


def _clocks(language: str, plain: str) -> Iterator[Quantity]:
    for match in _CLOCK.finditer(plain) if ":" in plain or "." in plain else ():
        if ":" in match[0] or language.startswith("tr"):
            minutes = Fraction(int(match[1]) * 60 + int(match[2]))
            yield Quantity(match[0], frozenset({("clock", minutes)}), measured=True)
    if language.startswith("fr"):
        for match in _FRENCH.finditer(plain):
            minutes = Fraction(int(match[1]) * 60 + int(match[2] or 0))
            yield Quantity(match[0], frozenset({("clock", minutes), ("seconds", minutes * 60)}), measured=True)


def _numbers(words: Lexicon, plain: Plain) -> Iterator[Quantity]:
    found = [(match, "", _value(match[1])) for match in _DIGITS.finditer(plain.text)]
    for name in ("numbers", "ordinals"):
        found += [(match, name, Fraction(words.worth(name, match[0]) or 0)) for match in plain.matches(name)]
    for match, name, value in sorted(found, key=lambda one: one[0].start()):
        after = _TOKENS.findall(plain.text, match.end(), match.end() + _FAR)[:_AFTER]
        unit, shown = _unit(words, after)
        measured = bool(unit) or _is_measured(words, after)
        if unit:
            yield _seconds(match[0] + shown, value * unit)
        elif (measured or _counts(words, name, after)) and _is_plain(value):
            yield Quantity(match[0], frozenset({("number", value)}), measured=measured)


def _value(digits: str) -> Fraction:
    return Fraction(int(digits)) if digits.isdecimal() else Fraction(digits.replace(",", "."))


def _unit(words: Lexicon, after: list[str]) -> tuple[int, str]:
    """Find a unit of time among the next words: its seconds (0: none), and what is written up to it."""
    for place, word in enumerate(after):
        seconds = words.worth("units", word)
        if seconds:
            return seconds, " " + " ".join(after[: place + 1])
        if not word[0].isalnum():
            break
    return 0, ""


def _is_measured(words: Lexicon, after: list[str]) -> bool:
    return bool(after) and (after[0] in "%°" or words.knows("measures", after[0]))


def _is_plain(value: Fraction) -> bool:
    return value != 1 and not _YEARS[0] <= value <= _YEARS[1]


def _counts(words: Lexicon, name: str, after: list[str]) -> bool:
    """Tell whether the number counts something: “2 desks” and “two of them” do, “desk 2 is” and “the second” do not."""
    named = not after or not after[0][0].isalpha() or words.knows("not_counted", after[0])
    return name == "numbers" or (name != "ordinals" and not named)
