"""The intake of exports, table by table: mapped, judged, settled. Every row that was read is accounted for."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace

from qshop.base.diagnostics import Diagnostic
from qshop.base.plural import counted
from qshop.programme.model import Programme
from qshop.visits.evidence import with_digests
from qshop.visits.exports import is_side_table, remnant_of, service_of
from qshop.visits.exports.export_reader import ExportReader
from qshop.visits.exports.service import Service
from qshop.visits.exports.wanted_names import wanted_names
from qshop.visits.formula_cells import formula_note
from qshop.visits.intake.foreign_tables import without_foreign
from qshop.visits.intake.history import History
from qshop.visits.intake.judge import VisitsOutcome, accept_visits
from qshop.visits.intake.mapping import mapped_table
from qshop.visits.intake.misread import misread_notes
from qshop.visits.intake.profile import Profile
from qshop.visits.intake.receipt import Receipt
from qshop.visits.intake.settle import settle_repeats
from qshop.visits.mapped_table import MappedTable
from qshop.visits.moments import accept_moments, is_moments
from qshop.visits.personal_data import personal_data, personal_data_in
from qshop.visits.rejects import Reject
from qshop.visits.released import VisitWords, is_released
from qshop.visits.source_table import SourceTable
from qshop.visits.table import Table
from qshop.visits.tick_list import ENGLISH, TickWords, accept_ticked
from qshop.visits.undated import teams_note


@dataclass(frozen=True)
class Intake:
    """The intake of a programme: by which profile, and whether with the visits that are held back in review.

    `tick_words` are the words of yes, no and does-not-apply in every language of forms; `list_words` those that people
    tick a list with.
    """

    programme: Programme
    profile: Profile | None = None
    include_held: bool = False
    tick_words: frozenset[str] = frozenset()
    list_words: TickWords = ENGLISH

    def receive_all(self, sources: Iterable[SourceTable], history: History) -> list[Receipt]:
        """Return what became of each table, judged against all accepted before it; what is about visits after them.

        What is accepted is added to `history`.
        """
        return without_foreign(self._received(sources, history), wanted_names(self.programme, self.profile))

    def _received(self, sources: Iterable[SourceTable], history: History) -> Iterator[tuple[SourceTable, Receipt]]:
        later: list[SourceTable] = []
        for source in sources:
            if self._is_about_visits(source):
                later.append(source)
            else:
                yield source, self._received_into(history, source)
        for source in later:
            yield source, self._received_into(history, source)

    def _received_into(self, history: History, source: SourceTable) -> Receipt:
        receipt = self.receive(source, history)
        notes = history.add(receipt)
        return replace(receipt, notes=[*receipt.notes, *notes])

    def receive(self, source: SourceTable, history: History) -> Receipt:
        """Return what became of the visits of one table, or of moments of visits that were accepted before."""
        if source.table is None:
            return Receipt(source.source, refusal=source.refusal, notes=source.notes)
        if self._is_about_visits(source):
            is_list = is_released(source.table.columns)
            return self._ticked(source, source.table, history) if is_list else _moments(source, source.table, history)
        headers = source.table.columns.keys()
        service = service_of(headers)
        if service and is_side_table(headers, service):
            note = f"passed over: {service.name} keeps no visits in this table"
            return Receipt(source.source, notes=[*source.notes, note])
        return self._visits(source, source.table, service, history)

    def _is_about_visits(self, source: SourceTable) -> bool:
        """Return whether a table holds moments or releases, which belong to visits."""
        columns = source.table.columns if self.profile is None and source.table is not None else {}
        return is_moments(columns) or is_released(columns)

    def _ticked(self, source: SourceTable, table: Table, history: History) -> Receipt:
        visits = _words(history, self.programme, table.get("id").values)
        outcome = accept_ticked(table, visits, history.releases, self.list_words)
        if outcome.refusal:
            return Receipt(source.source, refusal=outcome.refusal, notes=source.notes)
        more = source.more_rejects + outcome.more_rejects
        return Receipt(
            source.source,
            rejects=_by_line([*source.rejects, *outcome.rejects]),
            repeated=outcome.repeated,
            read=table.rows + source.rejected,
            notes=[*source.notes, *_not_listed(more)],
            more_rejects=more,
            releases=outcome.accepted,
            not_ticked=outcome.not_ticked,
        )

    def _visits(self, source: SourceTable, table: Table, service: Service | None, history: History) -> Receipt:
        mapped = mapped_table(table, self.programme, self.profile, self._reader(source, service))
        notes = [*source.notes, *mapped.notes]
        if (service or source.search) and not mapped.refusal:
            with_evidence, missing = with_digests(mapped.table, source.search)
            mapped = replace(mapped, table=with_evidence)
            notes += _missing_files(missing)
        outcome = self._judged(mapped, service, table.columns.keys())
        notes += _stored_but_held(mapped.held, history)
        if outcome.refusal:
            return Receipt(table.source, refusal=outcome.refusal, notes=notes)
        notes += outcome.notes
        settled = settle_repeats(outcome.accepted, history.visits)
        rejects = _by_line([*source.rejects, *mapped.rejects, *outcome.rejects, *settled.conflicts])
        total = table.rows + source.rejected
        notes += misread_notes(settled.accepted)
        notes += [note for visits in settled.accepted for note in personal_data(visits)]
        notes += filter(None, [formula_note(visits.table) for visits in settled.accepted])
        notes += filter(None, [teams_note(settled.accepted, self.programme)])
        notes += [] if total else ["the file holds no visits"]
        more = source.more_rejects + mapped.more_rejects + outcome.more_rejects + settled.more_conflicts
        notes += _not_listed(more)
        return Receipt(table.source, settled.accepted, rejects, settled.repeated, total, None, notes, more_rejects=more)

    def _reader(self, source: SourceTable, service: Service | None) -> ExportReader | None:
        if service is None:
            return None
        return ExportReader(service, self.programme, self.profile, source.form, self.include_held, self.tick_words)

    def _judged(self, mapped: MappedTable, service: Service | None, headers: Set[str]) -> VisitsOutcome:
        if mapped.refusal:
            return VisitsOutcome(refusal=mapped.refusal)
        outcome = accept_visits(mapped.table, self.programme, arriving=True)
        if outcome.refusal:
            outcome.refusal = self._advised(outcome.refusal, service, headers)
        return outcome

    def _advised(self, refusal: Diagnostic, service: Service | None, headers: Set[str]) -> Diagnostic:
        """Return a refusal with what to do in the service that the file is from, if that is known."""
        if service and refusal.code == "QS406":
            return replace(refusal, help=service.columns_advice)
        remnant = remnant_of(headers)
        if service is None and self.profile is None and remnant:
            help_ = f"columns of {remnant.name}'s were deleted, it seems: export it again and leave it unchanged"
            return replace(refusal, help=help_)
        return refusal


def _not_listed(more: int) -> list[str]:
    rows = counted(more, "row was rejected that is", "rows were rejected that are")
    return [f"{rows} not listed: mend what they have in common"] if more else []


def _missing_files(missing: int) -> list[str]:
    return [f"photos and recordings not at hand: {missing}; --media names their folder"] if missing else []


def _stored_but_held(held: Iterable[str], history: History) -> list[str]:
    places = [history.visits[visit_id].where for visit_id in held if visit_id in history.visits]
    return [f"{place} counts, though it is held back in review now: take it out there" for place in places]


def _moments(source: SourceTable, table: Table, history: History) -> Receipt:
    outcome = accept_moments(table, history.wave_of, history.moments)
    if outcome.refusal:
        return Receipt(source.source, refusal=outcome.refusal, notes=source.notes)
    rejects = _by_line([*source.rejects, *outcome.rejects])
    total = table.rows + source.rejected
    notes = [*source.notes, *personal_data_in(table, ("step", "thought")), *filter(None, [formula_note(table)])]
    more = source.more_rejects + outcome.more_rejects
    notes += _not_listed(more)
    return Receipt(source.source, [], rejects, outcome.repeated, total, None, notes, outcome.accepted, more)


def _words(history: History, programme: Programme, ids: Iterable[str]) -> dict[str, VisitWords]:
    """Return the words of those visits accepted before whose id is one of `ids`."""
    versions = {version.name: version for version in programme.versions.values()}
    known = [history.visits[id_] for id_ in ids if id_ in history.visits]
    return {
        record.visit_id: VisitWords(
            versions[record.cells[0]],
            dict(zip(versions[record.cells[0]].columns(), record.cells[1:], strict=True)),
        )
        for record in known
    }


def _by_line(rejects: list[Reject]) -> list[Reject]:
    return sorted(rejects, key=lambda reject: reject.line)
