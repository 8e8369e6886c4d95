"""The visits and moments that were accepted before."""

from dataclasses import dataclass, field
from functools import cached_property

from qshop.visits.accepted import Visits
from qshop.visits.intake.doubles import Contents, contents, double_notes
from qshop.visits.intake.receipt import Receipt
from qshop.visits.intake.settle import VisitRecord, visits_by_id
from qshop.visits.moments import Moment


@dataclass
class History:
    """The visits accepted before, by id, and the moments."""

    visits: dict[str, VisitRecord] = field(default_factory=dict)
    moments: set[Moment] = field(default_factory=set)

    @cached_property
    def _contents(self) -> Contents:
        return contents(self.visits.values())

    def doubles(self, accepted: list[Visits]) -> list[str]:
        """Return the note on new visits that say the same as others under another id, or nothing."""
        return double_notes(accepted, self._contents) if accepted else []

    def add(self, receipt: Receipt) -> None:
        """Add what was just accepted."""
        new = visits_by_id(receipt.accepted)
        for content, record in contents(new.values()).items():
            self._contents.setdefault(content, record)
        self.visits |= new
        self.moments.update(*receipt.moments.values())

    @property
    def wave_of(self) -> dict[str, str]:
        """Return the wave of every visit by its id."""
        return {visit_id: record.wave for visit_id, record in self.visits.items()}
