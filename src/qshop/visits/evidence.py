"""A piece of evidence in a cell: the name of a photo or recording and, once its bytes were seen, their SHA-256.

The cell reads `reception 1.jpg sha256:…`: a name may hold spaces, so it ends where the last 72 characters begin, if
those are a space, `sha256:` and 64 digits of 0–9 and a–f.
"""

import re
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from qshop.visits.table import Table, paired

_SEALED = re.compile(r"(.+) sha256:([0-9a-f]{64})", re.DOTALL)


class Evidence(NamedTuple):
    """One piece of evidence; `sha256` is blank as long as nobody has seen the file."""

    name: str
    sha256: str = ""

    @property
    def cell(self) -> str:
        """Write it the way it stands in a visit."""
        return f"{self.name} sha256:{self.sha256}" if self.sha256 else self.name


class VisitEvidence(NamedTuple):
    """A piece of evidence whose file is looked for: its name, and the id of its visit."""

    name: str
    visit: str


EvidenceSearch = Callable[[Collection[VisitEvidence]], Mapping[VisitEvidence, str]]
"""Looks for files, and returns the SHA-256 of each that is there."""


def read_evidence(cell: str) -> Evidence:
    """Read a cell under `<question>_evidence`."""
    sealed = _SEALED.fullmatch(cell)
    return Evidence(sealed[1], sealed[2]) if sealed else Evidence(cell)


def with_digests(table: Table, search: EvidenceSearch | None) -> tuple[Table, int]:
    """Return `table` with each piece of evidence sealed whose file is found, and the number of all others."""
    columns = {
        name: paired(column, table.get("visit_id")).map(lambda cells: VisitEvidence(*cells))
        for name, column in table.columns.items()
        if name.endswith("_evidence") and any(column.values)
    }
    named = {one for column in columns.values() for one in column.values if one.name}
    sought = {one for one in named if not read_evidence(one.name).sha256}
    digests = search(sought) if search and sought else {}
    missing = sum(int(column.is_in(sought - digests.keys()).sum()) for column in columns.values())
    cells = {
        name: column.map(lambda one: Evidence(one.name, digests.get(one, "")).cell).merged()
        for name, column in columns.items()
    }
    return table.with_columns(cells), missing
