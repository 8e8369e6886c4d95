"""An export's columns under the names of its fields: no groups, and several choices in one column."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from qshop.visits.exports.service import Heading, WantedNames
from qshop.visits.exports.split_choices import Ticks
from qshop.visits.table import Column, Table


@dataclass
class Fields:
    """The fields of an export by name, each with its header; `unused` lists headers that tell nothing here."""

    columns: dict[str, Column[str]] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    ticks: list[Ticks] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)


def twice(headings: Sequence[Heading], wanted: WantedNames) -> list[str]:
    """List the fields of which nobody could say which is meant by a name that is wanted."""
    homes = _homes(headings, wanted)
    return [path for name, paths in homes.items() if name in wanted.names and len(paths) > 1 for path in paths]


def fields(table: Table, headings: Sequence[Heading], wanted: WantedNames) -> Fields:
    """Give the fields of `table`. A name in two groups keeps its whole path; a profile may read it by that.

    What the service or the form wrote for itself is left out unless it is wanted, and so is what is blank throughout.
    """
    found = Fields()
    homes = _homes(headings, wanted)
    split: dict[str, dict[str, str]] = defaultdict(dict)
    for heading in headings:
        name = heading.name if len(homes.get(heading.name, ())) == 1 else heading.path
        if _is_useless(table, heading, wanted):
            found.unused.append(heading.header)
        elif heading.choice:
            split[name][heading.choice] = heading.header
        else:
            found.columns[name], found.headers[name] = table.columns[heading.header], heading.header
    for name, choices in split.items():
        ticks = Ticks(name, found.headers.get(name, ""), choices)
        found.ticks.append(ticks)
        found.columns[name] = ticks.merged(table)
        found.headers.setdefault(name, next(iter(choices.values())))
    for header in sorted({*table.columns} & wanted.names - {*found.columns}):
        found.columns[header], found.headers[header] = table.columns[header], header
    return found


def _homes(headings: Sequence[Heading], wanted: WantedNames) -> dict[str, dict[str, None]]:
    """List for each name the fields that bear it; what the service wrote for itself counts only if it is wanted."""
    homes: dict[str, dict[str, None]] = defaultdict(dict)
    for heading in headings:
        if not heading.own or heading.name in wanted.names:
            homes[heading.name][heading.path] = None
    return homes


def _is_useless(table: Table, heading: Heading, wanted: WantedNames) -> bool:
    if heading.name in wanted.names or heading.header in wanted.names:
        return False
    return heading.own or not (heading.choice or any(table.columns[heading.header].values))
