"""What a survey service is to qshop: how its exports are known, and where in them it says what."""

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from typing import NamedTuple


class Heading(NamedTuple):
    """One column of an export: its header in the file, the path of the field it belongs to, and the field's name.

    `choice`: the column tells only whether this choice of the field was ticked. `own`: the service, or the form
    about itself, wrote it; no shopper did.
    """

    header: str
    path: str
    name: str
    choice: str = ""
    own: bool = False


@dataclass(frozen=True)
class WantedNames:
    """The names that something will read from an export; `several`: those of questions with several choices."""

    names: frozenset[str]
    several: frozenset[str]


@dataclass(frozen=True)
class Service:
    """One survey service.

    name: as people know it
    wrote: tells from the headers whether the export is its
    headings: takes the headers apart
    beside: a header that only tables beside the submissions have, such as those of repeated groups
    ids: the headers that may tell a submission's id, the steadiest first
    version: the header of the form's version
    names_versions: whether the service gives versions names of its own there
    review: the header of what a reviewer decided
    passed: what may stand there in a submission that counts
    status: the header that says why a submission could not be read, if there is one
    remnants: headers that nobody else writes; one alone does not yet tell how the export is to be read
    for_names: how to export names and values instead of labels
    for_all: how to export the columns of every version
    """

    name: str
    wrote: Callable[[Set[str]], bool]
    headings: Callable[[list[str], WantedNames], Iterable[Heading]]
    beside: frozenset[str]
    ids: tuple[str, ...]
    version: str
    names_versions: bool
    review: str
    passed: frozenset[str]
    status: str
    remnants: frozenset[str]
    for_names: str
    for_all: str

    def reads(self, header: str) -> bool:
        """Tell whether a column of the service says something that qshop reads."""
        return header in {*self.ids, self.version, self.review, self.status}


_RECORDED = frozenset(
    [
        *("start", "end", "today", "deviceid", "audit", "background-audio", "start-geopoint"),
        *("username", "email", "phonenumber", "simserial", "subscriberid"),
        *("instanceID", "instanceName", "deprecatedID", "rootUuid"),
    ]
)


def is_record(name: str) -> bool:
    """Tell whether a field is what forms record about themselves, or notes that qshop's own forms have: `_…`."""
    return name in _RECORDED or name.startswith("_")
