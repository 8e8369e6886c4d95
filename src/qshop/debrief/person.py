"""The sheet about one visit for a supervisor and the one person who served at a stage of it.

It is about a situation, never about a person: no score, no comparison, no code. The name is written on it by hand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from qshop.debrief.judgements import JudgedCriterion, in_state
from qshop.debrief.one_visit import PartOfDay, day_of, fact, is_call, months_after, one_visit, part_of_day
from qshop.debrief.refusals import Refusal, employer, no_sheet, person_refusal
from qshop.debrief.released_words import NO_WORDS, ReleasedWords, words_to_hand_over
from qshop.debrief.served_stage import ServedStage
from qshop.findings.judged_visits import JudgedVisits
from qshop.findings.results import Results
from qshop.programme.frozen import FrozenQuestion
from qshop.programme.settings import Use, Wave
from qshop.score.kernel import score_visits
from qshop.visits.accepted import Visits


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

    is_call: bool
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
    """Return the subjects that a name stands for: VISIT:STAGE for itself; a visit for those of its stages.

    What is refused is among them only where nothing else is, so that the reason is told.
    """
    served = [(f"{code}:{stage}", code, staff) for code, stage, staff in _served(results)]
    subjects_ = [subject for subject, code, staff in served if name == subject or (name == code and staff)]
    return [subject for subject in subjects_ if not _served_stage(results, subject)[1]] or subjects_


def view(results: Results, subject: str) -> PersonDebrief:
    """Return the sheet about one stage of a visit. Raises `StopError` with the reason where there may be none."""
    served, refusal = _served_stage(results, subject)
    visit = served.visit.scored.visits
    day = day_of(visit)
    if refusal or day is None:
        raise no_sheet(refusal or "no_day")
    settings, well, to_try = results.programme.settings, served.well, served.to_try
    months = settings.privacy.keep_months.personal
    return PersonDebrief(
        is_call=is_call(visit),
        site=fact(visit, "site"),
        stage=served.stage,
        team=employer(results, visit, served.stage),
        wave=results.wave,
        day=day,
        part=part_of_day(visit),
        well=well,
        circumstances=list(served.circumstances([*well, *([to_try] if to_try else [])])),
        to_try=to_try,
        is_all_met=not in_state(served.judged, "missed"),
        uses=settings.ethics.uses,
        destroy_by=months_after(day, months) if months else None,
        thanks=_thanks(results, visit, in_state(served.judged, "met")),
    )


def _served(results: Results) -> Iterator[tuple[str, str, str]]:
    """Yield every visit of the wave with each of its stages, and the codes of staff that are noted there."""
    for visits in results.visits:
        if visits.wave == results.wave.id:
            codes = visits.table.get("visit_id").cells()
            for stage in visits.version.stages:
                cells = visits.table.get(f"{stage.id}_staff").cells()
                yield from ((code, stage.id, staff) for code, staff in zip(codes, cells, strict=True))


def _served_stage(results: Results, subject: str) -> tuple[ServedStage, Refusal]:
    """Return what a visit saw at a stage, and why there may be no sheet about it; blank where there may be one."""
    code, _, stage = subject.rpartition(":")
    visit = one_visit(results.visits, code)
    served = ServedStage(results, JudgedVisits(score_visits(visit, results.programme), results.programme), stage)
    return served, person_refusal(results, visit, stage) or ("" if served.well or served.to_try else "nothing_seen")


def _thanks(results: Results, visit: Visits, met: list[JudgedCriterion]) -> ReleasedWords:
    """Return the first words on something that went well which are released to be handed over."""
    released = words_to_hand_over(results, visit)
    praised = (released[answer.question.id] for one in met for answer in one.answers if answer.question.id in released)
    return next(praised, NO_WORDS)
