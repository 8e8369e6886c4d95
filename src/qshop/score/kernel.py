"""Score the visits of one version, column by column, in integers.

Every answer's points and every weight are whole numbers (see `programme.frozen`), and a criterion's weight is shared
among its questions by a common denominator, so earned and possible points are exact. Nothing here divides with a
remainder, except the one rounding of a unit's score.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qshop.programme.answers import points_of
from qshop.programme.frozen import FrozenCriterion, FrozenQuestion, FrozenStage, Version
from qshop.programme.model import Programme
from qshop.score.outcomes import BLANK, MET, NOT_ASKED, Outcomes, criterion_outcomes, is_decided, question_outcomes
from qshop.visits.accepted import Visits
from qshop.visits.applicable import Applicability
from qshop.visits.table import Column, Mask, Rows, paired

Ints = NDArray[Any]
"""Whole numbers: int64 where they are sure to fit, Python integers otherwise."""

MILLION = 1_000_000
_SAFE = 2**62
_FEW = 4096


@dataclass(frozen=True)
class ScoredCriterion:
    """One criterion over all visits of a version.

    questions: its scored questions, each with its outcomes
    outcomes: of the criterion, on every visit
    by_design: to which visits any of its questions applies, whatever was answered
    earned, possible: weighted points in units of `ScoredVisits.unit`, on the visits that are scored; 0 elsewhere
    """

    stage: FrozenStage
    criterion: FrozenCriterion
    questions: list[tuple[FrozenQuestion, Outcomes]]
    outcomes: Outcomes
    by_design: Mask
    earned: Ints
    possible: Ints

    def take(self, rows: Rows) -> "ScoredCriterion":
        """Return the same criterion over some of the visits."""
        return replace(
            self,
            questions=[(question, outcomes[rows]) for question, outcomes in self.questions],
            outcomes=self.outcomes[rows],
            by_design=self.by_design[rows],
            earned=self.earned[rows],
            possible=self.possible[rows],
        )


@dataclass(frozen=True)
class StageFactors:
    """What one unit of a stage's points counts for on each visit, where stages have weights.

    of_stage: the factor of each stage
    common: what the factors of a visit are counted in: so many units make one of a stage's weight
    """

    of_stage: dict[str, Ints]
    common: Ints

    def take(self, rows: Rows) -> "StageFactors":
        """Return the factors on some of the visits."""
        return StageFactors({stage: factor[rows] for stage, factor in self.of_stage.items()}, self.common[rows])


@dataclass(frozen=True)
class ScoredVisits:
    """The visits of one version with their scored criteria, in journey order.

    unit: into how many units one weighted point divides
    is_scored: which visits are scored at all
    too_blank: which are not, because too many required questions were left blank
    stage_factors: how stages weigh in the score; None where no stage has a weight
    plus_factors: how they weigh where only pluses are scored
    """

    visits: Visits
    version: Version
    criteria: list[ScoredCriterion]
    unit: int
    is_scored: Mask
    too_blank: Mask
    stage_factors: StageFactors | None
    plus_factors: StageFactors | None

    def counted(self, criterion: ScoredCriterion) -> Outcomes:
        """Return a criterion's outcomes as figures count them: met, not met, or not asked.

        What is left undecided counts as not asked, and so does all of a visit that is not scored.
        """
        is_counted = self.is_scored & is_decided(criterion.outcomes)
        return np.where(is_counted, criterion.outcomes, np.int8(NOT_ASKED))

    def take(self, rows: Rows) -> "ScoredVisits":
        """Return some of the visits; what each of them scored stays the same."""
        return replace(
            self,
            visits=replace(self.visits, table=self.visits.table.take(rows)),
            criteria=[criterion.take(rows) for criterion in self.criteria],
            is_scored=self.is_scored[rows],
            too_blank=self.too_blank[rows],
            stage_factors=self.stage_factors and self.stage_factors.take(rows),
            plus_factors=self.plus_factors and self.plus_factors.take(rows),
        )


def score_visits(visits: Visits, programme: Programme, version: Version | None = None) -> ScoredVisits:
    """Return accepted visits, scored with the version they were made with, or the one it is rescored as.

    Or with `version`, whose questions are among those of the visits' own.
    """
    version = version or scoring_version(visits.version, programme)
    applicable = Applicability(programme, version, visits.table)
    judged = [
        _JudgedCriterion.of(applicable, stage, criterion)
        for stage in version.stages
        for criterion in stage.criteria
        if criterion.scored_questions
    ]
    denominator = lcm(*(total for criterion in judged for total in criterion.asked.values if total))
    may_score = visits.table.get("status").is_in(["completed", "no_service"])
    too_blank = may_score & _too_blank(judged, denominator, version)
    is_scored = may_score & ~too_blank
    heaviest = max((sum(question.weight for question, _ in criterion.questions) for criterion in judged), default=1)
    weights = sum(criterion.criterion.full_weight for criterion in judged)
    largest = max(denominator, heaviest) * version.scale.points * weights
    dtype = np.int32 if largest < 2**31 else integer_type(largest)
    return ScoredVisits(
        visits,
        version,
        [criterion.scored(applicable, denominator, is_scored, dtype) for criterion in judged],
        denominator * version.scale.points * version.scale.weights,
        is_scored,
        too_blank,
        *_stage_and_plus_factors(judged, version),
    )


def scoring_version(version: Version, programme: Programme) -> Version:
    """Return the version to score with: `rescore_as` in the questionnaire may name another of the same wording."""
    questionnaire = programme.questionnaires.get(version.questionnaire)
    number = questionnaire.rescore_as.get(str(version.version)) if questionnaire else None
    return programme.versions.get((version.questionnaire, int(number)), version) if number else version


def integer_type(largest: int) -> type:
    """Return the type for numbers up to `largest`: int64 if they are sure to fit, else Python's own integers."""
    return np.int64 if largest < _SAFE else object


