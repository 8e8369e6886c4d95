"""Score the visits of one version, column by column, in integers.

Every answer's points and every question's weight are whole numbers (see `programme.frozen`), so earned and
possible points are exact. Nothing here divides, except the one rounding of a unit's score.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qshop.programme.answers import points_of
from qshop.programme.frozen import FrozenCriterion, FrozenQuestion, FrozenStage, Version
from qshop.programme.model import Programme
from qshop.score.outcomes import BLANK, NOT_ASKED, Outcomes, criterion_outcomes, is_decided, question_outcomes
from qshop.visits.accepted import Visits
from qshop.visits.applicable import Applicability
from qshop.visits.table import Column, Mask, Rows, paired

Ints = NDArray[Any]
"""Whole numbers: int64 where they are sure to fit, Python integers otherwise."""

MILLION = 1_000_000
_SAFE = 2**62


@dataclass(frozen=True)
class ScoredQuestion:
    """One scored question over all visits of a version.

    outcomes: of every visit
    earned, possible: weighted points in units of the version, on the visits that are scored; 0 elsewhere
    by_design: to which visits the question applies, whatever was answered
    """

    stage: FrozenStage
    criterion: FrozenCriterion
    question: FrozenQuestion
    outcomes: Outcomes
    earned: Ints
    possible: Ints
    by_design: Mask

    def take(self, rows: Rows) -> "ScoredQuestion":
        """Return the same question over some of the visits."""
        return replace(
            self,
            outcomes=self.outcomes[rows],
            earned=self.earned[rows],
            possible=self.possible[rows],
            by_design=self.by_design[rows],
        )


@dataclass(frozen=True)
class ScoredVisits:
    """The visits of one version with their scored questions.

    is_scored: which visits are scored at all
    too_blank: which are not, because too many required questions were left blank
    stage_factors: by stage, what one unit of each visit's points counts for; None where no stage has a weight
    """

    visits: Visits
    version: Version
    questions: list[ScoredQuestion]
    is_scored: Mask
    too_blank: Mask
    stage_factors: dict[str, Ints] | None

    @cached_property
    def criteria(self) -> list[tuple[FrozenStage, FrozenCriterion, Outcomes]]:
        """Return each criterion with its outcomes as figures count them: met, not met, or not asked.

        What is left undecided counts as not asked, and so does all of a visit that is not scored.
        """
        return [
            (
                questions[0].stage,
                questions[0].criterion,
                self._counted(criterion_outcomes(question.outcomes for question in questions)),
            )
            for questions in self.by_criterion
        ]

    @property
    def by_criterion(self) -> list[list[ScoredQuestion]]:
        """Return the scored questions of each criterion, in journey order."""
        questions: dict[str, list[ScoredQuestion]] = {}
        for question in self.questions:
            questions.setdefault(question.criterion.id, []).append(question)
        return list(questions.values())

    def _counted(self, outcomes: Outcomes) -> Outcomes:
        return np.where(self.is_scored & is_decided(outcomes), outcomes, np.int8(NOT_ASKED))

    def take(self, rows: Rows) -> "ScoredVisits":
        """Return some of the visits; what each of them scored stays the same."""
        factors = self.stage_factors and {stage: factor[rows] for stage, factor in self.stage_factors.items()}
        return replace(
            self,
            visits=replace(self.visits, table=self.visits.table.take(rows)),
            questions=[question.take(rows) for question in self.questions],
            is_scored=self.is_scored[rows],
            too_blank=self.too_blank[rows],
            stage_factors=factors,
        )


def score_visits(visits: Visits, programme: Programme) -> ScoredVisits:
    """Return accepted visits, scored with the version they were made with, or the one it is rescored as."""
    version = scoring_version(visits.version, programme)
    applicable = Applicability(programme, version, visits.table)
    questions = version.scored_questions()
    outcomes = [question_outcomes(applicable, *question) for question in questions]
    may_score = visits.table.get("status").is_in(["completed", "no_service"])
    too_blank = may_score & _too_blank(outcomes, [q for _, _, q in questions], applicable)
    is_scored = may_score & ~too_blank
    largest = version.scale.points * sum(q.weight for _, _, q in questions)
    dtype = np.int32 if largest < 2**31 else integer_type(largest)
    scored = [
        _scored_question(applicable, *question, its_outcomes, is_scored, dtype)
        for question, its_outcomes in zip(questions, outcomes, strict=True)
    ]
    factors = _stage_factors(questions, applicable) if any(stage.weight for stage, _, _ in questions) else None
    return ScoredVisits(visits, version, scored, is_scored, too_blank, factors)


def scoring_version(version: Version, programme: Programme) -> Version:
    """Return the version to score with: `rescore_as` in the questionnaire may name another of the same wording."""
    questionnaire = programme.questionnaires.get(version.questionnaire)
    number = questionnaire.rescore_as.get(str(version.version)) if questionnaire else None
    return programme.versions.get((version.questionnaire, int(number)), version) if number else version


def integer_type(largest: int) -> type:
    """Return the type for numbers up to `largest`: int64 if they are sure to fit, else Python's own integers."""
    return np.int64 if largest < _SAFE else object


