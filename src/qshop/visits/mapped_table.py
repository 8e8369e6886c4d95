"""A table on its way from a foreign export to the columns of visits."""

from dataclasses import dataclass, field, replace

from qshop.base.diagnostics import Diagnostic
from qshop.visits.rejects import Reject
from qshop.visits.table import Table


@dataclass(frozen=True)
class MappedTable:
    """A table as one step of the mapping leaves it: the rows left out, notes for the user, or why it was refused.

    `held` are the ids of the visits that are left out because a reviewer holds them back;
    `more_rejects` counts the rows left out that are not listed.
    """

    table: Table
    rejects: list[Reject] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    refusal: Diagnostic | None = None
    more_rejects: int = 0

    def then(self, later: "MappedTable") -> "MappedTable":
        """Return the result of a later step, with what this one left out and noted before it."""
        return replace(
            later,
            rejects=[*self.rejects, *later.rejects],
            notes=[*self.notes, *later.notes],
            held=[*self.held, *later.held],
            more_rejects=self.more_rejects + later.more_rejects,
        )
