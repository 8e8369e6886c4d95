"""The text of a YAML file, of which every character can be seen; a file of anything else is refused for what it is."""

import re

from qshop.io.git_leftovers import refuse_leftovers
from qshop.io.refusal import RefusedError
from qshop.io.text_position import line_and_column

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_LINK = re.compile(r"(?:\.{1,2}/|/)[^\s:]+\.yaml\s*")


def yaml_text(data: bytes) -> str:
    """Return the text of a file, without the mark that some editors put at its start.

    Raises `RefusedError` if it is not UTF-8, holds a character that cannot be seen, or is something that git put there.
    """
    encoding = _other_encoding(data)
    if encoding:
        raise RefusedError("QS101", f"the file is {encoding}", 1, "save it as UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8", "replace")
        line, column = line_and_column(before, len(before))
        message = f"byte {error.start + len(data) - len(error.object)} is not UTF-8"
        raise RefusedError("QS101", message, line, "save the file as UTF-8", column) from None
    refuse_leftovers(text)
    if _LINK.fullmatch(text):
        help_ = "put the file itself here, or let git make links: git config core.symlinks true"
        raise RefusedError("QS115", "the text of a link stands here instead of the file", 1, help_)
    match = _UNPRINTABLE.search(text)
    if match:
        line, column = line_and_column(text, match.start())
        message = f"an invisible control character (U+{ord(match[0]):04X})"
        help_ = "the file is damaged or no text: take it from git again" if match[0] == "\0" else "delete the character"
        raise RefusedError("QS101", message, line, help_, column)
    return text


def _other_encoding(data: bytes) -> str:
    """Return the encoding that the first bytes betray; a file begins with a letter or sign of ASCII."""
    if data[:4] in (b"\xff\xfe\0\0", b"\0\0\xfe\xff"):
        return "UTF-32"
    first = data[:4]
    has_gaps = len(first) == 4 and any(first) and (not any(first[::2]) or not any(first[1::2]))
    return "UTF-16" if has_gaps or first[:2] in (b"\xff\xfe", b"\xfe\xff") else ""
