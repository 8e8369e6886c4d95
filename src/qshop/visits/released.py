"""What may leave a visit: a remark, a photo or a recording, released one by one, each to its readers.

The register says where the words are and never repeats them: a page takes them from the visit. A row has no id, the
whole of it is one fact, so that the same row twice is one release.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np

from qshop.base.diagnostics import Diagnostic, Where
from qshop.base.formulas import is_formula
from qshop.base.shown import shown
from qshop.base.suggest import did_you_mean
from qshop.programme.frozen import Version
from qshop.programme.scalars import is_language, read_day
from qshop.visits.accepted import Visits
from qshop.visits.column_names import column_names
from qshop.visits.metadata_checks import check_code, choice_check
from qshop.visits.problem import Check, Problem
from qshop.visits.rejects import Faults, Reject
from qshop.visits.table import Table, paired

VISIT = "visit"
QUOTATION = "quotation"
AUDIENCES: Final = ("programme", "site", "team", "owner", "visit", "person")
"""Those to whom something can be released: the readers of the debrief."""
EVERYBODY = "all"
GONE = ("QS480", "QS481")
"""The codes of what was released from a visit that is not there any more, or no longer says it."""
_OF_PERSONS = ("photo", "recording")
_KINDS = (QUOTATION, *_OF_PERSONS)


class Release(NamedTuple):
    """One fact of the register.

    source: where it comes from: a `visit`
    id: which one
    question: to whose answer the words or the evidence belong
    what: `quotation`, `photo` or `recording`
    audience: the readers who may be shown it, separated by spaces, or `all`
    by: who released it, as a function or a code
    on: on which day
    agreed_by_person: `yes` where whoever is seen or heard agreed
    language: of the words; blank where it is not known
    """

    source: str
    id: str
    question: str
    what: str
    audience: str
    by: str
    on: str
    agreed_by_person: str
    language: str

    def is_for(self, reader: str) -> bool:
        """Return whether a reader of the debrief may be shown it."""
        return not {reader, EVERYBODY}.isdisjoint(self.audience.split())

    @property
    def cell(self) -> str:
        """Return the column of the visit that holds it."""
        return f"{self.question}_comment" if self.what == QUOTATION else f"{self.question}_evidence"


COLUMNS: Final = Release._fields
_REQUIRED = tuple(name for name in COLUMNS if name != "language")


class VisitWords(NamedTuple):
    """A visit as the register sees it: the version it was made with, and its cells by column."""

    version: Version
    cells: Mapping[str, str]


@dataclass
class ReleasedOutcome:
    """What became of a table of releases: those accepted; repeats; rejects; or the refusal of the table."""

    accepted: list[Release] = field(default_factory=list)
    repeated: int = 0
    rejects: list[Reject] = field(default_factory=list)
    refusal: Diagnostic | None = None
    more_rejects: int = 0

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Return the refusal, or every reason of every rejected row."""
        return [self.refusal] if self.refusal else [one for reject in self.rejects for one in reject.diagnostics]


def visit_words(batches: Iterable[Visits], ids: Collection[str]) -> dict[str, VisitWords]:
    """Return the words of those visits whose id is one of `ids`, by id."""
    wanted = set(ids)
    return {
        code: VisitWords(visits.version, dict(zip(visits.table.columns, visits.table.record(row), strict=True)))
        for visits in batches
        for row, code in enumerate(visits.table.get("visit_id").cells())
        if code in wanted
    }


def is_released(columns: Collection[str]) -> bool:
    """Return whether a table holds releases rather than visits, by its columns."""
    return {"what", "audience"} <= set(columns)


def accept_released(
    table: Table, visits: Mapping[str, VisitWords] | None, before: Collection[Release] = ()
) -> ReleasedOutcome:
    """Return what became of every row: rows = accepted + repeated + rejected. A doubtful header refuses the file.

    `visits` has every accepted visit by its id; without it, it is not judged whether what is released is there. A row
    is a repeat if it is one of `before`, or stands above.
    """
    refusal = header_problem(table, COLUMNS)
    if refusal:
        return ReleasedOutcome(refusal=refusal)
    faults = judged(table, visits)
    accepted = sound_releases(table, faults)
    new = new_releases(accepted, before)
    return ReleasedOutcome(new, len(accepted) - len(new), faults.rejects(), more_rejects=faults.more)


def sound_releases(table: Table, faults: Faults) -> list[Release]:
    """Return the releases in the rows that have no problem."""
    releases = [Release(*cells) for cells in zip(*(table.get(name).cells() for name in COLUMNS), strict=True)]
    return [releases[row] for row in np.flatnonzero(faults.without_problem())]


