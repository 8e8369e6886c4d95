"""What the wording rules look for in one language: a word list as it is written, and as it is matched."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Annotated

from pydantic import Field

from qshop.programme.model import Part
from qshop.programme.scalars import Count, Format, Text

Phrases = Annotated[list[Text], Field(default_factory=list)]
Values = Annotated[dict[Text, Count], Field(default_factory=dict)]
_GAP = r"(?:[^\W_][\w']*\s+){0,5}?"
_MARKS = re.compile(r"([,;:?!.()/])")
_QUOTED = re.compile(r'“[^”]{0,300}”|«[^»]{0,300}»|„[^“”]{0,300}[“”]|"[^"]{0,300}"')
QUOTE = "❝"


class WordsFile(Part):
    """`wording/<language>.yaml`: what the wording rules look for, beside what qshop knows of the language.

    In a phrase, `*` ends or begins a word with anything, `…` stands for up to five words, `^` for the text's
    beginning. Case and kinds of apostrophes do not matter. What a `not_` list names is no finding.

    format: the version of this file's format: 1
    longest: the most words of a question
    vague: words that two people would judge differently
    not_vague: fixed expressions that hold such a word
    anchors: expressions that introduce something observable
    joiners: words that join two facts
    not_joined: fixed expressions that hold a joiner
    asides: words that begin a clause which only says when or where
    ends: words that end such a clause
    pairs: verb forms that put one deed before another
    leading: words that suggest or colour the answer
    negatives: negations
    not_negative: fixed expressions that hold one
    half_negatives: words with a negative sense; two of them make a question negative
    why: ways to ask for a reason
    told: verbs that make a reason something that was said
    staff: words for the people who serve
    mind: verbs and adjectives for what goes on in them
    guards: words after which somebody or something else is spoken of
    hypothetical: ways to ask about what did not happen
    not_hypothetical: fixed expressions that look like one
    intentions: ways to ask what the shopper would do
    opinions: ways to ask for an opinion
    not_opinions: fixed expressions that hold one
    ratings: labels of a scale that judge
    refers: ways to refer to another question
    arrival: ways to speak of arriving at the site as a whole
    departure: ways to speak of leaving it
    identity: ways to ask who somebody is
    who: ways to ask it that only an answer in words makes personal
    not_identity: fixed expressions that look like one
    numbers: number words and their values
    units: units of time, in seconds
    amounts: whole expressions of time, in seconds
    measures: other units
    without: phrases to take out of every list
    """

    format: Format
    longest: Count | None = None
    vague: Phrases
    not_vague: Phrases
    anchors: Phrases
    joiners: Phrases
    not_joined: Phrases
    asides: Phrases
    ends: Phrases
    pairs: Phrases
    leading: Phrases
    negatives: Phrases
    not_negative: Phrases
    half_negatives: Phrases
    why: Phrases
    told: Phrases
    staff: Phrases
    mind: Phrases
    guards: Phrases
    hypothetical: Phrases
    not_hypothetical: Phrases
    intentions: Phrases
    opinions: Phrases
    not_opinions: Phrases
    ratings: Phrases
    refers: Phrases
    arrival: Phrases
    departure: Phrases
    identity: Phrases
    who: Phrases
    not_identity: Phrases
    numbers: Values
    units: Values
    amounts: Values
    measures: Phrases
    without: Phrases


class Lexicon:
    """The word lists of one language, matched as that language writes."""

    def __init__(self, language: str, *files: WordsFile) -> None:
        self.language = language
        self._files = files
        self._matchers: dict[str, re.Pattern[str] | None] = {}

    @cached_property
    def longest(self) -> int:
        """Give the most words a question may have."""
        return next((file.longest for file in reversed(self._files) if file.longest), 30)

    def phrases(self, name: str) -> list[str]:
        """List what stands in the list `name`, in every file."""
        out = {phrase for file in self._files for phrase in file.without}
        return [phrase for file in self._files for phrase in getattr(file, name) if phrase not in out]

    def values(self, name: str) -> Mapping[str, int]:
        """Give the values of the list `name`, in every file."""
        return {phrase: value for file in self._files for phrase, value in getattr(file, name).items()}

    @cached_property
    def numbers(self) -> tuple[re.Pattern[str] | None, dict[str, int]]:
        """Give what finds a number word, and the value of each."""
        spelled = self.values("numbers")
        values = {self.plain(word).strip(): value for word, value in spelled.items()}
        return (self.expression(spelled) if spelled else None), values

    @cached_property
    def units(self) -> list[tuple[re.Pattern[str], int]]:
        """Give what finds each unit of time, and its seconds."""
        return [(self.expression([phrase]), seconds) for phrase, seconds in self.values("units").items()]

    @cached_property
    def amounts(self) -> list[tuple[str, re.Pattern[str], int]]:
        """Give each whole expression of time, the longest first, what finds it, and its seconds."""
        longest = sorted(self.values("amounts").items(), key=lambda one: -len(one[0]))
        return [(phrase, self.expression([phrase]), seconds) for phrase, seconds in longest]

    def matcher(self, *names: str) -> re.Pattern[str] | None:
        """Give the expression that finds any phrase of these lists in a text made `plain`."""
        key = " ".join(names)
        if key not in self._matchers:
            phrases = [phrase for name in names for phrase in self.phrases(name)]
            self._matchers[key] = self.expression(phrases) if phrases else None
        return self._matchers[key]

    def expression(self, phrases: Iterable[str]) -> re.Pattern[str]:
        """Turn phrases into one expression, the longest first."""
        parts = sorted({self._one(phrase) for phrase in phrases}, key=lambda part: (-len(part), part))
        return re.compile(f"(?<![\\w'])(?:{'|'.join(parts)})(?!\\w)")

    def _one(self, phrase: str) -> str:
        out = ""
        for piece in self.plain(phrase).split():
            if piece == "…":
                out += _GAP
            elif piece == "^":
                out += r"(?<=\A\s)"
            else:
                middle = re.escape(piece.strip("*"))
                out += (r"\w+" if piece.startswith("*") else "") + middle + (r"\w*" if piece.endswith("*") else "")
                out += r"\s+"
        return out.removesuffix(r"\s+")

    def folded(self, text: str) -> str:
        """Give the text in small letters, with one kind of space and apostrophe and no hyphens."""
        text = unicodedata.normalize("NFC", text)
        if self.language.split("-")[0] == "tr":
            text = text.replace("İ", "i").replace("I", "ı")
        text = text.lower().replace("’", "'").replace("\u2011", "-")
        return " ".join(text.replace("-", " ").split())

    def plain(self, text: str) -> str:
        """Give the text folded, quotations taken out and marks standing alone, as `matcher` reads it."""
        text = _QUOTED.sub(f" {QUOTE} ", text)
        return " " + " ".join(_MARKS.sub(r" \1 ", self.folded(text).replace("'", "' ")).split()) + " "

    def find(self, text: str, name: str, *, but: str = "") -> str:
        """Give the first words of `text` (made `plain`) that the list `name` knows, or nothing."""
        return next(iter(self.all(text, name, but=but)), "")

    def all(self, text: str, name: str, *, but: str = "") -> list[str]:
        """Give all words of `text` (made `plain`) that the list `name` knows and the list `but` does not excuse."""
        matcher = self.matcher(name)
        text = self.without(text, but) if but else text
        return [readable(found[0]) for found in matcher.finditer(text)] if matcher else []

    def without(self, text: str, name: str) -> str:
        """Take out what the list `name` knows; a mark stays in its place, so that nothing new comes together."""
        matcher = self.matcher(name)
        return matcher.sub("§", text) if matcher else text


def readable(text: str) -> str:
    """Give matched text as it is written."""
    return text.strip().replace("' ", "'").removeprefix(", ").removesuffix(" ,")
