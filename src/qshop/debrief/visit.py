"""The debrief of one visit: what happened, in the order of the journey, without a time of day or a code of staff."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from qshop.debrief.judgements import JudgedCriterion, in_state, judged_criteria
from qshop.debrief.narrow_misses import narrow_misses
from qshop.debrief.one_visit import day_of, fact, one_visit, seconds_taken
from qshop.debrief.released_words import ReleasedWords, released_comments
from qshop.debrief.visit_moments import Pause, VisitMoment, have_withheld, longest_pause, visit_moments
from qshop.findings.judged_visits import JudgedVisits
from qshop.findings.results import Results
from qshop.programme.frozen import Version
from qshop.programme.settings import Wave
from qshop.score.figure_table import figures
from qshop.score.figures import Figure
from qshop.score.kernel import ScoredVisits, score_visits
from qshop.score.tally import tally
from qshop.visits.accepted import Visits
from qshop.visits.moments import wave_by_visit

Unscored = Literal["", "void", "too_blank", "nothing_scored"]


@dataclass(frozen=True)
class StageDebrief:
    """What was met and what was missed at one stage, in order."""

    stage: str
    met: list[JudgedCriterion]
    missed: list[JudgedCriterion]


@dataclass(frozen=True)
class VisitDebrief:
    """The debrief of one visit.

    day: told only beside what is to be put right at once; with a rota, a day is a person
    seconds: how long it took; None where that was not noted
    urgent: the critical criteria that failed; they are not among the missed ones of a stage
    stages: those at which anything was judged
    narrow: the ids of the criteria that were missed only just
    unscored: why the visit has no figures
    withheld: whether there are words that are not released
    """

    site: str
    wave: Wave
    day: date | None
    version: Version
    channel: str
    scenario: str
    purpose: str
    status: str
    seconds: int | None
    urgent: list[JudgedCriterion]
    stages: list[StageDebrief]
    narrow: frozenset[str]
    unclear: list[JudgedCriterion]
    not_applicable: list[JudgedCriterion]
    moments: list[VisitMoment]
    pause: Pause | None
    figure: Figure | None
    unscored: Unscored
    withheld: bool


def subjects(results: Results) -> list[str]:
    """Return the ids of the wave's visits, also of those that are in no other figure."""
    return [visit_id for visit_id, wave in wave_by_visit(results.visits).items() if wave == results.wave.id]


def view(results: Results, visit_id: str) -> VisitDebrief:
    """Return the debrief of a visit of the wave, with its moments.

    A void visit is judged on nothing. A visit with too many blanks has no figures, but its criteria are still judged.
    """
    visit = one_visit(results.visits, visit_id)
    scored = score_visits(visit, results.programme)
    figure = figures(tally([scored], results.programme, [()]), (), results.programme, as_visited=True).rows.get(())
    unscored = _unscored(scored, figure)
    comments, moments = released_comments(results, visit, "visit"), visit_moments(results, visit)
    criteria = judged_criteria(scored, comments) if unscored != "void" else []
    urgent = [judged for judged in in_state(criteria, "missed") if judged.criterion.critical]
    return VisitDebrief(
        site=fact(visit, "site"),
        wave=results.wave,
        day=day_of(visit),
        version=visit.version,
        channel=fact(visit, "channel"),
        scenario=fact(visit, "scenario"),
        purpose=fact(visit, "purpose"),
        status=fact(visit, "status"),
        seconds=seconds_taken(visit),
        urgent=urgent,
        stages=_stages([judged for judged in criteria if judged not in urgent]),
        narrow=narrow_misses(JudgedVisits(scored, results.programme)),
        unclear=in_state(criteria, "unclear"),
        not_applicable=in_state(criteria, "not_applicable"),
        moments=moments,
        pause=longest_pause(moments),
        figure=None if unscored else figure,
        unscored=unscored,
        withheld=_has_withheld(results, visit, comments, moments),
    )


def _stages(criteria: list[JudgedCriterion]) -> list[StageDebrief]:
    stages = [(stage, list(judged)) for stage, judged in groupby(criteria, lambda judged: judged.stage)]
    told = [StageDebrief(stage, in_state(judged, "met"), in_state(judged, "missed")) for stage, judged in stages]
    return [stage for stage in told if stage.met or stage.missed]


def _unscored(scored: ScoredVisits, figure: Figure | None) -> Unscored:
    if fact(scored.visits, "status") == "void":
        return "void"
    if scored.too_blank[0]:
        return "too_blank"
    return "" if figure and figure.score is not None else "nothing_scored"


def _has_withheld(results: Results, visit: Visits, comments: dict[str, ReleasedWords], told: list[VisitMoment]) -> bool:
    written = {q.id for _, _, q in visit.version.questions() if fact(visit, f"{q.id}_comment")}
    moments = [moment for moment in results.moments if moment.visit_id == fact(visit, "visit_id")]
    return bool(written - set(comments)) or have_withheld(moments, told)
