"""Typed text that stays text: neither a reference, nor Markdown, nor HTML to what shows the form."""

import re

_JOINER = "\u2060"
"""Word joiner: invisible and of no width. Standing inside a mark, it keeps the mark from being one."""
_NO_BREAK = "\u202f"
"""The narrow no-break space: of the usual one, what turns an XLSForm into a form makes a plain space."""
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
    """Keep a text from being taken for a reference, a tag or an entity; XML's forbidden characters become spaces."""
    return _MARKS.sub(lambda mark: mark[0] + _JOINER, _NOT_XML.sub(" ", text))


def escape_label(text: str) -> str:
    """Write a label so that ODK Collect, Enketo and KoboToolbox show it as it was typed.

    Nothing invisible breaks emphasis: where two marks could mean it, they get the backslash that all of these know.
    Enketo shows that backslash in the answers of a list, where it knows no Markdown.
    """
    safe = escape_references(text)
    if any(safe.count(mark) > 1 for mark in "*_"):
        safe = _EMPHASIS.sub(r"\\\g<0>", safe)
    return _STARTS.sub(_JOINER, safe).replace("\u00a0", _NO_BREAK)
