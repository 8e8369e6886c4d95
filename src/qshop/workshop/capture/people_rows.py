"""The rows of the sheet of people: who was there, in which group, as what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from qshop.visits.problem import Problem
from qshop.workshop.capture.alike import normal
from qshop.workshop.capture.kept_texts import problem_of_text
from qshop.workshop.capture.meeting_sheets import Sheet, SheetRow
from qshop.workshop.capture.name_lists import NameList
from qshop.workshop.capture.statements import Problems, Said, Statement
from qshop.workshop.roster import Person

_LONGEST_NAME: Final = 120
_NEW: Final = "new"


@dataclass(frozen=True)
class PeopleReader:
    """Reads rows against the roster.

    lists: those from which people choose, by column
    """

    roster: Sequence[Person]
    lists: Mapping[str, NameList]

    def read(self, sheet: Sheet, row: SheetRow) -> Statement | Problems:
        """Return what a row says of a person, or why it is rejected."""
        problems, cells = Problems(), {"name": row["name"]}
        if not row["name"] or problem_of_text(row["name"], _LONGEST_NAME):
            problems.append(
                ("name", Problem("QS674", "no name by which a person is called", "write it, or delete the row"))
            )
        for column, choices in self.lists.items():
            code = choices.read(row[column])
            if isinstance(code, Problem):
                problems.append((column, code))
            elif code:
                cells[column] = code
        person = Person(**cells)
        found = self._found(person)
        if len(found) > 1:
            message = "several people of the roster have this name"
            problems.append(("name", Problem("QS674", message, "say in which team this one works, and in which group")))
        if problems:
            return problems
        known = self.roster[found[0]] if found else None
        changes: Said = {
            (column,): text
            for column, text in person._asdict().items()
            if text and not (known and normal(getattr(known, column)) == normal(text))
        }
        about = (str(found[0]),) if found else (_NEW, normal(person.name), person.team, person.group)
        return Statement(sheet, row, about, changes)

    def _found(self, person: Person) -> list[int]:
        """Return which people of the roster a person may be: of the same name, and of no other team or group."""
        alike = [
            number
            for number, known in enumerate(self.roster)
            if normal(known.name) == normal(person.name)
            and all(_agree(known, person, key) for key in ("team", "group"))
        ]
        same = [number for number in alike if _place(self.roster[number]) == _place(person)]
        return same[:1] if len(same) == 1 else alike


def _place(person: Person) -> tuple[str, str]:
    return person.team, person.group


def _agree(one: Person, other: Person, column: str) -> bool:
    values = {getattr(one, column), getattr(other, column)} - {""}
    return len(values) < 2


def people_after(roster: Sequence[Person], agreed: Mapping[tuple[str, ...], Said]) -> list[Person]:
    """Return the roster after what was agreed on people, new ones last."""
    people = list(roster)
    for about, changes in agreed.items():
        cells = {path[0]: text for path, text in changes.items()}
        if about[0] == _NEW:
            people.append(Person(**cells))
        else:
            people[int(about[0])] = people[int(about[0])]._replace(**cells)
    return people
