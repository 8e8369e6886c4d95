"""The columns of a file that a profile reads, and where the cells of a field stand in them."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from qshop.visits.intake.profile import FieldSource, Profile
from qshop.visits.table import RowLocations, Table


def trimmed(header: str) -> str:
    """Return a header without blanks at its ends and line breaks."""
    return " ".join(header.split())


def with_trimmed_headers(table: Table) -> Table:
    """Return a table under its headers without blanks at their ends and line breaks; of two alike, the first is so."""
    header_of = dict(reversed([(trimmed(header), header) for header in table.columns]))
    locations = replace(table.locations, position=lambda row, name: table.position(row, header_of.get(name, name)))
    columns = {
        trimmed(header) if header_of[trimmed(header)] == header else header: cells
        for header, cells in table.columns.items()
    }
    return replace(table.only(columns), locations=locations)


def field_locations(table: Table, profile: Profile) -> RowLocations:
    """Return the locations in which the place of a field is that of the first column it is made of."""
    first_columns = {field: next(columns_read(source), field) for field, source in profile.columns.items()}
    return replace(table.locations, position=lambda row, name: table.position(row, first_columns.get(name, name)))


def as_written(table: Table, profile: Profile) -> Callable[[int, str], str]:
    """Return the function that finds, by row and field, the cells of the file that a field is made of."""
    columns_of = {field: list(columns_read(source)) for field, source in profile.columns.items()}
    return lambda row, name: " | ".join(table.get(column).cell(row) for column in columns_of.get(name, ()))


def columns_read(source: FieldSource) -> Iterator[str]:
    """Yield the file's columns that a field is made of."""
    if source.column:
        yield source.column
    yield from source.minus
    yield from source.choices.values()
    for part in (*source.join, *source.first_of):
        yield from columns_read(part)


def all_columns_read(profile: Profile) -> set[str]:
    """Return the file's columns that a profile reads."""
    return {name for source in profile.columns.values() for name in columns_read(source)}
