"""The regular expression that matches a phrase of a word list."""

import re
from collections.abc import Callable

Lists = Callable[[str], list[str]]
"""Returns the phrases of a list, made plain."""
_GAP = r"(?:[^\W_][\w']*\s+){0,5}?"
_NEVER = "(?!)"


def expression(phrase: str, lists: Lists) -> str:
    """Return the source of a regular expression for a phrase made plain; `lists` returns the lists it refers to."""
    return "".join(_expression(piece, lists) for piece in phrase.split()).removesuffix(r"\s+")


def _expression(piece: str, lists: Lists) -> str:
    if piece == "…":
        return _GAP
    if piece == "^":
        return r"(?<=\A\s)"
    if piece == "#":
        return r"\d+\s+"
    if piece.startswith("@"):
        name = piece[1:].rstrip("'")
        phrases = [expression(phrase, _no_phrases) for phrase in lists(name)]
        return f"(?:{'|'.join(phrases) or _NEVER})" + piece[1 + len(name) :] + r"\s+"
    before, after = ((r"\w+" if piece.startswith("*") else ""), (r"\w*" if piece.endswith("*") else ""))
    return before + re.escape(piece.strip("*")) + after + r"\s+"


def _no_phrases(name: str) -> list[str]:  # noqa: ARG001 - a list that another one refers to may not refer further
    return []
