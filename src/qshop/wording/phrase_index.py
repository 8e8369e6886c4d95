"""Which phrases of which lists a text may hold, told by its words, so that only these need be looked for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from qshop.wording.plain_text import Known

_FIRST, _LAST = 3, (3, 2)


class Index:
    """The phrases of some lists by the words that give them away.

    A sign is a word, its first letters or its last ones. A text can only hold a phrase when it has all its signs.
    """

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._phrases: dict[str, list[tuple[str, frozenset[str], str]]] = defaultdict(list)
        self._signs: dict[str, frozenset[str]] = {}
        for name, phrases in lists.items():
            for phrase in dict.fromkeys(phrases):
                longest, *others = _signs_of_phrase(phrase) or [""]
                self._phrases[longest].append((name, frozenset(others), phrase))
        found = self._phrases.items()
        self._all = frozenset(sign for first, phrases in found for _, others, _ in phrases for sign in (first, *others))

    def known(self, words: Iterable[str]) -> Known:
        """Give, by list, the phrases that a text of these words may hold."""
        here = {""}
        for word in words:
            if word not in self._signs:
                self._signs[word] = self._all.intersection(_signs_of_word(word))
            here |= self._signs[word]
        known: dict[str, list[str]] = defaultdict(list)
        for sign in here:
            for name, others, phrase in self._phrases.get(sign, ()):
                if others <= here:
                    known[name].append(phrase)
        return known


def _signs_of_phrase(phrase: str) -> list[str]:
    """Give signs that every text holding the phrase has among those of its words, the longest first."""
    found = []
    for piece in phrase.split():
        core = piece.strip("*")
        if piece in ("…", "^", "#") or piece.startswith("@"):
            continue
        if piece == core:
            found.append(piece)
        elif piece == f"{core}*" and len(core) >= _FIRST:
            found.append(core[:_FIRST] + "*")
        elif piece == f"*{core}" and len(core) >= min(_LAST):
            found.append("*" + core[-max(_LAST) :])
    return sorted(found, key=lambda sign: -len(sign))


def _signs_of_word(word: str) -> tuple[str, ...]:
    bare = word.rstrip("'")
    return (word, bare, bare[:_FIRST] + "*", *(f"*{end[-count:]}" for end in (word, bare) for count in _LAST))
