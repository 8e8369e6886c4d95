"""What is wrong with a file that is not YAML, in our own words: a parser speaks of tokens, streams and scalars."""

import re
from dataclasses import dataclass

import yaml

from qshop.io.git_leftovers import LEFT_OVER


@dataclass(frozen=True)
class YamlFault:
    """What is wrong, where (line and column from 1), and what to do."""

    message: str
    help: str
    line: int
    column: int


_LEFT_OF_A_CONFLICT = re.compile(r"[ \t]*(={7,}|\|{7,})([ \t]|$)")
_INDENT = "check the indentation of this line, and the quotes and brackets before it"
_SIGN = "put text that begins with a sign in quotes"
_FAULTS: tuple[tuple[str, str, str], ...] = (
    ("tag", "a text begins with “!”", _SIGN),
    ("anchor", "a text begins with “&”", _SIGN),
    ("alias", "a text begins with “*”", _SIGN),
    ("directive", "a line begins with “%”", _SIGN),
    ("block scalar", "something stands behind “|” or “>”", "begin the text on the next line, or put it in quotes"),
    ("unexpected document", "a line of --- or ... inside quotes", "a quote opened above is never closed"),
    ("end of stream", "a quote or bracket is never closed", "close it; what stands on later lines belongs to it now"),
    (
        "mapping values",
        "a colon inside a text",
        "a colon and a space start a new key: put the text in quotes, or indent as above",
    ),
    ("sequence entries", "a list begins in the middle of a line", "start the list on a line of its own"),
    ("mapping keys", "a key begins in the middle of a line", "start it on a line of its own"),
    ("expected ':'", "a key without a colon", "a key needs a colon and a space after it"),
    ("unexpected ':'", "a colon that belongs to nothing", "put the whole text in quotes"),
    ("',' or ']'", "“,” or “]” is missing", "part the entries by commas, and close the list"),
    ("',' or '}'", "“,” or “}” is missing", "part the entries by commas, and close the bracket"),
    (
        "node content",
        "a value is missing, or a bracket closes too early",
        "check the quotes and brackets of this line",
    ),
    ("escape", "a backslash that means nothing", "inside double quotes write \\\\, or use single quotes"),
    ("hex", "a backslash that means nothing", "inside double quotes write \\\\, or use single quotes"),
    ("violates indentation", "a tab in the indentation", "indent with spaces; YAML allows no tabs there"),
    ("indentation space", "a tab in the indentation", "indent with spaces; YAML allows no tabs there"),
    ("expected", "something does not fit what stands before it", _INDENT),
)
"""What the parser's words are known by, what they mean, and what to do; the first that is found counts."""


def yaml_fault(error: yaml.YAMLError, lines: list[str]) -> YamlFault:
    """Return what is wrong with the text that has these `lines`."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return YamlFault("it cannot be read", "check its notation", 1, 1)
    is_key = "simple key" in (error.context or "")
    mark = error.context_mark if is_key else error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    text = "".join(lines[line - 1 : line])
    if _LEFT_OF_A_CONFLICT.match(text):
        return YamlFault(LEFT_OVER.message, LEFT_OVER.help, line, 1)
    message, help_ = _meaning(f"{error.context} {error.problem}", text[column - 1 :])
    return YamlFault(message + _opening_line(error), help_, line, column)


def _meaning(words: str, rest: str) -> tuple[str, str]:
    """Return what the parser's `words` mean, and what to do; `rest` is the line from the place on."""
    if rest.startswith("\t") and ("start any token" in words or "block scalar" in words):
        return "a tab in the indentation", "indent with spaces; YAML allows no tabs there"
    if "start any token" in words:
        return f"a text begins with “{rest[:1]}”", _SIGN
    found = ((message, help_) for fragment, message, help_ in _FAULTS if fragment in words)
    return next(found, ("the line cannot be read", "check its notation"))


def _opening_line(error: yaml.MarkedYAMLError) -> str:
    """Return a phrase with the line on which an unfinished quote or bracket was opened; empty if none is unfinished."""
    context, start, end = error.context or "", error.context_mark, error.problem_mark
    unfinished = start and end and start.line < end.line and ("flow" in context or "quoted" in context)
    return f" (opened on line {start.line + 1})" if start and unfinished else ""
