"""What stands in the folder of a programme: whether a file or a folder can be read there, and if not, why."""

import os
from pathlib import Path
from typing import Literal

from qshop.base.diagnostics import Diagnostic, Where
from qshop.base.errors import StopError
from qshop.base.shown_path import shown_path
from qshop.io.links import HELP, LinkError, check_own_repository, followed_in

Kind = Literal["file", "folder"]
_ENDINGS = (".yaml", ".yml")


def fault_at(root: Path, path: str, kind: Kind = "file") -> Diagnostic | None:
    """Return why nothing of this kind can be read at `path` below `root`; None if it can."""
    try:
        check_own_repository(root, followed_in(root, path))
    except LinkError as error:
        return Diagnostic("QS117", error.reason, Where(shown_path(error.place)), HELP)
    place = root / path
    if not os.path.lexists(place):
        return Diagnostic("QS111", f"this {kind} is missing", Where(path), _how_to_create(place.parent))
    found = "folder" if place.is_dir() else "file" if place.is_file() else "device or pipe"
    if found == kind:
        return None
    message = f"a {found} stands where a {kind} should be"
    return Diagnostic("QS118", message, Where(path), "move it away, or give it another name")


def _how_to_create(folder: Path) -> str:
    if folder.is_dir() and not any(folder.iterdir()):
        return "create it; if its folder is a submodule, put the files here themselves: qshop diff reads none"
    return "create it; `qshop init DIR` shows how it looks"


def yaml_names(root: Path, folder: str) -> tuple[list[str], list[Diagnostic]]:
    """Return the names in a folder that end in `.yaml`, in order, and every diagnostic of what would be passed over.

    There may be no such folder. Raises `StopError` if the system does not let it be read.
    """
    names, faults = _names(root, folder)
    names = [name for name in names if name.lower().endswith(_ENDINGS)]
    found = {name: _fault_of_name(f"{folder}/{name}") for name in names}
    return [name for name in names if not found[name]], [*faults, *(fault for fault in found.values() if fault)]


def folder_names(root: Path, folder: str) -> list[str]:
    """Return the names of the folders in a folder, in order; also of what should be one and leads nowhere."""
    names, _ = _names(root, folder)
    places = {name: root / folder / name for name in names if name.isprintable()}
    return [name for name, place in places.items() if place.is_dir() or (place.is_symlink() and not place.is_file())]


def _names(root: Path, folder: str) -> tuple[list[str], list[Diagnostic]]:
    if not os.path.lexists(root / folder):
        return [], []
    fault = fault_at(root, folder, "folder")
    if fault:
        return [], [fault]
    try:
        return sorted(path.name for path in (root / folder).iterdir()), []
    except OSError as error:
        raise StopError(f"{folder} cannot be read: {error.strerror}", "check the folder and its rights") from None


def _fault_of_name(path: str) -> Diagnostic | None:
    if not path.isprintable():
        message = "the name of this file has a character that cannot be shown"
        return Diagnostic("QS119", message, Where(shown_path(path)), "rename it")
    if not path.endswith(".yaml"):
        return Diagnostic("QS113", "only files ending in .yaml are read", Where(path), "rename it")
    return None
