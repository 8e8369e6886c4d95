"""The workshop files of a programme, read and judged."""

import os
from typing import TYPE_CHECKING

from qshop.base.errors import FaultyError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qshop.base.diagnostics import Diagnostic, Where
    from qshop.io.folder import LoadedProgramme
    from qshop.io.part_files import PartFiles
    from qshop.visits.source_table import SourceTable
    from qshop.visits.table import Table
    from qshop.workshop.communication import Communication
    from qshop.workshop.workshop_files import WorkshopFiles

COMMUNICATION, GROUPS = "communication.yaml", "workshops/groups.yaml"
GUIDES, DOCUMENTS = "workshops/guides", "workshops/documents"
_HELP = "mend them first; qshop check shows them again"


def workshop_files(loaded: "LoadedProgramme") -> "tuple[WorkshopFiles, list[Diagnostic]]":
    """Return the workshop files of a programme and what is wrong with reading them; all of them may be missing."""
    from qshop.io.part_files import PartFiles
    from qshop.workshop.communication import Communication
    from qshop.workshop.document import DocumentFile
    from qshop.workshop.groups import GroupsFile
    from qshop.workshop.guide import Guide
    from qshop.workshop.workshop_files import WorkshopFiles

    files = PartFiles(loaded.root, loaded.programme.language)
    read = WorkshopFiles(
        communication=files.read(Communication, COMMUNICATION, optional=True),
        groups=files.read(GroupsFile, GROUPS, optional=True),
        guides=files.read_folder(Guide, GUIDES),
        documents=files.read_folder(DocumentFile, DOCUMENTS),
    )
    return _with_obstacles(_with_roster(read, files), files), files.diagnostics


def open_communication(loaded: "LoadedProgramme") -> "Communication | None":
    """Return what management says and the plan; None without one. Raises `FaultyError` if it cannot be read."""
    from qshop.io.part_files import PartFiles
    from qshop.workshop.communication import Communication

    files = PartFiles(loaded.root, loaded.programme.language)
    communication = files.read(Communication, COMMUNICATION, optional=True)
    if files.diagnostics:
        raise FaultyError(f"{COMMUNICATION} has faults", _HELP, files.diagnostics)
    return communication


def open_workshop_files(loaded: "LoadedProgramme") -> "WorkshopFiles":
    """Return the workshop files of a programme. Raises `FaultyError` if they cannot be read as they stand."""
    read, diagnostics = workshop_files(loaded)
    if diagnostics:
        raise FaultyError("the workshop files have faults", _HELP, diagnostics)
    return read


def _with_roster(read: "WorkshopFiles", files: "PartFiles") -> "WorkshopFiles":
    """Return the workshop files with the roster, if there is one; what is wrong with reading it is added to `files`."""
    from dataclasses import replace

    from qshop.workshop.roster import COLUMNS, Person
    from qshop.workshop.workshop_files import ROSTER

    table = _table(ROSTER, COLUMNS, "name", files)
    if table is None:
        return read
    people = [Person(*cells) for cells in zip(*(table.get(name).cells() for name in COLUMNS), strict=True)]
    return replace(read, roster=people, has_roster=True, cell_of_roster=_places(table))


def _with_obstacles(read: "WorkshopFiles", files: "PartFiles") -> "WorkshopFiles":
    """Return the workshop files with the obstacles that groups named, if there are any."""
    from dataclasses import replace

    from qshop.workshop.obstacle import COLUMNS, Obstacle
    from qshop.workshop.workshop_files import OBSTACLES

    table = _table(OBSTACLES, COLUMNS, "obstacle", files)
    if table is None:
        return read
    rows = zip(*(table.get(name).cells() for name in COLUMNS), strict=True)
    return replace(read, obstacles=[Obstacle(*cells) for cells in rows])


def _table(path: str, known: "Sequence[str]", needed: str, files: "PartFiles") -> "Table | None":
    """Return the table at `path`; None if there is none, or if anything is wrong with it, which is added to `files`."""
    if not os.path.lexists(files.root / path) or not files.is_readable(path):
        return None
    from qshop.io.csv_files import read_csv

    source = read_csv(files.root / path, path)
    faults = _faults(source, known, needed)
    files.diagnostics += faults
    return None if faults else source.table


def _faults(source: "SourceTable", known: "Sequence[str]", needed: str) -> "list[Diagnostic]":
    from qshop.base.diagnostics import Diagnostic, Where
    from qshop.workshop.roster_rules import columns_problem

    if source.table is None:
        return [source.refusal] if source.refusal else []
    wrong = columns_problem(list(source.table.columns), known, needed)
    if wrong:
        return [Diagnostic("QS640", wrong[0], Where(source.source, source.table.first_line, 1), wrong[1])]
    return [one for reject in source.rejects for one in reject.diagnostics]


def _places(table: "Table") -> "Callable[[int, str], Where]":
    from qshop.visits.rejects import place_of_cell

    return lambda row, name: place_of_cell(table, row, name)
