"""What a change of the programme would do once a version is frozen: past visits scored by both drafts.

The drafts are the questionnaires as they would be frozen now, before the change and after it. They score the same
visits over the questions that both ask, and that the visit's own frozen version asked, word for word; everything
else (sites, waves, mix, targets) is as it is after the change. Nothing that `qshop score` prints moves.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from qshop.programme.answers import NOT_APPLICABLE
from qshop.programme.diff.comparability import Break, breaks, common_questions, drafts, restricted
from qshop.programme.frozen import Version
from qshop.programme.model import Programme
from qshop.score.kernel import ScoredVisits, score_visits
from qshop.score.selection import Selection
from qshop.score.what_if.before_after import Comparison, compared
from qshop.score.what_if.scored_state import ScoredState
from qshop.visits.accepted import Visits
from qshop.visits.applicable import Applicability
from qshop.visits.table import Column, Mask


@dataclass(frozen=True)
class Basis:
    """What the comparison rests on, for the visits of one frozen version: counts of visits and questions."""

    version: str
    visits: int
    questions: int
    all_questions: int


@dataclass(frozen=True)
class IfFrozen:
    """What would become of figures, what this rests on, and which series of figures would break."""

    bases: list[Basis]
    comparison: Comparison
    breaks: list[Break]

    def __bool__(self) -> bool:
        """Return whether anything would change."""
        return bool(self.comparison or self.breaks)

    @property
    def visits(self) -> int:
        """Return the number of visits compared."""
        return sum(basis.visits for basis in self.bases if basis.questions)

    @property
    def left_out(self) -> int:
        """Return the number of visits whose questionnaire or questions not both drafts have."""
        return sum(basis.visits for basis in self.bases if not basis.questions)


def if_frozen(accepted: list[Visits], before: Programme, after: Programme) -> IfFrozen:
    """Return what freezing would do to the figures of visits, which are accepted under the state after the change."""
    old, new = drafts(before), drafts(after)
    batches = filter(None, map(_without_void, Selection().apply(accepted, after)))
    pairs = [_DraftPair(visits, old, new, after) for visits in batches]
    sides = (ScoredState(after, [pair.scored(draft) for pair in pairs if pair.questions]) for draft in (old, new))
    return IfFrozen(list(_bases(pairs)), compared(*sides), breaks(old, new))


@dataclass(frozen=True)
class _DraftPair:
    """The visits of one version and wave, to be scored by the drafts before and after; `programme` is that after."""

    visits: Visits
    before: dict[str, Version]
    after: dict[str, Version]
    programme: Programme

    @cached_property
    def questions(self) -> frozenset[str]:
        """Return the questions compared: those that the visits' own version and both drafts ask alike."""
        name = self.visits.version.questionnaire
        before, after = self.before.get(name), self.after.get(name)
        return common_questions(self.visits.version, before, after) if before and after else frozenset()

    def scored(self, drafts: dict[str, Version]) -> ScoredVisits:
        """Return the visits scored by one of the drafts."""
        version = restricted(drafts[self.visits.version.questionnaire], self.questions)
        return score_visits(self._without_blanks, self.programme, version)

    @cached_property
    def _without_blanks(self) -> Visits:
        """Return the visits with what they were never asked marked as such: it is no blank, even if it applied now."""
        applicable = Applicability(self.programme, self.visits.version, self.visits.table)
        table = self.visits.table
        marked = {
            question.id: _not_applicable(table.get(question.id), ~applicable.applies(stage, criterion, question))
            for stage, criterion, question in self.visits.version.questions()
            if question.id in self.questions
        }
        return replace(self.visits, table=table.with_columns(marked))


def _without_void(visits: Visits) -> Visits | None:
    table = visits.table.take(~visits.table.get("status").is_in(["void"]))
    return replace(visits, table=table) if table.rows else None


def _not_applicable(column: Column[str], rows: Mask) -> Column[str]:
    codes = np.where(rows, np.int32(len(column.values)), column.codes).astype(np.int32)
    return Column(codes, [*column.values, NOT_APPLICABLE]).compact()


def _bases(pairs: list[_DraftPair]) -> Iterator[Basis]:
    by_version: dict[str, list[_DraftPair]] = {}
    for pair in pairs:
        by_version.setdefault(pair.visits.version.name, []).append(pair)
    for version, batches in sorted(by_version.items()):
        visits = sum(batch.visits.table.rows for batch in batches)
        yield Basis(version, visits, len(batches[0].questions), len(batches[0].visits.version.questions()))
