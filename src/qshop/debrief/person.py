"""The sheet about one visit for a supervisor and the one person who served at a stage of it.

It is about a situation, never about a person: no score, no comparison, no code. The name is written on it by hand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from qshop.base.errors import StopError
from qshop.debrief.judgements import JudgedCriterion, in_state, judged_criteria
from qshop.debrief.one_visit import PartOfDay, day_of, fact, months_after, one_visit, part_of_day
from qshop.debrief.person_refusals import REASONS, PersonRefusal, employer, person_refusal
from qshop.debrief.released_words import NO_WORDS, ReleasedWords, released_comments, words_to_hand_over
from qshop.findings.criterion_findings import NO_STANDARD
from qshop.findings.judged_visits import AskedVisits, JudgedVisits
from qshop.findings.results import Results
from qshop.programme.answers import NOT_APPLICABLE
from qshop.programme.frozen import FrozenQuestion
from qshop.programme.settings import Use, Wave
from qshop.score.kernel import ScoredCriterion, score_visits
from qshop.visits.accepted import Visits

MOST_WELL = 3


@dataclass(frozen=True)
class PersonDebrief:
    """The sheet about one stage of a visit.

    team: the employer of whoever served; nobody else gets the sheet
    well: what was met there, what the visitor wrote about first
    circumstances: what was going on then: questions, and answers as they stand in their cells
    to_try: the one thing that was missed and that who served can change; None where there is none
    is_all_met: whether nothing at all was missed there
    uses: all that results may be used for
    destroy_by: the day by which it is destroyed; None where nobody declared one
    thanks: a visitor's words that were released to be handed over; none of them, no card
    """

    site: str
    stage: str
    team: str
    wave: Wave
    day: date
    part: PartOfDay
    well: list[JudgedCriterion]
    circumstances: list[tuple[FrozenQuestion, str]]
    to_try: JudgedCriterion | None
    is_all_met: bool
    uses: list[Use]
    destroy_by: date | None
    thanks: ReleasedWords


def subjects(results: Results) -> list[str]:
    """Return every stage of the wave's visits at which someone is known to have served, as VISIT:STAGE."""
    return [f"{code}:{stage}" for code, stage, staff in _served(results) if staff]


def named(results: Results, name: str) -> list[str]:
    """Return the subjects that a name stands for: VISIT:STAGE for itself, also if refused; a visit for its stages."""
    served = [(f"{code}:{stage}", code, staff) for code, stage, staff in _served(results)]
    return [subject for subject, code, staff in served if name == subject or (name == code and staff)]


def refusals(results: Results) -> dict[str, PersonRefusal]:
    """Return the subjects about which there may be no sheet, each with the reason."""
    reasons = {subject: _reason(results, subject) for subject in subjects(results)}
    return {subject: reason for subject, reason in reasons.items() if reason}


def view(results: Results, subject: str) -> PersonDebrief:
    """Return the sheet about one stage of a visit. Raises `StopError` with the reason where there may be none."""
    code, _, stage = subject.rpartition(":")
    visit = one_visit(results.visits, code)
    reason, day = person_refusal(results, visit, stage), day_of(visit)
    if reason or day is None:
        why = REASONS[reason or "no_day"]
        raise StopError(f"there is no sheet about one person: {why.message}", why.help)
    at_stage = _AtStage(results, JudgedVisits(score_visits(visit, results.programme), results.programme), stage)
    privacy, well, to_try = results.programme.settings.privacy, at_stage.well, at_stage.to_try
    return PersonDebrief(
        site=fact(visit, "site"),
        stage=stage,
        team=employer(results, visit, stage),
        wave=results.wave,
        day=day,
        part=part_of_day(visit),
        well=well,
        circumstances=list(at_stage.circumstances([*well, *([to_try] if to_try else [])])),
        to_try=to_try,
        is_all_met=not in_state(at_stage.judged, "missed"),
        uses=results.programme.settings.ethics.uses,
        destroy_by=months_after(day, privacy.keep_months.personal) if privacy.keep_months.personal else None,
        thanks=_thanks(results, visit, in_state(at_stage.judged, "met")),
    )