def _scored_question(
    applicable: Applicability,
    stage: FrozenStage,
    criterion: FrozenCriterion,
    question: FrozenQuestion,
    outcomes: Outcomes,
    is_scored: Mask,
    dtype: type,
) -> ScoredQuestion:
    """Return a question with its points on each visit. The points of each distinct answer are looked up once."""
    column = applicable.visits.get(question.id)
    points = [points_of(question, text) for text in column.values] or [0]
    earned: Ints = np.array([point * question.weight for point in points], dtype).take(column.codes)
    counts = is_scored & is_decided(outcomes)
    return ScoredQuestion(
        stage,
        criterion,
        question,
        outcomes,
        earned * counts,
        np.array(applicable.version.scale.points * question.weight, dtype) * counts,
        applicable.by_design(stage, criterion, question),
    )


def _too_blank(outcomes: list[Outcomes], questions: list[FrozenQuestion], applicable: Applicability) -> Mask:
    """Return which visits leave more required questions blank than the policy allows, by weight."""
    share = Fraction(applicable.version.policy.min_answered) / 100
    dtype = integer_type(share.denominator * sum(question.weight for question in questions))
    answered: Ints = np.zeros(applicable.visits.rows, dtype)
    blank = answered.copy()
    for its_outcomes, question in zip(outcomes, questions, strict=True):
        if question.required:
            weight: Ints = np.array(question.weight, dtype)
            answered += weight * is_decided(its_outcomes)
            blank += weight * (its_outcomes == BLANK)
    # answered / (answered + blank) < share, without a division
    too_blank: Mask = answered * (share.denominator - share.numerator) < blank * share.numerator
    return too_blank.astype(np.bool_)


def _stage_factors(
    questions: list[tuple[FrozenStage, FrozenCriterion, FrozenQuestion]], applicable: Applicability
) -> dict[str, Ints]:
    """Return, for each stage and visit, what one unit of its points counts for under stage weights.

    A stage's weight is spread over the questions that apply to the visit by design, so a unit counts for
    (stage's weight) / (their weights). One common denominator a visit keeps the factors whole.
    """
    stage_weights = {stage.id: stage.weight or 0 for stage, _, _ in questions}
    dtype = integer_type(sum(question.weight for _, _, question in questions))
    by_design: dict[str, Ints] = {stage: np.zeros(applicable.visits.rows, dtype) for stage in stage_weights}
    for stage, criterion, question in questions:
        by_design[stage.id] += np.array(question.weight, dtype) * applicable.by_design(stage, criterion, question)
    patterns = paired(*(_distinct(weights) for weights in by_design.values()))
    factors = [_factors(list(stage_weights.values()), pattern) for pattern in patterns.values]
    columns = zip(stage_weights, zip(*factors, strict=True), strict=True)
    return {stage: np.array(column, integer_type(max(column)))[patterns.codes] for stage, column in columns}


def _distinct(numbers: Ints) -> Column[int]:
    values, codes = np.unique(numbers, return_inverse=True)
    return Column(codes.astype(np.int32), values.tolist())


def _factors(stage_weights: list[int], by_design: tuple[int, ...]) -> list[int]:
    """Return the factor of each stage on the visits on which questions of these weights apply by design."""
    common = lcm(*(total for total in by_design if total))
    pairs = zip(stage_weights, by_design, strict=True)
    return [stage_weight * (common // total) if total else 0 for stage_weight, total in pairs]


def millionths(earned: Ints, possible: Ints) -> Ints:
    """Return earned / possible in whole millionths, rounded half to even; 0 where nothing was possible."""
    if earned.dtype != object and integer_type(int(possible.max(initial=0)) * MILLION) is object:
        earned, possible = earned.astype(object), possible.astype(object)
    divisor = np.where(possible > 0, possible, 1)
    quotient = earned * MILLION // divisor
    remainder = earned * MILLION - quotient * divisor
    is_up = (2 * remainder > divisor) | ((2 * remainder == divisor) & (quotient % 2 == 1))
    rounded: Ints = np.where(possible > 0, quotient + is_up, 0)
    return rounded
