"""Scored visits before and after a change: every figure, target and verdict that differs between the two.

Both answers of `qshop diff` rest on it: what becomes of figures today, and what would become of them if frozen.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from qshop.score.figure_columns import COLUMNS, POINTS, columns_by
from qshop.score.figure_table import Cell
from qshop.score.figures import Figure, Percent
from qshop.score.targets import reaches
from qshop.score.what_if.scored_state import SCOPES, ScoredState, Verdict

MEASURES = {"score": "score", "must_rate": "must rate", "plus_rate": "plus rate"}
"""The columns of `qshop score` that people read first and targets are set for, and what they are called."""

Fate = Literal["rejected", "no longer rejected", "unscored", "no longer unscored", "moved"]
Verdicts = dict[tuple[str, str], Verdict]


@dataclass(frozen=True)
class FigureChange:
    """One figure before and after, as `qshop score` prints it; None: it prints no such row."""

    scope: str
    cell: Cell
    before: Figure | None
    after: Figure | None

    @property
    def changed(self) -> bool:
        """Return whether anything that is printed of the figure changes."""
        if self.before is None or self.after is None:
            return self.before is not self.after
        return self.before != self.after and any(map(self.differs, self.columns))

    @property
    def columns(self) -> Iterable[str]:
        """Return the columns that `qshop score` prints of the figure."""
        return columns_by([self.scope])

    def differs(self, column: str) -> bool:
        """Return whether a column of `qshop score` changes."""
        before, after = self.values(column)
        return before != after

    def values(self, column: str) -> tuple[Percent, Percent]:
        """Return a column of `qshop score` before and after; None where there is no row, or no base."""
        value_of = (COLUMNS | POINTS)[column].value_of
        before, after = (value_of(side) if side else None for side in (self.before, self.after))
        return before, after


@dataclass(frozen=True)
class TargetCrossing:
    """A figure that reaches its target, or no longer; all in percent. The target itself may have changed."""

    scope: str
    cell: Cell
    measure: str
    before: float
    after: float
    targets: tuple[float, float]

    @property
    def reached(self) -> bool:
        """Return whether the target is reached after the change."""
        return reaches(self.after, self.targets[1])


@dataclass(frozen=True)
class VerdictFlip:
    """A visit, scored before and after, whose verdict changes, and the critical criteria that it fails."""

    visit: str
    site: str
    failed_before: tuple[str, ...]
    failed_after: tuple[str, ...]


@dataclass(frozen=True)
class VisitChange:
    """What becomes of one visit.

    reason: why it is or was rejected
    key, stage, before, after: in what a visit moves, and from where to where; only a team has a stage
    """

    visit: str
    site: str
    fate: Fate
    reason: str = ""
    key: str = ""
    stage: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Comparison:
    """What differs between two states of scored visits.

    figures: of every scope, also those that stay as they are
    visits: the visits that are scored in one of the states only
    reordered: the scopes whose rows `qshop score` prints in another order
    """

    figures: list[FigureChange]
    crossings: list[TargetCrossing]
    flips: list[VerdictFlip]
    visits: list[VisitChange]
    reordered: list[str]

    def __bool__(self) -> bool:
        """Return whether anything differs."""
        lists = (self.crossings, self.flips, self.visits, self.reordered)
        return any(lists) or any(line.changed for line in self.figures)


def compared(before: ScoredState, after: ScoredState) -> Comparison:
    """Return what differs between two states of scored visits."""
    rows = {scope: (before.figures(scope), after.figures(scope)) for scope in SCOPES}
    changes = [
        FigureChange(scope, cell, old.get(cell), new.get(cell))
        for scope, (old, new) in rows.items()
        for cell in dict.fromkeys([*new, *old])
    ]
    verdicts = before.verdicts(), after.verdicts()
    return Comparison(
        figures=changes,
        crossings=[crossing for change in changes for crossing in _crossings(change, before, after)],
        flips=list(_flips(*verdicts)),
        visits=list(_scored_once(*verdicts)),
        reordered=[scope for scope, (old, new) in rows.items() if old.keys() == new.keys() and [*old] != [*new]],
    )


def _crossings(change: FigureChange, before: ScoredState, after: ScoredState) -> Iterator[TargetCrossing]:
    for measure in MEASURES:
        old, new = change.values(measure)
        old_target, new_target = (state.target(change.scope, change.cell, measure) for state in (before, after))
        if old is None or new is None or old_target is None or new_target is None:
            continue
        if reaches(old, old_target) != reaches(new, new_target):
            yield TargetCrossing(change.scope, change.cell, measure, old, new, (old_target, new_target))


def _flips(before: Verdicts, after: Verdicts) -> Iterator[VerdictFlip]:
    """Yield the visits whose verdict changes. A visit that is not scored has none, so it cannot change there."""
    for visit, site in sorted(before.keys() & after.keys()):
        old, new = before[visit, site], after[visit, site]
        if old.is_scored and new.is_scored and bool(old.failed) != bool(new.failed):
            yield VerdictFlip(visit, site, old.failed, new.failed)


def _scored_once(before: Verdicts, after: Verdicts) -> Iterator[VisitChange]:
    for visit, site in sorted(before.keys() & after.keys()):
        old, new = before[visit, site], after[visit, site]
        if old.is_scored != new.is_scored:
            yield VisitChange(visit, site, "unscored" if old.is_scored else "no longer unscored")
