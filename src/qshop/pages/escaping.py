"""What people typed is text: never markup, a formula, a terminal command or a template."""

import json
import re

from qshop.base.language_tags import with_wider
from qshop.base.shown_path import code_of

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U0010ffff]"
)
"""Controls, directions, fillers, tags, halves of characters and private ones. None depends on Python's own tables."""
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&$])")
_FRENCH_SPACE = re.compile("(?<=«) | (?=[;:?!»])")
_LINE_START = re.compile(r"^([-+=:]|\d+[.)])")
_REFERENCES = re.compile(
    r"(?<=@)(?=\w)"  # a person, or the host of an address
    r"|(?<=[#!$%&])(?=\d)|(?<=~)(?=\w)|(?<=\bGH)(?=-\d)"  # an issue, a request, a label
    r"|(?<=\bwww)(?=\.)|(?<=:)(?=//|(?:[+-]1|[\w+-]*[a-z][\w+-]*):)",  # an address, an emoji
    re.IGNORECASE,
)
"""Where forges see something to link to in a finished page, in which no escape is left: there it is parted."""
_COMMIT = re.compile(r"\b(?=[a-f]*\d)(?=\d*[a-f])([0-9a-f]{4})([0-9a-f]{3,36})\b")
_UNSEEN = "\u200b"


def visible(text: str) -> str:
    """Return a text that shows control, direction and invisible characters by their code, so that they have no effect.

    The joiners and marks without which Persian, Hindi, Hebrew or a family of emoji cannot be written (U+200C to
    U+200F) stay.
    """
    return _INVISIBLE.sub(lambda match: code_of(ord(match[0])), text)


def visible_json(text: str) -> str:
    """Return a JSON text in which the same characters are escapes, so that it says the same."""
    return _INVISIBLE.sub(lambda match: json.dumps(match[0])[1:-1], text)


def unbroken(text: str, language: str) -> str:
    """Return a text in which French signs stay beside their word: the space between becomes a no-break space."""
    return _FRENCH_SPACE.sub("\u00a0", text) if "fr" in with_wider(language) else text


def markdown(text: object) -> str:
    """Return text escaped for Markdown (CommonMark with tables, as forges read it): readers see what was typed.

    Nothing in it is a link, a mention or a reference. Blanks around it, which could make it code, are left out.
    """
    line = visible(str(text)).replace("\n", " ").strip(" \t")
    parted = _COMMIT.sub(rf"\1{_UNSEEN}\2", _REFERENCES.sub(_UNSEEN, line))
    return _LINE_START.sub(lambda match: _escape_start(match[1]), _MARKUP.sub(r"\\\1", parted))


def _escape_start(sign: str) -> str:
    return f"{sign[:-1]}\\{sign[-1]}"
