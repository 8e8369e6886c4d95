"""A bar on stderr while something long runs, on a terminal only."""

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def with_progress_bar(items: Sequence[T], label: str) -> Iterator[T]:
    """Yield each of `items`, with a bar on a terminal that disappears at the end; a single item has no bar."""
    if len(items) < 2 or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, label, console=Console(stderr=True), transient=True)
