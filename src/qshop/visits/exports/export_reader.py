"""Read a service's export: refuse what cannot be read back, reject what does not count, name the rest plainly."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from qshop.base.diagnostics import Diagnostic, Where
from qshop.programme.model import Programme
from qshop.visits.exports.export_fields import Fields, fields, twice
from qshop.visits.exports.label_exports import has_labels, has_words
from qshop.visits.exports.noted_site import NOTED, told_site
from qshop.visits.exports.origin import Made, Origin, fits, origin
from qshop.visits.exports.review import held_back, judge_review
from qshop.visits.exports.service import Heading, Service, WantedNames
from qshop.visits.exports.version_match import Asked
from qshop.visits.exports.wanted_names import wanted_names
from qshop.visits.intake.profile import Profile
from qshop.visits.rejects import Faults, Problem, Reject
from qshop.visits.table import Column, Table, paired


@dataclass(frozen=True)
class Plain:
    """An export under plain names: its table, the rows left out of it, and what is worth saying.

    `held` are the ids of the visits that are left out because a reviewer holds them back.
    """

    table: Table
    rejects: list[Reject] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Reading:
    """How an export is read: `form` is the name of its file, `tick_words` those of yes, no and does-not-apply."""

    service: Service
    programme: Programme
    profile: Profile | None = None
    form: str = ""
    include_held: bool = False
    tick_words: frozenset[str] = frozenset()

    def plain(self, table: Table) -> Plain | Diagnostic:
        """Give a service's export under plain names, with the version of each row where no profile says it."""
        names = wanted_names(self.programme, self.profile)
        headings = list(self.service.headings(list(table.columns), names))
        found = fields(table, headings, names)
        fault = self._fault(table, headings, names, found)
        if fault:
            return Diagnostic(fault.code, fault.message, Where(table.source, table.first_line, 1), fault.help)
        faults = Faults(table)
        notes = judge_review(self.service, table, faults, include_held=self.include_held)
        for ticks in found.ticks:
            faults.judge(found.headers[ticks.name], ticks.told(table), lambda told: told.problem)
        made = self._origins(table, found)
        self._judge_origins(made, faults)
        ids = self._ids(table, found)
        columns = self._sited(found, faults) | ids | ({} if self.profile else _columns(made))
        rows = replace(table.locations, position=lambda row, name: table.position(row, found.headers.get(name, name)))
        plain = replace(table, columns=columns, locations=rows).take(faults.without_problem())
        held = [] if self.include_held else ids["visit_id"].take(held_back(self.service, table)).cells()
        return Plain(plain, faults.rejects(), [self._what(found), *_concluded(made), *notes], held)

    def _fault(self, table: Table, headings: Sequence[Heading], names: WantedNames, found: Fields) -> Problem | None:
        """Say why nobody could read the export back, if so."""
        if has_labels(headings, names, self.programme):
            return Problem("QS440", "a label export: its headers are words", self.service.for_names)
        doubtful = twice(headings, names)
        if doubtful:
            help_ = "give one of them another name in the form, and map past exports with a profile"
            return Problem("QS441", f"the same name in two groups: {', '.join(doubtful[:8])}", help_)
        if self.profile is None and has_words(table, found.headers, self.programme, self.tick_words):
            return Problem("QS440", "a label export: its answers are words", self.service.for_names)
        return None

    def _origins(self, table: Table, found: Fields) -> Column[Origin]:
        blank = Column.constant("", table.rows)
        own = [found.columns.get(name, blank) for name in ("questionnaire", "version")]
        asked = Asked(self.programme, frozenset() if self.profile else found.columns.keys())
        return paired(*own, table.get(self.service.version)).map(origin(self.service, self.form, asked))

    def _judge_origins(self, made: Column[Origin], faults: Faults) -> None:
        readable = np.flatnonzero(faults.without_problem())
        check = fits(self.profile, self.programme) if self.profile else _problem
        faults.judge(self.service.version, made.take(readable), check, readable)

    def _sited(self, found: Fields, faults: Faults) -> dict[str, Column[str]]:
        """Give the fields with the site as the form noted it, where it did; a profile says itself what is the site."""
        if self.profile or NOTED not in found.columns:
            return found.columns
        sites = told_site(found.columns)
        faults.judge(found.headers.get("site", NOTED), sites, _problem)
        rest = {name: column for name, column in found.columns.items() if name != NOTED}
        return rest | {"site": sites.map(lambda site: site if isinstance(site, str) else "").merged()}

    def _ids(self, table: Table, found: Fields) -> dict[str, Column[str]]:
        """Give the form's own visit id, or else the submission's, which stays the same when it is edited."""
        told = {header: column.map(_plain_id) for header in self.service.ids if (column := table.columns.get(header))}
        given = found.columns.get("visit_id", Column.constant("", table.rows))
        visit_id = paired(given, *told.values()).map(lambda cells: next(filter(None, cells), ""))
        return {header: told[header] for header in told if header in found.columns} | {"visit_id": visit_id}

    def _what(self, found: Fields) -> str:
        idle = [header for header in found.unused if not self.service.reads(header)]
        return f"read as an export of {self.service.name}" + (f"; not used: {', '.join(idle)}" if idle else "")


def _plain_id(text: str) -> str:
    return text.removeprefix("uuid:")


def _problem(found: object) -> Problem | None:
    return found if isinstance(found, Problem) else None


def _concluded(made: Column[Origin]) -> list[str]:
    found = sorted({one[:2] for one in made.values if isinstance(one, Made) and one.concluded})
    return [f"taken as {questionnaire} v{version} by its questions" for questionnaire, version in found]


def _columns(made: Column[Origin]) -> dict[str, Column[str]]:
    told = made.map(lambda found: found if isinstance(found, Made) else Made("", ""))
    return {
        "questionnaire": told.map(lambda made: made.questionnaire).merged(),
        "version": told.map(lambda made: made.version).merged(),
    }
