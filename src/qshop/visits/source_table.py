"""One table of a source, such as a file or a sheet of it, as it was read; or why none of it could be."""

from dataclasses import dataclass, field

from qshop.base.diagnostics import Diagnostic
from qshop.visits.evidence import EvidenceSearch
from qshop.visits.rejects import Reject
from qshop.visits.table import Table


@dataclass
class SourceTable:
    """A table with the rows left out of it and what is worth saying; or, without a table, why it was refused.

    `form` hints at the form it was filled in with: services name the file after it. `file` is the whole file, of which
    the source may be one sheet. `search` looks for photos and recordings, if there is any place to look into.
    """

    source: str
    table: Table | None = None
    rejects: list[Reject] = field(default_factory=list)
    refusal: Diagnostic | None = None
    notes: list[str] = field(default_factory=list)
    form: str = ""
    file: str = ""
    search: EvidenceSearch | None = None
