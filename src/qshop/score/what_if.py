"""What a change of the programme would do to figures: past visits scored by the rules before and after it.

Both sides score the same visits over the questions that both programmes ask and that the visit's own frozen
version asked, word for word. Nothing frozen changes: this is what *would* be.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from qshop.programme.answers import NOT_APPLICABLE
from qshop.programme.diff.comparability import Break, breaks, common_questions, drafts, restricted
from qshop.programme.diff.union import either
from qshop.programme.frozen import Version
from qshop.programme.model import Programme
from qshop.score.figures import Figure, Percent, figures, in_order
from qshop.score.kernel import Scored, score_visits
from qshop.score.keys import Key
from qshop.score.outcomes import NOT_MET
from qshop.score.selection import POOLED, Selection, split_by
from qshop.score.tally import tally
from qshop.visits.accepted import Visits
from qshop.visits.applicable import Applicability
from qshop.visits.table import Column, Mask, Table

SCOPES = ("programme", "site", "stage")
MEASURES = ("score", "must rate", "plus rate")


@dataclass(frozen=True)
class Basis:
    """What the comparison rests on, for the visits of one frozen version: how many, and how many questions."""

    version: str
    visits: int
    compared: int
    questions: int
    asked: int


@dataclass(frozen=True)
class Beside:
    """One figure by the rules before and after. `cell` is a site or stage, then what the mix keeps apart."""

    scope: str
    cell: Key
    before: Figure | None
    after: Figure | None

    @property
    def changed(self) -> bool:
        """Tell whether anything would be said differently."""
        return _said(self.before) != _said(self.after)

    def values(self, measure: str) -> tuple[Percent, Percent]:
        """Give a score or rate before and after."""
        one, other = (_measured(side, measure) if side else None for side in (self.before, self.after))
        return one, other

    def counts(self, name: str) -> tuple[int, int]:
        """Give how many visits the figure rests on, or how many failed, before and after."""
        one, other = (int(getattr(side, name)) if side else 0 for side in (self.before, self.after))
        return one, other


def _measured(figure: Figure, measure: str) -> Percent:
    match measure:
        case "score":
            return figure.score
        case "must rate":
            return figure.must.percent
        case _:
            return figure.plus.percent


@dataclass(frozen=True)
class Crossing:
    """A figure that would reach its target, or no longer; all in percent. The target itself may have changed."""

    scope: str
    cell: Key
    measure: str
    before: float
    after: float
    targets: tuple[float, float]

    @property
    def reached(self) -> bool:
        """Tell whether the target would be reached."""
        return self.after >= self.targets[1]


@dataclass(frozen=True)
class Flip:
    """A visit whose verdict would change; `failed` and `fails` are the critical criteria it fails before and after."""

    visit: str
    site: str
    failed: tuple[str, ...]
    fails: tuple[str, ...]


@dataclass(frozen=True)
class Effect:
    """Everything that would change in figures; `apart` are the keys that the programme's mix does not pool."""

    bases: list[Basis]
    apart: Key
    figures: list[Beside]
    crossings: list[Crossing]
    flips: list[Flip]
    breaks: list[Break]

    @property
    def visits(self) -> int:
        """Count the visits compared."""
        return sum(basis.compared for basis in self.bases)

    @property
    def left_out(self) -> int:
        """Count the visits of a site or questionnaire, or of questions, that not both programmes have."""
        return sum(basis.visits - basis.compared for basis in self.bases)


def _said(figure: Figure | None) -> tuple[object, ...]:
    if figure is None or not (figure.visits or figure.must.asked or figure.plus.asked):
        return ()
    return figure.visits, figure.score, figure.must, figure.plus, figure.failed


def effect(batches: Iterable[Visits], before: Programme, after: Programme) -> Effect:
    """Compare what past visits, read under `either`, are worth by the rules of two states of a programme."""
    both, old, new = either(before, after), drafts(before), drafts(after)
    parts = [
        _Part(_without_void(visits), old.get(name), new.get(name), before, after, both)
        for visits in Selection().apply(batches, both)
        for name in [visits.version.questionnaire]
    ]
    sides = [part.scored for part in parts if part.rows]
    was, now = [one for one, _ in sides], [other for _, other in sides]
    apart = tuple(key for key in POOLED if key in {*split_by(was, (), before), *split_by(now, (), after)})
    beside = [line for scope in SCOPES for line in _beside(scope, apart, (was, before), (now, after))]
    return Effect(
        bases=list(_bases(parts)),
        apart=apart,
        figures=beside,
        crossings=[crossing for line in beside for crossing in _crossings(line, before, after)],
        flips=list(_flips(was, now)),
        breaks=breaks(old, new),
    )


