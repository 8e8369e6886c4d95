"""A text made plain, in which the phrases of word lists are found."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

Known = Mapping[str, Iterable[str]]
"""By list, those of its phrases that a text may hold."""


@dataclass(frozen=True)
class Plain:
    """A text as a `Lexicon` folds it, with one space before, between and after words and marks.

    `known` are the phrases to look for in it, and `pattern` gives the expression of each.
    """

    text: str
    known: Known
    pattern: Callable[[str], re.Pattern[str]]

    def may_have(self, *lists: str) -> bool:
        """Tell whether the text may hold a phrase of any of these lists: far cheaper than to look for it."""
        return not self.known.keys().isdisjoint(lists)

    def matches(self, name: str) -> list[re.Match[str]]:
        """Give each place where the list `name` knows a phrase: from left to right, the longest phrase of each."""
        patterns = map(self.pattern, self.known.get(name, ()))
        found = (match for pattern in patterns for match in pattern.finditer(self.text))
        places: list[re.Match[str]] = []
        for match in sorted(found, key=lambda match: (match.start(), -match.end())):
            if not places or match.start() >= places[-1].end():
                places.append(match)
        return places

    def first(self, name: str) -> re.Match[str] | None:
        """Give the first place where the list `name` knows a phrase."""
        return next(iter(self.matches(name)), None)

    def all(self, name: str, *, but: str = "") -> list[str]:
        """Give all words that the list `name` knows and the list `but` does not excuse, as they are written."""
        if name not in self.known:
            return []
        text = self.without(but) if but else self
        return [readable(match[0]) for match in text.matches(name)]

    def find(self, name: str, *, but: str = "") -> str:
        """Give the first words that the list `name` knows and the list `but` does not excuse, or nothing."""
        return next(iter(self.all(name, but=but)), "")

    def without(self, name: str) -> "Plain":
        """Take out what the list `name` knows; a mark stays in its place, so that nothing new comes together."""
        text, end = "", 0
        for match in self.matches(name):
            text, end = text + self.text[end : match.start()] + "§", match.end()
        return self.changed(text + self.text[end:]) if end else self

    def changed(self, text: str) -> "Plain":
        """Give a part of this text."""
        return Plain(text, self.known, self.pattern)


def readable(text: str) -> str:
    """Give matched text as it is written."""
    return text.strip().replace("' ", "'").removeprefix(", ").removesuffix(" ,")
