"""Escaping for XLSForms: what people typed is shown as typed, never read as a reference, Markdown or HTML."""

import re

_JOINER = "\u2060"
"""Word joiner: invisible and without width. Put inside a mark, it makes the mark plain text."""
_NO_BREAK = "\u202f"
"""The narrow no-break space: pyxform turns the usual one into a plain space."""
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_MARKS = re.compile(
    r"\$(?=\{)"  # a reference
    r"|\binstance(?=\s*\()"  # an expression
    r"|<(?=[A-Za-z/]| span)"  # a tag
    r"|&(?=#?\w+;)"  # an entity
    r"|\](?=\()"  # a link
    r"|\\(?=[\\*_#])"  # an escape
)
_STARTS = re.compile(r"^(?=\s*#|[-+*] )|(?<=\n)(?=[0-9]+\. )", re.MULTILINE)
_EMPHASIS = re.compile(r"[*_]")


def escape_references(text: str) -> str:
    """Return a text without references, tags and entities; the characters that XML forbids become spaces."""
    return _MARKS.sub(lambda mark: mark[0] + _JOINER, _NOT_XML.sub(" ", text))


def escape_label(text: str) -> str:
    """Return a label that ODK Collect, Enketo and KoboToolbox show as it was typed.

    No invisible character stops emphasis. So where two `*` or `_` could mean it, they get a backslash, which all three
    understand; only in the answers of a list, where Enketo does not read Markdown, it shows the backslash.
    """
    escaped = escape_references(text)
    if any(escaped.count(mark) > 1 for mark in "*_"):
        escaped = _EMPHASIS.sub(r"\\\g<0>", escaped)
    return _STARTS.sub(_JOINER, escaped).replace("\u00a0", _NO_BREAK)
