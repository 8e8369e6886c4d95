"""What people typed is text: never markup, a formula, a terminal command or a template."""

import re

_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&$])")
_FRENCH_SPACE = re.compile("(?<=«) | (?=[;:?!»])")
_LINE_START = re.compile(r"^(\s*)([-+=:]|\d+[.)])", re.MULTILINE)


def visible(text: str) -> str:
    """Show control and direction characters by their code, so that they do nothing to a terminal or a page."""
    return _INVISIBLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def unbroken(text: str, language: str) -> str:
    """Keep French signs on the line of the word they belong to: the plain space between becomes a no-break space."""
    return _FRENCH_SPACE.sub("\u00a0", text) if language == "fr" else text


def markdown(text: object) -> str:
    """Escape text for Markdown (CommonMark with tables): every reader sees the characters that were typed."""
    escaped = _MARKUP.sub(r"\\\1", visible(str(text)).replace("\n", " "))
    return _LINE_START.sub(lambda found: f"{found[1]}{_escape_start(found[2])}", escaped).replace("://", ":\u200b//")


def _escape_start(sign: str) -> str:
    return f"{sign[:-1]}\\{sign[-1]}"
