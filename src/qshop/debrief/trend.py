"""What became of a score since the wave before, over what both waves have: like with like, and the word for it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from qshop.programme.model import Programme
from qshop.score.comparison.cell_differences import cell_differences
from qshop.score.comparison.figure_difference import FigureDifference
from qshop.score.comparison.like_visits import LikeVisits
from qshop.score.comparison.matching import Matching
from qshop.score.figure_table import Cell
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
    found = cell_differences(tally, match, cells, programme, where, ["score"])
    return {cell: Trend(line, like.questions(dict(cell))) for cell, [line] in found.items()}
