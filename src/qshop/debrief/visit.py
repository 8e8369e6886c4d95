"""The debrief of one visit, decided and sorted, in codes and figures; words and layout come later.

One visit is one observation: nothing is compared, and no figure has an interval.
"""

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Literal

import numpy as np

from qshop.debrief.judgements import JudgedCriterion, State, judged_criteria
from qshop.findings.results import Results
from qshop.programme.frozen import Version
from qshop.programme.model import Programme
from qshop.programme.scalars import read_day
from qshop.programme.settings import Wave
from qshop.score.figure_table import figures
from qshop.score.figures import Figure
from qshop.score.kernel import ScoredVisits, score_visits
from qshop.score.tally import tally
from qshop.visits.accepted import Visits
from qshop.visits.moments import FRUSTRATED, Moment, wave_by_visit

MOST_WORK = 3
Unscored = Literal["", "void", "too_blank", "nothing_scored"]
_FACTS = ("visit_id", "site", "time_in", "time_out", "channel", "scenario", "purpose", "status")


@dataclass(frozen=True)
class Pause:
    """The time between two moments, in seconds."""

    seconds: int
    after: Moment
    before: Moment


@dataclass(frozen=True)
class VisitDebrief:
    """The debrief of one visit. Where shoppers' words may not be quoted, none are in it.

    facts: the columns of the visit that describe it; the shopper's code is not among them
    staff: pseudonyms by stage
    work: the criteria to work on first
    frustrated: those of the moments at which the shopper was frustrated
    withheld: whether there are words that may not be quoted
    """

    facts: dict[str, str]
    day: date | None
    wave: Wave
    version: Version
    staff: list[tuple[str, list[str]]]
    figure: Figure | None
    unscored: Unscored
    met: list[JudgedCriterion]
    missed: list[JudgedCriterion]
    unclear: list[JudgedCriterion]
    not_applicable: list[JudgedCriterion]
    work: list[JudgedCriterion]
    moments: list[Moment]
    frustrated: list[Moment]
    pause: Pause | None
    withheld: bool


def subjects(results: Results) -> list[str]:
    """Return the ids of the wave's visits, also of those that are in no other figure."""
    return [visit_id for visit_id, wave in wave_by_visit(results.visits).items() if wave == results.wave.id]


def view(results: Results, visit_id: str) -> VisitDebrief:
    """Return the debrief of a visit of the wave, with its moments.

    A void visit is judged on nothing. A visit with too many blanks has no score, but its criteria are still judged.
    """
    programme, visit = results.programme, _one_visit(results.visits, visit_id)
    moments = [moment for moment in results.moments if moment.visit_id == visit_id]
    scored = score_visits(visit, programme)
    figure = figures(tally([scored], programme, [()]), (), programme, as_visited=True).rows.get(())
    unscored = _unscored(scored, figure)
    quoted = programme.settings.privacy.quotes == "all"
    criteria = judged_criteria(scored, quoted=quoted) if unscored != "void" else []
    missed = sorted(
        _in_state(criteria, "missed"), key=lambda judged: (not judged.criterion.critical, judged.criterion.priority)
    )
    shown = moments if quoted else [moment._replace(thought="") for moment in moments]
    return VisitDebrief(
        facts={name: visit.table.get(name).cell(0) for name in _FACTS},
        day=read_day(visit.table.get("date").cell(0)),
        wave=results.wave,
        version=visit.version,
        staff=_staff(visit, programme),
        figure=None if unscored else figure,
        unscored=unscored,
        met=_in_state(criteria, "met"),
        missed=missed,
        unclear=_in_state(criteria, "unclear"),
        not_applicable=_in_state(criteria, "not_applicable"),
        work=missed[:MOST_WORK],
        moments=shown,
        frustrated=[moment for moment in shown if moment.feeling == FRUSTRATED],
        pause=longest_pause(shown),
        withheld=not quoted and _has_comments(visit, moments),
    )


def _one_visit(batches: list[Visits], visit_id: str) -> Visits:
    """Return one visit, as a table of one row. Raises `KeyError` if there is none of that id."""
    for visits in batches:
        rows = np.flatnonzero(visits.table.get("visit_id").is_in([visit_id]))
        if len(rows):
            return replace(visits, table=visits.table.take(rows[:1]))
    raise KeyError(visit_id)


def longest_pause(moments: list[Moment]) -> Pause | None:
    """Return the longest time between two moments that follow each other and both have their time, if there is one."""
    timed = [(after, before) for after, before in pairwise(moments) if after.time and before.time]
    pauses = [Pause(_seconds(before.time) - _seconds(after.time), after, before) for after, before in timed]
    return max(pauses, key=lambda pause: pause.seconds, default=None)


def _seconds(clock: str) -> int:
    hours, minutes, seconds = (int(number) for number in f"{clock}:00".split(":")[:3])
    return 3600 * hours + 60 * minutes + seconds


def _unscored(scored: ScoredVisits, figure: Figure | None) -> Unscored:
    if scored.visits.table.get("status").cell(0) == "void":
        return "void"
    if scored.too_blank[0]:
        return "too_blank"
    return "" if figure and figure.score is not None else "nothing_scored"


def _has_comments(visit: Visits, moments: list[Moment]) -> bool:
    comments = (visit.table.get(f"{question.id}_comment").cell(0) for _, _, question in visit.version.questions())
    return any(comments) or any(moment.thought for moment in moments)


def _staff(visit: Visits, programme: Programme) -> list[tuple[str, list[str]]]:
    """Return staff by their pseudonyms, stage by stage; none in a programme that did not inform them of visits."""
    if programme.settings.ethics.staff_informed is None:
        return []
    cells = [(stage.id, visit.table.get(f"{stage.id}_staff").cell(0)) for stage in visit.version.stages]
    return [(stage, codes.split(" ")) for stage, codes in cells if codes]


def _in_state(criteria: list[JudgedCriterion], state: State) -> list[JudgedCriterion]:
    return [judged for judged in criteria if judged.state == state]
