"""What became of one table of an export."""

from dataclasses import dataclass, field

from qshop.base.diagnostics import Diagnostic
from qshop.visits.accepted import Visits
from qshop.visits.moments import Moment
from qshop.visits.rejects import Reject
from qshop.visits.released import Release


@dataclass(frozen=True)
class Receipt:
    """What became of one table: read = accepted + rejected + repeated + not ticked; or the refusal of the whole table.

    `more_rejects` counts the rejected rows that are not listed. `moments` are those accepted, by wave. `releases` are
    those accepted of a list on which rows are ticked, or not. `captured` is how many were accepted of the workbook of a
    meeting.
    Raises `AssertionError` if a row was lost.
    """

    source: str
    accepted: list[Visits] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    repeated: int = 0
    read: int = 0
    refusal: Diagnostic | None = None
    notes: list[str] = field(default_factory=list)
    moments: dict[str, list[Moment]] = field(default_factory=dict)
    more_rejects: int = 0
    releases: list[Release] = field(default_factory=list)
    not_ticked: int = 0
    captured: int = 0

    def __post_init__(self) -> None:
        if self.count + self.rejected + self.repeated + self.not_ticked != self.read:
            raise AssertionError("rows were lost between reading and judging")

    @property
    def count(self) -> int:
        """Return the number accepted: of visits, of moments of visits, of releases, or of what a meeting wrote."""
        visits, moments = sum(one.table.rows for one in self.accepted), sum(map(len, self.moments.values()))
        return visits + moments + len(self.releases) + self.captured

    @property
    def rejected(self) -> int:
        """Return the number of rejected rows, also of those that are not listed."""
        return len(self.rejects) + self.more_rejects

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Return the refusal, or every reason of every rejected row."""
        return [self.refusal] if self.refusal else [one for reject in self.rejects for one in reject.diagnostics]
