"""An export's columns under the names of its fields: without groups, and several choices in one column."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from qshop.visits.exports.service import Heading, WantedNames
from qshop.visits.exports.split_choices import joined_choices
from qshop.visits.problem import Problem, as_text
from qshop.visits.table import Column, Table


@dataclass
class ExportFields:
    """The fields of an export by name, each with its header; `unused` has the headers that are not read.

    `split` has, by header, the fields whose choices had a column each, with the problems found in joining them.
    """

    columns: dict[str, Column[str]] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    split: dict[str, Column[str | Problem]] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)


def ambiguous_paths(headings: Sequence[Heading], wanted: WantedNames) -> list[str]:
    """Return the paths of fields that have the same name, if that name is wanted."""
    paths_of = _paths_by_name(headings, wanted)
    return [path for name, paths in paths_of.items() if name in wanted.names and len(paths) > 1 for path in paths]


def export_fields(table: Table, headings: Sequence[Heading], wanted: WantedNames) -> ExportFields:
    """Return the fields of `table`. A name in two groups keeps its whole path; a profile may read it by that.

    What the service or the form recorded is left out unless it is wanted, and so is a column that is blank throughout.
    """
    fields = ExportFields()
    paths_of = _paths_by_name(headings, wanted)
    choices_of: dict[str, dict[str, str]] = defaultdict(dict)
    for heading in headings:
        name = heading.name if len(paths_of.get(heading.name, ())) == 1 else heading.path
        if _is_unused(table, heading, wanted):
            fields.unused.append(heading.header)
        elif heading.choice:
            choices_of[name][heading.choice] = heading.header
        else:
            fields.columns[name], fields.headers[name] = table.columns[heading.header], heading.header
    for name, choices in choices_of.items():
        cells = joined_choices(table, choices, fields.headers.get(name, ""))
        header = fields.headers.setdefault(name, next(iter(choices.values())))
        fields.columns[name], fields.split[header] = cells.map(as_text), cells
    for header in sorted({*table.columns} & wanted.names - {*fields.columns}):
        fields.columns[header], fields.headers[header] = table.columns[header], header
    return fields


def _paths_by_name(headings: Sequence[Heading], wanted: WantedNames) -> dict[str, dict[str, None]]:
    """Return for each name the paths of its fields, in order; recorded fields count only if they are wanted."""
    paths_of: dict[str, dict[str, None]] = defaultdict(dict)
    for heading in headings:
        if not heading.recorded or heading.name in wanted.names:
            paths_of[heading.name][heading.path] = None
    return paths_of


def _is_unused(table: Table, heading: Heading, wanted: WantedNames) -> bool:
    if heading.name in wanted.names or heading.header in wanted.names:
        return False
    return heading.recorded or not (heading.choice or any(table.columns[heading.header].values))
