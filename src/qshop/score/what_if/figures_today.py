"""What a change of the programme does to figures today: what `qshop score` prints before it, and after.

The store is accepted and scored under both states, each with its own frozen versions, sites, waves and settings.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from qshop.programme.model import Programme
from qshop.score.kernel import ScoredVisits, score_visits
from qshop.score.keys import KEYS
from qshop.score.selection import Selection
from qshop.score.what_if.before_after import Comparison, Fate, VisitChange, compared
from qshop.score.what_if.scored_state import ScoredState
from qshop.visits.applicable import Applicability
from qshop.visits.intake.stored import StoredVisits
from qshop.visits.table import Column, Mask

Groups = dict[str, str]
"""The group that each visit belongs to, by its id."""


@dataclass(frozen=True)
class StoreState:
    """A programme, and what it makes of the store."""

    programme: Programme
    stored: StoredVisits

    @cached_property
    def scored(self) -> ScoredState:
        """Return the visits that `qshop score` reads, scored as it scores them."""
        chosen = Selection().apply(self.stored.accepted, self.programme)
        return ScoredState(self.programme, [score_visits(visits, self.programme) for visits in chosen])

    @cached_property
    def accepted(self) -> dict[str, tuple[str, str]]:
        """Return the site and the file of every accepted visit, by its id."""
        tables = [visits.table for visits in self.stored.accepted]
        cells = [(table.get("visit_id").cells(), table.get("site").cells(), table.source) for table in tables]
        return {visit: (site, file) for visits, sites, file in cells for visit, site in zip(visits, sites, strict=True)}

    @cached_property
    def reasons(self) -> dict[str, str]:
        """Return why visits are rejected, by their id."""
        return {reject.visit: "; ".join(reject.reasons) for reject in self.stored.rejects}

    def reason(self, visit: str, file: str) -> str:
        """Return why a visit is rejected, by itself or with its whole file."""
        refusal = self.stored.refusals.get(file)
        return self.reasons.get(visit) or (refusal.message if refusal else "")


@dataclass(frozen=True)
class FiguresToday:
    """What becomes of what `qshop score` prints.

    counts: how many visits it reads, before and after
    visits: those that are rejected, left unscored or moved to another group, or no longer so
    """

    counts: tuple[int, int]
    comparison: Comparison
    visits: list[VisitChange]

    def __bool__(self) -> bool:
        """Return whether anything changes."""
        return bool(self.comparison or self.visits)


def figures_today(before: StoreState, after: StoreState) -> FiguresToday:
    """Return what becomes of what `qshop score` prints."""
    comparison = compared(before.scored, after.scored)
    rejected = [*_rejected(before, after, "rejected"), *_rejected(after, before, "no longer rejected")]
    moved = _moved(before.scored, after.scored, after.accepted)
    counts = before.scored.visits, after.scored.visits
    return FiguresToday(counts, comparison, [*rejected, *comparison.visits, *moved])


def _rejected(accepting: StoreState, rejecting: StoreState, fate: Fate) -> Iterator[VisitChange]:
    """Yield the visits that one state accepts and the other does not, with the reason of the latter."""
    for visit in sorted(accepting.accepted.keys() - rejecting.accepted.keys()):
        site, file = accepting.accepted[visit]
        yield VisitChange(visit, site, fate, reason=rejecting.reason(visit, file))


def _moved(before: ScoredState, after: ScoredState, accepted: dict[str, tuple[str, str]]) -> Iterator[VisitChange]:
    """Yield the visits that count for another wave, region, team … than before."""
    old_groups, new_groups = _groups(before), _groups(after)
    for (key, stage), new in new_groups.items():
        old = old_groups.get((key, stage), {})
        for visit in sorted(visit for visit in new if new[visit] != old.get(visit, new[visit])):
            yield VisitChange(visit, accepted[visit][0], "moved", "", key, stage, old[visit], new[visit])


def _groups(state: ScoredState) -> dict[tuple[str, str], Groups]:
    """Return the groups that visits belong to, by key and (teams run stages) by stage."""
    groups: dict[tuple[str, str], Groups] = {}
    for batch in state.scored:
        for key, stage, column, belongs in _group_columns(batch, state.programme):
            visits = batch.visits.table.get("visit_id").take(belongs).cells()
            groups.setdefault((key, stage), {}).update(zip(visits, column.take(belongs).cells(), strict=True))
    return groups


def _group_columns(batch: ScoredVisits, programme: Programme) -> Iterator[tuple[str, str, Column[str], Mask]]:
    """Yield by key and stage the group of every visit, and which visits count for one."""
    for key, values in KEYS.items():
        if values.of_visits:
            yield key, "", values.of_visits(programme, batch.visits), np.ones(batch.visits.table.rows, np.bool_)
        if values.of_stage:
            for stage in batch.version.stages:
                teams = values.of_stage(programme, batch.visits, stage.id)
                yield key, stage.id, teams, _asked(batch, stage.id, programme)


def _asked(batch: ScoredVisits, stage: str, programme: Programme) -> Mask:
    """Return which visits are asked anything in a stage: nobody else counts for its team."""
    applicable = Applicability(programme, batch.version, batch.visits.table)
    questions = [question for question in batch.version.questions() if question[0].id == stage]
    asked: Mask = np.logical_or.reduce([applicable.by_design(*question) for question in questions])
    return asked
