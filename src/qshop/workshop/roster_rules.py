"""Rules on the roster, row by row. Messages go into logs, so they name lines and codes, and no person."""

from collections.abc import Iterator, Mapping, Sequence

from qshop.base.diagnostics import Diagnostic
from qshop.base.shown import shown
from qshop.base.suggest import did_you_mean
from qshop.programme.model import Programme
from qshop.programme.settings import MANAGEMENT
from qshop.programme.spells import EVER, Period
from qshop.visits.column_names import column_names
from qshop.workshop.roster import ROLES, Person
from qshop.workshop.workshop_files import WorkshopFiles

_YES_OR_NO = ("manager", "present", "named")


def columns_problem(columns: Sequence[str], known: Sequence[str], needed: str) -> tuple[str, str] | None:
    """Return what is wrong with the headings of a roster or of obstacles, QS640, and what to do; None if nothing is."""
    unknown = [name for name in columns if name and name not in known]
    if unknown:
        help_ = did_you_mean(unknown[0], known) if len(unknown) == 1 else f"known: {', '.join(known)}"
        sheet = "; the workbook of a meeting is taken in by qshop workshop capture"
        return f"there is no column {column_names(unknown, list(columns))} here", help_ + sheet
    return None if needed in columns else (f"the column “{needed}” is missing", f"use: {', '.join(known)}")


def cells(programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS641, QS642, QS643: a person without a name, a code that there is not, a word that says nothing."""
    known = _known_codes(programme, files)
    for row, person in enumerate(files.roster):
        if not person.name.strip():
            help_ = "write the name as people call this person, or take the row out"
            yield Diagnostic("QS641", "somebody has no name", files.cell_of_roster(row, "name"), help_)
        for column, message, help_, code in _cell_problems(person, known):
            yield Diagnostic(code, f"{column}: {message}", files.cell_of_roster(row, column), help_)


def _known_codes(programme: Programme, files: WorkshopFiles) -> Mapping[str, Sequence[str]]:
    """Return the codes that each column may hold."""
    return {
        "team": [team.id for team in programme.teams],
        "owner": [*programme.settings.owners, MANAGEMENT],
        "group": [group.id for group in files.groups.groups] if files.groups else [],
        "walks": [site.id for site in programme.sites],
    }


def _cell_problems(person: Person, known: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str, str, str]]:
    """Yield of each faulty cell its column, what is wrong with it, what to do, and the code."""
    for column, codes in known.items():
        cell = getattr(person, column)
        if cell and cell not in codes:
            noun = "site" if column == "walks" else column
            yield column, f"{shown(cell, codes)} is no {noun}", _meant(cell, codes, noun), "QS642"
    for column, choices in (("role", ROLES), *((name, ("yes", "no")) for name in _YES_OR_NO)):
        cell = getattr(person, column)
        if cell and cell not in choices:
            help_ = did_you_mean(cell, choices) + ("; or leave it blank" if column != "role" else "")
            yield column, f"{shown(cell, choices)} is none of: {', '.join(choices)}", help_, "QS643"


def _meant(cell: str, codes: Sequence[str], noun: str) -> str:
    place = {"group": "workshops/groups.yaml", "owner": "qshop.yaml"}.get(noun, "sites.yaml")
    return did_you_mean(cell, codes) or f"write a code from {place}, or leave it blank"


def once(_programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS644: one person in two groups, or twice in one. People of one name are told apart by team and owner."""
    first: dict[tuple[str, str, str], int] = {}
    for row, person in enumerate(files.roster):
        above = first.setdefault((person.name.strip().casefold(), person.team, person.owner), row)
        if above != row and person.name.strip():
            line = files.cell_of_roster(above, "name").line
            message = f"this is the person of line {line} again, {_where(files.roster[above], person)}"
            help_ = "take one row out; if they are two people, tell them apart by a word more in the name"
            yield Diagnostic("QS644", message, files.cell_of_roster(row, "name"), help_)


def _where(above: Person, person: Person) -> str:
    if above.group and person.group and above.group != person.group:
        return f"in a second group: “{above.group}” there, “{person.group}” here"
    return "whose group and role are given there"


def walks_elsewhere(programme: Programme, files: WorkshopFiles) -> Iterator[Diagnostic]:
    """QS645: somebody is to walk a site at which the own team works, though there are others."""
    for row, person in enumerate(files.roster):
        own = _sites_of(programme, person.team) if person.team else set()
        if person.walks in own and len(own) < len(programme.sites):
            message = f"walks: the team “{person.team}” works at “{person.walks}” itself"
            help_ = "let this person walk another site: colleagues are not watched, and eyes are fresh"
            yield Diagnostic("QS645", message, files.cell_of_roster(row, "walks"), help_)


def _sites_of(programme: Programme, team: str) -> set[str]:
    """Return the sites at which a team works in the last rehearsal; where none is declared, at any time."""
    rehearsals = [wave for wave in programme.settings.waves if wave.rehearsal]
    last = max(rehearsals, key=lambda wave: wave.from_, default=None)
    period = Period(last.from_, last.to) if last else EVER
    return {
        site.id
        for site in programme.sites
        if any(team in programme.teams_in(site.id, stage, period) for stage in site.teams)
    }
