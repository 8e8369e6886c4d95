"""Bring a table under the columns of visits: by the service that wrote it, and by a profile."""

from dataclasses import replace

from qshop.programme.model import Programme
from qshop.visits.exports.export_reader import ExportReader
from qshop.visits.exports.notation import canonical
from qshop.visits.intake.day_order import contradicted_order
from qshop.visits.intake.profile import FieldSource, Profile
from qshop.visits.intake.profile_mapping import apply_profile
from qshop.visits.mapped_table import MappedTable
from qshop.visits.table import Table


def mapped_table(
    table: Table, programme: Programme, profile: Profile | None, reader: ExportReader | None
) -> MappedTable:
    """Return `table` under the columns of visits; `reader` is that of the service that wrote it, if one did."""
    mapped = reader.read(table) if reader else MappedTable(table)
    if profile and not mapped.refusal:
        used = _with_visit_id(profile) if reader else profile
        mapped = mapped.then(apply_profile(used, mapped.table, programme))
    elif not reader:
        mapped = replace(mapped, refusal=contradicted_order(table, table.get("date"), ()))
    return replace(mapped, table=canonical(mapped.table, programme)) if reader and not mapped.refusal else mapped


def _with_visit_id(profile: Profile) -> Profile:
    """Return a profile that takes the service's own id of a visit, unless it names another."""
    columns = {"visit_id": FieldSource(column="visit_id"), **profile.columns}
    return profile.model_copy(update={"columns": columns})
