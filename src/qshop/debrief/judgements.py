"""The criteria of one visit, each with the answers that are the reason why it was met, missed or left open."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from qshop.debrief.released_words import NO_WORDS, ReleasedWords
from qshop.programme.frozen import FrozenCriterion, FrozenQuestion
from qshop.score.kernel import ScoredCriterion, ScoredVisits
from qshop.score.outcomes import BLANK, MET, NA, NOT_ASKED, NOT_MET
from qshop.visits.table import Table

State = Literal["met", "missed", "unclear", "not_applicable", "not_asked"]
_STATES: dict[int, State] = {
    MET: "met",
    NOT_MET: "missed",
    BLANK: "unclear",
    NA: "not_applicable",
    NOT_ASKED: "not_asked",
}
_REASONS = {MET: (MET, NA), NOT_MET: (NOT_MET,), BLANK: (BLANK,), NA: (NA,), NOT_ASKED: ()}
"""By the outcome of a criterion, the outcomes of those of its questions that are the reason for it."""


@dataclass(frozen=True)
class Answer:
    """A question that was asked, and its answer.

    given: the answer as it stands in the cell; empty if left blank
    comment: what the shopper wrote; empty unless it is released
    evidence: whether any was handed in; the name of its file stays with the visit
    """

    question: FrozenQuestion
    given: str
    comment: ReleasedWords
    evidence: bool


@dataclass(frozen=True)
class JudgedCriterion:
    """A criterion on one visit, and the answers that are the reason for its state."""

    stage: str
    criterion: FrozenCriterion
    state: State
    answers: list[Answer]


def judged_criteria(scored: ScoredVisits, comments: Mapping[str, ReleasedWords]) -> list[JudgedCriterion]:
    """Return every criterion with a scored question, in journey order, as judged on one visit (a table of one row).

    A visit with too many blanks to be scored is judged all the same, by the rule of every figure. `comments` has those
    that are released, by question.
    """
    return [_judged(scored.visits.table, criterion, comments) for criterion in scored.criteria]


def in_state(criteria: list[JudgedCriterion], state: State) -> list[JudgedCriterion]:
    """Return those of the criteria that are in one state."""
    return [judged for judged in criteria if judged.state == state]


def _judged(visit: Table, scored: ScoredCriterion, comments: Mapping[str, ReleasedWords]) -> JudgedCriterion:
    outcome = int(scored.outcomes[0])
    reasons = [question for question, outcomes in scored.questions if outcomes[0] in _REASONS[outcome]]
    answers = [_answer(visit, question, comments.get(question.id, NO_WORDS)) for question in reasons]
    return JudgedCriterion(scored.stage.id, scored.criterion, _STATES[outcome], answers)


def _answer(visit: Table, question: FrozenQuestion, comment: ReleasedWords) -> Answer:
    evidence = visit.get(f"{question.id}_evidence").cell(0) != ""
    return Answer(question, visit.get(question.id).cell(0), comment, evidence)
