"""Tables for a terminal: plain columns, nothing wider than the page, nobody's text taken for markup."""

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
    """Set `rows` under `header`; the columns in `numbers` are set right and whole, texts are cut to fit the width."""
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
    """Give each column its width: what it needs, less what the widest texts must give up to fit the page."""
    needed = [max(map(cell_len, column)) for column in zip(header, *rows, strict=True)]
    texts = [place for place, name in enumerate(header) if name not in numbers]
    spare = WIDTH - sum(needed) - _GAP * (len(needed) - 1)
    while spare < 0 and texts and max(needed[place] for place in texts) > _NARROWEST:
        needed[max(texts, key=lambda place: needed[place])] -= 1
        spare += 1
    return needed


def heading(text: str) -> str:
    """Set a line that stands out above a table."""
    return "\n" + _printed(Text(visible(text), style="bold"))


def _printed(thing: Table | Text) -> str:
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    console = Console(file=io.StringIO(), width=WIDTH, force_terminal=colour, no_color=not colour, highlight=False)
    console.print(thing)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in text.split("\n"))
