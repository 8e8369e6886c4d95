"""What qshop knows of a survey service: how its exports are recognised, and what their columns mean."""

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from typing import NamedTuple


class Heading(NamedTuple):
    """One column of an export: its header in the file, the path of the field it belongs to, and the field's name.

    `choice`: the column has only whether this choice of the field was ticked. `recorded`: the service or the form wrote
    it about itself; no shopper did.
    """

    header: str
    path: str
    name: str
    choice: str = ""
    recorded: bool = False


@dataclass(frozen=True)
class WantedNames:
    """The names that will be read from an export; `several`: those of questions with several choices."""

    names: frozenset[str]
    several: frozenset[str]


@dataclass(frozen=True)
class Service:
    """One survey service.

    name: as people know it
    recognises: whether a table with these headers is its export
    headings: parses the headers
    side_headers: the headers that only its tables without submissions have, such as those of repeated groups
    ids: the headers of a submission's id, the one that changes least first
    version: the header of the form's version
    names_versions: whether the service gives versions names of its own there
    review: the header of a reviewer's decision
    counted_reviews: the decisions with which a submission counts
    held_reviews: the other decisions that it knows
    status: the header of the reason why a submission could not be read, or blank
    remnants: headers that no other service writes; one alone is not enough to read the export
    names_advice: how to export names and values instead of labels
    columns_advice: how to export the columns of every version
    """

    name: str
    recognises: Callable[[Set[str]], bool]
    headings: Callable[[list[str], WantedNames], Iterable[Heading]]
    side_headers: frozenset[str]
    ids: tuple[str, ...]
    version: str
    names_versions: bool
    review: str
    counted_reviews: frozenset[str]
    held_reviews: frozenset[str]
    status: str
    remnants: frozenset[str]
    names_advice: str
    columns_advice: str

    def reads(self, header: str) -> bool:
        """Return whether qshop reads a column of the service by its header."""
        return header in {*self.ids, self.version, self.review, self.status}


_RECORDED = frozenset(
    [
        *("start", "end", "today", "deviceid", "audit", "background-audio", "start-geopoint"),
        *("username", "email", "phonenumber", "simserial", "subscriberid"),
        *("instanceID", "instanceName", "deprecatedID", "rootUuid"),
    ]
)


def is_record(name: str) -> bool:
    """Return whether a field is what forms record about themselves, or a note of qshop's own forms: `_…`."""
    return name in _RECORDED or name.startswith("_")
