"""Tables for a terminal: they fit its width, are whole where they are piped, and no text in them is read as markup."""

import io
import os
import shutil
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from qshop.pages.escaping import visible

PROSE = 100
"""The widest line of sentences: longer ones tire the eye."""
_SHORTEST_NAME, _SHORTEST_TEXT = 12, 24
_GAPS, _INDENT = (3, 2), 2


@dataclass(frozen=True)
class _Column:
    """A column with its heading, and the fewest cells that it can do with."""

    name: str
    cells: Sequence[str]
    is_number: bool
    shortest: int

    @property
    def width(self) -> int:
        return max(map(cell_len, (self.name, *self.cells)))


@dataclass(frozen=True)
class _Layout:
    """How a table is laid out: the columns on a line above the others, the width of each, and the gap between them."""

    above: int
    widths: list[int]
    gap: int

    @property
    def width(self) -> int:
        indent = _INDENT if self.above else 0
        return max(self._total(self.widths[: self.above]), indent + self._total(self.widths[self.above :]))

    def _total(self, widths: list[int]) -> int:
        return sum(widths) + self.gap * (len(widths) - 1)


def table(
    header: Sequence[str], rows: Sequence[Sequence[str]], numbers: Collection[str] = (), names: Collection[str] = ()
) -> str:
    """Return `rows` under `header`, as wide as they are, or fitted to the terminal that prints them.

    Columns in `numbers` are aligned right. Only `names`, whose codes stand beside them, are ever cut; a text in the
    last column is wrapped; where that is not enough, the first columns move to a line above the others.
    """
    shown = [[visible(cell) for cell in row] for row in rows]
    columns = [
        _Column(name, [row[place] for row in shown], name in numbers, _shortest(name, place, header, numbers, names))
        for place, name in enumerate(header)
    ]
    layout = _layout(columns, terminal_width())
    head = _lines([list(header)], columns, layout)
    return "".join([*(_bold(line) for line in head), "─" * layout.width + "\n", *_lines(shown, columns, layout)])


def _shortest(name: str, place: int, header: Sequence[str], numbers: Collection[str], names: Collection[str]) -> int:
    if name in names:
        return _SHORTEST_NAME
    is_last_text = place == len(header) - 1 and place > 0 and name not in numbers
    return _SHORTEST_TEXT if is_last_text else sys.maxsize


def _layout(columns: list[_Column], width: int | None) -> _Layout:
    """Return the first layout that fits: the most even one; if none does, the narrowest."""
    natural = [column.width for column in columns]
    layouts = [_Layout(0, natural, gap) for gap in _GAPS]
    if width is not None:
        texts = next((place for place, column in enumerate(columns) if column.is_number), len(columns))
        layouts += [_narrowed(columns, above, width) for above in range(min(texts, len(columns) - 1) + 1)]
    return next((layout for layout in layouts if width is None or layout.width <= width), layouts[-1])


def _narrowed(columns: list[_Column], above: int, width: int) -> _Layout:
    """Return a layout with the first columns above the others, each line of them narrowed to the width."""
    upper, lower = _shrunk(columns[:above], width), _shrunk(columns[above:], width - _INDENT if above else width)
    return _Layout(above, upper + lower, _GAPS[-1])


def _shrunk(columns: list[_Column], width: int) -> list[int]:
    """Return the widths of columns side by side, the widest of those that may shrink narrowed as far as needed."""
    widths = [column.width for column in columns]
    excess = sum(widths) + _GAPS[-1] * (len(widths) - 1) - width
    for _ in range(excess):
        spare = [place for place, column in enumerate(columns) if widths[place] > column.shortest]
        if spare:
            widths[max(spare, key=lambda place: widths[place])] -= 1
    return widths


def _lines(rows: list[list[str]], columns: list[_Column], layout: _Layout) -> Iterator[str]:
    """Yield the lines of rows; what stands above is written once for all rows that follow and share it."""
    above = layout.above
    for upper, group in groupby(rows, key=lambda row: row[:above]):
        if above:
            yield _line(upper, columns[:above], layout.widths[:above], layout.gap)
        for row in group:
            *cells, last = row[above:]
            folded = folded_text(last, layout.widths[-1]) if columns[-1].shortest == _SHORTEST_TEXT else [last]
            for place, part in enumerate(folded):
                start = cells if place == 0 else ["" for _ in cells]
                indent = " " * _INDENT if above else ""
                yield indent + _line([*start, part], columns[above:], layout.widths[above:], layout.gap)


def _line(cells: Sequence[str], columns: list[_Column], widths: list[int], gap: int) -> str:
    placed = [_placed(*pair) for pair in zip(cells, columns, widths, strict=True)]
    return (" " * gap).join(placed).rstrip() + "\n"


def _placed(cell: str, column: _Column, width: int) -> str:
    """Return a cell in its place; one that is too wide is a name, and ends with a sign that it was cut."""
    if cell_len(cell) > width:
        return set_cell_size(set_cell_size(cell, width - 1).rstrip() + "…", width)
    blanks = " " * (width - cell_len(cell))
    return blanks + cell if column.is_number else cell + blanks


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
