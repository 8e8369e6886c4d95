"""Evidence in a cell: the name of a photo or recording and, once its file was read, the SHA-256 of the file.

The cell reads `reception 1.jpg sha256:…`: a name may hold spaces, so it ends where the last 72 characters begin, if
those are a space, `sha256:` and 64 digits of 0–9 and a–f.
"""

import re
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from qshop.visits.table import Table, paired

_WITH_DIGEST = re.compile(r"(.+) sha256:([0-9a-f]{64})", re.DOTALL)


class Evidence(NamedTuple):
    """One piece of evidence; `sha256` is blank as long as its file was not read."""

    name: str
    sha256: str = ""

    @property
    def cell(self) -> str:
        """Return it as it is written in a cell."""
        return f"{self.name} sha256:{self.sha256}" if self.sha256 else self.name


class VisitEvidence(NamedTuple):
    """A piece of evidence of a visit: its name, and the visit's id."""

    name: str
    visit_id: str


EvidenceSearch = Callable[[Collection[VisitEvidence]], Mapping[VisitEvidence, str]]
"""A function that looks for the files and returns the SHA-256 of each one found."""


def read_evidence(cell: str) -> Evidence:
    """Return the evidence in a cell under `<question>_evidence`."""
    match = _WITH_DIGEST.fullmatch(cell)
    return Evidence(match[1], match[2]) if match else Evidence(cell)


def with_digests(table: Table, search: EvidenceSearch | None) -> tuple[Table, int]:
    """Return `table` with the SHA-256 of each piece of evidence whose file is found, and the number not found."""
    columns = {
        name: paired(column, table.get("visit_id")).map(lambda cells: VisitEvidence(*cells))
        for name, column in table.columns.items()
        if name.endswith("_evidence") and any(column.values)
    }
    named = {piece for column in columns.values() for piece in column.values if piece.name}
    without_digest = {piece for piece in named if not read_evidence(piece.name).sha256}
    digests = search(without_digest) if search and without_digest else {}
    missing = sum(int(column.is_in(without_digest - digests.keys()).sum()) for column in columns.values())
    cells = {
        name: column.map(lambda piece: Evidence(piece.name, digests.get(piece, "")).cell).merged()
        for name, column in columns.items()
    }
    return table.with_columns(cells), missing
