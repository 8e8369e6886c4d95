"""The page of a wave: what a reader puts right, praises, decides on and passes up; in codes and figures.

Strengths come before weaknesses; people are never ranked, and sites stand in the order of their codes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from qshop.debrief.contacts import Contacts, Made, judged_on, made_of
from qshop.debrief.delivery import delivery
from qshop.debrief.figure_lines import FigureLine, figure_lines
from qshop.debrief.own_visits import own_visits
from qshop.debrief.single_scores import single_scores
from qshop.findings.priorities import Priorities
from qshop.findings.quotations import Quotation, quotations
from qshop.findings.results import Results
from qshop.programme.settings import MANAGEMENT, Wave
from qshop.score.charts.series import Series
from qshop.score.figures import least_base
from qshop.score.kernel import ScoredVisits, score_visits
from qshop.score.method import Comparisons, Making, Method, method
from qshop.score.selection import Selection
from qshop.score.sites.site_funnel import SiteInFunnel


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
    untold: how many teams are not among them, because their few people are persons of whom nothing may be told
    waves: the score over the waves
    to_see: with very many sites, those of them that need a look
    of_sites: how many sites these are among
    """

    cells: list[FigureLine]
    teams: list[FigureLine] = field(default_factory=list)
    untold: int = 0
    waves: list[Series] = field(default_factory=list)
    to_see: list[SiteInFunnel] = field(default_factory=list)
    of_sites: int = 0


@dataclass(frozen=True)
class WaveDebrief:
    """What the page of a wave says to one reader.

    reader, subject: for whom it is: `site` and the site's code
    before: the wave before, where it has visits to compare with
    answer_by: the first day of the next wave, by which what is passed on is answered; None where none is planned
    contest_by: the last day on which it comes back, and so the last to say that something is wrong
    made: the visits that it is about
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
    contest_by: date
    told: Priorities
    made: Made
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
    told: Priorities,
    journey: Journey | None,
    network: Network | None = None,
    *,
    is_linked: bool = False,
) -> WaveDebrief:
    """Return what is told to a reader of the visits of the wave that are its own."""
    now = own_visits(results.now, reader, subject, results.programme)
    lines = [*(journey.lines if journey else ()), *(network.cells + network.teams if network else ())]
    return WaveDebrief(
        reader=reader,
        subject=subject,
        wave=results.wave,
        before=results.wave_before if results.before else None,
        answer_by=_next_day(results),
        contest_by=delivery(results, reader, subject).return_by,
        told=told,
        made=made_of(now),
        contacts=judged_on(now),
        quoted=_quoted(results, reader, subject, told),
        is_linked=is_linked,
        least=least_base(results.programme),
        journey=journey,
        network=network,
        method=_method(results, reader, subject, now, told, lines),
    )


def journey_of(results: Results, where: Mapping[str, str]) -> Journey:
    """Return the figures of all visits of `where`, and those of each stage.

    The targets of score and must rate are meant for whole visits, and so for no team.
    """
    targets = results.programme.settings.targets
    must, score = (None, None) if "team" in where else (targets.must_rate, targets.score)
    return Journey(
        scores=[_with_values(line, results, where) for line in figure_lines(results, (), where, {"": score})],
        stages=figure_lines(results, ("stage",), where, targets.stages),
        must_target=None if must is None else float(must),
    )


def _with_values(line: FigureLine, results: Results, where: Mapping[str, str]) -> FigureLine:
    """Return a line with the scores of its visits, where these are too few for an interval."""
    if not 0 < line.now.visits < least_base(results.programme):
        return line
    [(reader, subject)] = where.items() or [("programme", "")]
    now = own_visits(results.now, reader, subject, results.programme)
    return replace(line, values=single_scores(now, line.apart, where, results.programme))


def _next_day(results: Results) -> date | None:
    later = [wave.from_ for wave in results.programme.settings.measured_waves if wave.from_ > results.wave.to]
    return min(later, default=None)


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

    What was planned for the wave says nothing of the visits of one site, team or owner.
    """
    programme, selection = results.programme, Selection(results.wave.id, subject if reader == "site" else "")
    changes = [line.trend.difference for line in lines if line.trend]
    changes += [one.change for one in (*told.well_done, *told.things, *told.passed_up) if one.change]
    compared = own_visits(results.before if changes else (), reader, subject, programme)
    aside = [score_visits(visits, programme) for visits in selection.set_aside(results.visits, programme)]
    own_aside = own_visits(aside, reader, subject, programme)
    families = [change.family for change in changes if change.p is not None]
    making = Making(comparisons=Comparisons.of(families), rejected=results.rejected)
    accepted, before = ([one.visits for one in batches] for batches in (own_aside, compared))
    found = method(accepted, now, programme, selection, making, before)
    if reader == "programme" or (reader, subject) == ("owner", MANAGEMENT):
        return found
    return replace(found, used=[replace(use, planned=None) for use in found.used if use.made])
