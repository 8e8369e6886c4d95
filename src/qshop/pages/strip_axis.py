"""An axis of places that count the values in them, parted by limits."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor

PLACES = 34


@dataclass(frozen=True)
class Edge:
    """A value that parts others; those over it lie beyond, or, of a mark, those from it on."""

    value: float
    sign: str
    from_it_on: bool = False

    def is_before(self, value: float) -> bool:
        """Return whether a value lies beyond."""
        return value >= self.value if self.from_it_on else value > self.value


@dataclass(frozen=True)
class StripAxis:
    """An axis of places that count the values in them, parted by edges in columns of their own.

    A value stands on the same side of an edge as it was judged, also where both share a place.
    """

    low: float
    high: float
    step: float
    edges: tuple[Edge, ...]

    @property
    def columns(self) -> int:
        """Return how wide a line is."""
        return PLACES + 2 * len(self.edges)

    def place(self, value: float) -> int:
        """Return the place of a value; one beyond the end stands in the last."""
        return min(max(floor((value - self.low) / (self.high - self.low) * PLACES), 0), PLACES - 1)

    def column(self, value: float) -> int:
        """Return the column of a value."""
        return self.place(value) + 2 * sum(edge.is_before(value) for edge in self.edges)

    def drawn(self, values: Sequence[float]) -> str:
        """Return a line in which each digit counts the values in its place; `+` is ten or more."""
        cells = [" "] * self.columns
        for number, edge in enumerate(self.edges):
            cells[self.place(edge.value) + 1 + 2 * number] = edge.sign
        for column, count in Counter(map(self.column, values)).items():
            cells[column] = str(count) if count < 10 else "+"
        return "".join(cells)

    def labels(self, write: Callable[[float], str]) -> str:
        """Return the line of labels, each beginning at its place; one without room is left out."""
        line = ""
        for number in range(ceil((self.high - self.low) / self.step)):
            value = self.low + number * self.step
            start, label = self.column(value), write(value)
            if (start > len(line) or not line) and start + len(label) <= self.columns:
                line = line.ljust(start) + label
        return line.ljust(self.columns)
