"""Who reads a debrief. A new reader is one module beside this one, with `subjects` and `view`, and one entry here."""

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from qshop.findings.results import Results


class Reader(Protocol):
    """What the module of a reader provides."""

    def subjects(self, results: "Results", /) -> list[str]:
        """Return the codes of everything that has a debrief for this reader: sites, or visits."""

    def view(self, results: "Results", subject: str, /) -> object:
        """Return the debrief of one of them: decided and sorted, still as codes and numbers.

        Raises `StopError` with the reason if this reader may not have it.
        """


READERS = {
    "programme": "qshop.debrief.overall",
    "site": "qshop.debrief.site",
    "team": "qshop.debrief.team",
    "owner": "qshop.debrief.owner",
    "visit": "qshop.debrief.visit",
    "person": "qshop.debrief.person",
}
"""The module of each reader, the widest reader first; it is loaded when it is needed, so that `--help` is instant."""

OF_ONE_VISIT = ("visit", "person")
"""The readers of what happened on one visit: only they need what shoppers wrote, and its moments."""


def reader(name: str) -> Reader:
    """Return the module of the reader called `name`."""
    return cast("Reader", import_module(READERS[name]))
