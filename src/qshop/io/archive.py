"""Read the CSV files of a ZIP, as ODK Central packs them: one a form, others for repeats, photos beside them."""

from collections import defaultdict
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Final

from qshop.base.plural import counted
from qshop.base.shown_path import shown_path
from qshop.io.csv_files import parse_csv
from qshop.io.header_policy import ANY_HEADERS, HeaderPolicy
from qshop.io.raw_bytes import read_bytes
from qshop.io.refusal import RefusedError
from qshop.io.zipped import SafeZip, check_unpacked_size, open_zip
from qshop.visits.source_table import SourceTable

_PIECE: Final = 1 << 20


def read_archive(
    data: bytes, source: str, encoding: str = "", headers: HeaderPolicy = ANY_HEADERS
) -> list[SourceTable]:
    """Return each CSV file of an archive as a table of its own, called `source/name`; its stem is the form's id.

    Nothing else is opened, not even archives; what else is there is named in a note. Raises `RefusedError` without any
    CSV file.
    """
    zipped = open_zip(data)
    names = sorted(name for name in zipped.members if _is_csv_file(name))
    check_unpacked_size(zipped, names)
    others = [name for name in zipped.members if name not in names and not _is_added_by_macos(name)]
    if not names:
        content = f"it holds {counted(len(others), 'other file')}" if others else "it is empty"
        message = f"there is no CSV file in this archive; {content}"
        raise RefusedError("QS433", message, 0, "unpack it and give the file that holds the visits")
    tables = [_read(zipped, name, source, encoding, headers) for name in names]
    if others:
        tables[0].notes.append(f"not read from {source}: {counted(len(others), 'other file')}")
    return tables


def _read(zipped: SafeZip, name: str, source: str, encoding: str, headers: HeaderPolicy) -> SourceTable:
    table = parse_csv(zipped.read(name), f"{source}/{shown_path(name)}", encoding, headers=headers)
    table.form = PurePosixPath(name).stem
    return table


def _is_csv_file(name: str) -> bool:
    """Return whether a file is a table of the export; files that shoppers attached lie in `media/`."""
    path = PurePosixPath(name)
    return path.suffix.lower() == ".csv" and "media" not in path.parent.parts and not _is_added_by_macos(name)


def _is_added_by_macos(name: str) -> bool:
    return name.startswith("__MACOSX/") or PurePosixPath(name).name.startswith("._")


def sha256_in(archive: Path, names: list[str]) -> dict[str, str]:
    """Return the SHA-256 of the files of an archive that are called one of `names`, whatever folder they lie in.

    A name in two folders is left out, since it is not known which file is meant.
    """
    zipped = open_zip(read_bytes(archive, archive.name))
    paths_by_name = defaultdict[str, list[str]](list)
    for path in zipped.members:
        paths_by_name[PurePosixPath(path).name].append(path)
    return {name: _digest(zipped, paths_by_name[name][0]) for name in names if len(paths_by_name[name]) == 1}


def _digest(zipped: SafeZip, path: str) -> str:
    digest = sha256()
    with zipped.open(path) as content:
        while piece := content.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()
