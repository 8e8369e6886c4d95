"""The criteria of one visit, each with the answers that tell why it was met, missed or left open."""

from dataclasses import dataclass
from typing import Literal

from qshop.programme.answers import NOT_APPLICABLE, points_of
from qshop.programme.frozen import FrozenCriterion, FrozenQuestion, FrozenStage, Version
from qshop.programme.model import Programme
from qshop.visits.applicable import Applicability
from qshop.visits.evidence import read_evidence
from qshop.visits.table import Table

State = Literal["met", "missed", "unclear", "not_applicable", "not_asked"]


@dataclass(frozen=True)
class Answer:
    """What was answered to a question that was asked: blank if nothing.

    `comment` is empty unless it may be quoted; `evidence` is the name of what was handed in.
    """

    question: FrozenQuestion
    given: str
    comment: str
    evidence: str

    @property
    def counts(self) -> bool:
        """Tell whether it can be held against the standard."""
        return self.given not in ("", NOT_APPLICABLE)

    @property
    def reached(self) -> bool:
        """Tell whether it is good enough for the standard."""
        return points_of(self.question, self.given) >= self.question.met


@dataclass(frozen=True)
class Judged:
    """A criterion on this visit, and the answers that tell why it is judged so."""

    stage: str
    criterion: FrozenCriterion
    state: State
    answers: list[Answer]


def judge(visit: Table, version: Version, programme: Programme) -> list[Judged]:
    """Judge each criterion of `version` on a visit (a table of one row), in journey order."""
    applicable = Applicability(programme, version, visit)
    return [
        _judged(stage, criterion, _answers(applicable, stage, criterion))
        for stage in version.stages
        for criterion in stage.criteria
    ]


def _answers(applicable: Applicability, stage: FrozenStage, criterion: FrozenCriterion) -> list[Answer]:
    """List what was answered to the scored questions that applied."""
    visit = applicable.visits
    quoted = applicable.programme.settings.privacy.quotes == "all"
    return [
        Answer(
            question,
            visit.get(question.id).cell(0),
            visit.get(f"{question.id}_comment").cell(0) if quoted else "",
            read_evidence(visit.get(f"{question.id}_evidence").cell(0)).name,
        )
        for question in criterion.questions
        if question.points is not None and applicable.applies(stage, criterion, question)[0]
    ]


def _judged(stage: FrozenStage, criterion: FrozenCriterion, answers: list[Answer]) -> Judged:
    """Judge a criterion as figures do (DESIGN §4): any failure misses it; else any blank leaves it open."""
    failing = [answer for answer in answers if answer.counts and not answer.reached]
    blank = [answer for answer in answers if not answer.given]
    if failing:
        return Judged(stage.id, criterion, "missed", failing)
    if blank:
        return Judged(stage.id, criterion, "unclear", blank)
    if any(answer.counts for answer in answers):
        return Judged(stage.id, criterion, "met", [answer for answer in answers if answer.comment or answer.evidence])
    return Judged(stage.id, criterion, "not_applicable" if answers else "not_asked", answers)
