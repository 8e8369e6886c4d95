"""The points that the score of a single visit is made of; nothing else adds points up."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from qshop.programme.model import Programme
from qshop.score.figure_table import Figures
from qshop.score.figures import Points
from qshop.score.kernel import Ints, ScoredVisits
from qshop.score.keys import Key
from qshop.score.tally import units_by_cell

_EXACT = 2**53  # up to here every whole number is a float64


def with_points(
    table: Figures, batches: Iterable[ScoredVisits], programme: Programme, stages: frozenset[str] = frozenset()
) -> Figures:
    """Return figures, given visit by visit and over these stages, with the earned and possible points of each cell.

    A must with the default weights is 2 points; where stages have weights, points are counted in these.
    """
    points: dict[Key, Points] = {}
    for batch in batches:
        for columns, units in units_by_cell(batch, programme, table.keys, stages):
            cells = zip(*(column.cells() for column in columns.values()), strict=True)
            pairs = zip(_points(units.earned, units.unit), _points(units.possible, units.unit), strict=True)
            points |= {cell: Points(*pair) for cell, pair in zip(cells, pairs, strict=True)}
    return replace(table, rows={cell: replace(found, points=points[cell]) for cell, found in table.rows.items()})


def _points(numbers: Ints, unit: Ints) -> list[float]:
    """Return numbers / unit, each rounded once."""
    if max(numbers.max(initial=0), unit.max(initial=1)) > _EXACT:
        numbers, unit = numbers.astype(object), unit.astype(object)
    quotients: NDArray[np.float64] = (numbers / unit).astype(np.float64)
    return [float(quotient) for quotient in quotients]
