"""Write files whole or not at all, only inside the folder they belong to."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from qshop.base.errors import StopError


class File(NamedTuple):
    """What is to be written: the content of the file `path` below the folder `root`."""

    root: Path
    path: str
    content: str | bytes


def write_file(root: Path, relative: str, content: str | bytes) -> bool:
    """Write bytes, or a text as UTF-8, to `root/relative`, and return whether anything changed.

    The file is replaced in one step after its bytes are on disk. Raises `StopError` if the file cannot be written or
    lies outside `root`, also through a link.
    """
    path = _inside(root, relative)
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        if path.is_file() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    except OSError as error:
        raise StopError(f"{path} cannot be written: {error.strerror}", "check the folder and its rights") from None
    return True


def _inside(root: Path, relative: str) -> Path:
    path = root / relative
    if not path.resolve().is_relative_to(root.resolve()):
        raise StopError(f"{relative} lies outside {root}", "choose a place inside")
    return path


def _replace(path: Path, data: bytes) -> None:
    descriptor, name = tempfile.mkstemp(prefix=".qshop-", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Keep other processes from changing the programme. Raises `StopError` if it is still locked after 30 seconds."""
    folder = root / ".qshop"
    try:
        folder.mkdir(exist_ok=True)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
    except OSError as error:
        raise StopError(f"{folder} cannot be written: {error.strerror}", "check the folder and its rights") from None
    try:
        with FileLock(folder / "lock", timeout=30):
            yield
    except Timeout:
        raise StopError("another qshop is writing to this programme", "wait for it, then try again") from None
