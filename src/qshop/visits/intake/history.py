"""What was accepted before, and stays as it is."""

from dataclasses import dataclass, field

from qshop.visits.intake.receipt import Receipt
from qshop.visits.intake.settle import Known, visits_by_id
from qshop.visits.moments import Moment


@dataclass
class History:
    """The visits accepted before, by id, and the moments."""

    visits: dict[str, Known] = field(default_factory=dict)
    moments: set[Moment] = field(default_factory=set)

    def remember(self, receipt: Receipt) -> None:
        """Let what was just accepted be known to what comes after it."""
        self.visits |= visits_by_id(receipt.accepted)
        self.moments.update(*receipt.moments.values())

    @property
    def wave_of(self) -> dict[str, str]:
        """Return the wave of every visit by its id."""
        return {visit_id: known.wave for visit_id, known in self.visits.items()}
