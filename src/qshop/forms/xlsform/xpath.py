"""Conditions in XPath, as short as they can be: what always or never holds is known and not written out."""

import re
from collections.abc import Iterable

ALWAYS = ""
NEVER = "false()"
_COMPOUND = re.compile(" (and|or) ")
_PIECES = re.compile(r"(')|(?<=\$)(?=\{)")


def value(name: str) -> str:
    """Refer to a field by its name; the form's converter makes a path of it."""
    return f"${{{name}}}"


def literal(text: str) -> str:
    """Quote a text. XPath has no escapes, and the converter would take `${…}` for a reference even in quotes."""
    if "${" not in text:
        for quote in ("'", '"'):
            if quote not in text:
                return f"{quote}{text}{quote}"
    pieces = [f'"{piece}"' if piece == "'" else f"'{piece}'" for piece in _PIECES.split(text) if piece]
    return f"concat({', '.join(pieces)})"


def equals(name: str, text: str) -> str:
    """Hold while a field is exactly `text`."""
    return f"{value(name)} = {literal(text)}"


def differs(name: str, text: str) -> str:
    """Hold while a field is anything but `text`, or blank."""
    return f"{value(name)} != {literal(text)}"


def all_of(conditions: Iterable[str]) -> str:
    """Hold while all hold."""
    parts = list(dict.fromkeys(part for part in conditions if part != ALWAYS))
    return NEVER if NEVER in parts else _joined(parts, " and ")


def any_of(conditions: Iterable[str]) -> str:
    """Hold while one holds; of no conditions, none does."""
    given = list(conditions)
    parts = list(dict.fromkeys(part for part in given if part != NEVER))
    if ALWAYS in parts:
        return ALWAYS
    return _joined(parts, " or ") if parts else NEVER


def _joined(parts: list[str], word: str) -> str:
    """Join conditions, the compound ones in brackets. A quoted text may look compound: that does no harm."""
    if len(parts) < 2:
        return "".join(parts)
    return word.join(f"({part})" if _COMPOUND.search(part) else part for part in parts)
