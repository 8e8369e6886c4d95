"""What people typed is text: never markup, a formula, a terminal command or a template."""

import re

from qshop.base.language_tags import with_wider

_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff]")
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&$])")
_FRENCH_SPACE = re.compile("(?<=«) | (?=[;:?!»])")
_LINE_START = re.compile(r"^(\s*)([-+=:]|\d+[.)])", re.MULTILINE)


def visible(text: str) -> str:
    """Return a text that shows control and direction characters by their code, so that they have no effect.

    The joiners and marks without which Persian, Hindi or Hebrew cannot be written (U+200C to U+200F) stay.
    """
    return _INVISIBLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def unbroken(text: str, language: str) -> str:
    """Return a text in which French signs stay beside their word: the space between becomes a no-break space."""
    return _FRENCH_SPACE.sub("\u00a0", text) if "fr" in with_wider(language) else text


def markdown(text: object) -> str:
    """Return text escaped for Markdown (CommonMark with tables): readers see the characters that were typed."""
    escaped = _MARKUP.sub(r"\\\1", visible(str(text)).replace("\n", " "))
    return _LINE_START.sub(lambda match: f"{match[1]}{_escape_start(match[2])}", escaped).replace("://", ":\u200b//")


def _escape_start(sign: str) -> str:
    return f"{sign[:-1]}\\{sign[-1]}"
