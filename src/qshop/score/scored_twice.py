"""The same visits scored by the rules of two states of a programme, over the questions that both ask alike."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from qshop.programme.answers import NOT_APPLICABLE
from qshop.programme.diff.comparability import common_questions, restricted
from qshop.programme.diff.union import union
from qshop.programme.frozen import Version
from qshop.programme.model import Programme
from qshop.score.kernel import ScoredVisits, score_visits
from qshop.score.selection import Selection
from qshop.visits.accepted import Visits
from qshop.visits.applicable import Applicability
from qshop.visits.table import Column, Mask


@dataclass(frozen=True)
class ProgrammeState:
    """A programme as it is at one time, and the version that each of its questionnaires would be now."""

    programme: Programme
    drafts: dict[str, Version]


@dataclass(frozen=True)
class ScoredTwice:
    """The visits of one version and wave, to be scored by the rules before and after.

    visits: all but the void ones, read under `union`
    union: the union of the two states of the programme
    """

    visits: Visits
    before: ProgrammeState
    after: ProgrammeState
    union: Programme

    @cached_property
    def questions(self) -> frozenset[str]:
        """Return the questions compared: those that the visits' own version and both sides ask alike."""
        name = self.visits.version.questionnaire
        before, after = self.before.drafts.get(name), self.after.drafts.get(name)
        return common_questions(self.visits.version, before, after) if before and after else frozenset()

    @cached_property
    def compared(self) -> Visits:
        """Return the visits to sites that both states have; what they were never asked does not apply to them."""
        before, after = self.before.programme, self.after.programme
        in_both = self.visits.table.get("site").where(lambda site: site in before.site and site in after.site)
        visits = replace(self.visits, table=self.visits.table.take(in_both))
        return _without_blanks(visits, self.questions, self.union)

    @property
    def compared_count(self) -> int:
        """Return how many visits are compared."""
        return self.compared.table.rows if self.questions else 0

    def scored(self, state: ProgrammeState) -> ScoredVisits:
        """Return the visits compared, scored by the rules of one state of the programme."""
        version = restricted(state.drafts[self.visits.version.questionnaire], self.questions)
        return score_visits(replace(self.compared, version=version), state.programme)


def scored_twice(batches: Iterable[Visits], before: ProgrammeState, after: ProgrammeState) -> list[ScoredTwice]:
    """Return the regular visits of each batch, without the void ones, ready to be scored by both rules."""
    joined = union(before.programme, after.programme)
    return [ScoredTwice(_without_void(visits), before, after, joined) for visits in Selection().apply(batches, joined)]


def _without_void(visits: Visits) -> Visits:
    return replace(visits, table=visits.table.take(~visits.table.get("status").is_in(["void"])))


def _without_blanks(visits: Visits, questions: frozenset[str], programme: Programme) -> Visits:
    """Return visits on which a question that did not apply is marked so: it is no blank, even if it applied now."""
    applicable = Applicability(programme, visits.version, visits.table)
    marked = {
        question.id: _not_applicable(visits.table.get(question.id), ~applicable.applies(stage, criterion, question))
        for stage, criterion, question in visits.version.questions()
        if question.id in questions
    }
    return replace(visits, table=visits.table.with_columns(marked))


def _not_applicable(column: Column[str], rows: Mask) -> Column[str]:
    codes = np.where(rows, np.int32(len(column.values)), column.codes).astype(np.int32)
    return Column(codes, [*column.values, NOT_APPLICABLE]).compact()