def _served(results: Results) -> Iterator[tuple[str, str, str]]:
    """Yield every visit of the wave with each of its stages, and the codes of staff that are noted there."""
    for visits in results.visits:
        if visits.wave == results.wave.id:
            codes = visits.table.get("visit_id").cells()
            for stage in visits.version.stages:
                cells = visits.table.get(f"{stage.id}_staff").cells()
                yield from ((code, stage.id, staff) for code, staff in zip(codes, cells, strict=True))


def _reason(results: Results, subject: str) -> PersonRefusal:
    code, _, stage = subject.rpartition(":")
    return person_refusal(results, one_visit(results.visits, code), stage)


def _thanks(results: Results, visit: Visits, met: list[JudgedCriterion]) -> ReleasedWords:
    """Return the first words on something that went well which are released to be handed over."""
    released = words_to_hand_over(results, visit)
    praised = (released[answer.question.id] for one in met for answer in one.answers if answer.question.id in released)
    return next(praised, NO_WORDS)


@dataclass(frozen=True)
class _AtStage:
    """One stage of one visit."""

    results: Results
    visit: JudgedVisits
    stage: str

    @cached_property
    def judged(self) -> list[JudgedCriterion]:
        comments = released_comments(self.results, self.visit.scored.visits, "person")
        return [one for one in judged_criteria(self.visit.scored, comments) if one.stage == self.stage]

    @property
    def well(self) -> list[JudgedCriterion]:
        """Return what people did well, what the visitor wrote of if that is released; never the state of a thing."""
        met = in_state(self.judged, "met")
        quoted = [one for one in met if any(answer.comment.text for answer in one.answers)]
        done = [one for one in met if self._nature(one) != "tangible"]
        return (quoted or sorted(done, key=self._praise_rank))[:MOST_WELL]

    def _praise_rank(self, one: JudgedCriterion) -> tuple[bool, str]:
        return self._nature(one) != "intangible", one.criterion.priority

    def _nature(self, one: JudgedCriterion) -> str | None:
        """Return whether a criterion is about a thing or about what people do; None where nobody said."""
        today = self.results.programme.criteria.get(one.criterion.id)
        return today.nature if today else None

    @property
    def to_try(self) -> JudgedCriterion | None:
        """Return what was clearly missed and is theirs to change: critical first, what has something to try, weight."""
        mine = [one for one in in_state(self.judged, "missed") if self._is_theirs(one)]
        return min(mine, key=self._rank, default=None)

    def _rank(self, one: JudgedCriterion) -> tuple[bool, bool, int]:
        today = self.results.programme.criteria.get(one.criterion.id)
        return not one.criterion.critical, today is None or today.try_ is None, -one.criterion.full_weight

    def _is_theirs(self, one: JudgedCriterion) -> bool:
        """Return whether the person who served can change it: what misses everywhere, or just, is not theirs."""
        today = self.results.programme.criteria.get(one.criterion.id)
        if today and (today.standard == NO_STANDARD or (self._nature(one) == "tangible" and not today.try_)):
            return False
        is_passed_up = one.criterion.id in self.results.everywhere
        return not is_passed_up and not self._is_narrow(self._scored(one))

    def _scored(self, one: JudgedCriterion) -> ScoredCriterion:
        return next(scored for scored in self.visit.scored.criteria if scored.criterion.id == one.criterion.id)

    def _is_narrow(self, scored: ScoredCriterion) -> bool:
        asked = AskedVisits(self.visit, scored, self.visit.rows({}, self.stage))
        readings = (reading for q in scored.criterion.questions for reading in asked.readings(q).values())
        return any(reading.is_narrow for reading in readings)

    def circumstances(self, told: list[JudgedCriterion]) -> Iterator[tuple[FrozenQuestion, str]]:
        """Yield what the visitor noted of the situation, at this stage and beside the criteria that are told."""
        seen: set[str] = set()
        for scored in map(self._scored, told):
            for question, answers in self.visit.circumstances(scored.stage, scored.criterion):
                if question.id not in seen and answers.cell(0) not in ("", NOT_APPLICABLE):
                    seen.add(question.id)
                    yield question, answers.cell(0)
