"""Find the photos and recordings that visits name, and compute their SHA-256."""

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

_FOLDER = "media"
_ZIP = b"PK\x03\x04"
_UNSAFE = re.compile(r"[^-\w.]")


@dataclass(frozen=True)
class Media:
    """Where the files of an export may lie: in folders and, with a ZIP, inside it. Nothing outside is looked at."""

    folders: tuple[Path, ...]
    archive: Path | None

    def sha256_of(self, sought: Collection[VisitEvidence]) -> dict[VisitEvidence, str]:
        """Return the SHA-256 of each file that is there."""
        in_archive = self._sha256_in_archive({file.name for file in sought})
        paths = {file: self._find(file.name, file.visit_id) for file in sought}
        digests = {file: _digest(path) if path else in_archive.get(file.name, "") for file, path in paths.items()}
        return {file: digest for file, digest in digests.items() if digest}

    def _sha256_in_archive(self, names: Collection[str]) -> dict[str, str]:
        try:
            return sha256_in(self.archive, sorted(names)) if self.archive else {}
        except RefusedError:
            return {}

    def _find(self, name: str, visit_id: str) -> Path | None:
        """Return the file of that path or name; of several, the one in the visit's own folder, as KoboToolbox packs."""
        for folder in self.folders:
            path = _file_inside(folder, name)
            if path:
                return path
        paths = [] if "/" in name else self._files.get(_as_stored(name), [])
        of_visit = [path for path in paths if visit_id and path.parent.name.removeprefix("uuid:") == visit_id]
        return paths[0] if len(paths) == 1 else of_visit[0] if len(of_visit) == 1 else None

    @cached_property
    def _files(self) -> dict[str, list[Path]]:
        """The files by their name as KoboToolbox stores it."""
        files: dict[str, list[Path]] = defaultdict(list)
        for folder in self.folders:
            for path in sorted(folder.rglob("*")):
                if _file_inside(folder, str(path.relative_to(folder))):
                    files[_as_stored(path.name)].append(path)
        return files


def evidence_search(export: Path | None, given: Path | None) -> EvidenceSearch | None:
    """Return the search for the files of an export, or None where there is no place to look into.

    Places are the folder `given`, or else `media` beside the export, and the export's own ZIP.
    """
    folder = given or (export.parent / _FOLDER if export else None)
    folders = (folder,) if folder and folder.is_dir() else ()
    archive = export if export and export.is_file() and _is_zip(export) else None
    return Media(folders, archive).sha256_of if folders or archive else None


def _as_stored(name: str) -> str:
    """Return a file name as KoboToolbox stores it: blanks as `_`, and no signs."""
    return _UNSAFE.sub("", name.strip().replace(" ", "_"))


def _is_zip(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_ZIP)) == _ZIP
    except OSError:
        return False


def _file_inside(folder: Path, name: str) -> Path | None:
    """Return the file of that name below a folder; None for what lies outside it, also through a link."""
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
