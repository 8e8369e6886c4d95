"""What changed between two sides in single cells, some of them of one kind of visits, some of several together."""

from collections.abc import Collection, Mapping

from qshop.programme.model import Programme
from qshop.score.comparison.compare import differences
from qshop.score.comparison.figure_difference import FigureDifference
from qshop.score.comparison.matching import Matching
from qshop.score.figure_table import Cell
from qshop.score.measures import Measure
from qshop.score.tally import Tally


def cell_differences(
    tally: Tally,
    match: Matching,
    cells: Collection[Cell],
    programme: Programme,
    where: Mapping[str, str],
    measures: Collection[Measure],
) -> dict[Cell, list[FigureDifference]]:
    """Return the differences of cells, a line a measure, as far as both sides have visits there."""
    found: dict[Cell, list[FigureDifference]] = {}
    for keys in dict.fromkeys(tuple(key for key, _ in cell) for cell in cells):
        for line in differences(tally, match, keys, programme, where, measures):
            found.setdefault(tuple(zip(keys, line.key, strict=True)), []).append(line)
    return {cell: found[cell] for cell in cells if cell in found}
