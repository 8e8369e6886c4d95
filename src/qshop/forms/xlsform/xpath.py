"""XPath conditions as text, as short as possible: a part that always holds is left out."""

import re
from collections.abc import Iterable
from datetime import date

ALWAYS = ""
NEVER = "false()"
_COMPOUND = re.compile(" (and|or) ")
_PIECES = re.compile(r"(')|(?<=\$)(?=\{)")


def value(name: str) -> str:
    """Return the reference to a field, `${name}`; pyxform turns it into a path."""
    return f"${{{name}}}"


def literal(text: str) -> str:
    """Return a text as an XPath literal.

    XPath has no escapes, and pyxform reads `${…}` as a reference even in quotes: `concat` joins such a text.
    """
    if "${" not in text:
        for quote in ("'", '"'):
            if quote not in text:
                return f"{quote}{text}{quote}"
    pieces = [f'"{piece}"' if piece == "'" else f"'{piece}'" for piece in _PIECES.split(text) if piece]
    return f"concat({', '.join(pieces)})"


def equals(name: str, text: str) -> str:
    """Return the condition that a field is exactly `text`."""
    return f"{value(name)} = {literal(text)}"


def differs(name: str, text: str) -> str:
    """Return the condition that a field is anything but `text`, which a blank one is too."""
    return f"{value(name)} != {literal(text)}"


def since(day: date) -> str:
    """Return the condition that a visit is made on `day` or later; it fails until the visit has a day."""
    return f"{value('date')} >= date({literal(str(day))})"


def all_of(conditions: Iterable[str]) -> str:
    """Return the condition that all `conditions` hold; `ALWAYS` if there are none."""
    needed = list(dict.fromkeys(condition for condition in conditions if condition != ALWAYS))
    return NEVER if NEVER in needed else _joined(needed, " and ")


def any_of(conditions: Iterable[str]) -> str:
    """Return the condition that at least one of `conditions` holds; `NEVER` if there are none."""
    possible = list(dict.fromkeys(condition for condition in conditions if condition != NEVER))
    if ALWAYS in possible:
        return ALWAYS
    return _joined(possible, " or ") if possible else NEVER


def _joined(conditions: list[str], operator: str) -> str:
    """Return the conditions joined, compound ones in brackets. A literal that looks compound gets them too: no harm."""
    if len(conditions) < 2:
        return "".join(conditions)
    return operator.join(f"({one})" if _COMPOUND.search(one) else one for one in conditions)
