"""The workshop files of a programme, read and judged."""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qshop.base.diagnostics import Diagnostic
    from qshop.io.folder import LoadedProgramme
    from qshop.io.part_files import PartFiles
    from qshop.visits.source_table import SourceTable
    from qshop.visits.table import Table
    from qshop.workshop.workshop_files import WorkshopFiles

COMMUNICATION, GROUPS = "communication.yaml", "workshops/groups.yaml"
GUIDES, DOCUMENTS = "workshops/guides", "workshops/documents"


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
    return _with_roster(read, files), files.diagnostics


def _with_roster(read: "WorkshopFiles", files: "PartFiles") -> "WorkshopFiles":
    """Return the workshop files with the roster, if there is one; what is wrong with reading it is added to `files`."""
    from qshop.workshop.workshop_files import ROSTER

    if not os.path.lexists(files.root / ROSTER) or not files.is_readable(ROSTER):
        return read
    from qshop.io.csv_files import read_csv

    source = read_csv(files.root / ROSTER, ROSTER)
    faults = _faults_of_roster(source)
    files.diagnostics += faults
    return read if source.table is None or faults else _with_people(read, source.table)


def _faults_of_roster(source: "SourceTable") -> "list[Diagnostic]":
    from qshop.base.diagnostics import Diagnostic, Where
    from qshop.workshop.roster_rules import columns_problem

    if source.table is None:
        return [source.refusal] if source.refusal else []
    wrong = columns_problem(list(source.table.columns))
    if wrong:
        return [Diagnostic("QS640", wrong[0], Where(source.source, source.table.first_line, 1), wrong[1])]
    return [one for reject in source.rejects for one in reject.diagnostics]


def _with_people(read: "WorkshopFiles", table: "Table") -> "WorkshopFiles":
    from dataclasses import replace

    from qshop.visits.rejects import place_of_cell
    from qshop.workshop.roster import COLUMNS, Person

    people = [Person(*cells) for cells in zip(*(table.get(name).cells() for name in COLUMNS), strict=True)]
    return replace(
        read, roster=people, has_roster=True, cell_of_roster=lambda row, name: place_of_cell(table, row, name)
    )
