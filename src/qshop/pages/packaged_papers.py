"""The guides and documents that a programme has: the packaged ones, and its own in place of those of the same name."""

from typing import Final

from qshop.base.errors import StopError
from qshop.base.suggest import did_you_mean
from qshop.io.packaged_parts import packaged_names, packaged_part
from qshop.workshop.document import Document, DocumentFile
from qshop.workshop.guide import Guide
from qshop.workshop.workshop_files import WorkshopFiles

GUIDES: Final = "workshop/guides"
DOCUMENTS: Final = "workshop/documents"


def guide_called(name: str, files: WorkshopFiles) -> Guide:
    """Return a guide by its name; the programme's own goes first. Raises `StopError` where there is none."""
    known = sorted({*packaged_names(GUIDES), *files.guides})
    if name not in known:
        raise StopError(f"there is no guide “{name}”", did_you_mean(name, known))
    return files.guides.get(name) or packaged_part(Guide, f"{GUIDES}/{name}.yaml")


def document_called(name: str, files: WorkshopFiles) -> Document:
    """Return a packaged document by its name, or the programme's own of that name."""
    return files.documents.get(name) or packaged_part(DocumentFile, f"{DOCUMENTS}/{name}.yaml")
