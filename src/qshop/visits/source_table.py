"""One table as it was read from a file, or the reason why it could not be read."""

from dataclasses import dataclass, field
from typing import Final

from qshop.base.diagnostics import Diagnostic
from qshop.visits.evidence import EvidenceSearch
from qshop.visits.rejects import Reject
from qshop.visits.table import Table

HIDDEN_SHEETS: Final = "hidden sheets were not read: "
"""How a note begins that names them."""


@dataclass
class SourceTable:
    """A table with the rows left out of it and notes for the user; or, without a table, why it was refused.

    `more_rejects` is how many rows were left out beyond those that are listed in `rejects`.
    `form` is the file's name without its ending: services name the file after the form. `file` is the whole file, of
    which the source may be one sheet. `search` looks for photos and recordings, if there is any place to look into.
    `folder` is the folder of the store in which a stored file lies: that of its wave.
    """

    source: str
    table: Table | None = None
    rejects: list[Reject] = field(default_factory=list)
    refusal: Diagnostic | None = None
    notes: list[str] = field(default_factory=list)
    form: str = ""
    file: str = ""
    search: EvidenceSearch | None = None
    folder: str = ""
    more_rejects: int = 0

    @property
    def rejected(self) -> int:
        """Return the number of rows left out, also of those that are not listed."""
        return len(self.rejects) + self.more_rejects
