"""The form of the codes of staff and of shoppers, by which a name typed in place of a code is noticed.

A pattern is a regular expression in the part of the language that phones, browsers and qshop read alike. It is matched
without backtracking (by RE2, as Arrow has it), so that no pattern takes long.
"""

import re
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

from qshop.programme.scalars import model_error

NO_NAME = "[^ @]*[0-9][^ @]*"
"""The form of a code unless the programme declares another: no space, no @, and at least one digit."""
_LONGEST = 200
_HELP = "use letters, digits, [ ], ( ), |, ?, *, +, {n,m}, \\d, \\w and escaped signs, as in S[0-9]{2}"
_FOREIGN = re.compile(r"\\(?:[^\W_dw]|$)|\(\?(?!:)|\[\[|\[:|[^ -~]")
"""What not everything that reads patterns has or reads alike: classes and assertions by letter, marked groups."""
_ENDLESS = re.compile(r"\([^()]*[*+][^()]*\)[*+{]")
"""What repeats itself, repeated: a phone may try for hours in how many ways it can be read."""


def fits(code: str, pattern: str) -> bool:
    """Return whether the whole of a code has the form that a pattern describes."""
    if pattern == NO_NAME:
        return re.fullmatch(NO_NAME, code) is not None
    import pyarrow as pa  # noqa: PLC0415 - heavy, and only for a programme that declares a form
    from pyarrow import compute  # noqa: PLC0415

    return bool(compute.match_substring_regex(pa.scalar(code), f"^(?:{pattern})$").as_py())


def _pattern(value: object) -> str:
    """Return a pattern without the anchors around it: it is always the whole code that must fit."""
    from pyarrow import ArrowInvalid  # noqa: PLC0415 - heavy, and only for a programme that declares a form

    pattern = value.removeprefix("^") if isinstance(value, str) else ""
    pattern = pattern if pattern.endswith("\\$") else pattern.removesuffix("$")
    if not pattern.strip() or len(pattern) > _LONGEST or _FOREIGN.search(pattern) or _ENDLESS.search(pattern):
        raise model_error("QS303", f"this is no plain pattern of codes, of up to {_LONGEST} characters", _HELP)
    try:
        fits("", pattern)
    except ArrowInvalid:
        raise model_error("QS303", "this pattern of codes cannot be read", _HELP) from None
    return pattern


CodePattern = Annotated[
    str,
    BeforeValidator(_pattern),
    WithJsonSchema({"type": ["string", "number"], "minLength": 1, "maxLength": _LONGEST}),
]
