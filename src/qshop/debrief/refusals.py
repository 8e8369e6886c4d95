"""Why a page that would tell of persons may not be made: the only place that refuses it, and says so.

Few people are persons: whoever knows the team knows who it was. So what is told of fewer than five, or of a team that
does not say how many it has, needs what a sheet about one person needs.
"""

from datetime import date
from typing import Literal, NamedTuple

from qshop.base.errors import StopError
from qshop.base.working_days import working_days_between
from qshop.debrief.one_visit import day_of, fact
from qshop.findings.results import Results
from qshop.programme.model import Programme
from qshop.programme.sites import Team
from qshop.programme.spells import on
from qshop.visits.accepted import Visits

FEWEST = 5
"""The fewest people that are a team, and not persons."""
DAYS = 5
"""How many working days after a visit its sheet is made: later, nobody remembers what it is about."""
Refusal = Literal[
    "",
    "void",
    "trial",
    "no_day",
    "no_staff",
    "several_staff",
    "not_informed",
    "no_uses",
    "no_team",
    "linked",
    "late",
    "nothing_seen",
]


class Reason(NamedTuple):
    """Why there is no page, and what can be done, for whoever asked for it."""

    message: str
    help: str


REASONS: dict[Refusal, Reason] = {
    "void": Reason("the visit is void", "a sheet needs a visit that took place"),
    "trial": Reason("it was a trial visit", "a sheet needs a regular visit"),
    "no_day": Reason("the day of the visit is not known", "a sheet is made within days of a visit; note its date"),
    "no_staff": Reason(
        "no code of staff is noted at that stage",
        "shoppers note one; see: qshop debrief --for visit",
    ),
    "several_staff": Reason(
        "more than one person served at that stage, and a sheet is about one",
        "talk about the visit itself: qshop debrief --for visit",
    ),
    "not_informed": Reason(
        "staff were not told of visits beforehand",
        "tell them first, then say since when: ethics: {staff_informed: DAY}, or informed: DAY at their team",
    ),
    "no_uses": Reason(
        "it is not declared what results may be used for",
        "agree it, tell staff, then say so in qshop.yaml: ethics: {uses: [improvement]}",
    ),
    "no_team": Reason(
        "it is not known whose people served there, and a sheet goes to their employer only",
        "say who runs the stage: teams: in sites.yaml",
    ),
    "linked": Reason(
        "results touch that team's contract (contract: linked)", "its people get no sheets; talk about the team's page"
    ),
    "late": Reason(
        f"more than {DAYS} working days have passed since the visit",
        "talk about the next one soon after it; --late makes the sheet all the same",
    ),
    "nothing_seen": Reason(
        "the visit saw nothing there that a person did well or could do otherwise",
        "where people can help with a thing all the same, give its criterion a try:",
    ),
}
"""By the reason: what is said. The first that holds is told."""


def no_sheet(refusal: Refusal) -> StopError:
    """Return what is raised where there may be no sheet about one person."""
    why = REASONS[refusal]
    return StopError(f"there is no sheet about one person: {why.message}", why.help)


def check_told(programme: Programme, team: Team, day: date) -> None:
    """Raise `StopError` if a page about a team would tell of persons of whom nothing may be told on a day."""
    if refusal := untold(programme, team, day):
        why = REASONS[refusal]
        has = "nobody said how many people it has" if team.people is None else f"it has so few people: {team.people}"
        help_ = why.help if team.people else f"{why.help}; and say how many people it has: people, at the team"
        raise StopError(f"a page of this team would tell of persons ({has}), and {why.message}", help_)


def untold(programme: Programme, team: Team, day: date) -> Refusal:
    """Return why nothing may be told of a team by itself on a day, its few people being persons; blank where it may."""
    return undeclared(programme, team.id, day) if team.people is None or team.people < FEWEST else ""


def undeclared(programme: Programme, team: str, day: date) -> Refusal:
    """Return why nothing may be told of persons of a team (blank: of no known team) on a day; blank where it may."""
    if not programme.informed(team, day):
        return "not_informed"
    return "" if programme.settings.ethics.uses else "no_uses"


def person_refusal(results: Results, visit: Visits, stage: str) -> Refusal:
    """Return why there may be no sheet about a stage of one visit; blank where there may be one."""
    return _of_the_visit(visit, stage) or _of_the_team(results, visit, stage)


def employer(results: Results, visit: Visits, stage: str) -> str:
    """Return the team that ran a stage on the day of one visit; blank where none is known."""
    day = day_of(visit)
    return results.programme.team_of(fact(visit, "site"), stage, on(day)) if day else ""


def _of_the_visit(visit: Visits, stage: str) -> Refusal:
    staff = fact(visit, f"{stage}_staff").split()
    if fact(visit, "status") == "void":
        return "void"
    if fact(visit, "purpose") == "trial":
        return "trial"
    if day_of(visit) is None:
        return "no_day"
    if not staff:
        return "no_staff"
    return "several_staff" if len(staff) > 1 else ""


def _of_the_team(results: Results, visit: Visits, stage: str) -> Refusal:
    programme, day, code = results.programme, day_of(visit), employer(results, visit, stage)
    if day is None:
        return "no_day"
    if refusal := undeclared(programme, code, day):
        return refusal
    if not code:
        return "no_team"
    if any(team.contract == "linked" for team in programme.teams if team.id == code):
        return "linked"
    passed = working_days_between(day, results.as_of or day, programme.settings.holidays)
    return "late" if passed > DAYS and not results.is_late else ""
