"""Times and numbers in a text, however they are written: “5 minutes”, “half a minute”, “14:00”, “three”."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from qshop.programme.survey.lexicon import Lexicon, readable

Key = tuple[str, Fraction]
_DIGITS = re.compile(r"(?<![\w.,:/])(\d{1,9}(?:[.,]\d{1,6})?)(?![\w/]|[.,:]\d)")
_CLOCK = re.compile(r"(?<![\w.,:/])([01]?\d|2[0-3])[:.]([0-5]\d)(?![\w/]|[.,:]\d)")
_FRENCH = re.compile(r"(?<![\w.,:/])(\d{1,2}) ?h ?([0-5]\d)?(?!\w)")
_YEARS = range(1900, 2101)
_AFTER = 2


@dataclass(frozen=True)
class Quantity:
    """A number as it is written, and what it may mean: seconds, a time of day in minutes, or a plain number."""

    text: str
    keys: frozenset[Key]
    measured: bool = False


def quantities(words: Lexicon, text: str) -> list[Quantity]:
    """List the times and numbers of a text. `one` and years count only with a unit."""
    plain = words.folded(text)
    found = list(_clocks(words.language, plain))
    for quantity in found:
        plain = plain.replace(quantity.text, " § ")
    plain = re.sub(r"\s+", " ", plain).replace("'", "' ")
    for phrase, pattern, seconds in words.amounts:
        if pattern.search(plain):
            found.append(Quantity(phrase, frozenset({("seconds", Fraction(seconds))}), measured=True))
            plain = pattern.sub("§", plain)
    return found + list(_numbers(words, plain))


def _clocks(language: str, plain: str) -> Iterator[Quantity]:
    for match in _CLOCK.finditer(plain):
        if ":" in match[0] or language.startswith("tr"):
            minutes = Fraction(int(match[1]) * 60 + int(match[2]))
            yield Quantity(match[0], frozenset({("clock", minutes)}), measured=True)
    if language.startswith("fr"):
        for match in _FRENCH.finditer(plain):
            minutes = Fraction(int(match[1]) * 60 + int(match[2] or 0))
            yield Quantity(match[0], frozenset({("clock", minutes), ("seconds", minutes * 60)}), measured=True)


def _numbers(words: Lexicon, plain: str) -> Iterator[Quantity]:
    by_word, values = words.numbers
    matches = [(match, Fraction(match[1].replace(",", "."))) for match in _DIGITS.finditer(plain)]
    if by_word:
        matches += [(match, Fraction(values[match[0]])) for match in by_word.finditer(plain) if match[0] in values]
    for match, value in sorted(matches, key=lambda one: one[0].start()):
        unit, shown, measured = _unit(words, plain[match.end() : match.end() + 40])
        if unit:
            keys = frozenset({("seconds", value * unit)})
            yield Quantity(readable(match[0] + shown), keys, measured=True)
        elif value != 1 and value not in _YEARS:
            yield Quantity(match[0], frozenset({("number", value)}), measured=measured)


def _unit(words: Lexicon, rest: str) -> tuple[int, str, bool]:
    """Find a unit among the next words: its seconds (0: none), as it is written, and whether any unit stands there."""
    tokens = [words.plain(word).strip() for word in re.split(r"[,;?!]", rest)[0].split()[:_AFTER]]
    for place, token in enumerate(tokens):
        for unit, seconds in words.units:
            if unit.fullmatch(token):
                return seconds, " " + " ".join(tokens[: place + 1]), True
    measures = words.matcher("measures")
    marked = any(token[:1] in "%°" for token in tokens if token)
    return 0, "", marked or bool(measures and any(measures.fullmatch(token) for token in tokens[:1]))
