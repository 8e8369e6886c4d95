"""The phrases that a text may contain, judged by its words, so that only these need to be looked for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from qshop.wording.plain_text import Candidates

_FIRST, _LAST = 3, (3, 2)


class PhraseIndex:
    """The phrases of some lists by their signs.

    A sign is a word, its first letters or its last letters. A text contains a phrase only if it has all its signs.
    """

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._phrases: dict[str, list[tuple[str, frozenset[str], str]]] = defaultdict(list)
        self._signs: dict[str, frozenset[str]] = {}
        for name, phrases in lists.items():
            for phrase in dict.fromkeys(phrases):
                longest, *others = _signs_of_phrase(phrase) or [""]
                self._phrases[longest].append((name, frozenset(others), phrase))
        others_of_all = (others for phrases in self._phrases.values() for _, others, _ in phrases)
        self._all_signs = frozenset(self._phrases).union(*others_of_all)

    def candidates(self, words: Iterable[str]) -> Candidates:
        """Return, by list, the phrases that a text of these words may contain."""
        signs = {""}
        for word in words:
            if word not in self._signs:
                self._signs[word] = self._all_signs.intersection(_signs_of_word(word))
            signs |= self._signs[word]
        candidates: dict[str, list[str]] = defaultdict(list)
        for sign in signs:
            for name, others, phrase in self._phrases.get(sign, ()):
                if others <= signs:
                    candidates[name].append(phrase)
        return candidates


def _signs_of_phrase(phrase: str) -> list[str]:
    """Return the signs that every text with the phrase has among those of its words, the longest first."""
    signs = []
    for piece in phrase.split():
        core = piece.strip("*")
        if piece in ("…", "^", "#") or piece.startswith("@"):
            continue
        if piece == core:
            signs.append(piece)
        elif piece == f"{core}*" and len(core) >= _FIRST:
            signs.append(core[:_FIRST] + "*")
        elif piece == f"*{core}" and len(core) >= min(_LAST):
            signs.append("*" + core[-max(_LAST) :])
    return sorted(signs, key=lambda sign: -len(sign))


def _signs_of_word(word: str) -> tuple[str, ...]:
    bare = word.rstrip("'")
    return (word, bare, bare[:_FIRST] + "*", *(f"*{end[-count:]}" for end in (word, bare) for count in _LAST))
