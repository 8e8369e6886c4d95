"""The score wave by wave, drawn: a line with its intervals and the target, broken where waves are not alike."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor

from qshop.pages.drawing import Drawing, Table
from qshop.pages.svg import ACCENT, INK, QUIET, SMALL, WIDTH, breadth, drawn, element, fitted, folded, label, line, over

_LEFT, _RIGHT, _TOP, _BOTTOM = 34.0, WIDTH - 6.0, 34.0, 140.0
_MOST_LEVEL = 6
"""How many names of waves stand side by side; of more, they stand aslant."""


@dataclass(frozen=True)
class WavePoint:
    """A wave: its percentage with its interval, and what it is made from (None: there is none).

    follows: whether it may be compared with the wave before it, so that the line goes on
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    base: str
    follows: bool


@dataclass(frozen=True)
class LineWords:
    """The words of a line; `broken` says what a gap in it means, and is empty where it need not."""

    title: str
    description: str
    wave: str
    value: str
    interval: str
    base: str
    target: str
    broken: str
    none: str = "–"


def wave_line(
    points: Sequence[WavePoint], target: float | None, words: LineWords, number: Callable[[float], str]
) -> Drawing:
    """Return the drawing of waves in their order; `number` writes a percentage as the page does."""
    frame = _Frame.about(points, target)
    below = _names(points, frame)
    broken = any(not point.follows for point in points[1:]) and bool(words.broken)
    foot = below[1] + (18 if broken else 4)
    parts = (
        *_levels(frame, number),
        *_target(target, frame, words, number),
        *_joints(points, frame),
        *_dots(points, frame, number),
        below[0],
        label(fitted(words.broken, WIDTH, SMALL), 0, foot - 5, size=SMALL, fill=QUIET) if broken else "",
    )
    svg = drawn(words.title, words.description, foot, *parts)
    return Drawing(words.title, words.description, svg, _table(points, words, number))


@dataclass(frozen=True)
class _Frame:
    """Where waves and percentages stand."""

    low: int
    high: int
    waves: int

    @classmethod
    def about(cls, points: Sequence[WavePoint], target: float | None) -> "_Frame":
        known = [one for point in points for one in (point.value, point.low, point.high) if one is not None]
        known += [] if target is None else [target]
        low, high = floor(min(known, default=0) / 10) * 10, ceil(max(known, default=100) / 10) * 10
        low, high = (low, high) if high - low >= 20 else (max(low - 10, 0), min(high + 10, 100))
        return cls(low, high, len(points))

    def x(self, place: int) -> float:
        return _LEFT + (_RIGHT - _LEFT) * (place + 0.5) / self.waves

    def y(self, value: float) -> float:
        return _BOTTOM - (_BOTTOM - _TOP) * (value - self.low) / (self.high - self.low)

    @property
    def room(self) -> float:
        """How wide a wave's place is."""
        return (_RIGHT - _LEFT) / self.waves


def _levels(frame: _Frame, number: Callable[[float], str]) -> Iterator[str]:
    """Yield lines at round percentages, with these beside them."""
    step = 10 if frame.high - frame.low <= 40 else 20 if frame.high - frame.low <= 80 else 25
    for value in range(ceil(frame.low / step) * step, frame.high + 1, step):
        yield line(_LEFT, frame.y(value), _RIGHT, frame.y(value))
        yield label(number(value), _LEFT - 5, frame.y(value) + 3.5, text_anchor="end", size=SMALL, fill=QUIET)


def _target(target: float | None, frame: _Frame, words: LineWords, number: Callable[[float], str]) -> Iterator[str]:
    if target is None:
        return
    y = frame.y(target)
    yield line(_LEFT, y, _RIGHT, y, stroke=INK, stroke_width=1.5, stroke_dasharray="6 3")
    yield line(_LEFT, 6, _LEFT + 22, 6, stroke=INK, stroke_width=1.5, stroke_dasharray="6 3")
    yield label(fitted(f"{words.target} {number(target)}", _RIGHT - _LEFT - 28, SMALL), _LEFT + 28, 9.5, size=SMALL)


