"""The workshop files of a programme, read and judged."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qshop.base.diagnostics import Diagnostic
    from qshop.io.folder import LoadedProgramme
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
    return read, files.diagnostics
