"""Tables for a terminal: they fit its width, are whole where they are piped, and no text in them is read as markup."""

import io
import os
import shutil
import sys
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from qshop.pages.escaping import visible
from qshop.pages.table_layout import Column, Form, Layout, layout_of

PROSE = 100
"""The widest line of sentences: longer ones tire the eye."""


def table(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    numbers: Collection[str] = (),
    names: Collection[str] = (),
    spare: Sequence[str] = (),
) -> str:
    """Return `rows` under `header`, as wide as they are, or fitted to the terminal that prints them.

    Columns in `numbers` are aligned right. Where a terminal is too narrow, `names` are cut, so that different ones stay
    different, a text in the last column is folded, and columns in `spare` are left out, the first of them first; where
    that is not enough, the first columns move to a line above the others. Nothing else is ever cut.
    """
    shown = [[_shown(cell) for cell in row[:-1]] + [visible(row[-1])] for row in rows]
    columns = [
        Column(name, [row[place] for row in shown], _form(name, place, header, numbers, names))
        for place, name in enumerate(header)
    ]
    layout = layout_of(columns, terminal_width(), spare)
    return "".join([*map(_bold, _header(layout)), "─" * layout.width + "\n", *_lines(layout)])


def _shown(cell: str) -> str:
    """Return a text on one line, so that it takes the place that its column has."""
    return visible(cell).replace("\n", "\\n").replace("\t", "\\t")


def _form(name: str, place: int, header: Sequence[str], numbers: Collection[str], names: Collection[str]) -> Form:
    if name in names:
        return "name"
    if name in numbers:
        return "number"
    return "prose" if place == len(header) - 1 and place > 0 else "text"


def _header(layout: Layout) -> Iterator[str]:
    """Yield the lines of the headings, those of one line below."""
    for above in (True, False) if layout.above else (False,):
        columns, widths = _part(layout, above=above)
        headings = [column.heading.split("\n") for column in columns]
        for line in range(max(map(len, headings)), 0, -1):
            texts = [heading[-line] if line <= len(heading) else "" for heading in headings]
            cells = [column.padded(text, width) for column, text, width in zip(columns, texts, widths, strict=True)]
            yield _line(cells, layout, above=above)


def _part(layout: Layout, *, above: bool) -> tuple[Sequence[Column], list[int]]:
    """Return the columns above the others, or these, with their widths."""
    chosen = slice(None, layout.above) if above else slice(layout.above, None)
    return layout.columns[chosen], layout.widths[chosen]


def _lines(layout: Layout) -> Iterator[str]:
    """Yield the lines of rows; what stands above is written once for all rows that follow and share it."""
    rows = zip(*(column.cells for column in layout.columns), strict=True)
    placed = [column.placed(width) for column, width in zip(layout.columns, layout.widths, strict=True)]
    for upper, group in groupby(rows, key=lambda row: row[: layout.above]):
        if layout.above:
            yield _line([of[cell] for of, cell in zip(placed, upper, strict=False)], layout, above=True)
        for row in group:
            *cells, last = [of[cell] for of, cell in zip(placed, row, strict=True)][layout.above :]
            for place, part in enumerate(_folded(last, layout)):
                start = cells if place == 0 else [" " * cell_len(cell) for cell in cells]
                yield _line([*start, part], layout, above=False)


def _folded(last: str, layout: Layout) -> list[str]:
    return folded_text(last, layout.widths[-1]) if layout.columns[-1].form == "prose" else [last]


def _line(cells: Sequence[str], layout: Layout, *, above: bool) -> str:
    return (" " * (0 if above else layout.indent) + (" " * layout.gap).join(cells)).rstrip() + "\n"


def heading(text: str) -> str:
    """Return a bold line with a blank line above it."""
    return "\n" + _bold(visible(text) + "\n")


def folded_text(text: str, width: int) -> list[str]:
    """Return a text as lines no wider than `width`, broken between words; a blank text is one blank line."""
    return [line.plain.rstrip() for line in Text(text).wrap(Console(file=io.StringIO()), width)] or [""]


def prose_width() -> int:
    """Return how wide a line of sentences may be: never wider than the terminal, nor than `PROSE`."""
    return min(terminal_width() or PROSE, PROSE)


def terminal_width() -> int | None:
    """Return the width of the terminal that data is printed on; None where it is piped, so that nothing is cut."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _bold(line: str) -> str:
    """Return a line in bold where it is printed on a terminal that wants it."""
    if not sys.stdout.isatty() or "NO_COLOR" in os.environ:
        return line
    console = Console(file=io.StringIO(), force_terminal=True, highlight=False, soft_wrap=True)
    console.print(Text(line, style="bold"), end="")
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]