def _joints(points: Sequence[WavePoint], frame: _Frame) -> Iterator[str]:
    """Yield the line between waves that may be compared, and a stroke across where they may not."""
    for place, (one, next_) in enumerate(pairwise(points), 1):
        if one.value is None or next_.value is None:
            continue
        if next_.follows:
            ends = (frame.x(place - 1), frame.y(one.value), frame.x(place), frame.y(next_.value))
            yield line(*ends, stroke=ACCENT, stroke_width=2.2)
        else:
            middle = (frame.x(place - 1) + frame.x(place)) / 2
            yield line(middle, _TOP, middle, _BOTTOM, stroke=QUIET, stroke_dasharray="2 3")


def _dots(points: Sequence[WavePoint], frame: _Frame, number: Callable[[float], str]) -> Iterator[str]:
    """Yield the interval, the dot and the value of each wave."""
    for place, point in enumerate(points):
        if point.value is None:
            continue
        x, y = frame.x(place), frame.y(point.value)
        top = y - 6
        if point.low is not None and point.high is not None:
            yield from _whisker(x, frame.y(point.low), frame.y(point.high))
            top = frame.y(point.high) - 4
        yield element("circle", cx=x, cy=y, r=4.5, fill=ACCENT, stroke="#ffffff", stroke_width=1.5)
        if breadth(number(point.value)) < frame.room:
            yield over(number(point.value), x, top, text_anchor="middle", font_weight="bold")


def _whisker(x: float, low: float, high: float) -> Iterator[str]:
    for ends in ((x, low, x, high), (x - 4, low, x + 4, low), (x - 4, high, x + 4, high)):
        yield line(*ends, stroke=ACCENT, stroke_width=1.3)


def _names(points: Sequence[WavePoint], frame: _Frame) -> tuple[str, float]:
    """Return the names of waves with their bases below the axis, and where they end."""
    if len(points) > _MOST_LEVEL:
        return _aslant(points, frame)
    parts, lowest = [], 1
    for place, point in enumerate(points):
        lines = [*folded(point.name, frame.room - 4, SMALL), *folded(point.base, frame.room - 4, SMALL)]
        lowest = max(lowest, len(lines))
        parts += [
            label(text, frame.x(place), _BOTTOM + 16 + 12.5 * row, text_anchor="middle", size=SMALL, fill=QUIET)
            for row, text in enumerate(lines)
        ]
    return "".join(parts), _BOTTOM + 16 + 12.5 * (lowest - 1) + 6


def _aslant(points: Sequence[WavePoint], frame: _Frame) -> tuple[str, float]:
    """Return names that stand aslant, as many as have room."""
    every = ceil(13 / frame.room)
    chosen = {frame.x(place): fitted(points[place].name, 100, SMALL) for place in range(0, len(points), every)}
    parts = [
        label(name, 0, 0, text_anchor="end", size=SMALL, fill=QUIET, transform=_turned(x + 4, _BOTTOM + 12))
        for x, name in chosen.items()
    ]
    return "".join(parts), _BOTTOM + 20 + 0.94 * max(breadth(name, SMALL) for name in chosen.values())


def _turned(x: float, y: float) -> str:
    return f"translate({x:.1f} {y:.1f}) rotate(-70)"


def _table(points: Sequence[WavePoint], words: LineWords, number: Callable[[float], str]) -> Table:
    """Return the numbers; a wave that may not be compared with the one before says so beside its name."""

    def interval(point: WavePoint) -> str:
        ends = (point.low, point.high)
        return words.none if None in ends else "–".join(number(end) for end in ends if end is not None)

    rows = [
        [
            f"{point.name} ({words.broken})" if place and not point.follows and words.broken else point.name,
            words.none if point.value is None else number(point.value),
            interval(point),
            point.base,
        ]
        for place, point in enumerate(points)
    ]
    return Table([words.wave, words.value, words.interval, words.base], rows)
