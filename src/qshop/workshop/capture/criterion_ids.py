"""The id of a criterion, made of its stage and its words, so that a reader of a diff knows what it is."""

import re
import unicodedata
from collections.abc import Container, Iterable
from hashlib import sha256
from typing import Final

from qshop.programme.scalars import METADATA, RESERVED_ENDINGS

_LONGEST: Final = 64
_WORDS: Final = 36
_LETTERS: Final = str.maketrans({"ı": "i", "ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "þ": "th"})
_ENDING: Final = re.compile("|".join(f"{ending}$" for ending in RESERVED_ENDINGS))


def ids_of(stage: str, texts: Iterable[str], taken: Container[str]) -> dict[str, str]:
    """Return a new id by text, whatever the order of the texts; none is among those `taken`.

    Words of other scripts cannot stand in an id: there a short hash of the text does.
    """
    ids, given = dict[str, str](), set[str]()
    for text in sorted(set(texts)):
        base = _cut(f"{stage}_{words_as_id(text) or _hash(text)}")
        names = (f"{base[: _LONGEST - 4]}_{number}" if number > 1 else base for number in range(1, _LONGEST**2))
        ids[text] = next(name for name in names if name not in taken and name not in given)
        given.add(ids[text])
    return ids


def words_as_id(text: str) -> str:
    """Return the first words of a text as ASCII letters, digits and `_`; empty where it has none."""
    apart = re.sub("['’‘]", " ", text.casefold()).translate(_LETTERS)
    words = re.findall("[a-z0-9]+", unicodedata.normalize("NFKD", apart).encode("ascii", "ignore").decode())
    long = [word for word in words if len(word) > 3 or word.isdigit()] or words
    return "_".join(word for number, word in enumerate(long) if len("_".join(long[: number + 1])) <= _WORDS) or (
        long[0][:_WORDS] if long else ""
    )


def _cut(name: str) -> str:
    name = name[:_LONGEST].rstrip("_")
    return f"{name[: _LONGEST - 2]}_1" if _ENDING.search(name) or name in METADATA else name


def _hash(text: str) -> str:
    return f"x{sha256(text.encode()).hexdigest()[:7]}"
