"""Read the CSV files of a ZIP, as ODK Central packs them: one a form, others for repeats, photos beside them."""

from collections import defaultdict
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Final

from qshop.io.csv_files import parse_csv, read_bytes
from qshop.io.header_policy import ANY_HEADERS, HeaderPolicy
from qshop.io.refusal import RefusedError
from qshop.io.zipped import SafeZip, check_unpacked_size, open_zip
from qshop.visits.source_table import SourceTable

_PIECE: Final = 1 << 20


def read_archive(
    data: bytes, source: str, encoding: str = "", headers: HeaderPolicy = ANY_HEADERS
) -> list[SourceTable]:
    """Read each CSV file of an archive as a source of its own, called `source/name`; its stem is the form's id.

    Nothing else is opened, archives least of all; what else is there is named once.
    """
    zipped = open_zip(data)
    tables = sorted(name for name in zipped.members if _is_table(name))
    check_unpacked_size(zipped, tables)
    others = [name for name in zipped.members if name not in tables and not _is_shadow(name)]
    if not tables:
        message = f"there is no CSV file in this archive{_holding(others)}"
        raise RefusedError("QS433", message, 0, "unpack it and give the file that holds the visits")
    reads = [_read(zipped, name, source, encoding, headers) for name in tables]
    if others:
        reads[0].notes.append(f"not read from {source}: {_listed(others)}")
    return reads


def _read(zipped: SafeZip, name: str, source: str, encoding: str, headers: HeaderPolicy) -> SourceTable:
    read = parse_csv(zipped.read(name), f"{source}/{name}", encoding, headers=headers)
    read.form = PurePosixPath(name).stem
    return read


def _is_table(name: str) -> bool:
    """Tell whether a file is a table of the export: what shoppers handed in with it lies in `media/`."""
    path = PurePosixPath(name)
    return path.suffix.lower() == ".csv" and "media" not in path.parent.parts and not _is_shadow(name)


def _is_shadow(name: str) -> bool:
    """Tell whether a file is what macOS adds beside another."""
    return name.startswith("__MACOSX/") or PurePosixPath(name).name.startswith("._")


def _holding(names: list[str]) -> str:
    return f"; it holds {_listed(names)}" if names else "; it is empty"


def _listed(names: list[str]) -> str:
    return ", ".join(sorted(names)[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


def sha256_in(archive: Path, names: list[str]) -> dict[str, str]:
    """Give the SHA-256 of those files of an archive that are called one of `names`, in whatever folder they lie.

    A name that two folders share is left out: nothing tells which is meant.
    """
    zipped = open_zip(read_bytes(archive, archive.name))
    wanted, found = set(names), defaultdict[str, list[str]](list)
    for path in zipped.members:
        if PurePosixPath(path).name in wanted:
            found[PurePosixPath(path).name].append(path)
    return {name: _digest(zipped, paths[0]) for name, paths in found.items() if len(paths) == 1}


def _digest(zipped: SafeZip, path: str) -> str:
    digest = sha256()
    with zipped.open(path) as part:
        while piece := part.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()
