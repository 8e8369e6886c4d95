"""What a change of the programme would do to figures: past visits scored by the rules before and after it.

Both sides score the same visits over the questions that both programmes ask and that the visit's own frozen
version asked, word for word. Nothing frozen changes: this is what *would* be.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from qshop.programme.diff.comparability import Break, breaks, drafts
from qshop.programme.model import Programme
from qshop.score.figure_columns import COLUMNS
from qshop.score.figures import Figure, Percent, figures, sorted_cells
from qshop.score.kernel import ScoredVisits
from qshop.score.keys import Key
from qshop.score.outcomes import NOT_MET
from qshop.score.scored_twice import ProgrammeState, ScoredTwice, scored_twice
from qshop.score.selection import POOLED, split_keys
from qshop.score.tally import tally
from qshop.visits.accepted import Visits

SCOPES = ("programme", "site", "stage")
MEASURES = {"score": "score", "must rate": "must_rate", "plus rate": "plus_rate"}
"""The measures compared, and the column of `qshop score` in which each stands."""


@dataclass(frozen=True)
class Basis:
    """What the comparison rests on, for the visits of one frozen version: counts of visits and questions."""

    version: str
    visits: int
    compared: int
    questions: int
    all_questions: int


@dataclass(frozen=True)
class FigureChange:
    """One figure by the rules before and after. `cell` is a site or stage, then what the mix keeps apart."""

    scope: str
    cell: Key
    before: Figure | None
    after: Figure | None

    @property
    def changed(self) -> bool:
        """Return whether anything that is shown of the figure would change."""
        return _shown(self.before) != _shown(self.after)

    def values(self, measure: str) -> tuple[Percent, Percent]:
        """Return a score or rate before and after."""
        value_of = COLUMNS[MEASURES[measure]].value_of
        before, after = (value_of(side) if side else None for side in (self.before, self.after))
        return before, after

    def counts(self, name: str) -> tuple[int, int]:
        """Return how many visits the figure rests on, or how many failed, before and after."""
        before, after = (int(getattr(side, name)) if side else 0 for side in (self.before, self.after))
        return before, after


def _shown(figure: Figure | None) -> tuple[object, ...]:
    if figure is None or not (figure.visits or figure.must.asked or figure.plus.asked):
        return ()
    return figure.visits, figure.score, figure.must, figure.plus, figure.failed


@dataclass(frozen=True)
class TargetCrossing:
    """A figure that would reach its target, or no longer; all in percent. The target itself may have changed."""

    scope: str
    cell: Key
    measure: str
    before: float
    after: float
    targets: tuple[float, float]

    @property
    def reached(self) -> bool:
        """Return whether the target would be reached."""
        return self.after >= self.targets[1]


@dataclass(frozen=True)
class VerdictFlip:
    """A visit whose verdict would change, and the critical criteria that it fails before and after."""

    visit: str
    site: str
    failed_before: tuple[str, ...]
    failed_after: tuple[str, ...]


@dataclass(frozen=True)
class Effect:
    """Everything that would change in figures; `split` are the keys that the programme's mix does not pool."""

    bases: list[Basis]
    split: Key
    figures: list[FigureChange]
    crossings: list[TargetCrossing]
    flips: list[VerdictFlip]
    breaks: list[Break]

    @property
    def visits(self) -> int:
        """Return the number of visits compared."""
        return sum(basis.compared for basis in self.bases)

    @property
    def left_out(self) -> int:
        """Return the number of visits whose site, questionnaire or questions not both programmes have."""
        return sum(basis.visits - basis.compared for basis in self.bases)


def effect(batches: Iterable[Visits], before: Programme, after: Programme) -> Effect:
    """Return what a change of a programme would do to the figures of past visits, read under the `union` of both."""
    old, new = ProgrammeState(before, drafts(before)), ProgrammeState(after, drafts(after))
    pairs = scored_twice(batches, old, new)
    by_old, by_new = ([pair.scored(state) for pair in pairs if pair.compared_count] for state in (old, new))
    split = tuple(key for key in POOLED if key in {*split_keys(by_old, (), before), *split_keys(by_new, (), after)})
    changes = [
        change for scope in SCOPES for change in _figure_changes(scope, split, (by_old, before), (by_new, after))
    ]
    return Effect(
        bases=list(_bases(pairs)),
        split=split,
        figures=changes,
        crossings=[crossing for change in changes for crossing in _crossings(change, before, after)],
        flips=list(_flips(by_old, by_new)),
        breaks=breaks(old.drafts, new.drafts),
    )


def _bases(pairs: list[ScoredTwice]) -> Iterator[Basis]:
    by_version: dict[str, list[ScoredTwice]] = {}
    for pair in pairs:
        by_version.setdefault(pair.visits.version.name, []).append(pair)
    for version, batches in sorted(by_version.items()):
        visits = sum(batch.visits.table.rows for batch in batches)
        compared = sum(batch.compared_count for batch in batches)
        yield Basis(version, visits, compared, len(batches[0].questions), len(batches[0].visits.version.questions()))


def _figure_changes(
    scope: str, split: Key, before: tuple[list[ScoredVisits], Programme], after: tuple[list[ScoredVisits], Programme]
) -> list[FigureChange]:
    keys: Key = split if scope == "programme" else (scope, *split)
    old, new = (figures(tally(scored, keys, programme), programme) for scored, programme in (before, after))
    cells = sorted_cells(dict.fromkeys([*old, *new]), keys, after[1])
    return [FigureChange(scope, cell, old.get(cell), new.get(cell)) for cell in cells]


def _crossings(change: FigureChange, before: Programme, after: Programme) -> Iterator[TargetCrossing]:
    for measure in MEASURES:
        old, new = change.values(measure)
        old_target, new_target = (target_of(state, change.scope, change.cell, measure) for state in (before, after))
        if old is None or new is None or old_target is None or new_target is None:
            continue
        if (old >= old_target) != (new >= new_target):
            yield TargetCrossing(change.scope, change.cell, measure, old, new, (old_target, new_target))


def target_of(programme: Programme, scope: str, cell: Key, measure: str) -> float | None:
    """Return the target of a figure in percent, if it has one: a stage has its own, sites share the programme's."""
    targets = programme.settings.targets
    if scope == "stage":
        target = targets.stages.get(cell[0]) if measure == "score" else None
    else:
        target = {"score": targets.score, "must rate": targets.must_rate}.get(measure)
    return None if target is None else float(target)


def _flips(before: list[ScoredVisits], after: list[ScoredVisits]) -> Iterator[VerdictFlip]:
    old, new = _failed(before), _failed(after)
    for visit, site in sorted(old.keys() ^ new.keys()):
        yield VerdictFlip(visit, site, tuple(old.get((visit, site), ())), tuple(new.get((visit, site), ())))


def _failed(batches: list[ScoredVisits]) -> dict[tuple[str, str], list[str]]:
    """Return the critical criteria that each visit fails, by visit and site."""
    failed: dict[tuple[str, str], list[str]] = {}
    for batch in batches:
        visits, sites = (batch.visits.table.get(name) for name in ("visit_id", "site"))
        for _, criterion, outcomes in batch.criteria:
            for row in np.flatnonzero(outcomes == NOT_MET) if criterion.critical else ():
                failed.setdefault((visits.cell(int(row)), sites.cell(int(row))), []).append(criterion.id)
    return failed
