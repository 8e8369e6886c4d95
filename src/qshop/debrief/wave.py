"""The page of a wave: what a reader puts right, praises, decides on and passes up; in codes and figures.

Strengths come before weaknesses; people are never ranked, and sites stand in the order of their codes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

import numpy as np

from qshop.debrief.figure_lines import FigureLine, figure_lines
from qshop.findings.judged_visits import JudgedVisits
from qshop.findings.priorities import Priorities
from qshop.findings.quotations import Quotation, quotations
from qshop.findings.results import Results
from qshop.programme.settings import Wave
from qshop.score.charts.series import Series
from qshop.score.comparison.sides import Sides
from qshop.score.figures import least_base
from qshop.score.kernel import ScoredVisits
from qshop.score.method import Comparisons, Making, Method, method
from qshop.score.outcomes import is_decided
from qshop.score.selection import Selection
from qshop.score.sites.site_funnel import SiteInFunnel
from qshop.visits.accepted import Visits
from qshop.visits.table import Mask, Rows

Contacts = Literal["visits", "calls", "both"]
"""Whether a criterion was judged on visits, on telephone calls, or on both."""


@dataclass(frozen=True)
class Journey:
    """The figures of some visits, beside the wave before.

    scores: the figure of all of them, or of each kind of visits that is not pooled
    must_target: of the must rate, in percent
    """

    scores: list[FigureLine]
    stages: list[FigureLine]
    must_target: float | None

    @property
    def lines(self) -> list[FigureLine]:
        """Return all lines."""
        return [*self.scores, *self.stages]


@dataclass(frozen=True)
class Network:
    """Several sites beside each other, in the order of their codes.

    cells: sites × stages
    teams: what each team reached on the stages it runs, in the order in which teams are declared
    waves: the score over the waves
    to_see: with very many sites, those of them that need a look
    of_sites: how many sites these are among
    """

    cells: list[FigureLine]
    teams: list[FigureLine] = field(default_factory=list)
    waves: list[Series] = field(default_factory=list)
    to_see: list[SiteInFunnel] = field(default_factory=list)
    of_sites: int = 0


@dataclass(frozen=True)
class WaveDebrief:
    """What the page of a wave says to one reader.

    reader, subject: for whom it is: `site` and the site's code
    before: the wave before, where it has visits to compare with
    answer_by: the first day of the next wave, by which what is passed on is answered; None where none is planned
    contacts: on what each criterion was judged
    quoted: by criterion, the remarks on visits that missed it, released for this reader
    is_linked: whether results touch the contract of the team that reads this
    journey: None for a reader who acts on single criteria
    method: how the figures were made
    """

    reader: str
    subject: str
    wave: Wave
    before: Wave | None
    answer_by: date | None
    told: Priorities
    contacts: dict[str, Contacts]
    quoted: dict[str, list[Quotation]]
    is_linked: bool
    least: int
    journey: Journey | None
    network: Network | None
    method: Method


def wave_debrief(
    results: Results,
    reader: str,
    subject: str,
    now: list[ScoredVisits],
    told: Priorities,
    journey: Journey | None,
    network: Network | None = None,
    *,
    is_linked: bool = False,
) -> WaveDebrief:
    """Return what is told of visits of the wave (`now`) and of their criteria."""
    lines = [*(journey.lines if journey else ()), *(network.cells + network.teams if network else ())]
    return WaveDebrief(
        reader=reader,
        subject=subject,
        wave=results.wave,
        before=results.wave_before if results.before else None,
        answer_by=_next_day(results),
        told=told,
        contacts=_contacts(now),
        quoted=_quoted(results, reader, subject, told),
        is_linked=is_linked,
        least=least_base(results.programme),
        journey=journey,
        network=network,
        method=_method(results, reader, subject, now, told, lines),
    )


def journey_of(results: Results, where: Mapping[str, str]) -> Journey:
    """Return the figures of all visits of `where`, and those of each stage."""
    targets = results.programme.settings.targets
    must = targets.must_rate
    return Journey(
        scores=figure_lines(results, (), where, {"": targets.score}),
        stages=figure_lines(results, ("stage",), where, targets.stages),
        must_target=None if must is None else float(must),
    )


def visits_where(results: Results, where: Mapping[str, str]) -> list[ScoredVisits]:
    """Return the visits of the wave to a site, or those on which a team ran any stage that was judged."""
    chosen = [(judged.scored, _rows(judged, where)) for judged in results.judged]
    return [scored.take(rows) for scored, rows in chosen if len(rows)]


def _rows(judged: JudgedVisits, where: Mapping[str, str]) -> Rows:
    stages = {one.stage.id for one in judged.scored.criteria} if "team" in where else {""}
    return np.unique(np.concatenate([judged.rows(where, stage) for stage in stages]))


def _next_day(results: Results) -> date | None:
    later = [wave.from_ for wave in results.programme.settings.waves if wave.from_ > results.wave.to]
    return min(later, default=None)


def _contacts(now: Iterable[ScoredVisits]) -> dict[str, Contacts]:
    found: dict[str, set[Contacts]] = {}
    for batch in now:
        is_call = batch.visits.table.get("channel").is_in(["phone"])
        for one in batch.criteria:
            decided = is_decided(batch.counted(one))
            on: dict[Contacts, Mask] = {"calls": decided & is_call, "visits": decided & ~is_call}
            found.setdefault(one.criterion.id, set()).update(kind for kind, mask in on.items() if mask.any())
    return {id_: kinds.pop() if len(kinds) == 1 else "both" for id_, kinds in found.items() if kinds}


def _quoted(results: Results, reader: str, subject: str, told: Priorities) -> dict[str, list[Quotation]]:
    """Return the remarks on each of the things to decide on that are released."""
    where = {reader: subject} if reader in ("site", "team") else {}
    things = {one.criterion.id for one in told.things}
    found = [one for one in quotations(results, reader, where) if one.criterion in things and one.is_met is False]
    return {id_: [one for one in found if one.criterion == id_] for id_ in things}


def _method(
    results: Results, reader: str, subject: str, now: list[ScoredVisits], told: Priorities, lines: Iterable[FigureLine]
) -> Method:
    """Return how the figures were made, beside those of the wave before if any is compared.

    What was planned for the wave says nothing of a team's visits.
    """
    site = subject if reader == "site" else ""
    changes = [line.trend.difference for line in lines if line.trend]
    changes += [one.change for one in (*told.well_done, *told.things, *told.passed_up) if one.change]
    before = results.wave_before if changes else None
    compared = Selection(before.id, site).apply(results.visits, results.programme) if before else []
    families = [change.family for change in changes if change.p is not None]
    making = Making(comparisons=Comparisons.of(families), rejected=results.rejected)
    selection = Selection(results.wave.id, site)
    if reader != "team":
        return method(results.visits, now, results.programme, selection, making, compared)
    found = method(_run_by(subject, results), now, results.programme, selection, making, compared)
    return replace(found, used=[replace(use, planned=None) for use in found.used])


def _run_by(team: str, results: Results) -> list[Visits]:
    """Return the accepted visits at which a team ran any stage."""
    stages = frozenset(stage.id for stage in results.programme.stages)
    return Sides("team", team, team, stages).apply(results.visits, results.programme)
