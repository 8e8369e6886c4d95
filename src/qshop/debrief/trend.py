"""What became of a score since the wave before, over what both waves have: like with like, and the word for it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from qshop.programme.model import Programme
from qshop.score.comparison.compare import differences
from qshop.score.comparison.figure_difference import FigureDifference
from qshop.score.comparison.like_visits import LikeVisits
from qshop.score.comparison.matching import Matching
from qshop.score.figure_table import Cell
from qshop.score.keys import Key
from qshop.score.tally import Tally


@dataclass(frozen=True)
class Trend:
    """A score in the wave before and now.

    difference: both, standardised over the questions, sites and kinds of visits that both waves have, and the word
    questions: how many questions these are; None where they are all that were asked
    """

    difference: FigureDifference
    questions: int | None


def trends(
    tally: Tally,
    match: Matching,
    like: LikeVisits,
    cells: Collection[Cell],
    programme: Programme,
    where: Mapping[str, str],
) -> dict[Cell, Trend]:
    """Return the trend of each of some cells, as far as both waves have visits there, with the word it has alone."""
    found: dict[Cell, Trend] = {}
    for keys in dict.fromkeys(_keys(cell) for cell in cells):
        for line in differences(tally, match, keys, programme, where, ["score"]):
            cell = tuple(zip(keys, line.key, strict=True))
            found[cell] = Trend(line, like.questions(dict(cell)))
    return {cell: found[cell] for cell in cells if cell in found}


def _keys(cell: Cell) -> Key:
    return tuple(key for key, _ in cell)
