"""What became of the tables that were taken in, and what is known from before."""

from dataclasses import dataclass, field

from qshop.base.diagnostics import Diagnostic
from qshop.visits.accepted import Visits
from qshop.visits.intake.settle import Known, known_visits
from qshop.visits.moments import Moment
from qshop.visits.rejects import Reject


@dataclass
class Taken:
    """What became of one table: read = accepted + rejected + repeated; or the refusal of the whole table."""

    source: str
    accepted: list[Visits] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    repeated: int = 0
    read: int = 0
    refusal: Diagnostic | None = None
    notes: list[str] = field(default_factory=list)

    moments: dict[str, list[Moment]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """Count what was accepted: visits, or moments of visits."""
        return sum(visits.table.rows for visits in self.accepted) + sum(map(len, self.moments.values()))

    def check(self) -> None:
        """Stop as a bug if a row was lost."""
        if self.count + len(self.rejects) + self.repeated != self.read:
            raise AssertionError("rows were lost between reading and judging")

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """Give the refusal, or one diagnostic for each rejected row."""
        return [self.refusal] if self.refusal else [reject.diagnostic for reject in self.rejects]


@dataclass
class Before:
    """What was accepted before, which stays as it is."""

    visits: dict[str, Known] = field(default_factory=dict)
    moments: set[Moment] = field(default_factory=set)

    def remember(self, taken: Taken) -> None:
        """Let what was just accepted be known to what comes after it."""
        self.visits |= known_visits(taken.accepted)
        self.moments.update(*taken.moments.values())

    @property
    def wave_of(self) -> dict[str, str]:
        """Tell the wave of every visit."""
        return {visit_id: known.wave for visit_id, known in self.visits.items()}
