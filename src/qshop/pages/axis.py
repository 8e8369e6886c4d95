"""An axis of characters: where a number stands in a line of a terminal."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import ceil, floor

_STEPS, _MOST_STEPS = (1, 2, 5, 10, 20, 25), 5
"""What the labels of an axis in percent may stand apart, and into how many parts they divide it."""


@dataclass(frozen=True)
class Axis:
    """An axis from `low` to `high`, which differ, over so many columns, with a label every `step`."""

    low: float
    high: float
    step: float
    columns: int

    def column(self, value: float) -> int:
        """Return the column of a value; one beyond an end stands there."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return round(share * (self.columns - 1))

    def labels(self, write: Callable[[float], str]) -> str:
        """Return the line of labels, each about its place; one that would touch another is left out."""
        line = ""
        steps = round((self.high - self.low) / self.step)
        for value in (self.low + self.step * number for number in range(steps + 1)):
            label = write(value)
            start = min(max(self.column(value) - len(label) // 2, 0), self.columns - len(label))
            if start > len(line) or not line:
                line = line.ljust(start) + label
        return line.ljust(self.columns)

    def drawn(
        self, marks: Iterable[tuple[float | None, str]], span: tuple[float | None, float | None] = (None, None)
    ) -> str:
        """Return a line with a span and, over it, signs at their values; of several in one column, the last is seen."""
        cells = [" "] * self.columns
        low, high = span
        if low is not None and high is not None:
            start, end = self.column(low), self.column(high)
            cells[start : end + 1] = ["├", *["─"] * (end - start - 1), "┤"][: end - start + 1]
        for value, sign in marks:
            if value is not None:
                cells[self.column(value)] = sign
        return "".join(cells)


def percent_axis(least: float, most: float, columns: int) -> Axis:
    """Return an axis with room for two percentages and all between, from and to a round one, never beyond 0 and 100."""
    low, high = (min(max(edge, 0), 100) for edge in (least, most))
    step = next((step for step in _STEPS if (high - low) / step <= _MOST_STEPS), _STEPS[-1])
    start, end = floor(low / step) * step, ceil(high / step) * step
    if start == end:  # a step of 1: values are equal
        start, end = (start - 1, end) if end == 100 else (start, end + 1)
    return Axis(start, end, step, columns)
