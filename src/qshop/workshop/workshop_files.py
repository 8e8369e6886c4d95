"""What the workshop files of a programme say, all together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qshop.workshop.communication import Communication
from qshop.workshop.document import Document
from qshop.workshop.groups import GroupsFile
from qshop.workshop.guide import Guide
from qshop.workshop.roster import Person


@dataclass(frozen=True)
class WorkshopFiles:
    """What the workshop files of a programme say.

    roster: nobody where there is none
    guides, documents: the programme's own, by name
    """

    communication: Communication | None = None
    groups: GroupsFile | None = None
    roster: Sequence[Person] = ()
    guides: Mapping[str, Guide] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
