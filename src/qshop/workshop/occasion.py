"""Who and what an occasion is about: the stages, criteria, teams and people at hand."""

from typing import TYPE_CHECKING

from qshop.programme.criteria import Criterion
from qshop.programme.settings import Wave
from qshop.programme.sites import Team
from qshop.programme.spells import EVER, on
from qshop.workshop.groups import Meeting
from qshop.workshop.roster import Person
from qshop.workshop.seats import people_of

if TYPE_CHECKING:
    from qshop.workshop.session import Session


def stages_at_hand(session: "Session") -> list[str]:
    """Return the stages of the group, or else those that the team runs, in journey order; without both, all of them."""
    ids = [stage.id for stage in session.programme.stages]
    if session.group is not None:
        return [id_ for id_ in ids if id_ in session.group.stages]
    return [id_ for id_ in ids if not session.team or _runs(session, id_)]


def _runs(session: "Session", stage: str) -> bool:
    return any(session.team in _now(session, site.id, stage) for site in session.programme.sites)


def live_criteria(session: "Session", stage: str = "") -> list[Criterion]:
    """Return the criteria in use of the stage, or else of all stages at hand, in journey order."""
    programme = session.programme
    stages = [stage] if stage else stages_at_hand(session)
    return [one for one in programme.criteria.values() if one.is_live and programme.stage_of[one.id] in stages]


def teams_at_hand(session: "Session") -> list[Team]:
    """Return the team of the occasion, or else those that run the stages at hand, at the site or anywhere."""
    programme, stages = session.programme, stages_at_hand(session)
    if session.team:
        return [team for team in programme.teams if team.id == session.team]
    sites = [site for site in programme.sites if session.site in ("", site.id)]
    codes = {team for site in sites for stage in stages for team in _now(session, site.id, stage)}
    return [team for team in programme.teams if team.id in codes]


def _now(session: "Session", site: str, stage: str) -> list[str]:
    """Return who runs a stage at a site on the day that is now; where no day is, whoever ever did."""
    return session.programme.teams_in(site, stage, on(session.as_of) if session.as_of else EVER)


def members(session: "Session") -> list[Person]:
    """Return the people of the group as the roster has them; nobody without a group."""
    return people_of(session.group, session.files.roster) if session.group else []


def meeting(session: "Session") -> Meeting | None:
    """Return when the group meets with the guide of the occasion; the next of several from the day that is now on."""
    meetings = session.group.meetings if session.group else []
    own = sorted((one for one in meetings if one.guide == session.guide), key=lambda one: one.on)
    ahead = [one for one in own if session.as_of is None or one.on >= session.as_of]
    return next(iter(ahead or own[-1:]), None)


def next_wave(session: "Session") -> Wave | None:
    """Return the wave that comes after the meeting, else after the day that is now; the first where no day is."""
    met = meeting(session)
    day = met.on if met else session.as_of
    ahead = [one for one in session.programme.settings.measured_waves if day is None or one.from_ > day]
    return min(ahead, key=lambda one: one.from_, default=None)
