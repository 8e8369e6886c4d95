"""How a table fits a width: which columns it leaves out, which stand on a line above the others, how wide each is."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from rich.cells import cell_len

from qshop.pages.shortening import fitting, shortened

Form = Literal["number", "name", "prose", "text"]
_SHORTEST: dict[Form, int] = {"name": 12, "prose": 24}
_GAPS, _INDENT = (3, 2), 2


@dataclass(frozen=True)
class Column:
    """A column with its heading, of one line or two.

    form: number: aligned right. name: cut where room is short, so that different ones stay different. prose: folded
    """

    heading: str
    cells: Sequence[str]
    form: Form

    @cached_property
    def width(self) -> int:
        """Return how wide it is if nothing is cut or folded."""
        return max(map(cell_len, (*self.heading.split("\n"), *self.cells)))

    @property
    def shortest(self) -> int:
        """Return the fewest cells that it can do with."""
        return _SHORTEST.get(self.form, self.width)

    def fitting(self, width: int) -> int:
        """Return the least width from `width` on in which it shows no two names as one."""
        return fitting(set(self.cells), width) if self.form == "name" else width

    def placed(self, width: int) -> dict[str, str]:
        """Return each of its cells as it is shown in a column so wide."""
        names = shortened(set(self.cells), width) if self.form == "name" else None
        return {cell: self.padded(names[cell] if names else cell, width) for cell in self.cells}

    def padded(self, text: str, width: int) -> str:
        """Return a text with blanks up to a width, on the side where the column is not aligned."""
        blanks = " " * (width - cell_len(text))
        return blanks + text if self.form == "number" else text + blanks


@dataclass(frozen=True)
class Layout:
    """Columns with the width of each, and the gap between them; the first of them stand on a line above the others."""

    columns: Sequence[Column]
    above: int
    widths: list[int]
    gap: int

    @property
    def indent(self) -> int:
        """Return by how much the lines below those above begin farther in."""
        return _INDENT if self.above else 0

    @property
    def width(self) -> int:
        """Return how wide the table is."""
        return max(self._total(self.widths[: self.above]), self.indent + self._total(self.widths[self.above :]))

    def _total(self, widths: list[int]) -> int:
        return sum(widths) + self.gap * (len(widths) - 1)

    def is_flat(self, width: int | None) -> bool:
        """Return whether every row is one line, no wider than `width`."""
        return width is None or (not self.above and self.width <= width)


def layout_of(columns: Sequence[Column], width: int | None, spare: Sequence[str] = ()) -> Layout:
    """Return the first layout that fits: the most even one; if none does, the narrowest. None: any width will do.

    Before rows need two lines each, the columns in `spare` are left out, the first of them first; if they need them all
    the same, no more columns are left out than must be.
    """
    left_out = [spare[:count] for count in range(len(spare) + 1)]
    layouts = [_layout_of([one for one in columns if one.heading not in names], width) for names in left_out]
    flat = [layout for layout in layouts if layout.is_flat(width)]
    fit = [layout for layout in layouts if width is None or layout.width <= width]
    return [*flat, *fit, layouts[-1]][0]


def _layout_of(columns: Sequence[Column], width: int | None) -> Layout:
    natural = [column.width for column in columns]
    layouts = [Layout(columns, 0, natural, gap) for gap in _GAPS]
    if width is not None:
        texts = next((place for place, column in enumerate(columns) if column.form == "number"), len(columns))
        layouts += [_narrowed(columns, above, width) for above in range(min(texts, len(columns) - 1) + 1)]
    return next((layout for layout in layouts if width is None or layout.width <= width), layouts[-1])


def _narrowed(columns: Sequence[Column], above: int, width: int) -> Layout:
    """Return a layout with the first columns above the others, each line of them narrowed to the width."""
    upper, lower = _shrunk(columns[:above], width), _shrunk(columns[above:], width - _INDENT if above else width)
    return Layout(columns, above, upper + lower, _GAPS[-1])


def _shrunk(columns: Sequence[Column], width: int) -> list[int]:
    """Return the widths of columns side by side, the widest of those that may shrink narrowed as far as needed."""
    widths = [column.width for column in columns]
    excess = sum(widths) + _GAPS[-1] * (len(widths) - 1) - width
    for _ in range(excess):
        spare = [place for place, column in enumerate(columns) if widths[place] > column.shortest]
        if spare:
            widths[max(spare, key=lambda place: widths[place])] -= 1
    return [column.fitting(one) for column, one in zip(columns, widths, strict=True)]
