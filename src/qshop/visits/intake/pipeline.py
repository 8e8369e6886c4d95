"""Take one table of an export: recognise it, map it, judge it, settle repeats. Every row read is accounted for."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from qshop.base.diagnostics import Diagnostic
from qshop.programme.model import Programme
from qshop.visits.evidence import EvidenceSearch, sealed
from qshop.visits.exports import is_beside, remnant_of, service_of
from qshop.visits.exports.notation import canonical
from qshop.visits.exports.plain_export import Reading
from qshop.visits.exports.service import Service
from qshop.visits.exports.wanted_names import wanted
from qshop.visits.intake.foreign_tables import without_foreign
from qshop.visits.intake.judge import Outcome, accept
from qshop.visits.intake.profile import FieldSource, Profile
from qshop.visits.intake.profile_mapping import apply_profile
from qshop.visits.intake.receipt import Before, Taken
from qshop.visits.intake.settle import Known, settle
from qshop.visits.moments import accept_moments, is_moments
from qshop.visits.personal_data import personal_data, personal_data_in
from qshop.visits.source_table import SourceTable
from qshop.visits.table import Table


@dataclass(frozen=True)
class Taking:
    """How exports are taken in: into which programme, by which profile, with those held back in review or without.

    `tick_words` are the words of yes, no and does-not-apply in every language of forms.
    """

    programme: Programme
    profile: Profile | None = None
    include_held: bool = False
    tick_words: frozenset[str] = frozenset()

    def take_all(self, sources: Iterable[tuple[SourceTable, EvidenceSearch | None]], before: Before) -> list[Taken]:
        """Take one table after another, each judged against all accepted before it; moments after all visits."""
        reads: list[SourceTable] = []
        results: list[Taken] = []
        later: list[tuple[SourceTable, EvidenceSearch | None]] = []

        def take(read: SourceTable, search: EvidenceSearch | None) -> None:
            reads.append(read)
            results.append(self.take(read, before, search))
            before.remember(results[-1])

        for read, search in sources:
            if self._holds_moments(read):
                later.append((read, search))
            else:
                take(read, search)
        for read, search in later:
            take(read, search)
        return without_foreign(reads, results, wanted(self.programme, self.profile))

    def take(self, read: SourceTable, before: Before, search: EvidenceSearch | None = None) -> Taken:
        """Take the visits of one table, or the moments of visits that were taken before."""
        if read.table is None:
            return Taken(read.source, refusal=read.refusal, notes=read.notes)
        if self._holds_moments(read):
            return _moments(read, read.table, before)
        service = service_of(read.table.columns.keys())
        if service and is_beside(read.table.columns.keys(), service):
            return Taken(read.source, notes=[*read.notes, f"passed over: {service.name} keeps no visits in this table"])
        return _Judging(self, read, service).taken(read.table, before.visits, search)

    def _holds_moments(self, read: SourceTable) -> bool:
        return self.profile is None and read.table is not None and is_moments(read.table.columns)


@dataclass
class _Judging:
    """One table on its way: what was rejected and noted so far, and which visits a reviewer holds back."""

    taking: Taking
    read: SourceTable
    service: Service | None

    def __post_init__(self) -> None:
        self.rejects, self.notes = list(self.read.rejects), list(self.read.notes)
        self.held: list[str] = []

    def taken(self, table: Table, stored: dict[str, Known], search: EvidenceSearch | None) -> Taken:
        total = table.rows + len(self.read.rejects)
        outcome = self._judged(table, search)
        still = [stored[visit_id].where for visit_id in self.held if visit_id in stored]
        self.notes += [f"{where} counts, though it is held back in review now: take it out there" for where in still]
        if outcome.refusal:
            return Taken(table.source, refusal=outcome.refusal, notes=self.notes)
        settled = settle(outcome.accepted, stored)
        rejects = sorted([*self.rejects, *outcome.rejects, *settled.conflicts], key=lambda reject: reject.line)
        taken = Taken(table.source, settled.accepted, rejects, settled.repeated, total, None, self.notes)
        taken.notes += [note for visits in settled.accepted for note in personal_data(visits)]
        if total == 0:
            taken.notes.append("the file holds no visits")
        taken.check()
        return taken

    def _judged(self, table: Table, search: EvidenceSearch | None) -> Outcome:
        """Bring a table under the columns of visits, by its service and by the profile, and judge every row."""
        mapped = self._mapped(table)
        if isinstance(mapped, Diagnostic):
            return Outcome(refusal=mapped)
        outcome = accept(self._sealed(mapped, search), self.taking.programme)
        if outcome.refusal:
            outcome.refusal = self._advised(outcome.refusal, remnant_of(table.columns.keys()))
        return outcome

    def _advised(self, refusal: Diagnostic, remnant: Service | None) -> Diagnostic:
        """Say what to do about a refusal in the service that the file is from, as far as anything tells it."""
        if self.service and refusal.code == "QS406":
            return replace(refusal, help=self.service.for_all)
        if self.service is None and self.taking.profile is None and remnant:
            help_ = f"columns of {remnant.name}'s were deleted, it seems: export it again and leave it unchanged"
            return replace(refusal, help=help_)
        return refusal

    def _mapped(self, table: Table) -> Table | Diagnostic:
        plain, profile = self._plain(table), self.taking.profile
        mapped = self._by_profile(profile, plain) if profile and isinstance(plain, Table) else plain
        return canonical(mapped, self.taking.programme) if self.service and isinstance(mapped, Table) else mapped

    def _by_profile(self, profile: Profile, plain: Table) -> Table | Diagnostic:
        if self.service and "visit_id" not in profile.columns:
            profile = _taking_the_services_id(profile)
        mapped = apply_profile(profile, plain, self.taking.programme)
        if isinstance(mapped, Diagnostic):
            return mapped
        self.rejects += mapped.rejects
        self.notes += mapped.notes
        return mapped.table

    def _plain(self, table: Table) -> Table | Diagnostic:
        if self.service is None:
            return table
        taking = self.taking
        reading = Reading(
            self.service, taking.programme, taking.profile, self.read.form, taking.include_held, taking.tick_words
        )
        plain = reading.plain(table)
        if isinstance(plain, Diagnostic):
            return plain
        self.rejects += plain.rejects
        self.notes += plain.notes
        self.held = plain.held
        return plain.table

    def _sealed(self, table: Table, search: EvidenceSearch | None) -> Table:
        if search is None and self.service is None:
            return table
        table, missing = sealed(table, search)
        if missing:
            self.notes.append(f"photos and recordings not at hand: {missing}; --media names their folder")
        return table


def _moments(read: SourceTable, table: Table, before: Before) -> Taken:
    outcome = accept_moments(table, before.wave_of, before.moments)
    if outcome.refusal:
        return Taken(read.source, refusal=outcome.refusal, notes=read.notes)
    rejects = sorted([*read.rejects, *outcome.rejects], key=lambda reject: reject.line)
    total = table.rows + len(read.rejects)
    notes = [*read.notes, *personal_data_in(table, ("step", "thought"))]
    taken = Taken(read.source, [], rejects, outcome.repeated, total, None, notes, outcome.accepted)
    taken.check()
    return taken


def _taking_the_services_id(profile: Profile) -> Profile:
    columns = {"visit_id": FieldSource(column="visit_id"), **profile.columns}
    return profile.model_copy(update={"columns": columns})
