"""The values that were measured, drawn: a dot each on an axis, with the lines of limit and promise, and the median."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from qshop.pages.drawing import Drawing, Table
from qshop.pages.svg import (
    ACCENT,
    INK,
    QUIET,
    SMALL,
    WEAK,
    WEAK_PALE,
    WIDTH,
    breadth,
    drawn,
    element,
    fitted,
    label,
    line,
    over,
)

_LEFT, _RIGHT = 12.0, WIDTH - 12.0
_DOT, _HIGHEST, _HEAP = 4.5, 6, 30.0
"""A dot's radius; how many stand on each other before they are counted in figures; how wide such a heap is."""
_ROW = 14.0


@dataclass(frozen=True)
class StripMark:
    """A line across the strip, at a value: a limit or a promise, in words with its value."""

    at: float
    label: str


@dataclass(frozen=True)
class StripWords:
    """The words of a strip; `met` and `missed` say what its two kinds of dots mean, `count` heads how many they are."""

    title: str
    description: str
    value: str
    count: str
    median: str
    met: str
    missed: str


def value_strip(
    values: Sequence[float],
    missed: Sequence[float],
    median: float | None,
    marks: Sequence[StripMark],
    words: StripWords,
    number: Callable[[float], str],
) -> Drawing:
    """Return the drawing of `values`, of which those in `missed` miss their limit; `number` writes one with its unit.

    Values that lie on each other stand above each other; where too many do, one dot stands for them with their number.
    """
    if not values:
        return Drawing(words.title, words.description, "", Table([words.value, words.count], []))
    scale, beyond = _Scale.about([*values, *(mark.at for mark in marks)]), frozenset(missed)
    dots, highest = _dots(values, beyond, scale)
    tops = list(_spread([(scale.x(mark.at), fitted(mark.label, WIDTH, SMALL)) for mark in marks]))
    roof = _ROW * (1 + max((row for *_, row in tops), default=-1)) + 4
    floor = roof + highest + 4
    feet, foot = _feet(values, median, scale, words, number, floor)
    legend = _legend(values, beyond, words, foot + 6)
    parts = (
        *(_mark(scale.x(mark.at), *top, floor) for mark, top in zip(marks, tops, strict=True)),
        line(_LEFT - 6, floor, _RIGHT + 6, floor, stroke=QUIET),
        element("g", *dots, transform=f"translate(0 {floor - _DOT - 2:.1f})"),
        feet,
        legend,
    )
    svg = drawn(words.title, words.description, foot + 24, *parts)
    return Drawing(words.title, words.description, svg, _table(values, beyond, words, number))


@dataclass(frozen=True)
class _Scale:
    low: float
    high: float

    @classmethod
    def about(cls, values: Sequence[float]) -> "_Scale":
        """Return a scale on which all values have room; it begins at 0 unless that would press them together."""
        least, most = min(values), max(values)
        low = min(least, 0) if least < most / 2 or least == most else least
        return cls(low, most if most > low else low + 1)

    def x(self, value: float) -> float:
        return _LEFT + (_RIGHT - _LEFT) * (value - self.low) / (self.high - self.low)


def _dots(values: Sequence[float], missed: frozenset[float], scale: _Scale) -> tuple[list[str], float]:
    """Return the dots above a floor at 0, and how high they are: each by itself, or in counted heaps if too many."""
    wide = 2 * _DOT + 1
    columns = _columns(values, scale, wide)
    if max(map(len, columns.values())) <= _HIGHEST:
        dots = [
            _dot(scale.x(value) if len(column) == 1 else place, -row * wide, is_missed=value in missed)
            for place, column in columns.items()
            for row, value in enumerate(column)
        ]
        return dots, wide * max(map(len, columns.values())) + 2
    return list(_heaps(values, missed, scale)), 2 * (wide + _ROW)


def _columns(values: Sequence[float], scale: _Scale, wide: float) -> dict[float, list[float]]:
    """Return the values that lie on each other, by the place where the first of them stands."""
    columns: dict[float, list[float]] = {}
    place = -wide
    for value in sorted(values):
        x = scale.x(value)
        place = x if x >= place + wide else place
        columns.setdefault(place, []).append(value)
    return columns


