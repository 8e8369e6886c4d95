"""Rules on who is asked before it is decided that there are visits, where the country asks for it."""

from collections.abc import Iterator, Sequence

from qshop.base.diagnostics import Diagnostic
from qshop.programme.model import Programme
from qshop.programme.sites import Team
from qshop.workshop.communication import Communication, Step
from qshop.workshop.workshop_files import WorkshopFiles

ASKED_FIRST = {
    "FR": ("in France, the representatives of each employer are informed and asked before it is decided", True),
    "GB": ("in the United Kingdom, workers or their representatives are asked for their views before", False),
}
"""By the country: what is asked there, and whether representatives must be; see docs/how-to/ for what is not sure."""


def before_it_is_decided(programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS605: an employer whose people are not asked before the decision. QS606: nobody knows when that is."""
    told = files.communication
    countries = [country for country in ASKED_FIRST if told and country in told.countries]
    if told is None or not countries:
        return
    if told.decided is None and not told.is_written("decided"):
        yield told.diagnostic("QS606", "it is not said when it is decided that there are visits", help=_WHEN)
    country = countries[0]
    for name, teams in _employers(programme):
        yield from _asked(told, country, name, teams)


_WHEN = "add decided: the day, so that it can be seen who was asked before"


def _asked(told: Communication, country: str, name: str, teams: Sequence[str]) -> Iterator[Diagnostic]:
    reason, by_representatives = ASKED_FIRST[country]
    steps = [step for step in told.steps if _asks(step, teams) and (step.representatives or not by_representatives)]
    if not steps:
        help_ = f"{reason}; add a step with what: consulted" + (", representatives: true" if by_representatives else "")
        yield told.diagnostic("QS605", f"nobody asks {name}", "countries", help=f"{help_}{_reach(teams)}")
    elif told.decided and not any(step.day < told.decided for step in steps):
        late = min(steps, key=lambda step: step.day)
        message = f"{name} are asked on {late.day}, and it is decided on {told.decided}"
        yield late.diagnostic("QS605", message, "done" if late.done else "due", help=f"{reason}; ask first")


def _asks(step: Step, teams: Sequence[str]) -> bool:
    """Return whether a step asks the people of an employer; one without teams asks those of the programme's own."""
    own = not teams or teams[0] == ""
    return step.what == "consulted" and ((own and not step.teams) or bool(set(step.teams) & set(teams)))


def _reach(teams: Sequence[str]) -> str:
    return "" if teams[:1] == [""] else f", teams: [{teams[0]}]"


def _employers(programme: Programme) -> Iterator[tuple[str, list[str]]]:
    """Return each employer as it is called, with its teams; those of the programme's own staff begin with a blank."""
    yield "our own staff or their representatives", ["", *_own(programme.teams)]
    for team in programme.teams:
        if team.provider:
            yield f"the staff of “{team.id}” or their representatives", [team.id]


def _own(teams: Sequence[Team]) -> list[str]:
    return [team.id for team in teams if not team.provider]
