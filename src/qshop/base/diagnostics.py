"""A problem is a value: where it stands, what is wrong, and what to do next."""

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
    """One problem under a stable code (`QS1xx` source, `2xx` model, `3xx` ethics, `4xx` visits)."""

    code: str
    message: str
    where: Where
    help: str = ""

    def as_row(self) -> dict[str, str | int]:
        """Give the row of the JSON contract: path, line, column, code, message, help."""
        place = self.where
        return {
            "path": place.path,
            "line": place.line,
            "column": place.column,
            "code": self.code,
            "message": self.message,
            "help": self.help,
        }


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort by place, then code, and drop exact repeats, so that output never depends on who found what."""
    return sorted(set(diagnostics), key=lambda d: (d.where.path, d.where.line, d.where.column, d.code, d.message))


def merge_repeated(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Say once what several lines of one file share, naming the other lines in the message."""
    groups: dict[tuple[str, str, str], list[Diagnostic]] = defaultdict(list)
    for found in diagnostics:
        groups[found.where.path, found.code, found.message].append(found)
    return [_once(group) for group in groups.values()]


def _once(group: list[Diagnostic]) -> Diagnostic:
    first, *others = group
    lines = sorted({other.where.line for other in others} - {first.where.line})
    if not lines:
        return first
    shown = ", ".join(str(line) for line in lines[:5]) + (" …" if len(lines) > 5 else "")
    return replace(first, message=f"{first.message} (also on {len(lines)} more: line {shown})")