def _heaps(values: Sequence[float], missed: frozenset[float], scale: _Scale) -> Iterator[str]:
    """Yield a dot and a number for each heap of values; those that miss their limit are heaps of their own."""
    for is_missed in (False, True):
        chosen = [value for value in values if (value in missed) == is_missed]
        y = -(2 * _DOT + 1 + _ROW) if is_missed else 0
        for place, heap in _columns(chosen, scale, _HEAP).items():
            yield _dot(place, y, is_missed=is_missed)
            yield over(str(len(heap)), place, y - _DOT - 3, text_anchor="middle")


def _dot(x: float, y: float, *, is_missed: bool) -> str:
    """Return a full dot, or a diamond in outline for a value that misses its limit."""
    if not is_missed:
        return element("circle", cx=x, cy=y, r=_DOT, fill=ACCENT)
    far = _DOT + 0.5
    corners = f"{x:.1f},{y - far:.1f} {x + far:.1f},{y:.1f} {x:.1f},{y + far:.1f} {x - far:.1f},{y:.1f}"
    return element("polygon", points=corners, fill=WEAK_PALE, stroke=WEAK, stroke_width=1.6)


def _spread(labels: Sequence[tuple[float, str]]) -> Iterator[tuple[float, str, int]]:
    """Yield for each label the middle at which it stands within the drawing, and a row in which it touches no other."""
    ends: list[list[tuple[float, float]]] = []
    for x, text in labels:
        half = breadth(text, SMALL) / 2
        middle = min(max(x, half), max(WIDTH - half, half))
        start, end = middle - half - 4, middle + half + 4
        row = next((n for n, taken in enumerate(ends) if all(end <= a or start >= b for a, b in taken)), len(ends))
        if row == len(ends):
            ends.append([])
        ends[row].append((start, end))
        yield middle, text, row


def _mark(x: float, middle: float, text: str, row: int, floor: float) -> str:
    top = _ROW * row + 10
    return line(x, top + 4, x, floor + 5, stroke=INK, stroke_width=1.6, stroke_dasharray="4 2") + over(
        text, middle, top, text_anchor="middle"
    )


def _feet(
    values: Sequence[float],
    median: float | None,
    scale: _Scale,
    words: StripWords,
    number: Callable[[float], str],
    floor: float,
) -> tuple[str, float]:
    """Return what stands below the axis, the least and the greatest value and the median, and where it ends."""
    told = {min(values): number(min(values)), max(values): number(max(values))}
    said = [(scale.x(value), text) for value, text in told.items()]
    if median is not None:
        said.append((scale.x(median), f"▲ {words.median} {number(median)}"))
    placed = list(_spread(said))
    texts = [
        label(text, middle, floor + _ROW * (row + 1), text_anchor="middle", size=SMALL, fill=QUIET)
        for middle, text, row in placed
    ]
    return "".join(texts), floor + _ROW * (1 + max(row for *_, row in placed))


def _legend(values: Sequence[float], missed: frozenset[float], words: StripWords, top: float) -> str:
    """Return what the kinds of dots that are drawn mean."""
    parts, x = [], _LEFT
    for is_missed, meaning in ((False, words.met), (True, words.missed)):
        if any((value in missed) == is_missed for value in values):
            parts += [
                _dot(x, top + 7, is_missed=is_missed),
                label(meaning, x + 10, top + 11, size=SMALL, fill=QUIET),
            ]
            x += breadth(meaning, SMALL) + 30
    return "".join(parts)


def _table(
    values: Sequence[float], missed: frozenset[float], words: StripWords, number: Callable[[float], str]
) -> Table:
    """Return every value with how often it was measured, and whether it misses its limit."""
    rows = [
        [f"{number(value)} ({words.missed})" if value in missed else number(value), str(count)]
        for value, count in sorted(Counter(values).items())
    ]
    return Table([words.value, words.count], rows)
