"""Whether two texts say the same: exactly, but for what a spreadsheet puts right while people type; or nearly."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping
from typing import Final, TypeVar

Named = TypeVar("Named", bound=Hashable)
_SIGNS: Final = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "…": "..."}
)
_LINE_BREAKS: Final = re.compile(r"[ \t\r\n\v\f]+")
_NO_WIDTH: Final = re.compile("[\u00ad\u200b\u2060\ufeff]")
_BLANKS: Final = re.compile(r"\s+")
_AROUND_SIGNS: Final = re.compile(r"""\s*(["!?:;.,-])\s*""")
_WORD: Final = re.compile(r"[^\W_]+")
_STEM: Final = 5
_SHORT: Final = 3
_LIKELY: Final = 0.6  # of the words of both, as in Dice 1945


def one_line(text: str) -> str:
    """Return a text on one line, without blanks around it or blanks of no width: they say nothing, and get pasted."""
    return _LINE_BREAKS.sub(" ", _NO_WIDTH.sub("", text)).strip()


def normal(text: str) -> str:
    """Return a text without what spreadsheets put right by themselves: quotes, dashes, dots, blanks and capitals."""
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS).replace("--", "-").casefold()
    return _BLANKS.sub(" ", _AROUND_SIGNS.sub(r"\1", plain)).strip(" .")


def likely_doubles(new: Mapping[Named, str], known: Mapping[Named, str]) -> Iterator[tuple[Named, Named]]:
    """Yield each new text with each known one, and each other new one, that has most of its words, by their names.

    Words count by how they begin; short ones do not count where there are others.
    """
    words = {name: _words(text) for name, text in {**known, **new}.items()}
    having = defaultdict[str, list[Named]](list)
    for name, text in words.items():
        for word in text:
            having[word].append(name)
    seen = set[Named]()
    for name in new:
        seen.add(name)
        shared = Counter(other for word in words[name] for other in having[word] if other not in seen)
        sizes = len(words[name])
        yield from ((name, other) for other, n in shared.items() if 2 * n >= _LIKELY * (sizes + len(words[other])))


def _words(text: str) -> frozenset[str]:
    words = _WORD.findall(normal(text))
    return frozenset(word[:_STEM] for word in words if len(word) > _SHORT or word.isdigit()) or frozenset(words)
