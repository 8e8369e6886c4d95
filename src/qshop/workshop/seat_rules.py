"""Rules on who sits in a working group: how many people, who leads, and who is missing.

What is missing is said with those by whom it could be filled: by the lines of the roster, since messages go into logs.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from qshop.base.diagnostics import Diagnostic
from qshop.base.plural import counted, first_of
from qshop.programme.model import Programme
from qshop.workshop.groups import MOST_PEOPLE, Group
from qshop.workshop.seats import Seat, acting, open_seats, people_of, running
from qshop.workshop.workshop_files import WorkshopFiles

_LISTED = 5


def not_too_many(_programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS651: more people in a group than can talk with each other, and of which team there are several."""
    for group in _with_people(files):
        people = people_of(group, files.roster)
        if len(people) > MOST_PEOPLE:
            message = f"group “{group.id}” has {len(people)} people; {MOST_PEOPLE} at most can talk with each other"
            help_ = _several(group, files) or "each is the only one of a team: give one stage to another group"
            yield group.diagnostic("QS651", message, "id", help=help_)


def who_leads(programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS652: a group with two leaders, or led by a provider, whose work the others are to speak of freely."""
    providers = {team.id for team in programme.teams if team.provider}
    for group in _with_people(files):
        rows = [row for row, one in enumerate(files.roster) if one.group == group.id and one.role == "leader"]
        for row in rows[1:]:
            message = f"role: group “{group.id}” has a leader already, on {_person(rows[0], files)}"
            yield Diagnostic("QS652", message, files.cell_of_roster(row, "role"), "make this one a peer_leader")
        for row in rows:
            if files.roster[row].team in providers:
                message = f"role: group “{group.id}” is led by its provider “{files.roster[row].team}”"
                help_ = "let somebody of your own lead, and this one be peer_leader: all must speak freely of the work"
                yield Diagnostic("QS652", message, files.cell_of_roster(row, "role"), help_)


def seats_enough(programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS653: more teams run a group's stages than it has seats; nobody could be invited so that it came right."""
    for group in files.groups.groups if files.groups else ():
        teams = running(programme, group)
        if len(teams) > MOST_PEOPLE:
            message = f"{counted(len(teams), 'team')} run the stages of group “{group.id}”, which seats {MOST_PEOPLE}"
            yield group.diagnostic("QS653", message, "stages", help=_parted(teams, group))


def _parted(teams: Mapping[str, Sequence[str]], group: Group) -> str:
    """Return how a group could be made possible: by giving a stage away, if that is enough, or by fewer teams."""
    counts = {stage: sum(stage in stages for stages in teams.values()) for stage in group.stages}
    if max(counts.values()) <= MOST_PEOPLE:
        alone = ", ".join(f"“{stage}” alone is run by {count}" for stage, count in counts.items())
        return f"give a stage to another group: {alone}"
    return "let teams that work alike be one team in sites.yaml, or part the stage in two"


def nobody_missing(programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS654 to QS658: who is missing in a group: a leader, a team, a provider's manager, who acts; or everybody."""
    for group in _with_people(files):
        seats = open_seats(programme, group, files.roster)
        if len(running(programme, group)) > MOST_PEOPLE:
            continue
        if not people_of(group, files.roster):
            yield _everybody_missing(programme, group, seats, files)
            continue
        full = _full(group, files)
        for seat in seats:
            code, message = _missing(seat, group)
            yield group.diagnostic(code, message, "id", help=_by_whom(seat, programme, group, files) + full)


def _everybody_missing(programme: Programme, group: Group, seats: Sequence[Seat], files: WorkshopFiles) -> Diagnostic:
    teams = list(running(programme, group))
    help_ = (
        f"its stages are run by: {first_of(teams, MOST_PEOPLE)}"
        if teams
        else "who runs its stages stands in sites.yaml"
    )
    rows = tuple(dict.fromkeys(row for seat in seats for row in (seat.free or seat.elsewhere)))
    could = f"; could be: {_people(rows, files)}" if rows else ""
    return group.diagnostic("QS658", f"nobody of the roster is in group “{group.id}”", "id", help=help_ + could)


def _missing(seat: Seat, group: Group) -> tuple[str, str]:
    """Return the code and the message of an open seat."""
    stages = " and ".join(f"“{stage}”" for stage in seat.stages)
    match seat.kind:
        case "team":
            return "QS655", f"nobody of “{seat.code}”, which runs {stages}, is in group “{group.id}”"
        case "manager":
            return "QS656", f"no manager of the provider “{seat.code}”, which runs {stages}, is in group “{group.id}”"
        case "owner":
            return "QS657", f"group “{group.id}” has nobody of “{seat.code}”, who acts on criteria of {stages}"
        case "leader":
            return "QS654", f"nobody leads group “{group.id}”"
        case _:
            return "QS654", f"group “{group.id}” has no peer leader"


def _by_whom(seat: Seat, programme: Programme, group: Group, files: WorkshopFiles) -> str:
    """Return by whom an open seat could be filled, else whom to ask."""
    if seat.free:
        return f"could be: {_people(seat.free, files)}"
    if seat.elsewhere:
        move = "move one, or let one group have these stages"
        return f"could be, but in another group now: {_people(seat.elsewhere, files)}; {move}"
    acts = [owner for owner, stages in acting(programme, group).items() if set(stages) & set(seat.stages)]
    others = f", or “{acts[0]}”, who acts there" if acts else ""
    match seat.kind:
        case "team":
            return f"the roster has nobody of this team: ask whoever leads it for a name{others}"
        case "manager":
            return f"the roster has no manager of it: ask its people in the group whom they report to{others}"
        case "owner":
            above = programme.owner_above(seat.code)
            return f"nobody of the roster has this function under owner: ask “{above}”, who is above, for a name"
        case _:
            return "nobody in this group could be: ask management for a name"


def _people(rows: Sequence[int], files: WorkshopFiles) -> str:
    return "roster, " + first_of([_person(row, files) for row in rows], _LISTED)


def _person(row: int, files: WorkshopFiles) -> str:
    line = f"line {files.cell_of_roster(row, 'name').line}"
    return f"{line} (a manager)" if files.roster[row].manager == "yes" else line


def _full(group: Group, files: WorkshopFiles) -> str:
    """Return, of a group without a free seat, which teams could give one up; else nothing."""
    if len(people_of(group, files.roster)) < MOST_PEOPLE:
        return ""
    several = _several(group, files)
    return "; its seats are taken" + (f", and {several}" if several else "")


def _several(group: Group, files: WorkshopFiles) -> str:
    """Return the teams that have several people in a group; nothing if none has."""
    count = Counter(person.team for person in people_of(group, files.roster) if person.team)
    several = ", ".join(f"“{team}” has {number}" for team, number in count.items() if number > 1)
    return f"several are of one team: {several}" if several else ""


def _with_people(files: WorkshopFiles) -> Sequence[Group]:
    """Return the groups, if there is a roster: without one, nobody can say who is missing."""
    return files.groups.groups if files.groups and files.has_roster else []
