"""Decide row by row what is accepted.

Everything is decided per distinct value of a column first; single rows are looked at only where a value is
in doubt. So the same function serves a hostile export and a hundred thousand visits accepted long ago.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from qshop.base.diagnostics import Diagnostic, Where
from qshop.base.suggest import did_you_mean
from qshop.programme import answers
from qshop.programme.frozen import FrozenQuestion, Version
from qshop.programme.model import Programme
from qshop.programme.settings import Wave
from qshop.visits import metadata
from qshop.visits.accepted import Visits
from qshop.visits.applicable import Applicability
from qshop.visits.columns import REQUIRED, known_columns
from qshop.visits.rejects import Check, Faults, Problem, Reject
from qshop.visits.table import Column, Rows, Table, paired


@dataclass
class VisitsOutcome:
    """What became of a table: accepted visits and rejected rows; or the reason why none of it was taken."""

    accepted: list[Visits] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    refusal: Diagnostic | None = None

    @property
    def count(self) -> int:
        """Count the accepted visits."""
        return sum(visits.table.rows for visits in self.accepted)


@dataclass(frozen=True)
class _Made:
    """The rows of a table made with one version; `rows` numbers them in the whole table."""

    version: Version
    rows: Rows
    visits: Table


def accept_visits(table: Table, programme: Programme) -> VisitsOutcome:
    """Judge every row of `table`: `table.rows` = accepted + rejected. A doubtful header refuses the file."""
    refusal = _header_fault(table, programme)
    if refusal:
        return VisitsOutcome(refusal=refusal)
    faults = Faults(table)
    versions = paired(table.get("questionnaire"), table.get("version")).map(
        lambda p: metadata.find_version(programme, p)
    )
    waves = paired(table.get("date"), table.get("wave"), table.get("questionnaire")).map(
        lambda cells: metadata.find_wave(programme, cells)
    )
    refusal = _missing_question(table, [v for v in versions.values if isinstance(v, Version)])
    if refusal:
        return VisitsOutcome(refusal=refusal)
    _judge_metadata(table, programme, faults)
    faults.judge("version", versions, _problem)
    faults.judge("date", waves, _problem)
    made = list(_by_version(table, versions))
    for part in made:
        _judge_answers(part, programme, faults)
    return VisitsOutcome([visits for part in made for visits in _accepted(part, waves, faults)], faults.rejects())


def _header_fault(table: Table, programme: Programme) -> Diagnostic | None:
    names, known, where = list(table.columns), known_columns(programme), Where(table.source, table.first_line, 1)
    unknown = [name for name in names if name not in known]
    missing = [name for name in REQUIRED if name not in names]
    if not {"date", "wave"} & set(names):
        missing.append("date")
    if len(unknown) == len(names):
        help_ = "put a header first (visit_id, site, date, …), or map the file with --profile"
        return Diagnostic("QS408", "the first line names no column of a visit", where, help_)
    if unknown:
        hints = [f"{name.strip()[:40]}: {hint}" for name in unknown[:3] if (hint := did_you_mean(name, known))]
        named = ", ".join(metadata.shortened(name.strip()) or f"“{name}”" for name in unknown[:8])
        message = f"unknown column{_s(unknown)}: {named}"
        return Diagnostic("QS405", message, where, "; ".join(hints) or "remove it, or map the file with --profile")
    if missing:
        return Diagnostic("QS406", f"missing column{_s(missing)}: {', '.join(missing)}", where, "export it too")
    return None


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


def _problem(found: object) -> Problem | None:
    return found if isinstance(found, Problem) else None


def _judge_metadata(table: Table, programme: Programme, faults: Faults) -> None:
    for name, check in metadata.CHECKS.items():
        faults.judge(name, table.get(name), check)
    faults.judge("site", table.get("site"), metadata.site_check(programme))
    for name in table.columns:
        if name.endswith("_staff"):
            faults.judge(name, paired(table.get(name), table.get("date")), metadata.staff_check(programme))


def _by_version(table: Table, versions: Column[Version | Problem]) -> Iterator[_Made]:
    """Part the rows by the version they were made with, filling in what can only be one thing."""
    for code, version in enumerate(versions.values):
        if isinstance(version, Version):
            mine = versions.codes == code
            yield _Made(version, np.flatnonzero(mine), _filled(table.take(mine), version))


def _filled(visits: Table, version: Version) -> Table:
    defaults = {"status": "completed", "purpose": "regular"}
    if len(version.channel) == 1:
        defaults["channel"] = version.channel[0]
    if len(version.scenarios) == 1:
        defaults["scenario"] = version.scenarios[0].id
    filled = {
        name: visits.get(name).map(lambda value, default=default: value or default)  # type: ignore[misc]
        for name, default in defaults.items()
    }
    return visits.with_columns(filled)


def _judge_answers(made: _Made, programme: Programme, faults: Faults) -> None:
    """Judge channel, scenario and answers, and whether each answer was asked for."""
    scenarios = [scenario.id for scenario in made.version.scenarios]
    faults.judge("scenario", made.visits.get("scenario"), metadata.choice_check("scenario", scenarios), made.rows)
    faults.judge(
        "channel", made.visits.get("channel"), metadata.choice_check("channel", list(made.version.channel)), made.rows
    )
    _judge_columns(made, faults)
    sound = faults.without_problem(made.rows)
    rows, visits = made.rows[sound], made.visits.take(sound)
    asked = Applicability(programme, made.version, visits)
    judged = ~visits.get("status").is_in(["void"])
    for stage, criterion, question in made.version.questions():
        column = visits.get(question.id)
        faults.judge(question.id, made.visits.get(question.id), _answer_check(question), made.rows)
        misplaced = column.where(bool) & judged & ~asked.applies(stage, criterion, question)
        deciding = {leaf.question for when in made.version.conditions(stage, question) for leaf in when.leaves()}
        for row in rows[misplaced]:
            if not faults.columns(int(row)) & deciding:
                faults.add(int(row), question.id, _MISPLACED)


def _judge_columns(made: _Made, faults: Faults) -> None:
    """Refuse what is filled in under a column of another version, which has no place in this visit."""
    of_version = set(made.version.columns())
    message = f"filled in, but {made.version.name} has no such column"
    stray = Problem("QS416", message, "blank it, or correct the questionnaire or version of the visit")
    for name in made.visits.columns:
        if name not in of_version:
            faults.judge(name, made.visits.get(name), lambda text: stray if text else None, made.rows)


_MISPLACED = Problem(
    "QS416",
    "answered, but the question does not apply to this visit",
    "blank it, or correct the site, scenario, status or earlier answer it depends on",
)


def _answer_check(question: FrozenQuestion) -> Check[str]:
    def check(text: str) -> Problem | None:
        fault = answers.answer_problem(question, text)
        return Problem("QS415", fault, _answer_help(question, text)) if fault else None

    return check


def _answer_help(question: FrozenQuestion, text: str) -> str:
    known = answers.labels(question)
    return did_you_mean(text, known) if known else _decimals(question, text)


def _decimals(question: FrozenQuestion, text: str) -> str:
    is_number = "," in text and not answers.answer_problem(question, text.replace(",", "."))
    return "decimal: comma in a profile, if the file writes decimals so" if is_number else ""


def _accepted(made: _Made, waves: Column[Wave | Problem], faults: Faults) -> Iterator[Visits]:
    """Give the sound visits of one version, one table a wave, under the version's canonical columns."""
    sound = faults.without_problem(made.rows)
    wave_of = waves.take(made.rows).map(lambda wave: wave.id if isinstance(wave, Wave) else "").merged()
    for code in np.unique(wave_of.codes[sound]):
        kept = made.visits.take(sound & (wave_of.codes == code))
        columns = {name: kept.get(name) for name in made.version.columns()}
        wave = wave_of.values[code]
        yield Visits(wave, made.version, kept.only(columns | {"wave": Column.constant(wave, kept.rows)}))
