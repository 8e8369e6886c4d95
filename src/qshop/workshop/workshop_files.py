"""What the workshop files of a programme say, all together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from qshop.base.diagnostics import Where
from qshop.workshop.communication import Communication, Step
from qshop.workshop.document import Document
from qshop.workshop.groups import GroupsFile
from qshop.workshop.guide import Guide
from qshop.workshop.obstacle import Obstacle
from qshop.workshop.roster import Person

ROSTER, OBSTACLES = "workshops/roster.csv", "workshops/obstacles.csv"


def _row_of_roster(row: int, _column: str) -> Where:
    """Return the line on which a row of a roster stands that was written by `qshop`: one line a person."""
    return Where(ROSTER, row + 2)


@dataclass(frozen=True)
class WorkshopFiles:
    """What the workshop files of a programme say.

    roster: nobody where there is none, or nobody is in it
    has_roster: whether there is one: it is kept out of git, so that a copy of the programme may lack it
    cell_of_roster: the place of a person, counted from 0, under the heading of a column
    obstacles: what groups said keeps people from serving as they would
    guides, documents: the programme's own, by name
    """

    communication: Communication | None = None
    groups: GroupsFile | None = None
    roster: Sequence[Person] = ()
    has_roster: bool = False
    cell_of_roster: Callable[[int, str], Where] = _row_of_roster
    obstacles: Sequence[Obstacle] = ()
    guides: Mapping[str, Guide] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)

    @property
    def steps(self) -> Sequence[Step]:
        """Return the steps of the plan; none where there is no plan."""
        return self.communication.steps if self.communication else ()