@dataclass(frozen=True)
class _JudgedCriterion:
    """A criterion with the outcomes of its scored questions, before its weight is shared among them.

    asked: on each visit, the weights of the questions that share its weight: those that apply and are not `na`
    """

    stage: FrozenStage
    criterion: FrozenCriterion
    questions: list[tuple[FrozenQuestion, Outcomes]]
    by_design: Mask
    asked: Column[int]

    @classmethod
    def of(cls, applicable: Applicability, stage: FrozenStage, criterion: FrozenCriterion) -> "_JudgedCriterion":
        scored = criterion.scored_questions
        questions = [(question, question_outcomes(applicable, stage, criterion, question)) for question in scored]
        masks = [applicable.by_design(stage, criterion, question) for question in scored]
        by_design: Mask = np.logical_or.reduce(masks)
        asked = _distinct(_weight_of([(question, outcomes >= MET) for question, outcomes in questions]))
        return cls(stage, criterion, questions, by_design, asked)

    def weights(self, denominator: int, dtype: type) -> Ints:
        """Return what one unit of a question's weight counts for on each visit, of `denominator`.

        The criterion's weight divides among the questions in `asked`, so a blank costs no other question anything,
        and a gate that fails costs the whole criterion.
        """
        shares = [self.criterion.full_weight * (denominator // total) if total else 0 for total in self.asked.values]
        return np.array(shares, dtype).take(self.asked.codes)

    def scored(self, applicable: Applicability, denominator: int, is_scored: Mask, dtype: type) -> ScoredCriterion:
        """Return the criterion with its points. The points of each distinct answer are looked up once."""
        earned: Ints = np.zeros(len(is_scored), dtype)
        possible = earned.copy()
        for question, outcomes in self.questions:
            column = applicable.visits.get(question.id)
            points = [points_of(question, text) * question.weight for text in column.values] or [0]
            counts = is_scored & is_decided(outcomes)
            earned += np.array(points, dtype).take(column.codes) * counts
            possible += np.array(applicable.version.scale.points * question.weight, dtype) * counts
        weight = self.weights(denominator, dtype)
        outcomes = criterion_outcomes(outcomes for _, outcomes in self.questions)
        return ScoredCriterion(
            self.stage, self.criterion, self.questions, outcomes, self.by_design, earned * weight, possible * weight
        )


def _weight_of(questions: list[tuple[FrozenQuestion, Mask]]) -> Ints:
    """Return, on each visit, the sum of the weights of the questions (one at least) that count there."""
    dtype = integer_type(sum(question.weight for question, _ in questions))
    terms: list[Ints] = [np.array(question.weight, dtype) * counts for question, counts in questions]
    total: Ints = sum(terms[1:], start=terms[0])
    return total


def _too_blank(criteria: list[_JudgedCriterion], denominator: int, version: Version) -> Mask:
    """Return which visits leave more required questions blank than the policy allows, by their share of the weight."""
    required = [(criterion, [pair for pair in criterion.questions if pair[0].required]) for criterion in criteria]
    blanks = [outcomes == BLANK for _, questions in required for _, outcomes in questions]
    if not blanks:
        return np.zeros(len(criteria[0].by_design) if criteria else 1, np.bool_)
    has_blank: Mask = np.logical_or.reduce(blanks)
    rows = np.flatnonzero(has_blank)
    share = Fraction(version.policy.min_answered) / 100
    dtype = integer_type(
        share.denominator * denominator * sum(criterion.criterion.full_weight for criterion in criteria)
    )
    answered: Ints = np.zeros(len(rows), dtype)
    blank = answered.copy()
    for criterion, questions in required:
        if questions:
            weight = criterion.weights(denominator, dtype)[rows]
            answered += weight * _weight_of(
                [(question, is_decided(outcomes[rows])) for question, outcomes in questions]
            )
            blank += weight * _weight_of([(question, outcomes[rows] == BLANK) for question, outcomes in questions])
    # answered / (answered + blank) < share, without a division
    has_blank[rows] = answered * (share.denominator - share.numerator) < blank * share.numerator
    return has_blank


def _stage_and_plus_factors(
    criteria: list[_JudgedCriterion], version: Version
) -> tuple[StageFactors | None, StageFactors | None]:
    """Return how stages weigh in the score, and where only pluses are scored; nothing where no stage has a weight.

    A stage's weight is spread over the criteria that count in the total: all of them, or musts alone where the policy
    leaves pluses out of what is possible.
    """
    if not criteria or not any(stage.weight for stage in version.stages):
        return None, None
    if version.policy.plus == "counted":
        factors = _stage_factors(criteria, ("must", "plus"))
        return factors, factors
    return _stage_factors(criteria, ("must",)), _stage_factors(criteria, ("plus",))


def _stage_factors(criteria: list[_JudgedCriterion], priorities: tuple[str, ...]) -> StageFactors:
    """Return the factors of stages whose weight is spread over criteria of these priorities.

    They are spread over the criteria that apply to the visit by design, so a unit counts for (stage's weight) / (their
    weights). One common denominator a visit keeps the factors whole.
    """
    stage_weights = {criterion.stage.id: criterion.stage.weight or 0 for criterion in criteria}
    dtype = integer_type(sum(criterion.criterion.full_weight for criterion in criteria))
    by_design: dict[str, Ints] = {stage: np.zeros(len(criteria[0].by_design), dtype) for stage in stage_weights}
    for criterion in criteria:
        if criterion.criterion.priority in priorities:
            by_design[criterion.stage.id] += np.array(criterion.criterion.full_weight, dtype) * criterion.by_design
    patterns = paired(*(_distinct(weights) for weights in by_design.values()))
    found = [_factors(list(stage_weights.values()), pattern) for pattern in patterns.values]
    commons = [lcm(*(total for total in pattern if total)) for pattern in patterns.values]
    columns = zip(stage_weights, zip(*found, strict=True), strict=True)
    of_stage = {stage: _looked_up(column, patterns) for stage, column in columns}
    return StageFactors(of_stage, _looked_up(commons, patterns))


def _looked_up(numbers: "list[int] | tuple[int, ...]", patterns: Column[Any]) -> Ints:
    return np.array(numbers, integer_type(max(numbers)))[patterns.codes]


def _distinct(numbers: Ints) -> Column[int]:
    if numbers.dtype != object and numbers.max(initial=0) < _FEW:  # counting is much faster than sorting
        values = np.flatnonzero(np.bincount(numbers))
        places = np.zeros(_FEW, np.int32)
        places[values] = np.arange(len(values))
        return Column(places.take(numbers), values.tolist())
    values, codes = np.unique(numbers, return_inverse=True)
    return Column(codes.astype(np.int32), values.tolist())


def _factors(stage_weights: list[int], by_design: tuple[int, ...]) -> list[int]:
    """Return the factor of each stage on the visits on which criteria of these weights apply by design."""
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
