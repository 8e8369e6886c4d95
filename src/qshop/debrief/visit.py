"""The debrief of one visit: what happened, in the order of the journey, without a time of day or a code of staff."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Literal

from qshop.debrief.judgements import JudgedCriterion, in_state, judged_criteria
from qshop.debrief.narrow_misses import narrow_misses
from qshop.debrief.one_visit import day_of, fact, one_visit, seconds_taken
from qshop.debrief.refusals import check_told
from qshop.debrief.released_words import ReleasedWords, released_comments
from qshop.debrief.visit_moments import Pause, VisitMoment, have_withheld, longest_pause, visit_moments
from qshop.debrief.visit_subjects import teams_of, visit_and_team, visit_subjects
from qshop.findings.judged_visits import JudgedVisits
from qshop.findings.results import Results
from qshop.programme.frozen import Version
from qshop.programme.settings import Wave
from qshop.score.figure_table import figures
from qshop.score.figures import Figure
from qshop.score.kernel import ScoredVisits, score_visits
from qshop.score.tally import tally
from qshop.visits.accepted import Visits

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

    team: whose stages alone are told, as its page is handed to it; blank where all are
    day: told only beside what is to be put right at once; with a rota, a day is a person
    seconds: how long it took; None where that was not noted
    urgent: the critical criteria that failed; they are not among the missed ones of a stage
    stages: those at which anything was judged
    narrow: the ids of the criteria that were missed only just
    unscored: why the visit has no figures
    withheld: whether there are words that are not released
    """

    site: str
    team: str
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
    """Return the ids of the wave's visits, and VISIT:TEAM for the part of each provider."""
    return visit_subjects(results)


def view(results: Results, subject: str) -> VisitDebrief:
    """Return the debrief of a visit of the wave, or of the part of it that a team served.

    Raises `StopError` where such a part would tell of persons of whom nothing may be told.
    """
    code, team = visit_and_team(results, subject)
    visit = one_visit(results.visits, code)
    return _part(results, visit, team) if team else _whole(results, visit)


def _part(results: Results, visit: Visits, code: str) -> VisitDebrief:
    """Return what a team may know of a visit: its stages, without anything that depends on those of others."""
    team = next(one for one in results.programme.teams if one.id == code)
    check_told(results.programme, team, day_of(visit) or results.wave.from_)
    whole = _whole(results, visit)
    own = {stage.id for stage in visit.version.stages if teams_of(visit, stage.id, results) == [code]}
    comments = released_comments(results, visit, "visit")
    return replace(
        whole,
        team=code,
        seconds=None,
        urgent=_at(whole.urgent, own),
        stages=[one for one in whole.stages if one.stage in own],
        unclear=_at(whole.unclear, own),
        not_applicable=_at(whole.not_applicable, own),
        moments=[],
        pause=None,
        figure=None,
        unscored="void" if whole.unscored == "void" else "",
        withheld=_has_withheld(visit, comments, own),
    )


def _at(criteria: list[JudgedCriterion], stages: Collection[str]) -> list[JudgedCriterion]:
    return [judged for judged in criteria if judged.stage in stages]


def _whole(results: Results, visit: Visits) -> VisitDebrief:
    """Return the debrief of a visit, with its moments.

    A void visit is judged on nothing. A visit with too many blanks has no figures, but its criteria are still judged.
    """
    scored = score_visits(visit, results.programme)
    figure = figures(tally([scored], results.programme, [()]), (), results.programme, as_visited=True).rows.get(())
    unscored = _unscored(scored, figure)
    comments, moments = released_comments(results, visit, "visit"), visit_moments(results, visit)
    criteria = judged_criteria(scored, comments) if unscored != "void" else []
    urgent = [judged for judged in in_state(criteria, "missed") if judged.criterion.critical]
    return VisitDebrief(
        site=fact(visit, "site"),
        team="",
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
        withheld=_has_withheld(visit, comments) or have_withheld(results, visit, moments),
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


def _has_withheld(visit: Visits, comments: Mapping[str, ReleasedWords], stages: Collection[str] | None = None) -> bool:
    """Return whether a comment is not released, at some stages, or at any."""
    of_stages = (q.id for stage, _, q in visit.version.questions() if stages is None or stage.id in stages)
    return any(fact(visit, f"{question}_comment") and question not in comments for question in of_stages)
