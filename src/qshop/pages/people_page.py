"""The people of a working group on paper: who is there, which seats are open, and who may be thanked by name."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qshop.base.errors import StopError
from qshop.base.i18n import Tongue
from qshop.pages.asking import Asking
from qshop.pages.attendance_page import attendance_page
from qshop.pages.paper_page import Bullets, Heading, PaperPage, Piece
from qshop.workshop.groups import Group
from qshop.workshop.roster import Person
from qshop.workshop.seats import Seat, open_seats, people_of
from qshop.workshop.session import Session


def groups_at_hand(session: Session) -> list[Group]:
    """Return the group of the occasion, or else all groups. Raises `StopError` where there are none."""
    if session.group:
        return [session.group]
    if session.files.groups is None or not session.files.groups.groups:
        raise StopError("there are no working groups yet", "say which group takes which stages: workshops/groups.yaml")
    return session.files.groups.groups


def people_papers(session: Session, tongue: Tongue) -> dict[str, PaperPage]:
    """Return the list of each group's people, by the stem of its file: the name list, and what it still lacks."""
    return {f"people-{group.id}": _people_page(group, session, tongue) for group in groups_at_hand(session)}


def _people_page(group: Group, session: Session, tongue: Tongue) -> PaperPage:
    asking = Asking(replace(session, group=group), tongue)
    page = attendance_page(asking.session, tongue)
    return replace(page, pieces=[*page.pieces, *_lacking(group, asking), *_walking(group, asking)])


def stages_of(group: Group, asking: Asking) -> str:
    """Return the names of the stages that a group takes."""
    return asking.tongue.joined(asking.name("stage", stage) for stage in group.stages)


def _lacking(group: Group, asking: Asking) -> Iterator[Piece]:
    """Yield the seats that are open, where there is a roster to say so."""
    files = asking.session.files
    seats = open_seats(asking.session.programme, group, files.roster) if files.has_roster else []
    if seats:
        yield Heading(asking.tongue("people.open"))
        yield Bullets([_seat(seat, asking) for seat in seats])


def _walking(group: Group, asking: Asking) -> Iterator[Piece]:
    """Yield who walks which site in the rehearsal."""
    walking = [person for person in people_of(group, asking.session.files.roster) if person.walks]
    if walking:
        yield Heading(asking.tongue("people.rehearsal"))
        yield Bullets([_walk(person, asking) for person in walking], boxes=True)


def _walk(person: Person, asking: Asking) -> str:
    return asking.tongue("people.walks", name=person.name, site=asking.name("site", person.walks))


def _seat(seat: Seat, asking: Asking) -> str:
    """Return an open seat and by whom it could be filled, by name: this paper is made from the roster."""
    tongue, roster = asking.tongue, asking.session.files.roster
    wanted = _wanted(seat, asking)
    could = _names([roster[row] for row in (seat.free or seat.elsewhere)], asking)
    return tongue("people.could", seat=wanted, names=could) if could else tongue("people.ask", seat=wanted)


def _names(people: Sequence[Person], asking: Asking) -> str:
    return asking.tongue.joined(person.name for person in people[:4])


def _wanted(seat: Seat, asking: Asking) -> str:
    tongue, team = asking.tongue, asking.name("team", seat.code)
    match seat.kind:
        case "leader":
            return tongue("people.seat.leader")
        case "peer_leader":
            return tongue("people.seat.peer_leader")
        case "team":
            return tongue("people.seat.team", name=team)
        case "manager":
            return tongue("people.seat.manager", name=team)
        case _:
            return tongue("people.seat.owner", name=asking.name("owner", seat.code))
