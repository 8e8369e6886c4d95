"""What commands print: data on stdout, everything said to a person on stderr."""

import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Literal

from qshop.base.diagnostics import Diagnostic, merge_repeated
from qshop.cli.streams import give_up

if TYPE_CHECKING:
    import pandas as pd

_SHOWN = 50


def print_data(text: str) -> None:
    """Write data to stdout."""
    sys.stdout.write(text)


def print_bytes(data: bytes) -> None:
    """Write data that is no text to stdout."""
    sys.stdout.buffer.write(data)


def print_json(rows: list[dict[str, object]], diagnostics: Iterable[Diagnostic] = ()) -> None:
    """Write rows and diagnostics to stdout as JSON; what could move a terminal's cursor is written as an escape."""
    from qshop.pages.escaping import visible_json

    content = {"format": 1, "rows": rows, "diagnostics": [diagnostic.as_row() for diagnostic in diagnostics]}
    print_data(visible_json(json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)) + "\n")


def print_frame(table: "pd.DataFrame", format_: Literal["csv", "json"]) -> None:
    """Write a table of figures to stdout, unrounded, as CSV or as JSON; what there is none of is blank, or null."""
    from qshop.io.spreadsheet_csv import neutral_columns

    if format_ == "csv":
        print_data(neutral_columns(table).to_csv(index=False, lineterminator="\n"))
        return
    table = table.astype(object)
    records = table.where(table.notna(), None).to_dict("records")
    print_json([{str(name): value for name, value in record.items()} for record in records])


def print_message(message: str) -> None:
    """Write a message to stderr, for the person at the terminal; where it cannot be written, nobody listens."""
    from qshop.pages.escaping import visible

    try:
        print(_fitted(visible(message)), file=sys.stderr, flush=True)  # noqa: T201 - the one place that prints
    except OSError:
        give_up(sys.stderr)


def _fitted(message: str) -> str:
    """Return a message whose lines are broken between words, where it goes to a terminal that is narrower than they."""
    if not sys.stderr.isatty():
        return message
    width = os.get_terminal_size(sys.stderr.fileno()).columns
    return "\n".join(line for long in message.split("\n") for line in _broken(long, width))


def _broken(line: str, width: int) -> list[str]:
    """Return a line as lines that begin as far in as it does; what has no blank, such as a path, stays whole."""
    if len(line) <= width:
        return [line]
    indent = line[: len(line) - len(line.lstrip())]
    return wrap(line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def print_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Write diagnostics to stderr; a line that several of them share is written once."""
    from qshop.pages.diagnostic_lines import full

    for diagnostic in merge_repeated(diagnostics):
        print_message(full(diagnostic))


def print_rejects(diagnostics: Iterable[Diagnostic]) -> None:
    """Write the first diagnostics of rows to stderr, and how many more there are: a file may have any number."""
    from qshop.pages.diagnostic_lines import full

    merged = merge_repeated(diagnostics)
    for diagnostic in merged[:_SHOWN]:
        print_message(full(diagnostic))
    if len(merged) > _SHOWN:
        print_message(f"… and {len(merged) - _SHOWN:,} more like these")


def with_paths(diagnostics: Iterable[Diagnostic], path_of: Callable[[str], str]) -> list[Diagnostic]:
    """Return the diagnostics with other paths: those that `path_of` returns for theirs."""
    path_of = cache(path_of)
    return [replace(one, where=replace(one.where, path=path_of(one.where.path))) for one in diagnostics]


def path_from_here(path: Path) -> str:
    """Return a path as text: relative where it lies below the current folder, else as it is."""
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)
