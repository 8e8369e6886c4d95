"""The visits that say something to a reader: those to its site, or those on which its criteria were to be judged."""

from collections.abc import Iterable

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
    mask = np.zeros(batch.visits.table.rows, bool)
    for criterion in batch.criteria:
        mask |= criterion.by_design & _acts(criterion, batch, reader, subject, programme)
    return mask


def _acts(criterion: ScoredCriterion, batch: ScoredVisits, reader: str, subject: str, programme: Programme) -> Mask:
    """Return on which visits a team, or an owner, acts on a criterion."""
    if reader == "owner":
        today = programme.criteria.get(criterion.criterion.id)
        return np.full(batch.visits.table.rows, today is not None and today.owner == subject)
    team = Sides("team", subject, subject)
    return team.column(batch.visits, criterion.stage.id, programme).is_in([subject])
