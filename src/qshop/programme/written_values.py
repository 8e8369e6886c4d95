"""Values written as YAML: texts in the quotes of their file, codes bare where they may be, mappings as lines."""

import re
from collections.abc import Mapping
from typing import Final

DOUBLE, SINGLE, BARE = '"', "'", ""
"""How texts stand in a file: in double quotes, in single ones, or in none."""

_BARE: Final = re.compile(r"[^\W\d_]\w*(?:[ .’/-]\w+|; \w+)*[.]?|\d{4}-\d{2}-\d{2}|0|[1-9]\d{0,8}")
_NOT_AS_TEXT: Final = re.compile("(?i:true|false|yes|no|on|off|y|n|null)")
_HIDDEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")


class Code(str):
    """A text of which quotes would only distract: an id, a code, a day."""

    __slots__ = ()


class OnOneLine(dict[str, str]):
    """A mapping of codes that stands on one line, as in `{group: B, on: 2026-03-02}`."""


Value = str | Mapping[str, "Value"]


def lines_of(values: Mapping[str, Value], quotes: str, indent: int) -> list[str]:
    """Return a mapping, whose keys are those of a model or languages, as lines, each of them `indent` spaces in."""
    lines = list[str]()
    for key, value in values.items():
        start = f"{' ' * indent}{key}:"
        if isinstance(value, str | OnOneLine):
            lines.append(f"{start} {on_one_line(value, quotes)}")
        else:
            lines += [start, *lines_of(value, quotes, indent + 2)]
    return lines


def on_one_line(value: Value, quotes: str) -> str:
    """Return a value as it stands on one line, also within brackets."""
    if isinstance(value, str):
        return quoted(value, BARE if isinstance(value, Code) else quotes)
    return "{" + pairs(value, BARE if isinstance(value, OnOneLine) else quotes) + "}"


def pairs(values: Mapping[str, Value], quotes: str) -> str:
    """Return what stands within the brackets of a mapping."""
    return ", ".join(f"{key}: {on_one_line(value, quotes)}" for key, value in values.items())


def quoted(text: str, quotes: str) -> str:
    """Return a text in these quotes; in double ones where it could not be read back, or be taken for no text."""
    if quotes == BARE and _BARE.fullmatch(text) and not _NOT_AS_TEXT.fullmatch(text):
        return text
    if quotes == SINGLE and not _HIDDEN.search(text):
        return "'" + text.replace("'", "''") + "'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _HIDDEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", escaped) + '"'
