"""The visits, moments and releases that were accepted before."""

from dataclasses import dataclass, field
from functools import cached_property

from qshop.visits.intake.doubles import Contents, by_content, double_notes
from qshop.visits.intake.receipt import Receipt
from qshop.visits.intake.settle import VisitRecord, visits_by_id
from qshop.visits.moments import Moment
from qshop.visits.released import Release


@dataclass
class History:
    """The visits accepted before, by id, the moments, and what was released."""

    visits: dict[str, VisitRecord] = field(default_factory=dict)
    moments: set[Moment] = field(default_factory=set)
    releases: set[Release] = field(default_factory=set)

    @cached_property
    def _contents(self) -> Contents:
        return by_content(self.visits.values())

    def add(self, receipt: Receipt) -> list[str]:
        """Add what was just accepted; return the note on visits that say the same as others under another id."""
        contents, new = self._contents, visits_by_id(receipt.accepted)
        notes = double_notes(receipt.accepted, new.values(), contents)
        self.visits |= new
        self.moments.update(*receipt.moments.values())
        self.releases.update(receipt.releases)
        return notes

    @property
    def wave_of(self) -> dict[str, str]:
        """Return the wave of every visit by its id."""
        return {visit_id: record.wave for visit_id, record in self.visits.items()}
