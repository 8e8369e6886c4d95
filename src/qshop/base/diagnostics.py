"""Diagnostics: problems as values, each with its place, what is wrong and what to do next."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in a file. `line` and `column` count from 1; 0 means the file as a whole."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem under a stable code (`QS1xx` source, `2xx` model, `3xx` wording and ethics, `4xx` visits)."""

    code: str
    message: str
    where: Where
    help: str = ""

    def as_row(self) -> dict[str, str | int]:
        """Return the row of the JSON contract: path, line, column, code, message, help."""
        return {
            "path": self.where.path,
            "line": self.where.line,
            "column": self.where.column,
            "code": self.code,
            "message": self.message,
            "help": self.help,
        }


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return diagnostics sorted by place, then by code, without exact repeats: the same output from any order."""
    return sorted(set(diagnostics), key=lambda d: (d.where.path, d.where.line, d.where.column, d.code, d.message))


def merge_repeated(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return diagnostics with those of one file, code and message as one, whose message names the other lines."""
    groups: dict[tuple[str, str, str], list[Diagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        groups[diagnostic.where.path, diagnostic.code, diagnostic.message].append(diagnostic)
    return [_merged(group) for group in groups.values()]


def _merged(group: list[Diagnostic]) -> Diagnostic:
    first, *others = group
    lines = sorted({other.where.line for other in others} - {first.where.line})
    if not lines:
        return first
    shown = ", ".join(str(line) for line in lines[:5]) + (" …" if len(lines) > 5 else "")
    return replace(first, message=f"{first.message} (also on {len(lines)} more: line {shown})")
