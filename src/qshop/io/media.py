"""Look for the photos and recordings that visits name, and take the SHA-256 of what is found."""

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from hashlib import file_digest
from pathlib import Path

from qshop.io.archive import sha256_in
from qshop.io.refusal import RefusedError
from qshop.visits.evidence import EvidenceSearch, VisitEvidence

_BESIDE = "media"
_ZIP = b"PK\x03\x04"
_UNSAFE = re.compile(r"[^-\w.]")


@dataclass(frozen=True)
class Media:
    """Where the files of an export may lie: in folders and, with a ZIP, inside it. Nothing outside is looked at."""

    folders: tuple[Path, ...]
    archive: Path | None

    def sha256_of(self, sought: Collection[VisitEvidence]) -> dict[VisitEvidence, str]:
        """Return the SHA-256 of each file that is there."""
        packed = self._packed({one.name for one in sought})
        paths = {one: self._find(one.name, one.visit_id) for one in sought}
        digests = {one: _digest(path) if path else packed.get(one.name, "") for one, path in paths.items()}
        return {one: digest for one, digest in digests.items() if digest}

    def _packed(self, names: Collection[str]) -> dict[str, str]:
        try:
            return sha256_in(self.archive, sorted(names)) if self.archive else {}
        except RefusedError:
            return {}

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


def evidence_search(export: Path | None, given: Path | None) -> EvidenceSearch | None:
    """Return the search for the files of an export: in the folder `given` or in `media` beside it, and in its own ZIP.

    None where there is no such place.
    """
    beside = [export.parent / _BESIDE] if export else []
    folders = tuple(folder for folder in ([given] if given else beside) if folder.is_dir())
    archive = export if export and export.is_file() and _begins(export, _ZIP) else None
    return Media(folders, archive).sha256_of if folders or archive else None


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
