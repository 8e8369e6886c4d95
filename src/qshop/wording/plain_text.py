"""A text made plain, in which the phrases of word lists are found."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

Candidates = Mapping[str, Iterable[str]]
"""By word list, those of its phrases that a text may contain."""


@dataclass(frozen=True)
class PlainText:
    """A text as a `Lexicon` folds it, with one space before, between and after words and marks.

    candidates: the phrases to look for in it
    pattern: returns the regular expression of a phrase
    """

    text: str
    candidates: Candidates
    pattern: Callable[[str], re.Pattern[str]]

    def may_contain(self, *lists: str) -> bool:
        """Return whether the text may contain a phrase of any of these lists: far cheaper than to look for it."""
        return not self.candidates.keys().isdisjoint(lists)

    def matches(self, name: str) -> list[re.Match[str]]:
        """Return the matches of phrases of the list `name`, from left to right, at each place the longest."""
        patterns = map(self.pattern, self.candidates.get(name, ()))
        every_match = (match for pattern in patterns for match in pattern.finditer(self.text))
        matches: list[re.Match[str]] = []
        for match in sorted(every_match, key=lambda match: (match.start(), -match.end())):
            if not matches or match.start() >= matches[-1].end():
                matches.append(match)
        return matches

    def first_match(self, name: str) -> re.Match[str] | None:
        """Return the first match of a phrase of the list `name`."""
        return next(iter(self.matches(name)), None)

    def find_all(self, name: str, *, but: str = "") -> list[str]:
        """Return all phrases of the list `name` as they are written, outside the phrases of the list `but`."""
        if name not in self.candidates:
            return []
        text = self.without(but) if but else self
        return [readable(match[0]) for match in text.matches(name)]

    def find(self, name: str, *, but: str = "") -> str:
        """Return the first of the phrases that `find_all` returns, or an empty text."""
        return next(iter(self.find_all(name, but=but)), "")

    def without(self, name: str) -> "PlainText":
        """Return the text with a mark in place of each phrase of the list `name`, so that its neighbours stay apart."""
        text, end = "", 0
        for match in self.matches(name):
            text, end = text + self.text[end : match.start()] + "§", match.end()
        return self.with_text(text + self.text[end:]) if end else self

    def with_text(self, text: str) -> "PlainText":
        """Return a part of this text, in which the same phrases are looked for."""
        return PlainText(text, self.candidates, self.pattern)


def readable(text: str) -> str:
    """Return matched text as it is written."""
    return text.strip().replace("' ", "'").removeprefix(", ").removesuffix(" ,")
