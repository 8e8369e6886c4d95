"""The visits of the store under a programme: accepted once, and accepted again whenever they are read."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from qshop.base.diagnostics import Diagnostic
from qshop.programme.model import Programme
from qshop.visits.accepted import Visits
from qshop.visits.intake.judge import VisitsOutcome, accept_visits
from qshop.visits.intake.settle import settle_repeats
from qshop.visits.rejects import Reject
from qshop.visits.source_table import SourceTable


@dataclass
class StoredVisits:
    """What a programme makes of its store.

    refusals: of whole files, by the name of the file
    repeated: how many visits stand in more than one file, and count once
    """

    accepted: list[Visits] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    refusals: dict[str, Diagnostic] = field(default_factory=dict)
    repeated: int = 0

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Return why files and rows are in no figure."""
        return [*self.refusals.values(), *(reject.diagnostic for reject in self.rejects)]


def stored_visits(sources: Iterable[SourceTable], programme: Programme) -> StoredVisits:
    """Return the visits of the store's tables as `programme` accepts them, each visit once."""
    stored = StoredVisits()
    for source in sources:
        outcome = accept_visits(source.table, programme) if source.table else VisitsOutcome()
        refusal = source.refusal or outcome.refusal
        stored.refusals |= {source.source: refusal} if refusal else {}
        stored.rejects += [*source.rejects, *outcome.rejects]
        stored.accepted += outcome.accepted
    settled = settle_repeats(stored.accepted, {})
    stored.accepted, stored.repeated = settled.accepted, settled.repeated
    stored.rejects += settled.conflicts
    return stored
