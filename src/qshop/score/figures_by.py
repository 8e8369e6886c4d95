"""The figures of some visits by keys: one way from scored visits to what is printed."""

from qshop.programme.model import Programme
from qshop.score.figure_table import Figures, figures
from qshop.score.figures import IntervalMethod
from qshop.score.kernel import ScoredVisits
from qshop.score.keys import Key
from qshop.score.selection import Selection
from qshop.score.tally import tally
from qshop.score.visit_points import with_points


def figures_by(
    keys: Key,
    scored: list[ScoredVisits],
    programme: Programme,
    selection: Selection,
    stage: str = "",
    *,
    as_visited: bool = False,
    method: IntervalMethod = "clustered",
) -> Figures:
    """Return the figures by keys of scored visits, which pass the selection; of the criteria of one stage, if given.

    Visit by visit, they have the points that their score is made of.
    """
    stages = frozenset([stage]) if stage else frozenset[str]()
    total = tally(scored, programme, [keys], stages)
    found = figures(total, keys, programme, selection.kinds, as_visited=as_visited, method=method)
    return with_points(found, scored, programme, stages) if "visit" in keys else found
