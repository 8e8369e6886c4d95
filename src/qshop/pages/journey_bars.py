"""The stages of the journey, drawn: a bar a stage for now, a mark for the target, a ring for the wave before."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from qshop.pages.drawing import Drawing, Table
from qshop.pages.svg import (
    ACCENT,
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
    folded,
    label,
    line,
)

_LEFT, _RIGHT, _NAMES = 114.0, 240.0, 110.0
"""Where the bars begin and where 100 stands; how wide the names of stages may be."""
_NOW, _BASE = 278.0, float(WIDTH)
"""Where the columns of values and bases end."""
_ROW, _LINE_HEIGHT, _BAR = 25.0, 13.0, 12.0


@dataclass(frozen=True)
class StageBar:
    """A stage: its percentages now, aimed at and in the wave before (None: there is none), and its base in words.

    like: what the wave before is set beside, where that is not `now`: told in the table, and no ring beside the bar
    """

    name: str
    now: float | None
    target: float | None
    before: float | None
    base: str
    like: str = ""


@dataclass(frozen=True)
class BarWords:
    """The words beside the bars; `below` says that a bar misses its target, `none` stands where there is no value."""

    title: str
    description: str
    stage: str
    now: str
    target: str
    before: str
    base: str
    below: str
    none: str = "–"


def journey_bars(bars: Sequence[StageBar], words: BarWords, number: Callable[[float], str]) -> Drawing:
    """Return the drawing of a journey; `number` writes a percentage as the page does."""
    parts, height = [_heads(words)], _ROW
    for bar in bars:
        names = folded(bar.name, _NAMES)
        room = _ROW + _LINE_HEIGHT * (len(names) - 1)
        parts.append(_row(bar, names, height + room / 2, words, number))
        height += room
    legend, foot = _legend(bars, words, height + 16)
    svg = drawn(words.title, words.description, foot, *parts, legend)
    return Drawing(words.title, words.description, svg, _table(bars, words, number))


def _heads(words: BarWords) -> str:
    """Return the heads of the columns."""
    return "".join(
        (
            label(words.stage, 0, 13, size=SMALL, fill=QUIET),
            label(words.now, _NOW, 13, size=SMALL, text_anchor="end", fill=QUIET),
            label(words.base, _BASE, 13, size=SMALL, text_anchor="end", fill=QUIET),
            line(0, 19.5, WIDTH, 19.5),
        )
    )


def _row(bar: StageBar, names: list[str], middle: float, words: BarWords, number: Callable[[float], str]) -> str:
    """Return a stage about a height: its name, its bar with the marks on it, its value and base."""
    first = middle + 4 - _LINE_HEIGHT * (len(names) - 1) / 2
    named = [label(name, 0, first + _LINE_HEIGHT * place) for place, name in enumerate(names)]
    weight = "normal" if bar.now is None else "bold"
    said = words.none if bar.now is None else number(bar.now)
    fill = WEAK if is_below(bar) else INK
    return "".join(
        (
            *named,
            line(_LEFT, middle, _RIGHT, middle),
            *_marks(bar, middle),
            label(said, _NOW, middle + 4, text_anchor="end", font_weight=weight, fill=fill),
            label(bar.base, _BASE, middle + 4, text_anchor="end", size=SMALL, fill=QUIET),
        )
    )


def is_below(bar: StageBar) -> bool:
    """Return whether a stage misses its target."""
    return bar.now is not None and bar.target is not None and bar.now < bar.target


def _marks(bar: StageBar, middle: float) -> Iterator[str]:
    """Yield the bar, the target and the wave before, each where it is known; the last lie on top."""
    if bar.now is not None:
        yield _bar(_LEFT, middle, max(_at(bar.now) - _LEFT, 1), below=is_below(bar))
    if bar.target is not None:
        yield _target(_at(bar.target), middle)
    if bar.before is not None and not bar.like:
        yield _ring(_at(bar.before), middle)


def _at(percentage: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * min(max(percentage, 0), 100) / 100


def _bar(x: float, middle: float, length: float, *, below: bool) -> str:
    """Return a bar: full where the target is met or there is none, an outline where it is missed."""
    paint = {"fill": WEAK_PALE, "stroke": WEAK, "stroke_width": 1.5} if below else {"fill": ACCENT}
    edge = 0.75 if below else 0
    shape = {"x": x, "y": middle - _BAR / 2 + edge, "width": max(length, 2 * edge), "height": _BAR - 2 * edge}
    return element("rect", **shape, **paint)


def _target(x: float, middle: float) -> str:
    """Return the mark of a target: a stroke that stands out above and below the bar, bright at its edges."""
    ends = (x, middle - 9, x, middle + 9)
    return line(*ends, stroke="#ffffff", stroke_width=4.5) + line(*ends, stroke=INK, stroke_width=2)


def _ring(x: float, middle: float) -> str:
    return element("circle", cx=x, cy=middle, r=4.2, fill="#ffffff", stroke=INK, stroke_width=1.6)


def _legend(bars: Sequence[StageBar], words: BarWords, first: float) -> tuple[str, float]:
    """Return what the marks that are drawn mean, in as many lines as it takes, and the height at which it ends."""
    signs = (
        (any(bar.now is not None and not is_below(bar) for bar in bars), words.now, _sample(below=False)),
        (any(map(is_below, bars)), words.below, _sample(below=True)),
        (any(bar.target is not None for bar in bars), words.target, _target(9, 0)),
        (any(bar.before is not None and not bar.like for bar in bars), words.before, _ring(9, 0)),
    )
    parts, x, y = [line(0, first - 12.5, WIDTH, first - 12.5, stroke=LINE)], 0.0, first + 4
    for meaning, sign in ((meaning, sign) for is_drawn, meaning, sign in signs if is_drawn):
        width = 24 + breadth(meaning, SMALL) + 12
        x, y = (x, y) if not x or x + width <= WIDTH + 12 else (0.0, y + 20)
        placed = element("g", sign, transform=f"translate({x:.1f} {y - 3.5:.1f})")
        parts += [placed, label(meaning, x + 24, y, size=SMALL, fill=QUIET)]
        x += width
    return "".join(parts), y + 8


def _sample(*, below: bool) -> str:
    return _bar(0, 0, 18, below=below)


def _table(bars: Sequence[StageBar], words: BarWords, number: Callable[[float], str]) -> Table:
    """Return the numbers; a stage that misses its target says so beside its value."""

    def written(value: float | None) -> str:
        return words.none if value is None else number(value)

    rows = [
        [
            bar.name,
            f"{written(bar.now)} ({words.below})" if is_below(bar) else written(bar.now),
            written(bar.target),
            bar.like or written(bar.before),
            bar.base,
        ]
        for bar in bars
    ]
    return Table([words.stage, words.now, words.target, words.before, words.base], rows)
