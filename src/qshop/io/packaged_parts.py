"""Packaged YAML files as any class of `Part`."""

from pathlib import Path
from typing import TypeVar

from qshop.io.packaged import packaged_path
from qshop.io.part_files import PartFiles
from qshop.programme.part import Part

P = TypeVar("P", bound=Part)


def packaged_names(folder: str) -> list[str]:
    """Return the names of a packaged folder's YAML files, in alphabetical order; none where there is no such folder."""
    place = packaged_path(folder)
    files = [file.name for file in place.iterdir()] if place.is_dir() else []
    return sorted(name.removesuffix(".yaml") for name in files if name.endswith(".yaml"))


def packaged_part(model: type[P], path: str) -> P:
    """Return a packaged file as a `model`. Raises `ValueError` if it has faults, which is a bug."""
    files = PartFiles(Path(str(packaged_path(""))))
    part = files.read(model, path)
    if part is None or files.diagnostics:
        raise ValueError(f"{path}: {files.diagnostics}")
    return part
