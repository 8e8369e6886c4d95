"""Bring a table under the columns of visits: by the service that wrote it, and by a profile."""

from dataclasses import dataclass, field

from qshop.base.diagnostics import Diagnostic
from qshop.programme.model import Programme
from qshop.visits.exports.export_reader import Plain, Reading
from qshop.visits.exports.notation import canonical
from qshop.visits.intake.profile import FieldSource, Profile
from qshop.visits.intake.profile_mapping import Mapped, apply_profile
from qshop.visits.rejects import Reject
from qshop.visits.table import Table


@dataclass
class MappedTable:
    """A table as far as it could be mapped: the rows left out of it, what is worth saying, and why it was refused.

    `held` are the ids of the visits that are left out because a reviewer holds them back.
    """

    table: Table
    rejects: list[Reject] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    refusal: Diagnostic | None = None

    def advance(self, step: Plain | Mapped | Diagnostic) -> None:
        """Take over what one step of the mapping came to."""
        if isinstance(step, Diagnostic):
            self.refusal = step
            return
        self.table = step.table
        self.rejects += step.rejects
        self.notes += step.notes


def mapped_table(table: Table, programme: Programme, profile: Profile | None, reading: Reading | None) -> MappedTable:
    """Return `table` under the columns of visits; `reading` is how a service's export is read, where it is one."""
    mapped = MappedTable(table)
    if reading:
        plain = reading.plain(table)
        mapped.advance(plain)
        mapped.held = plain.held if isinstance(plain, Plain) else []
    if profile and not mapped.refusal:
        mapped.advance(apply_profile(_with_visit_id(profile) if reading else profile, mapped.table, programme))
    if reading and not mapped.refusal:
        mapped.table = canonical(mapped.table, programme)
    return mapped


def _with_visit_id(profile: Profile) -> Profile:
    """Return a profile that takes the service's own id of a visit, unless it names another."""
    columns = {"visit_id": FieldSource(column="visit_id"), **profile.columns}
    return profile.model_copy(update={"columns": columns})
