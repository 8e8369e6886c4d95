"""Which rows of a table are accepted visits.

Each distinct value of a column is checked once; single rows are looked at only where a value is in doubt. So the same
function is fast enough for a hundred thousand visits that were accepted long ago.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from qshop.base.diagnostics import Diagnostic, Where
from qshop.base.suggest import did_you_mean
from qshop.programme import answers
from qshop.programme.frozen import FrozenQuestion, Version
from qshop.programme.model import Programme
from qshop.programme.settings import Wave
from qshop.visits import metadata_checks
from qshop.visits.accepted import Visits
from qshop.visits.answer_help import answer_help
from qshop.visits.applicable import Applicability
from qshop.visits.column_names import column_name, column_names
from qshop.visits.columns import REQUIRED, known_columns
from qshop.visits.intake.canonical import canonical_answers, canonical_metadata
from qshop.visits.intake.misplaced import judge_misplaced
from qshop.visits.intake.rehearsals import as_trials, judge_rehearsals
from qshop.visits.intake.row_shift import explain_shifts
from qshop.visits.problem import Check, Problem, as_problem
from qshop.visits.rejects import Faults, Reject
from qshop.visits.table import Column, Mask, Rows, Table, paired
from qshop.visits.undated import DECIDED_BY, tags_check


@dataclass
class VisitsOutcome:
    """What became of a table: accepted visits and rejected rows, with notes; or the refusal of the whole table."""

    accepted: list[Visits] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    refusal: Diagnostic | None = None
    notes: list[str] = field(default_factory=list)
    more_rejects: int = 0

    @property
    def count(self) -> int:
        """Return the number of accepted visits."""
        return sum(visits.table.rows for visits in self.accepted)


@dataclass(frozen=True)
class _Batch:
    """The visits of a table that were made with one version; `rows` are the numbers of their rows in the table."""

    version: Version
    rows: Rows
    visits: Table


@dataclass(frozen=True)
class _Judged:
    """The visits of a table by version, the wave of each row, and the faults of the rows."""

    batches: list[_Batch]
    waves: Column[Wave | Problem]
    faults: Faults


def accept_visits(table: Table, programme: Programme, *, arriving: bool = False) -> VisitsOutcome:
    """Return what became of every row: `table.rows` = accepted + rejected. A doubtful header refuses the file.

    What is accepted is written as qshop writes it (see `canonical`), also what an older store wrote in another way.
    Rows that are `arriving`, rather than read back, are also asked whether they are shifted by a cell.
    """
    refusal = _header_problem(table, programme)
    if refusal:
        return VisitsOutcome(refusal=refusal)
    table, notes = canonical_metadata(table)
    judged = _judged(table, programme, arriving=arriving)
    if isinstance(judged, Diagnostic):
        return VisitsOutcome(refusal=judged)
    faults = judged.faults
    if arriving:
        explain_shifts(faults, partial(_is_sound, programme))
    accepted = [visits for batch in judged.batches for visits in _accepted(batch, judged.waves, faults)]
    return VisitsOutcome(accepted, faults.rejects(), notes=notes, more_rejects=faults.more)


def _judged(table: Table, programme: Programme, *, arriving: bool) -> _Judged | Diagnostic:
    """Return the rows of a table with their faults, or why the whole table is refused."""
    faults = Faults(table)
    versions = paired(table.get("questionnaire"), table.get("version")).map(
        partial(metadata_checks.find_version, programme)
    )
    waves = paired(table.get("date"), table.get("wave"), table.get("questionnaire")).map(
        partial(metadata_checks.find_wave, programme)
    )
    refusal = _missing_question(table, [v for v in versions.values if isinstance(v, Version)])
    if refusal:
        return refusal
    _judge_metadata(table, programme, faults)
    faults.judge("version", versions, as_problem)
    faults.judge("date", waves, as_problem)
    judge_rehearsals(table, waves, faults)
    batches = list(_batches(as_trials(table, waves), versions))
    for batch in batches:
        _judge_answers(batch, programme, faults, arriving=arriving)
    return _Judged(batches, waves, faults)


def _is_sound(programme: Programme, table: Table) -> Mask:
    judged = _judged(canonical_metadata(table)[0], programme, arriving=True)
    return np.zeros(table.rows, np.bool_) if isinstance(judged, Diagnostic) else judged.faults.without_problem()


def _header_problem(table: Table, programme: Programme) -> Diagnostic | None:
    names, columns, where = list(table.columns), known_columns(programme), Where(table.source, table.first_line, 1)
    unknown = [name for name in names if name not in columns]
    missing = [name for name in REQUIRED if name not in names]
    if not {"date", "wave"} & set(names):
        missing.append("date")
    if unknown and not programme.versions and {*REQUIRED} <= {*names}:
        return _nothing_frozen(where)
    hints = [f"{column_name(name)}: {hint}" for name in unknown[:3] if (hint := did_you_mean(name, columns))]
    if len(unknown) == len(names) and len(hints) < min(3, len(names)):
        help_ = "put a header first (visit_id, site, date, …), or map the file with --profile"
        return Diagnostic("QS408", "the first line names no column of a visit", where, help_)
    if unknown:
        message = f"unknown column{_s(unknown)}: {column_names(unknown, names)}"
        return Diagnostic("QS405", message, where, "; ".join(hints) or "remove it, or map the file with --profile")
    if missing:
        return Diagnostic("QS406", f"missing column{_s(missing)}: {', '.join(missing)}", where, "export it too")
    return None


def _nothing_frozen(where: Where) -> Diagnostic:
    message = "the questions of these visits are not known: no questionnaire is frozen yet"
    return Diagnostic("QS405", message, where, "qshop build-questionnaire freezes one; then take the visits in")


def _missing_question(table: Table, versions: list[Version]) -> Diagnostic | None:
    for version in versions:
        missing = [q.id for _, _, q in version.questions() if q.id not in table.columns]
        if missing:
            message = f"missing column{_s(missing)} of {version.name}: {', '.join(missing[:8])}"
            where = Where(table.source, table.first_line, 1)
            return Diagnostic("QS406", message, where, "a blank cell means not answered; a column must be there")
    return None


def _s(names: list[str]) -> str:
    return "s" if len(names) > 1 else ""


def _judge_metadata(table: Table, programme: Programme, faults: Faults) -> None:
    for name, check in metadata_checks.CHECKS.items():
        faults.judge(name, table.get(name), check)
    faults.judge("site", table.get("site"), metadata_checks.site_check(programme))
    faults.judge("shopper", table.get("shopper"), metadata_checks.shopper_check(programme))
    for name in table.columns:
        if name.endswith("_staff"):
            cells = paired(*map(table.get, (name, "date", "wave", "site")))
            faults.judge(name, cells, metadata_checks.staff_check(programme, name.removesuffix("_staff")))


def _batches(table: Table, versions: Column[Version | Problem]) -> Iterator[_Batch]:
    """Yield the visits of each version, with what can have only one value filled in."""
    for code, version in enumerate(versions.values):
        if isinstance(version, Version):
            mask = versions.codes == code
            visits = canonical_answers(table.take(mask), version)
            yield _Batch(version, np.flatnonzero(mask), with_defaults(visits, version))


def with_defaults(visits: Table, version: Version) -> Table:
    """Return visits with their status, purpose, channel and scenario filled in where they can only be one."""
    defaults = {"status": "completed", "purpose": "regular"}
    if len(version.channel) == 1:
        defaults["channel"] = version.channel[0]
    if len(version.scenarios) == 1:
        defaults["scenario"] = version.scenarios[0].id
    return visits.with_columns({name: _filled(visits.get(name), default) for name, default in defaults.items()})


def _filled(column: Column[str], default: str) -> Column[str]:
    return column.map(lambda value: value or default)


def _judge_answers(batch: _Batch, programme: Programme, faults: Faults, *, arriving: bool) -> None:
    """Add the problems of channel, scenario and answers, also of answers to questions that do not apply."""
    choices: dict[str, list[str]] = {
        "scenario": [scenario.id for scenario in batch.version.scenarios],
        "channel": list(batch.version.channel),
    }
    for name, ids in choices.items():
        faults.judge(name, batch.visits.get(name), metadata_checks.choice_check(name, ids), batch.rows)
    _judge_columns(batch, faults)
    _judge_undated(batch, programme, faults)
    accepted = faults.without_problem(batch.rows)
    rows, visits = batch.rows[accepted], batch.visits.take(accepted)
    applicability = Applicability(programme, batch.version, visits)
    counted = ~visits.get("status").is_in(["void"])
    for stage, criterion, question in batch.version.questions():
        column = visits.get(question.id)
        faults.judge(question.id, batch.visits.get(question.id), _answer_check(question), batch.rows)
        filled = column.where(_is_answered(question))
        misplaced = filled & counted & ~applicability.applies(stage, criterion, question)
        earlier = {leaf.question for when in batch.version.conditions(stage, question) for leaf in when.leaves()}
        for row in rows[misplaced]:
            if not faults.columns(int(row)) & earlier:
                faults.add(int(row), question.id, _MISPLACED)
    if arriving:
        judge_misplaced(applicability, faults, rows)


def _judge_undated(batch: _Batch, programme: Programme, faults: Faults) -> None:
    """Add the problem of visits without a day to sites that changed, within the wave, in what is asked there."""
    undated = batch.visits.get("date").is_in([""])
    if programme.sites_change and undated.any():
        visits = batch.visits.take(undated)
        limits = [limit for parts in batch.version.questions() for limit in batch.version.limits(*parts)]
        faults.judge("date", paired(*map(visits.get, DECIDED_BY)), tags_check(programme, limits), batch.rows[undated])


def _judge_columns(batch: _Batch, faults: Faults) -> None:
    """Add the problem of every cell that is filled in under a column of another version."""
    of_version = set(batch.version.columns())
    message = f"filled in, but {batch.version.name} has no such column"
    stray = Problem("QS416", message, "blank it, or correct the questionnaire or version of the visit")
    for name in batch.visits.columns:
        if name not in of_version:
            faults.judge(name, batch.visits.get(name), lambda text: stray if text else None, batch.rows)


def _is_answered(question: FrozenQuestion) -> Callable[[str], bool]:
    """Return whether a cell answers a question: `na`, where it may be typed, says that there is nothing to answer."""
    nothing = ("", answers.NOT_APPLICABLE) if question.na else ("",)
    return lambda text: text not in nothing


_MISPLACED = Problem(
    "QS416",
    "answered, but the question does not apply to this visit",
    "blank it, or correct the site, day, scenario, status or earlier answer it depends on",
)


def _answer_check(question: FrozenQuestion) -> Check[str]:
    def check(text: str) -> Problem | None:
        problem = answers.answer_problem(question, text)
        return Problem("QS415", problem, answer_help(question, text)) if problem else None

    return check


def _accepted(batch: _Batch, waves: Column[Wave | Problem], faults: Faults) -> Iterator[Visits]:
    """Yield the visits of one version that have no problem, one table for each wave, under the version's columns."""
    accepted = faults.without_problem(batch.rows)
    wave_of = waves.take(batch.rows).map(lambda wave: wave.id if isinstance(wave, Wave) else "").merged()
    for code in np.unique(wave_of.codes[accepted]):
        visits = batch.visits.take(accepted & (wave_of.codes == code))
        columns = {name: visits.get(name) for name in batch.version.columns()}
        wave = wave_of.values[code]
        yield Visits(wave, batch.version, visits.only(columns | {"wave": Column.constant(wave, visits.rows)}))
