"""The guides that a programme has: the packaged ones, and its own in place of those of the same name."""

from typing import TYPE_CHECKING

from qshop.cli.inputs import check_known

if TYPE_CHECKING:
    from qshop.workshop.guide import Guide
    from qshop.workshop.workshop_files import WorkshopFiles

GUIDES = "workshop/guides"


def guide_called(name: str, files: "WorkshopFiles") -> "Guide":
    """Return a guide by its name; the programme's own goes first. Raises `StopError` where there is none."""
    from qshop.io.packaged_parts import packaged_names, packaged_part
    from qshop.workshop.guide import Guide

    check_known("guide", name, sorted({*packaged_names(GUIDES), *files.guides}))
    return files.guides.get(name) or packaged_part(Guide, f"{GUIDES}/{name}.yaml")
