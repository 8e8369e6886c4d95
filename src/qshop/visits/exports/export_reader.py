"""Read a service's export: refuse what cannot be read back, reject what does not count, name the rest as visits do."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from qshop.base.diagnostics import Diagnostic, Where
from qshop.programme.model import Programme
from qshop.visits.exports.export_fields import ExportFields, ambiguous_paths, export_fields
from qshop.visits.exports.label_exports import has_labels, has_words
from qshop.visits.exports.noted_site import SITE_NOTE, noted_sites
from qshop.visits.exports.origin import Origin, conclusions, origin_columns, origin_finder, profile_check
from qshop.visits.exports.review import held_back, judge_review
from qshop.visits.exports.service import Heading, Service, WantedNames
from qshop.visits.exports.version_match import VersionMatcher
from qshop.visits.exports.wanted_names import wanted_names
from qshop.visits.intake.profile import Profile
from qshop.visits.mapped_table import MappedTable
from qshop.visits.problem import Problem, as_problem, as_text
from qshop.visits.rejects import Faults
from qshop.visits.table import Column, Table, paired


@dataclass(frozen=True)
class ExportReader:
    """Reads the exports of a service: `form` is the name of the file, without its ending.

    `tick_words` are the words of yes, no and does-not-apply in every language of forms.
    """

    service: Service
    programme: Programme
    profile: Profile | None = None
    form: str = ""
    include_held: bool = False
    tick_words: frozenset[str] = frozenset()

    def read(self, table: Table) -> MappedTable:
        """Return an export under the names of its fields, with the version of each row where no profile says it."""
        names = wanted_names(self.programme, self.profile)
        headings = list(self.service.headings(list(table.columns), names))
        fields = export_fields(table, headings, names)
        problem = self._refusal(table, headings, names, fields)
        if problem:
            where = Where(table.source, table.first_line, 1)
            return MappedTable(table, refusal=Diagnostic(problem.code, problem.message, where, problem.help))
        ids = self._ids(table, fields)
        faults = Faults(table.with_columns({"visit_id": ids["visit_id"]}))
        notes = judge_review(self.service, table, faults, include_held=self.include_held)
        for header, cells in fields.split.items():
            faults.judge(header, cells, as_problem)
        origins = self._origins(table, fields)
        self._judge_origins(origins, faults)
        columns = self._with_sites(fields, faults) | ids | ({} if self.profile else origin_columns(origins))
        rows = replace(table.locations, position=lambda row, name: table.position(row, fields.headers.get(name, name)))
        accepted = replace(table, columns=columns, locations=rows).take(faults.without_problem())
        held = [] if self.include_held else ids["visit_id"].take(held_back(self.service, table)).cells()
        notes = [self._usage(fields), *conclusions(origins), *notes]
        return MappedTable(accepted, faults.rejects(), notes, held, more_rejects=faults.more)

    def _refusal(
        self, table: Table, headings: Sequence[Heading], names: WantedNames, fields: ExportFields
    ) -> Problem | None:
        """Return why the export cannot be read back, if so."""
        if has_labels(headings, names, self.programme):
            return Problem("QS440", "a label export: its headers are words", self.service.names_advice)
        ambiguous = ambiguous_paths(headings, names)
        if ambiguous:
            help_ = "give one of them another name in the form, and map past exports with a profile"
            return Problem("QS441", f"the same name in two groups: {', '.join(ambiguous[:8])}", help_)
        if self.profile is None and has_words(table, fields.headers, self.programme, self.tick_words):
            return Problem("QS440", "a label export: its answers are words", self.service.names_advice)
        return None

    def _origins(self, table: Table, fields: ExportFields) -> Column[Origin | Problem]:
        blank = Column.constant("", table.rows)
        own = [fields.columns.get(name, blank) for name in ("questionnaire", "version")]
        matcher = VersionMatcher(self.programme, frozenset() if self.profile else fields.columns.keys())
        return paired(*own, table.get(self.service.version)).map(origin_finder(self.service, self.form, matcher))

    def _judge_origins(self, origins: Column[Origin | Problem], faults: Faults) -> None:
        rows = np.flatnonzero(faults.without_problem())
        check = profile_check(self.profile, self.programme) if self.profile else as_problem
        faults.judge(self.service.version, origins.take(rows), check, rows)

    def _with_sites(self, fields: ExportFields, faults: Faults) -> dict[str, Column[str]]:
        """Return the columns with the site as the form noted it, if it did; a profile says itself what the site is."""
        if self.profile or SITE_NOTE not in fields.columns:
            return fields.columns
        sites = noted_sites(fields.columns)
        faults.judge(fields.headers.get("site", SITE_NOTE), sites, as_problem)
        rest = {name: column for name, column in fields.columns.items() if name != SITE_NOTE}
        return rest | {"site": sites.map(as_text).merged()}

    def _ids(self, table: Table, fields: ExportFields) -> dict[str, Column[str]]:
        """Return the ids; `visit_id` is the form's own, or else the submission's, which editing does not change."""
        submission_ids = {
            header: table.columns[header].map(lambda text: text.removeprefix("uuid:"))
            for header in self.service.ids
            if header in table.columns
        }
        given = fields.columns.get("visit_id", Column.constant("", table.rows))
        visit_id = paired(given, *submission_ids.values()).map(lambda cells: next(filter(None, cells), ""))
        return {name: ids for name, ids in submission_ids.items() if name in fields.columns} | {"visit_id": visit_id}

    def _usage(self, fields: ExportFields) -> str:
        unused = [header for header in fields.unused if not self.service.reads(header)]
        return f"read as an export of {self.service.name}" + (f"; not used: {', '.join(unused)}" if unused else "")
