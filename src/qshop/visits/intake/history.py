"""The visits and moments that were accepted before."""

from dataclasses import dataclass, field

from qshop.visits.intake.receipt import Receipt
from qshop.visits.intake.settle import VisitRecord, visits_by_id
from qshop.visits.moments import Moment


@dataclass
class History:
    """The visits accepted before, by id, and the moments."""

    visits: dict[str, VisitRecord] = field(default_factory=dict)
    moments: set[Moment] = field(default_factory=set)

    def add(self, receipt: Receipt) -> None:
        """Add what was just accepted."""
        self.visits |= visits_by_id(receipt.accepted)
        self.moments.update(*receipt.moments.values())

    @property
    def wave_of(self) -> dict[str, str]:
        """Return the wave of every visit by its id."""
        return {visit_id: record.wave for visit_id, record in self.visits.items()}
