"""The columns of a table while it is read row by row: each distinct cell is kept once."""

from array import array
from collections import defaultdict
from collections.abc import Mapping
from itertools import count

import numpy as np

from qshop.visits.table import Column


class GrowingColumns:
    """Some of the `width` columns of a table, by their places in a row; and where its rows begin."""

    def __init__(self, names: Mapping[int, str], width: int) -> None:
        self.names = list(names.values())
        self.places = list(names) if len(names) < width else []
        self.values = [defaultdict[str, int](count().__next__) for _ in names]
        self.codes, self.lines, self.offsets = array("i"), array("i"), array("q")

    @property
    def rows(self) -> int:
        """Return the number of rows so far."""
        return len(self.lines)

    def add(self, cells: list[str], line: int, offset: int) -> None:
        """Add a row that begins on `line`, at `offset` in the text."""
        if self.places:
            cells = [cells[place] for place in self.places]
        self.codes.fromlist([values[cell] for values, cell in zip(self.values, cells, strict=True)])
        self.lines.append(line)
        self.offsets.append(offset)

    def columns(self) -> dict[str, Column[str]]:
        """Return the columns by name."""
        codes = np.frombuffer(self.codes, np.int32).reshape(self.rows, len(self.names))
        return {
            name: Column(np.ascontiguousarray(codes[:, place]), list(values))
            for place, (name, values) in enumerate(zip(self.names, self.values, strict=True))
        }
