"""Rules on who is told of the visits: every team, by the day that is said, before it begins, and starters."""

from collections.abc import Iterator
from datetime import date

from qshop.base.diagnostics import Diagnostic
from qshop.programme.model import Programme
from qshop.programme.sites import Site, Team, TeamSpell
from qshop.workshop.communication import Step
from qshop.workshop.workshop_files import WorkshopFiles


def every_team(programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS601: a team that runs a stage, and no step tells its people, or only after the first visits."""
    first = _first_visits(programme)
    for team in _running(programme) if files.communication else []:
        days = [step.day for step in _telling(files, team)]
        if days and min(days) > first and _runs_by(programme, team, first):
            message = f"the team “{team.id}” is told on {min(days)}, after the first visits on {first}"
            yield team.diagnostic("QS601", message, "id", help="tell it before, or let the first wave begin later")
        if not days:
            who = f"the staff of the provider “{team.id}”" if team.provider else f"the team “{team.id}”"
            by = "its own manager hands it over" if team.provider else "say who tells it, and by when"
            help_ = f"add {team.id} to a step with what: informed; {by}"
            yield team.diagnostic("QS601", f"nobody tells {who} of the visits", "id", help=help_)


def on_the_day_it_is_said(programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS602: a team is said to know since a day, and no step that reaches it was done by then."""
    for team in _running(programme) if files.communication else []:
        day = team.informed or programme.settings.ethics.staff_informed
        steps = _telling(files, team)
        if day and steps and not any(step.done and step.done <= day for step in steps):
            part = team if team.informed else programme.settings.ethics
            key = "informed" if team.informed else "staff_informed"
            message = f"the team “{team.id}” is said to know since {day}, but no step that told it was done by then"
            help_ = "write into communication.yaml when the step was done, or correct the day here"
            yield part.diagnostic("QS602", message, key, help=help_)


def before_beginning_later(programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS603: a team takes a stage over while visits are made, and nobody tells the people who begin there."""
    teams = {team.id: team for team in programme.teams}
    first = _first_visits(programme)
    for site, stage, index, spell in _taken_over(programme) if files.communication else []:
        if spell.team not in teams or spell.first <= first:
            continue
        told = [step for step in _telling(files, teams[spell.team]) if step.day <= spell.first]
        if not any(step.starters or step.day > first for step in told):
            message = f"“{spell.team}” begins at “{site.id}” on {spell.first}, and no step tells its people before"
            help_ = "add a step with what: informed, due by that day, or one with starters: true"
            yield site.diagnostic("QS603", message, "teams", stage, index, help=help_)


def starters(programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS604: teams whose people know, but nobody tells those who start later."""
    if files.communication is None:
        return
    untold = [
        team.id
        for team in _running(programme)
        if _telling(files, team) and not any(step.starters for step in _telling(files, team))
    ]
    if untold:
        message = f"nobody tells those who start later: {', '.join(untold)}"
        help_ = "add a step with what: informed and starters: true, so that it is a part of the first day"
        yield files.communication.diagnostic("QS604", message, "steps", help=help_)


def _first_visits(programme: Programme) -> date:
    """Return the first day of the first wave; the last of all days where none is planned."""
    return min((wave.from_ for wave in programme.settings.measured_waves), default=date.max)


def _runs_by(programme: Programme, team: Team, day: date) -> bool:
    spells = [spell for site in programme.sites for spells in site.teams.values() for spell in spells]
    return any(spell.team == team.id and spell.first <= day for spell in spells)


def _telling(files: WorkshopFiles, team: Team) -> list[Step]:
    return [step for step in files.steps if step.what == "informed" and team.id in step.teams]


def _running(programme: Programme) -> list[Team]:
    """Return the teams that run a stage somewhere, at some time."""
    running = {spell.team for site in programme.sites for spells in site.teams.values() for spell in spells}
    return [team for team in programme.teams if team.id in running]


def _taken_over(programme: Programme) -> Iterator[tuple[Site, str, int, TeamSpell]]:
    """Return where and when a team takes a stage over: the site, the stage, and its place in the list there."""
    for site in programme.sites:
        for stage, spells in site.teams.items():
            yield from ((site, stage, index, spell) for index, spell in enumerate(spells) if spell.from_)
