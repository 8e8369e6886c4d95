"""Whether a criterion is met on a visit: the one rule, for figures and for pages.

Each question has one of five outcomes on a visit, and so has its criterion. They stand in the order in which one
outweighs another, so a criterion's outcome is the highest of its questions': any failure makes it not met; else any
blank leaves it undecided; it is met when every question that applies, and was not answered `na`, reaches its `met`.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from qshop.programme.answers import NOT_APPLICABLE, is_met
from qshop.programme.frozen import FrozenCriterion, FrozenQuestion, FrozenStage
from qshop.visits.applicable import Applicability
from qshop.visits.table import Mask

Outcomes = NDArray[np.int8]
"""One outcome a visit."""

NOT_ASKED, NA, MET, BLANK, NOT_MET = range(5)
"""Does not apply to the visit; answered `na`; met; left blank, so undecided; not met."""


def question_outcomes(
    applicable: Applicability, stage: FrozenStage, criterion: FrozenCriterion, question: FrozenQuestion
) -> Outcomes:
    """Return the outcomes of one scored question. Each distinct answer is looked up once."""
    column = applicable.visits.get(question.id)
    by_answer = np.array([_of_answer(question, text) for text in column.values] or [BLANK], np.int8)
    applies = applicable.applies(stage, criterion, question)
    return np.where(applies, by_answer.take(column.codes), np.int8(NOT_ASKED))


def _of_answer(question: FrozenQuestion, text: str) -> int:
    if not text:
        return BLANK
    if text == NOT_APPLICABLE:
        return NA
    return MET if is_met(question, text) else NOT_MET


def criterion_outcomes(questions: Iterable[Outcomes]) -> Outcomes:
    """Return the outcomes of a criterion, from those of its scored questions (one at least)."""
    outcomes: Outcomes = np.maximum.reduce(list(questions))
    return outcomes


def is_decided(outcomes: Outcomes) -> Mask:
    """Return for which visits there is an answer to judge by, so that it counts in figures: met or not met."""
    decided: Mask = (outcomes == MET) | (outcomes == NOT_MET)
    return decided
