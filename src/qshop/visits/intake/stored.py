"""The visits and moments of a programme's store, judged again as the programme is now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from qshop.base.diagnostics import Diagnostic
from qshop.programme.model import Programme
from qshop.visits.accepted import Visits
from qshop.visits.intake.judge import VisitsOutcome, accept_visits
from qshop.visits.intake.settle import settle_repeats
from qshop.visits.moments import Moment, accept_moments, sorted_moments
from qshop.visits.rejects import Reject
from qshop.visits.source_table import SourceTable
from qshop.visits.wave_folders import without_wave


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
    def rejected(self) -> int:
        """Return how many files and rows are in no figure."""
        return len(self.refusals) + len(self.rejects)

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Return why files and rows are in no figure."""
        return [*self.refusals.values(), *(one for reject in self.rejects for one in reject.diagnostics)]


def stored_visits(sources: Iterable[SourceTable], programme: Programme) -> StoredVisits:
    """Return the visits of the store's tables as `programme` accepts them, each visit once."""
    stored = StoredVisits()
    for source in sources:
        outcome = _judged(source, programme)
        stored.refusals |= {source.source: outcome.refusal} if outcome.refusal else {}
        stored.rejects += [*source.rejects, *outcome.rejects]
        stored.accepted += outcome.accepted
    settled = settle_repeats(stored.accepted, {})
    stored.accepted, stored.repeated = settled.accepted, settled.repeated
    stored.rejects += settled.conflicts
    return stored


def _judged(source: SourceTable, programme: Programme) -> VisitsOutcome:
    if source.table is None:
        return VisitsOutcome(refusal=source.refusal)
    misplaced = without_wave(source.folder, source.source, programme) if source.folder else None
    if misplaced:
        return VisitsOutcome(refusal=misplaced)
    return accept_visits(source.table, programme)


def stored_moments(sources: Iterable[SourceTable], wave_of: Mapping[str, str]) -> tuple[list[Moment], list[Diagnostic]]:
    """Return the moments of the store's tables, and why files and rows are not among them.

    `wave_of` has the wave of every accepted visit by its id.
    """
    moments: list[Moment] = []
    diagnostics: list[Diagnostic] = []
    for source in sources:
        outcome = accept_moments(source.table, wave_of) if source.table else None
        refusal = outcome.refusal if outcome else source.refusal
        diagnostics += [refusal] if refusal else []
        rejects = [*source.rejects, *(outcome.rejects if outcome else [])]
        diagnostics += [one for reject in rejects for one in reject.diagnostics]
        moments += [moment for accepted in (outcome.accepted if outcome else {}).values() for moment in accepted]
    return sorted_moments(moments), diagnostics
