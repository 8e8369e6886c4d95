"""The word lists of one language, as the rules read texts with them."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cached_property

from qshop.wording.phrase_index import PhraseIndex
from qshop.wording.phrase_pattern import expression
from qshop.wording.plain_text import PlainText
from qshop.wording.word_list import PHRASES, QUANTITIES, WHOLE, WordsFile

QUOTE = "❝"
"""Stands in a plain text where something was quoted."""
_QUOTES = set('“«„"')
_QUOTED = re.compile(r'“[^”]{0,300}”|«[^»]{0,300}»|„[^“”]{0,300}[“”]|"[^"]{0,300}"')
_APART = str.maketrans({"’": "' ", "'": "' ", "-": " ", "\u2011": " "})
_MARKS_APART = _APART | str.maketrans({mark: f" {mark} " for mark in ",;:?!.()/"})
_WORD = re.compile(r"[\w']+")


class Lexicon:
    """The word lists of one language, matched as that language writes."""

    def __init__(self, language: str, *files: WordsFile) -> None:
        self.language = language
        self._files = files
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._values: dict[tuple[str, str], int | None] = {}
        self._contained: dict[tuple[str, str], bool] = {}

    @cached_property
    def longest(self) -> int:
        """Return the most words that a question may have."""
        return next((file.longest for file in reversed(self._files) if file.longest), 30)

    def read(self, text: str) -> PlainText:
        """Return a text made plain: folded, with quotations taken out."""
        words = self._words(text if _QUOTES.isdisjoint(text) else _QUOTED.sub(f" {QUOTE} ", text))
        return PlainText(f" {' '.join(words)} ", self._index.candidates(words), self._pattern)

    def read_quantities(self, text: str) -> PlainText:
        """Return a lowered text made plain, in which number words and amounts of time can be found."""
        return PlainText(text, self._quantities.candidates(_WORD.findall(text)), self._pattern)

    def folded(self, text: str) -> str:
        """Return a text in small letters, with spaces between its words and marks."""
        return f" {' '.join(self._words(text))} "

    def _words(self, text: str) -> list[str]:
        return self._small(text).translate(_MARKS_APART).split()

    def lowered(self, text: str) -> str:
        """Return a text in small letters, without hyphens and with a space after each apostrophe."""
        return self._small(text).translate(_APART)

    def _small(self, text: str) -> str:
        text = unicodedata.normalize("NFC", text)
        if self.language.split("-")[0] == "tr":
            text = text.replace("İ", "i").replace("I", "ı")
        return text.lower()

    def value(self, name: str, text: str) -> int | None:
        """Return the value that the list `name` has for a lowered text, if it has one."""
        if (name, text) not in self._values:
            values = {phrase: value for file in self._files for phrase, value in getattr(file, name).items()}
            matches = (
                values[phrase] for phrase in values if self._pattern(self.folded(phrase).strip()).fullmatch(text)
            )
            self._values[name, text] = next(matches, None)
        return self._values[name, text]

    def contains(self, name: str, text: str) -> bool:
        """Return whether a folded text is, as a whole, a phrase of the list `name`."""
        if (name, text) not in self._contained:
            phrases = self._whole.candidates(text.split()).get(name, ())
            self._contained[name, text] = any(self._pattern(phrase).fullmatch(text) for phrase in phrases)
        return self._contained[name, text]

    def _phrases(self, name: str) -> list[str]:
        """Return the phrases of the list `name` in all files, folded."""
        without = {phrase for file in self._files for phrase in file.without}
        phrases = [phrase for file in self._files for phrase in getattr(file, name, ()) if phrase not in without]
        lines = self._small("\n".join(phrases)).translate(_MARKS_APART).split("\n") if phrases else []
        return [" ".join(line.split()) for line in lines]

    @cached_property
    def _index(self) -> PhraseIndex:
        return self._index_of(PHRASES)

    @cached_property
    def _quantities(self) -> PhraseIndex:
        return self._index_of(QUANTITIES)

    @cached_property
    def _whole(self) -> PhraseIndex:
        return self._index_of(WHOLE)

    def _index_of(self, names: Iterable[str]) -> PhraseIndex:
        return PhraseIndex({name: self._phrases(name) for name in names})

    def _pattern(self, phrase: str) -> re.Pattern[str]:
        if phrase not in self._patterns:
            self._patterns[phrase] = re.compile(f"(?<![\\w'])(?:{expression(phrase, self._phrases)})(?!\\w)")
        return self._patterns[phrase]
