"""How a phrase of a word list is matched: as a regular expression."""

import re
from collections.abc import Callable

Lists = Callable[[str], list[str]]
"""Gives the phrases of a list, made plain."""
_GAP = r"(?:[^\W_][\w']*\s+){0,5}?"
_NEVER = "(?!)"


def expression(phrase: str, lists: Lists) -> str:
    """Turn a phrase made plain into the source of an expression; `lists` gives those that it refers to."""
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
        parts = [expression(phrase, _nothing) for phrase in lists(name)]
        return f"(?:{'|'.join(parts) or _NEVER})" + piece[1 + len(name) :] + r"\s+"
    before, after = ((r"\w+" if piece.startswith("*") else ""), (r"\w*" if piece.endswith("*") else ""))
    return before + re.escape(piece.strip("*")) + after + r"\s+"


def _nothing(name: str) -> list[str]:  # noqa: ARG001 - a list that another one refers to may not refer further
    return []
