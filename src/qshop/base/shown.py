"""A cell in a message: quoted only where it cannot be personal.

A comment, a name or a telephone number may stand in any column of a file whose rows are shifted; messages go into logs.
"""

import re
from collections.abc import Iterable

from qshop.base.suggest import nearest

_NUMBER = r"[+-]?\d{1,8}(?:[.,]\d{1,15})?(?:[eE][+-]?\d{1,3})?\s?%?"
_DAY = r"\d{1,4}([-/.])\d{1,2}(?:\1\d{1,4})?"
_CLOCK = r"\d{1,2}[:.;h]\d{2}(?:[:.]\d{2}(?:\.\d{1,6})?)?(?: ?[AaPp][Mm]|Z|[+-]\d{2}:?\d{2})?"
_SIGNS = r"[^\w\s]{1,8}"
_WORDS = "yes|no|y|n|x|true|false|n/?a|#n/a|nan|null|none"
_IMPERSONAL = re.compile(rf"{_NUMBER}|{_CLOCK}|{_DAY}(?:[T ]{_CLOCK})?|{_SIGNS}|(?i:{_WORDS})", re.ASCII)


def shown(text: str, known: Iterable[str] = ()) -> str:
    """Return a cell as a message names it: in quotation marks, or by its length alone, as in “a text of 11 characters”.

    Quoted are numbers, days and times, and what is close to a value `known` there, or made like one: with digits and
    letters in the same places. A long number may be a telephone's.
    """
    values = list(known)
    if _IMPERSONAL.fullmatch(text.strip()) or nearest(text, values) or _is_made_of(text, values):
        return f"“{text}”"
    return f"a text of {len(text)} character{'' if len(text) == 1 else 's'}"


def _is_made_of(text: str, values: list[str]) -> bool:
    """Return whether a text is made like one of the values, with a digit, or of several values and marks between."""
    if any(map(str.isdigit, text)) and _form(text) in map(_form, values):
        return True
    return set(re.split(r"[^\w-]+", text)) <= set(values)


def _form(text: str) -> str:
    return "".join("0" if sign.isdigit() else "a" if sign.isalpha() else sign for sign in text)
