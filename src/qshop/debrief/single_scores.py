"""The scores of single visits, where these are so few that they tell more than a figure over them."""

from collections.abc import Iterable, Mapping

import numpy as np

from qshop.programme.model import Programme
from qshop.score.figure_table import figures
from qshop.score.kernel import ScoredVisits
from qshop.score.keys import KEYS, Key, visit_values
from qshop.score.tally import tally


def single_scores(
    batches: Iterable[ScoredVisits], apart: Mapping[str, str], where: Mapping[str, str], programme: Programme
) -> list[float]:
    """Return the score of each visit of a kind (`apart`), in percent and in rising order; of a team, at its stages."""
    keys: Key = ("visit", *(key for key in where if KEYS[key].of_stage))
    chosen = [_of_kind(batch, apart, programme) for batch in batches]
    table = figures(tally(chosen, programme, [keys]), keys, programme, where, has_intervals=False)
    return sorted(figure.score for figure in table.rows.values() if figure.score is not None)


def _of_kind(batch: ScoredVisits, apart: Mapping[str, str], programme: Programme) -> ScoredVisits:
    mask = np.ones(batch.visits.table.rows, bool)
    for key, value in apart.items():
        if value:
            mask &= visit_values(key, programme, batch.visits).is_in([value])
    return batch.take(np.flatnonzero(mask))