def new_releases(accepted: Iterable[Release], before: Collection[Release]) -> list[Release]:
    """Return each of the releases that is none of `before`, once, in order."""
    known = set(before)
    return [release for release in dict.fromkeys(accepted) if release not in known]


def judged(table: Table, visits: Mapping[str, VisitWords] | None) -> Faults:
    """Return the problems of every row that has one."""
    faults = Faults(table)
    for name, check in _CHECKS.items():
        faults.judge(name, table.get(name), check)
    faults.judge("agreed_by_person", paired(table.get("agreed_by_person"), table.get("what")), _check_agreement)
    if visits is not None:
        faults.judge("id", table.get("id"), _visit_check(visits))
        faults.judge("question", paired(*map(table.get, ("id", "question", "what"))), _words_check(visits))
    return faults


def header_problem(table: Table, known: Collection[str]) -> Diagnostic | None:
    """Return why a header is not one of releases, under the columns that are `known` there."""
    where = Where(table.source, table.first_line, 1)
    unknown = [name for name in table.columns if name not in known]
    missing = [name for name in _REQUIRED if name not in table.columns]
    if unknown:
        hint = did_you_mean(unknown[0], known)
        message = f"releases have no column {column_names(unknown, list(table.columns))}"
        return Diagnostic("QS405", message, where, hint or f"use: {', '.join(COLUMNS)}")
    if missing:
        return Diagnostic("QS406", f"releases need the column {', '.join(missing)}", where, "add it")
    return None


def _visit_check(visits: Mapping[str, VisitWords]) -> Check[str]:
    def check(code: str) -> Problem | None:
        if code in visits:
            return None
        help_ = "take the visit in first, or take this row out"
        return check_code(code) or Problem("QS480", f"{shown(code, visits)} is the id of no visit", help_)

    return check


def _words_check(visits: Mapping[str, VisitWords]) -> Check[tuple[str, ...]]:
    """Return the check that (visit, question, what) is there: a question of the visit's version, and what it holds."""

    def check(cells: tuple[str, ...]) -> Problem | None:
        id_, question, what = cells
        visit = visits.get(id_)
        if visit is None or what not in _KINDS:
            return None
        known = [one.id for _, _, one in visit.version.questions()]
        if question not in known:
            message = f"{visit.version.name} has no question {shown(question, known)}"
            return Problem("QS481", message, did_you_mean(question, known))
        if visit.cells.get(Release(VISIT, id_, question, what, *[""] * 5).cell):
            return None
        noun = "comment" if what == QUOTATION else "photo or recording"
        return Problem("QS481", f"the visit has no {noun} there", "correct the question, or take this row out")

    return check


def _check_audience(text: str) -> Problem | None:
    names = text.split()
    unknown = [name for name in names if name not in (*AUDIENCES, EVERYBODY)]
    if names and not unknown:
        return None
    known = f"name readers, with a space between two: {', '.join(AUDIENCES)}; or {EVERYBODY}"
    if unknown:
        message = f"{shown(unknown[0], AUDIENCES)} is no reader of the debrief"
        return Problem("QS482", message, did_you_mean(unknown[0], (*AUDIENCES, EVERYBODY)) or known)
    return Problem("QS482", "it is released to nobody", known)


def _check_agreement(cells: tuple[str, ...]) -> Problem | None:
    agreed, what = cells
    if agreed not in ("", "yes", "no"):
        return Problem("QS420", f"{shown(agreed)} is neither yes nor no", "write yes only if the person said so")
    if what not in _OF_PERSONS or agreed == "yes":
        return None
    message = f"a {what} shows who was there, and nobody's agreement is noted"
    return Problem("QS483", message, "ask the person, then write yes under agreed_by_person; else do not release it")


def _check_by(text: str) -> Problem | None:
    if not text.strip():
        return Problem("QS484", "nobody answers for this release", "say who decided it: a function or a code")
    return Problem("QS484", "this is no function or code", "begin with a letter or digit") if is_formula(text) else None


def _check_day(text: str) -> Problem | None:
    if read_day(text):
        return None
    message = f"{shown(text)} is no date" if text else "the day of the release is blank"
    return Problem("QS413", message, "write it like 2026-03-31")


def _check_language(text: str) -> Problem | None:
    if not text or is_language(text):
        return None
    return Problem("QS420", f"{shown(text)} is no language tag", "write it like en or pt-BR, or leave it blank")


_CHECKS: dict[str, Check[str]] = {
    "source": choice_check("source", [VISIT]),
    "what": choice_check("kind of release", [*_KINDS]),
    "audience": _check_audience,
    "by": _check_by,
    "on": _check_day,
    "language": _check_language,
}
