"""The people that a group still needs, and by whom its seats could be filled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qshop.programme.criteria import Criterion
from qshop.programme.model import Programme
from qshop.programme.settings import MANAGEMENT
from qshop.programme.spells import EVER, on
from qshop.workshop.groups import Group
from qshop.workshop.roster import Person


@dataclass(frozen=True)
class Seat:
    """A seat of a group that nobody fills.

    kind: leader or peer_leader; team: nobody of it is there; manager: of a provider; owner: acts on criteria
    code: that of the team or the owner
    stages: the stages for which it is needed
    free: who could fill it and is in no group yet, managers first, by the row of the roster
    elsewhere: likewise, from another group; asked only where nobody is free
    """

    kind: str
    code: str = ""
    stages: tuple[str, ...] = ()
    free: tuple[int, ...] = ()
    elsewhere: tuple[int, ...] = ()


def people_of(group: Group, roster: Sequence[Person]) -> list[Person]:
    """Return the people of a group, in the order of the roster."""
    return [person for person in roster if person.group == group.id]


def running(programme: Programme, group: Group) -> dict[str, tuple[str, ...]]:
    """Return the teams that run the group's stages at any site, each with those stages.

    They are those of the day of its last meeting; of a group that has none yet, those that run them last.
    """
    day = max((meeting.on for meeting in group.meetings), default=EVER.last)
    stages: dict[str, list[str]] = {}
    for stage in group.stages:
        for team in dict.fromkeys(programme.team_of(site.id, stage, on(day)) for site in programme.sites):
            if team:
                stages.setdefault(team, []).append(stage)
    return {team: tuple(ran) for team, ran in stages.items()}


def acting(programme: Programme, group: Group) -> dict[str, tuple[str, ...]]:
    """Return the owners of criteria in use of the group's stages, each with those stages; management is above all."""
    stages: dict[str, list[str]] = {}
    for criterion in criteria_of(programme, group):
        if criterion.is_live and criterion.owner and criterion.owner != MANAGEMENT:
            stages.setdefault(criterion.owner, []).append(programme.stage_of[criterion.id])
    return {owner: tuple(dict.fromkeys(acts_in)) for owner, acts_in in stages.items()}


def criteria_of(programme: Programme, group: Group) -> list[Criterion]:
    """Return every criterion of the group's stages, in journey order."""
    return [one for one in programme.criteria.values() if programme.stage_of[one.id] in group.stages]


def open_seats(programme: Programme, group: Group, roster: Sequence[Person]) -> list[Seat]:
    """Return the seats that are open in a group: who leads first, then teams, managers of providers, who acts."""
    providers = {team.id for team in programme.teams if team.provider}
    people = people_of(group, roster)
    seats = list(_of_leaders(group, roster, providers))
    for team, stages in running(programme, group).items():
        if all(person.team != team for person in people):
            seats.append(_seat("team", team, stages, roster, [person.team == team for person in roster]))
        elif team in providers and not any(person.team == team and person.manager == "yes" for person in people):
            leads = [person.team == team and person.manager == "yes" for person in roster]
            seats.append(_seat("manager", team, stages, roster, leads))
    for owner, stages in acting(programme, group).items():
        if all(person.owner != owner for person in people):
            seats.append(_seat("owner", owner, stages, roster, [person.owner == owner for person in roster]))
    return seats


def _of_leaders(group: Group, roster: Sequence[Person], providers: set[str]) -> Iterator[Seat]:
    """Yield the leader and the peer leader if there is none; who is in the group already could be, managers first."""
    own = [row for row, person in enumerate(roster) if person.group == group.id]
    roles = {roster[row].role for row in own}
    plain = [row for row in own if roster[row].role in ("", "member")]
    if "leader" not in roles:
        of_house = [row for row in plain if roster[row].team not in providers]
        yield Seat("leader", free=_managers_first(of_house, roster))
    if "peer_leader" not in roles:
        yield Seat("peer_leader", free=tuple(row for row in plain if roster[row].manager != "yes") or tuple(plain))


def _seat(kind: str, code: str, stages: tuple[str, ...], roster: Sequence[Person], fits: Sequence[bool]) -> Seat:
    """Return an open seat with all whom it fits, free or in another group."""
    rows = [row for row, fit in enumerate(fits) if fit]
    free = [row for row in rows if not roster[row].group]
    elsewhere = [row for row in rows if roster[row].group]
    return Seat(kind, code, stages, _managers_first(free, roster), _managers_first(elsewhere, roster))


def _managers_first(rows: Sequence[int], roster: Sequence[Person]) -> tuple[int, ...]:
    return tuple(sorted(rows, key=lambda row: roster[row].manager != "yes"))
