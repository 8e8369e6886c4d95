"""Tables for a terminal: plain columns, no line wider than `WIDTH`, and no text read as markup."""

import io
import os
import sys
from collections.abc import Collection, Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from qshop.pages.escaping import visible

WIDTH = 100
_NARROWEST, _GAP = 8, 3


def table(header: Sequence[str], rows: Sequence[Sequence[str]], numbers: Collection[str] = ()) -> str:
    """Return `rows` under `header`; columns in `numbers` are aligned right and never cut, others cut to fit."""
    shown = [[visible(cell) for cell in row] for row in rows]
    widths = _fitted(header, shown, numbers)
    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name, width in zip(header, widths, strict=True):
        right = "right" if name in numbers else "left"
        grid.add_column(Text(name), justify=right, width=width, no_wrap=True, overflow="ellipsis")  # type: ignore[arg-type]
    for row in shown:
        grid.add_row(*(Text(cell) for cell in row))
    return _printed(grid)


def _fitted(header: Sequence[str], rows: Sequence[Sequence[str]], numbers: Collection[str]) -> list[int]:
    """Return the width of each column: what it needs, with the widest texts narrowed until the table fits."""
    widths = [max(map(cell_len, column)) for column in zip(header, *rows, strict=True)]
    texts = [place for place, name in enumerate(header) if name not in numbers]
    spare = WIDTH - sum(widths) - _GAP * (len(widths) - 1)
    while spare < 0 and texts and max(widths[place] for place in texts) > _NARROWEST:
        widths[max(texts, key=lambda place: widths[place])] -= 1
        spare += 1
    return widths


def heading(text: str) -> str:
    """Return a bold line with a blank line above it."""
    return "\n" + _printed(Text(visible(text), style="bold"))


def _printed(renderable: Table | Text) -> str:
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    console = Console(file=io.StringIO(), width=WIDTH, force_terminal=colour, no_color=not colour, highlight=False)
    console.print(renderable)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in text.split("\n"))
