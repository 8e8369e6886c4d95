"""Look for the photos and recordings that visits name, and seal what is found with its SHA-256."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from hashlib import file_digest
from pathlib import Path

from qshop.io.archive import sha256_in
from qshop.io.refusal import RefusedError
from qshop.visits.evidence import Evidence, read_evidence
from qshop.visits.table import Column, Table, paired

_BESIDE = "media"
_ZIP = b"PK\x03\x04"
_UNSAFE = re.compile(r"[^-\w.]")


@dataclass(frozen=True)
class Media:
    """Where the files of an export may lie: in folders and, with a ZIP, inside it. Nothing outside is looked at."""

    folders: tuple[Path, ...] = ()
    archive: Path | None = None

    @property
    def is_somewhere(self) -> bool:
        """Tell whether there is any place to look into."""
        return bool(self.folders or self.archive)

    def sealed(self, table: Table) -> tuple[Table, int]:
        """Give `table` with each piece of evidence sealed whose file is there, and the number of all others."""
        columns = {n: column for n, column in table.columns.items() if n.endswith("_evidence") and any(column.values)}
        packed = self._packed(columns)
        missing, done = 0, {}
        for name, column in columns.items():
            found = paired(column, table.get("visit_id")).map(lambda cells: self._seal(cells[0], cells[1], packed))
            missing += int(found.where(lambda one: bool(one.name) and not one.sha256).sum())
            done[name] = found.map(lambda one: one.cell).merged()
        return table.with_columns(done), missing

    def _packed(self, columns: dict[str, Column[str]]) -> dict[str, str]:
        names = {read_evidence(cell).name for column in columns.values() for cell in column.values if cell}
        if not names or self.archive is None:
            return {}
        try:
            return sha256_in(self.archive, sorted(names))
        except RefusedError:
            return {}

    def _seal(self, cell: str, visit: str, packed: dict[str, str]) -> Evidence:
        evidence = read_evidence(cell)
        if not cell or evidence.sha256:
            return evidence
        path = self._find(evidence.name, visit)
        return Evidence(cell, _digest(path) if path else packed.get(cell, ""))

    def _find(self, name: str, visit: str) -> Path | None:
        """Find a file by its path or its name; of several, the one in the visit's own folder, as KoboToolbox packs."""
        for folder in self.folders:
            there = _inside(folder, name)
            if there:
                return there
        found = [] if "/" in name else self._files.get(_as_stored(name), [])
        mine = [path for path in found if visit and path.parent.name.removeprefix("uuid:") == visit]
        return found[0] if len(found) == 1 else mine[0] if len(mine) == 1 else None

    @cached_property
    def _files(self) -> dict[str, list[Path]]:
        """List every file by its name as KoboToolbox stores it."""
        files: dict[str, list[Path]] = defaultdict(list)
        for folder in self.folders:
            for path in sorted(folder.rglob("*")):
                if _inside(folder, str(path.relative_to(folder))):
                    files[_as_stored(path.name)].append(path)
        return files


NOWHERE = Media()


def media_of(export: Path | None, given: Path | None) -> Media:
    """Say where the files of an export may lie: in the folder `given`, in `media` beside it, or in its own ZIP."""
    beside = [export.parent / _BESIDE] if export else []
    folders = tuple(folder for folder in ([given] if given else beside) if folder.is_dir())
    return Media(folders, export if export and export.is_file() and _begins(export, _ZIP) else None)


def _as_stored(name: str) -> str:
    """Write a name as KoboToolbox does when it stores a file: blanks as `_`, and no signs."""
    return _UNSAFE.sub("", name.strip().replace(" ", "_"))


def _begins(path: Path, start: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(start)) == start


def _inside(folder: Path, name: str) -> Path | None:
    """Give the file of that name below a folder; what leads out of it, also by a link, is not there."""
    try:
        path = (folder / name).resolve()
        return path if path.is_relative_to(folder.resolve()) and path.is_file() else None
    except (OSError, ValueError):
        return None


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
