"""The visits of one version as findings look at them: what each was judged and where, worked out once a run."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

import numpy as np

from qshop.programme.answers import NOT_APPLICABLE, is_met
from qshop.programme.frozen import FrozenCriterion, FrozenQuestion, FrozenStage, Version
from qshop.programme.model import Programme
from qshop.programme.promised_limit import observes_promise
from qshop.score.charts.met_limits import Excess, excess
from qshop.score.charts.strip import promised_limit
from qshop.score.kernel import ScoredCriterion, ScoredVisits
from qshop.score.keys import KEYS
from qshop.score.outcomes import NOT_ASKED, NOT_MET, Outcomes
from qshop.visits.applicable import Applicability
from qshop.visits.table import Column, Rows

_TELLING = ("one", "several", "measure")
"""The natures of answers that are circumstances: no clock times, and nothing in words."""


@dataclass(frozen=True)
class Reading:
    """A value measured on one visit.

    beyond: how far it misses its limit; None where it meets it, or is not judged
    is_narrow: whether the visit missed the criterion by this value alone, and only just
    over_promise: whether it is over what customers are promised; None where nothing is
    """

    value: float
    beyond: Excess | None
    is_narrow: bool
    over_promise: bool | None

    @cached_property
    def not_narrow(self) -> "Reading":
        """Return the same of a visit that missed the criterion by something else as well, or not at all."""
        return replace(self, is_narrow=False)


def _reading(question: FrozenQuestion, text: str, promise: Decimal | None) -> Reading | None:
    """Return what a cell says; nothing where it is no value."""
    if text in ("", NOT_APPLICABLE):
        return None
    value = Decimal(text)
    beyond = excess(question, value) if question.points is not None and not is_met(question, text) else None
    is_narrow = beyond is not None and beyond.is_narrow
    return Reading(float(value), beyond, is_narrow, None if promise is None else value > promise)


@dataclass(frozen=True, eq=False)
class JudgedVisits:
    """The visits of one version."""

    scored: ScoredVisits
    programme: Programme

    @cached_property
    def counted(self) -> dict[str, Outcomes]:
        """Return by criterion what figures count of each visit: met, not met, or not asked."""
        return {one.criterion.id: self.scored.counted(one) for one in self.scored.criteria}

    def rows(self, where: Mapping[str, str], stage: str) -> Rows:
        """Return the rows of the visits to a site, or of those on which a team ran the stage; without either, all."""
        found = [self._places(key, stage if key == "team" else "").get(value, _NONE) for key, value in where.items()]
        return found[0] if found else self._all

    def readings(self, stage: FrozenStage, criterion: FrozenCriterion, question: FrozenQuestion) -> dict[int, Reading]:
        """Return what a question measured, by the row of the visit; nothing where it measures nothing."""
        if question.id not in self._readings:
            self._readings[question.id] = self._read(stage, criterion, question)
        return self._readings[question.id]

    def circumstances(self, stage: FrozenStage, criterion: FrozenCriterion) -> list[tuple[FrozenQuestion, Column[str]]]:
        """Return the context questions of a criterion and of its stage's head, with the answers of each visit.

        An answer is blank where the question did not apply, too. What observes a promise is no circumstance.
        """
        own = [one for one in criterion.questions if not self._is_measured(criterion, one)]
        asked = [*((None, one) for one in stage.questions), *((criterion, one) for one in own)]
        return [
            (question, self._answers(stage, of, question))
            for of, question in asked
            if question.kind == "context" and question.answer_type.nature in _TELLING
        ]

    @cached_property
    def days(self) -> list[str]:
        """Return the day of each visit; blank where it is not known."""
        return self.scored.visits.table.get("date").cells()

    @cached_property
    def codes(self) -> list[str]:
        """Return the code of each visit."""
        return self.scored.visits.table.get("visit_id").cells()

    @cached_property
    def sites(self) -> list[str]:
        """Return the site of each visit."""
        return self.scored.visits.table.get("site").cells()

    def team(self, row: int, stage: str) -> str:
        """Return the team that ran a stage on a visit; blank where none is known."""
        return self._column("team", stage).cell(row)

    @cached_property
    def _all(self) -> Rows:
        return np.arange(self.scored.visits.table.rows)

    @cached_property
    def _rows(self) -> dict[tuple[str, str], dict[str, Rows]]:
        return {}

    def _places(self, key: str, stage: str) -> dict[str, Rows]:
        """Return the rows of each site, or of each team in a stage."""
        if (key, stage) not in self._rows:
            column = self._column(key, stage).merged()
            order = np.argsort(column.codes, kind="stable")
            ends = np.cumsum(np.bincount(column.codes, minlength=len(column.values)))
            self._rows[key, stage] = dict(zip(column.values, np.split(order, ends[:-1]), strict=True))
        return self._rows[key, stage]

    def _column(self, key: str, stage: str) -> Column[str]:
        if (key, stage) not in self._columns:
            of_stage, visits = KEYS[key].of_stage, self.scored.visits
            self._columns[key, stage] = of_stage(self.programme, visits, stage) if of_stage else visits.table.get(key)
        return self._columns[key, stage]

    @cached_property
    def _columns(self) -> dict[tuple[str, str], Column[str]]:
        return {}

    @cached_property
    def _readings(self) -> dict[str, dict[int, Reading]]:
        return {}

    def _is_measured(self, criterion: FrozenCriterion, question: FrozenQuestion) -> bool:
        today = self.programme.criteria.get(criterion.id)
        is_promised = today is not None and today.promise is not None and observes_promise(today, question.id)
        return question.answer_type.nature == "measure" and (question.kind != "context" or is_promised)

    def _read(self, stage: FrozenStage, criterion: FrozenCriterion, question: FrozenQuestion) -> dict[int, Reading]:
        if not self._is_measured(criterion, question):
            return {}
        promise = promised_limit(self.programme, (stage, criterion, question))
        column, narrow_at = self.scored.visits.table.get(question.id), self._failed_alone(criterion, question)
        readings = [_reading(question, text, promise) for text in column.values]
        applies = self._applicable.applies(stage, criterion, question) & self.scored.is_scored
        found = {}
        for row in np.flatnonzero(applies).tolist():
            reading = readings[column.codes[row]]
            if reading:
                found[row] = reading if row in narrow_at else reading.not_narrow
        return found

    def _failed_alone(self, criterion: FrozenCriterion, question: FrozenQuestion) -> set[int]:
        """Return the rows of the visits that missed a criterion by one question alone."""
        scored = self._criteria.get(criterion.id)
        if scored is None:
            return set()
        others = [outcomes == NOT_MET for one, outcomes in scored.questions if one.id != question.id]
        alone = self.counted[criterion.id] == NOT_MET
        for failed in others:
            alone = alone & ~failed
        return set(np.flatnonzero(alone).tolist())

    @cached_property
    def _criteria(self) -> dict[str, ScoredCriterion]:
        return {one.criterion.id: one for one in self.scored.criteria}

    @cached_property
    def _applicable(self) -> Applicability:
        return Applicability(self.programme, self.scored.version, self.scored.visits.table)

    @cached_property
    def _answered(self) -> dict[str, Column[str]]:
        return {}

    def _answers(self, stage: FrozenStage, criterion: FrozenCriterion | None, question: FrozenQuestion) -> Column[str]:
        if question.id not in self._answered:
            column = self.scored.visits.table.get(question.id)
            values = ["" if text == NOT_APPLICABLE else text for text in column.values]
            applies = self._applicable.applies(stage, criterion, question)
            codes = np.where(applies, column.codes, np.int32(len(values)))
            self._answered[question.id] = Column(codes.astype(np.int32), [*values, ""])
        return self._answered[question.id]


_NONE: Rows = np.array([], np.int64)


@dataclass(frozen=True)
class AskedVisits:
    """A criterion on visits of one version, some of which were asked it.

    rows: of these visits
    """

    judged: JudgedVisits
    scored: ScoredCriterion
    rows: Rows

    @property
    def version(self) -> Version:
        """Return the version that they are judged by."""
        return self.judged.scored.version

    @cached_property
    def outcomes(self) -> Outcomes:
        """Return what figures count of each visit: met, not met, or not asked."""
        counted: Outcomes = self.judged.counted[self.scored.criterion.id][self.rows]
        return counted

    def readings(self, question: FrozenQuestion) -> dict[int, Reading]:
        """Return what a question of the criterion measured, by the row of the visit.

        What was measured on a visit that left the criterion undetermined is no part of its count, so not of its values.
        """
        found = self.judged.readings(self.scored.stage, self.scored.criterion, question)
        return {row: found[row] for row in self.rows[self.outcomes != NOT_ASKED].tolist() if row in found}
