"""Sites and stages, drawn: a cell for each with its percentage and base, marked where it misses the stage's target."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from qshop.pages.drawing import Drawing, Table
from qshop.pages.svg import (
    INK,
    LINE,
    QUIET,
    SMALL,
    WEAK,
    WEAK_PALE,
    WIDTH,
    breadth,
    drawn,
    element,
    fitted,
    folded,
    label,
    line,
)

_NAMES, _EDGE = 92.0, 24.0
"""How wide the names of sites are at least; what is left beside the cells for the last stage's name."""
_HIGH, _FAR = 0.87, 0.5
"""How high and how wide a name is that stands aslant at 60 degrees, of its length."""
_CELL, _GAP = 28.0, 2.0
_MET = "#d8e8ea"
_ROWS = 30
"""How many sites one drawing holds, so that it fits on a sheet of paper; more go on in another."""


@dataclass(frozen=True)
class GridCell:
    """A site's percentage at a stage (None: there is none), what it is made from, and whether it misses its target."""

    value: float | None
    base: str
    is_below: bool = False


@dataclass(frozen=True)
class GridWords:
    """The words of a grid; `below` says that a cell misses its target, `blank` what an empty cell means."""

    title: str
    description: str
    site: str
    below: str
    blank: str
    none: str = "–"


def stage_grid(
    sites: Sequence[str],
    stages: Sequence[str],
    cells: Sequence[Sequence[GridCell]],
    words: GridWords,
    number: Callable[[float], str],
) -> Drawing:
    """Return the drawing of a row of cells a site, a cell a stage; `number` writes a percentage as the page does."""
    parts = [slice(start, start + _ROWS) for start in range(0, len(sites), _ROWS)]
    titles = [f"{words.title} ({n}/{len(parts)})" if len(parts) > 1 else words.title for n in range(1, len(parts) + 1)]
    svg = "".join(
        _part(title, sites[part], stages, cells[part], words, number) for title, part in zip(titles, parts, strict=True)
    )
    return Drawing(words.title, words.description, svg, _table(sites, stages, cells, words, number))


def _part(
    title: str,
    sites: Sequence[str],
    stages: Sequence[str],
    cells: Sequence[Sequence[GridCell]],
    words: GridWords,
    number: Callable[[float], str],
) -> str:
    columns = _Columns(len(stages))
    heads = [fitted(stage, columns.room(place), SMALL) for place, stage in enumerate(stages)]
    top = 12 + _HIGH * max((breadth(head, SMALL) for head in heads), default=0)
    rows = [
        _row(*row, top + _CELL * place, columns, words, number)
        for place, row in enumerate(zip(sites, cells, strict=True))
    ]
    legend, foot = _legend(cells, words, top + _CELL * len(sites) + 8)
    return drawn(title, words.description, foot, *_heads(heads, columns, top), *rows, legend)


@dataclass(frozen=True)
class _Columns:
    """Where the columns of cells stand: as wide as there is room for, the names of sites having the rest."""

    number: int

    @property
    def width(self) -> float:
        return min((WIDTH - _EDGE - _NAMES) / max(self.number, 1), 44.0)

    @property
    def left(self) -> float:
        return WIDTH - _EDGE - self.width * self.number

    def x(self, place: int) -> float:
        return self.left + self.width * place

    def room(self, place: int) -> float:
        """Return how long the name above a column may be, so that it stands within the drawing."""
        return min(110.0, (WIDTH - self.x(place) - self.width / 2) / _FAR)


def _heads(heads: Sequence[str], columns: _Columns, top: float) -> Iterator[str]:
    """Yield the names of the stages, aslant above their columns."""
    for place, head in enumerate(heads):
        turn = f"translate({columns.x(place) + columns.width / 2 + 2:.1f} {top - 5:.1f}) rotate(-60)"
        yield label(head, 0, 0, size=SMALL, transform=turn)


def _row(
    site: str, cells: Sequence[GridCell], y: float, columns: _Columns, words: GridWords, number: Callable[[float], str]
) -> str:
    lines = folded(site, columns.left - 6, SMALL)
    first = y + _CELL / 2 + 4 - 5.5 * (len(lines) - 1)
    names = [label(text, 0, first + 11 * place, size=SMALL) for place, text in enumerate(lines)]
    drawn_cells = [_cell(cell, columns.x(place), y, columns.width, words, number) for place, cell in enumerate(cells)]
    return "".join([*names, *drawn_cells])


def _cell(cell: GridCell, x: float, y: float, width: float, words: GridWords, number: Callable[[float], str]) -> str:
    """Return a cell: tinted, or framed where it misses its target, with its value above its base; blank without one."""
    middle = x + width / 2
    if cell.value is None:
        return label(words.none, middle, y + _CELL / 2 + 4, text_anchor="middle", size=SMALL, fill=QUIET)
    weight = "bold" if cell.is_below else "normal"
    return "".join(
        (
            _box(x, y, width, is_below=cell.is_below),
            label(number(cell.value), middle, y + 13, text_anchor="middle", size=SMALL, font_weight=weight),
            label(cell.base, middle, y + 23, text_anchor="middle", size=9, fill=QUIET),
        )
    )


def _box(x: float, y: float, width: float, *, is_below: bool) -> str:
    paint = {"fill": WEAK_PALE, "stroke": WEAK, "stroke_width": 1.4} if is_below else {"fill": _MET}
    edge = _GAP / 2 + (0.7 if is_below else 0)
    shape = {"x": x + edge, "y": y + edge, "width": width - 2 * edge, "height": _CELL - 2 * edge}
    return element("rect", **shape, **paint)


def _legend(cells: Sequence[Sequence[GridCell]], words: GridWords, top: float) -> tuple[str, float]:
    """Return what a frame and an empty cell mean, where there are any, and the height at which it ends."""
    parts, y = [line(0, top, WIDTH, top, stroke=LINE)], top
    if any(cell.is_below for row in cells for cell in row):
        y += 17
        box = element("rect", x=0.7, y=y - 9, width=14, height=10, fill=WEAK_PALE, stroke=WEAK, stroke_width=1.4)
        parts += [box, label(words.below, 22, y, size=SMALL, fill=QUIET)]
    if any(cell.value is None for row in cells for cell in row):
        y += 17
        parts += [
            label(words.none, 7, y, text_anchor="middle", size=SMALL, fill=INK),
            label(words.blank, 22, y, size=SMALL, fill=QUIET),
        ]
    return "".join(parts), y + 7


def _table(
    sites: Sequence[str],
    stages: Sequence[str],
    cells: Sequence[Sequence[GridCell]],
    words: GridWords,
    number: Callable[[float], str],
) -> Table:
    """Return the numbers, each with its base; what misses its target says so."""

    def written(cell: GridCell) -> str:
        if cell.value is None:
            return words.blank
        told = f"{number(cell.value)} ({cell.base})"
        return f"{told}, {words.below}" if cell.is_below else told

    rows = [[site, *map(written, row)] for site, row in zip(sites, cells, strict=True)]
    return Table([words.site, *stages], rows)
