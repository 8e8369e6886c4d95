"""The visits that say something to a reader: those to its site, or those on which its criteria were to be judged."""

from collections.abc import Iterable
from itertools import groupby

import numpy as np

from qshop.programme.model import Programme
from qshop.programme.settings import MANAGEMENT
from qshop.score.comparison.sides import Sides
from qshop.score.kernel import ScoredCriterion, ScoredVisits
from qshop.visits.table import Mask


def own_visits(batches: Iterable[ScoredVisits], reader: str, subject: str, programme: Programme) -> list[ScoredVisits]:
    """Return the visits to a site; those on which a criterion of a team or an owner was due; of all others, all."""
    if reader in ("site", "team") or (reader == "owner" and subject != MANAGEMENT):
        chosen = ((batch, _is_own(batch, reader, subject, programme)) for batch in batches)
        return [batch.take(np.flatnonzero(mask)) for batch, mask in chosen if mask.any()]
    return list(batches)


def _is_own(batch: ScoredVisits, reader: str, subject: str, programme: Programme) -> Mask:
    if reader == "site":
        return batch.visits.table.get("site").is_in([subject])
    if reader == "owner":
        return _due(batch, [one for one in batch.criteria if _owner(one, programme) == subject])
    mask, team = _due(batch, []), Sides("team", subject, subject)
    for stage, criteria in groupby(batch.criteria, key=lambda one: one.stage.id):
        mask |= _due(batch, criteria) & team.column(batch.visits, stage, programme).is_in([subject])
    return mask


def _due(batch: ScoredVisits, criteria: Iterable[ScoredCriterion]) -> Mask:
    """Return on which visits any of some criteria was to be judged."""
    mask = np.zeros(batch.visits.table.rows, bool)
    for one in criteria:
        mask |= one.by_design
    return mask


def _owner(one: ScoredCriterion, programme: Programme) -> str | None:
    today = programme.criteria.get(one.criterion.id)
    return today.owner if today else None