@dataclass(frozen=True)
class _Part:
    """The visits of one version and wave, and what their questionnaire asks by either programme."""

    made: Visits
    old: Version | None
    new: Version | None
    before: Programme
    after: Programme
    both: Programme

    @cached_property
    def questions(self) -> frozenset[str]:
        return common_questions(self.made.version, self.old, self.new) if self.old and self.new else frozenset()

    @cached_property
    def visits(self) -> Visits:
        """Keep the visits to sites that both programmes have."""
        known = self.made.table.get("site").where(lambda site: site in self.before.site and site in self.after.site)
        return replace(self.made, table=_never_asked(self.made.table.take(known), self))

    @property
    def rows(self) -> int:
        """Count the visits that can be compared."""
        return self.visits.table.rows if self.questions else 0

    @property
    def scored(self) -> tuple[Scored, Scored]:
        return self._by(self.old, self.before), self._by(self.new, self.after)

    def _by(self, version: Version | None, programme: Programme) -> Scored:
        asked = restricted(version or self.made.version, self.questions)
        return score_visits(replace(self.visits, version=asked), programme)


def _without_void(visits: Visits) -> Visits:
    return replace(visits, table=visits.table.take(~visits.table.get("status").is_in(["void"])))


def _never_asked(table: Table, part: _Part) -> Table:
    """Mark as not applicable what a visit was never asked: it is no blank, whoever would be asked it now."""
    applicable = Applicability(part.both, part.made.version, table)
    marked = {
        question.id: _marked(table.get(question.id), ~applicable.applies(stage, criterion, question))
        for stage, criterion, question in part.made.version.questions()
        if question.id in part.questions
    }
    return table.with_columns(marked)


def _marked(column: Column[str], rows: Mask) -> Column[str]:
    codes = np.where(rows, np.int32(len(column.values)), column.codes).astype(np.int32)
    return Column(codes, [*column.values, NOT_APPLICABLE]).compact()


def _bases(parts: list[_Part]) -> Iterator[Basis]:
    by_version: dict[str, list[_Part]] = {}
    for part in parts:
        by_version.setdefault(part.made.version.name, []).append(part)
    for name, mine in sorted(by_version.items()):
        visits, asked = sum(part.made.table.rows for part in mine), len(mine[0].made.version.questions())
        yield Basis(name, visits, sum(part.rows for part in mine), len(mine[0].questions), asked)


def _beside(
    scope: str, apart: Key, before: tuple[list[Scored], Programme], after: tuple[list[Scored], Programme]
) -> list[Beside]:
    keys: Key = apart if scope == "programme" else (scope, *apart)
    was, now = (figures(tally(parts, keys, programme), programme) for parts, programme in (before, after))
    cells = in_order(dict.fromkeys([*was, *now]), keys, after[1])
    return [Beside(scope, cell, was.get(cell), now.get(cell)) for cell in cells]


def _crossings(line: Beside, before: Programme, after: Programme) -> Iterator[Crossing]:
    for measure in MEASURES:
        was, now = line.values(measure)
        old, new = (target_of(programme, line.scope, line.cell, measure) for programme in (before, after))
        if was is None or now is None or old is None or new is None:
            continue
        if (was >= old) != (now >= new):
            yield Crossing(line.scope, line.cell, measure, was, now, (old, new))


def target_of(programme: Programme, scope: str, cell: Key, measure: str) -> float | None:
    """Give the target of a figure in percent: a stage has its own, sites share the programme's."""
    targets = programme.settings.targets
    of_all = {"score": targets.score, "must rate": targets.must_rate}
    target = of_all.get(measure) if scope != "stage" else targets.stages.get(cell[0]) if measure == "score" else None
    return None if target is None else float(target)


def _flips(before: list[Scored], after: list[Scored]) -> Iterator[Flip]:
    failed, fails = _failed(before), _failed(after)
    for visit, site in sorted(failed.keys() ^ fails.keys()):
        yield Flip(visit, site, tuple(failed.get((visit, site), ())), tuple(fails.get((visit, site), ())))


def _failed(parts: list[Scored]) -> dict[tuple[str, str], list[str]]:
    """List the critical criteria that each visit fails, by visit and site."""
    found: dict[tuple[str, str], list[str]] = {}
    for part in parts:
        table = part.visits.table
        visits, sites = table.get("visit_id"), table.get("site")
        for _, criterion, state in part.criteria:
            for row in np.flatnonzero(state == NOT_MET) if criterion.critical else ():
                found.setdefault((visits.cell(int(row)), sites.cell(int(row))), []).append(criterion.id)
    return found
