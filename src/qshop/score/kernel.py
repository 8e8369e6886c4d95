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
class Item:
    """One scored question over all visits: its outcomes, whether it was meant, and its points in units.

    Points are earned and possible only on visits that count; outcomes are there for all.
    """

    stage: FrozenStage
    criterion: FrozenCriterion
    question: FrozenQuestion
    outcomes: Outcomes
    earned: Ints
    possible: Ints
    meant: Mask

    def take(self, rows: Rows) -> "Item":
        """Return the same question over some of the visits."""
        return replace(
            self,
            outcomes=self.outcomes[rows],
            earned=self.earned[rows],
            possible=self.possible[rows],
            meant=self.meant[rows],
        )


@dataclass(frozen=True)
class Scored:
    """The visits of one version with their items. `counts` tells which visits are scored at all."""

    visits: Visits
    version: Version
    items: list[Item]
    counts: Mask
    too_blank: Mask
    stage_factors: dict[str, Ints] | None

    @cached_property
    def criteria(self) -> list[tuple[FrozenStage, FrozenCriterion, Outcomes]]:
        """Return each criterion with its outcomes as figures count them: met, not met, or not asked.

        What is left undecided counts as not asked, and so does all of a visit that is not scored.
        """
        return [
            (items[0].stage, items[0].criterion, self._counted(criterion_outcomes(item.outcomes for item in items)))
            for items in self.by_criterion
        ]

    @property
    def by_criterion(self) -> list[list[Item]]:
        """Return the items of each criterion, in journey order."""
        items: dict[str, list[Item]] = {}
        for item in self.items:
            items.setdefault(item.criterion.id, []).append(item)
        return list(items.values())

    def _counted(self, outcomes: Outcomes) -> Outcomes:
        return np.where(self.counts & is_decided(outcomes), outcomes, np.int8(NOT_ASKED))

    def take(self, rows: Rows) -> "Scored":
        """Return some of the visits; what each of them scored stays the same."""
        factors = self.stage_factors and {stage: one[rows] for stage, one in self.stage_factors.items()}
        return replace(
            self,
            visits=replace(self.visits, table=self.visits.table.take(rows)),
            items=[item.take(rows) for item in self.items],
            counts=self.counts[rows],
            too_blank=self.too_blank[rows],
            stage_factors=factors,
        )


def score_visits(visits: Visits, programme: Programme) -> Scored:
    """Score accepted visits with the version they were made with, or the one it is rescored as."""
    version = scoring_version(visits.version, programme)
    applicable = Applicability(programme, version, visits.table)
    asked = [(s, c, q) for s, c, q in version.questions() if q.points is not None]
    outcomes = [question_outcomes(applicable, *one) for one in asked]
    scored = visits.table.get("status").is_in(["completed", "no_service"])
    too_blank = scored & _too_blank(outcomes, [q for _, _, q in asked], applicable)
    counts = scored & ~too_blank
    largest = version.scale.points * sum(q.weight for _, _, q in asked)
    whole = np.int32 if largest < 2**31 else fitting(largest)
    items = [_item(applicable, *one, its, counts, whole) for one, its in zip(asked, outcomes, strict=True)]
    factors = _stage_factors(asked, applicable) if any(stage.weight for stage, _, _ in asked) else None
    return Scored(visits, version, items, counts, too_blank, factors)


def scoring_version(version: Version, programme: Programme) -> Version:
    """Give the version to score with: `rescore_as` in the questionnaire may name another of the same wording."""
    questionnaire = programme.questionnaires.get(version.questionnaire)
    other = questionnaire.rescore_as.get(str(version.version)) if questionnaire else None
    return programme.versions.get((version.questionnaire, int(other)), version) if other else version


def fitting(largest: int) -> type:
    """Give the type for numbers up to `largest`: int64 if they are sure to fit, else Python's own integers."""
    return np.int64 if largest < _SAFE else object


def _item(
    applicable: Applicability,
    stage: FrozenStage,
    criterion: FrozenCriterion,
    question: FrozenQuestion,
    outcomes: Outcomes,
    counts: Mask,
    whole: type,
) -> Item:
    """Look up the points of each distinct answer once, then give every visit that counts its own."""
    column = applicable.visits.get(question.id)
    scored = counts & is_decided(outcomes)
    points = [points_of(question, text) for text in column.values] or [0]
    earned: Ints = np.array([point * question.weight for point in points], whole).take(column.codes)
    return Item(
        stage,
        criterion,
        question,
        outcomes,
        earned * scored,
        np.array(applicable.version.scale.points * question.weight, whole) * scored,
        applicable.by_design(stage, criterion, question),
    )


def _too_blank(outcomes: list[Outcomes], questions: list[FrozenQuestion], applicable: Applicability) -> Mask:
    """Tell which visits leave more required questions blank than the policy allows, by weight."""
    share = Fraction(applicable.version.policy.min_answered) / 100
    whole = fitting(share.denominator * sum(question.weight for question in questions))
    answered: Ints = np.zeros(applicable.visits.rows, whole)
    blank = answered.copy()
    for its, question in zip(outcomes, questions, strict=True):
        if question.required:
            weight: Ints = np.array(question.weight, whole)
            answered += weight * is_decided(its)
            blank += weight * (its == BLANK)
    too_blank: Mask = answered * (share.denominator - share.numerator) < blank * share.numerator
    return too_blank.astype(np.bool_)


def _stage_factors(
    asked: list[tuple[FrozenStage, FrozenCriterion, FrozenQuestion]], applicable: Applicability
) -> dict[str, Ints]:
    """Give, for each stage and visit, what one unit of its points counts for under stage weights.

    A stage's weight is spread over the questions meant for the visit by design, so a unit counts for
    weight / (weights meant). One common denominator a visit keeps the factors whole.
    """
    weights = {stage.id: stage.weight or 0 for stage, _, _ in asked}
    whole = fitting(sum(question.weight for _, _, question in asked))
    meant: dict[str, Ints] = {name: np.zeros(applicable.visits.rows, whole) for name in weights}
    for stage, criterion, question in asked:
        meant[stage.id] += np.array(question.weight, whole) * applicable.by_design(stage, criterion, question)
    patterns = paired(*(_distinct(total) for total in meant.values()))
    factors = [_factors(list(weights.values()), pattern) for pattern in patterns.values]
    columns = zip(weights, zip(*factors, strict=True), strict=True)
    return {name: np.array(column, fitting(max(column)))[patterns.codes] for name, column in columns}


def _distinct(numbers: Ints) -> Column[int]:
    values, codes = np.unique(numbers, return_inverse=True)
    return Column(codes.astype(np.int32), values.tolist())


def _factors(weights: list[int], meant: tuple[int, ...]) -> list[int]:
    common = lcm(*(total for total in meant if total))
    return [weight * (common // total) if total else 0 for weight, total in zip(weights, meant, strict=True)]


def millionths(earned: Ints, possible: Ints) -> Ints:
    """Round earned / possible to whole millionths, half to even; 0 where nothing was possible."""
    if earned.dtype != object and fitting(int(possible.max(initial=0)) * MILLION) is object:
        earned, possible = earned.astype(object), possible.astype(object)
    safe = np.where(possible > 0, possible, 1)
    whole = earned * MILLION // safe
    rest = earned * MILLION - whole * safe
    up = (2 * rest > safe) | ((2 * rest == safe) & (whole % 2 == 1))
    rounded: Ints = np.where(possible > 0, whole + up, 0)
    return rounded
