"""Write files whole or not at all, only inside the folder they belong to.

A file is written beside its place under a name of its own, then moved there in one step. A process that is killed
leaves that other file; the next one that writes in the same folder clears it.
"""

import errno
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

from filelock import FileLock, Timeout

from qshop.base.errors import StopError

if sys.platform != "win32":
    import fcntl

_PREFIX, _SUFFIX = ".qshop-", ".tmp"
LEFTOVERS: Final = f"{_PREFIX}*{_SUFFIX}"
"""The names of files that are being written, as a pattern for git to ignore."""

_HELP = {
    errno.ENOSPC: "make room, then do the same again",
    errno.EDQUOT: "make room, then do the same again",
    errno.EROFS: "choose a folder on a disk that is not read-only",
}


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
    return write_files([File(root, relative, content)]) > 0


def write_files(files: Iterable[File]) -> int:
    """Write files as `write_file` does, one after the other, and return how many changed."""
    changed = 0
    folders: set[Path] = set()
    with ExitStack() as writing:
        for file in files:
            path = _inside(file.root, file.path)
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                if path.parent not in folders:
                    folders.add(path.parent)
                    writing.enter_context(_writing_in(path.parent))
                changed += _replace(path, file.content)
            except OSError as error:
                raise _not_written(path, error) from None
    return changed


def _not_written(path: Path, error: OSError) -> StopError:
    help_ = _HELP.get(error.errno or 0, "check the folder and its rights")
    return StopError(f"{path} cannot be written: {error.strerror}", help_)


def clear_leftovers(folders: Iterable[Path]) -> None:
    """Remove what killed processes left in `folders`."""
    for folder in folders:
        with _writing_in(folder):
            pass


def _inside(root: Path, relative: str) -> Path:
    path = root / relative
    try:
        is_inside = path.resolve().is_relative_to(root.resolve()) and not _is_circle(path)
    except (OSError, RuntimeError):  # links that lead in a circle, before Python 3.13
        is_inside = False
    if not is_inside:
        raise StopError(f"{relative} lies outside {root}", "choose a place inside")
    return path


def _is_circle(path: Path) -> bool:
    """Return whether links on the way to a path lead in a circle."""
    try:
        path.stat()
    except OSError as error:
        return error.errno == errno.ELOOP
    return False


def _replace(path: Path, content: str | bytes) -> bool:
    """Put the content in the place of the file, and return whether that changed anything."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == data:
        return False
    descriptor, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    return True


@contextmanager
def _writing_in(folder: Path) -> Iterator[None]:
    """Keep what is being written in `folder` from being cleared; clear it first if no other process writes there.

    Writers share a lock of the folder itself; who clears has it alone. Where folders have no locks, nothing is cleared.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        yield
        return
    try:
        with suppress(OSError):
            _clear_if_alone(folder, descriptor)
        yield
    finally:
        os.close(descriptor)


def _clear_if_alone(folder: Path, descriptor: int) -> None:
    if sys.platform == "win32":
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        pass
    else:
        for leftover in folder.glob(LEFTOVERS):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)
    fcntl.flock(descriptor, fcntl.LOCK_SH)


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Keep other processes from changing the programme. Raises `StopError` if it is still locked after 30 seconds."""
    folder = _inside(root, ".qshop")
    lock = FileLock(_inside(root, ".qshop/lock"), timeout=30)
    try:
        folder.mkdir(exist_ok=True)
        write_file(root, ".qshop/.gitignore", "*\n")
        lock.acquire()
    except Timeout:
        raise StopError("another qshop is writing to this programme", "wait for it, then try again") from None
    except OSError as error:
        raise _not_written(folder, error) from None
    try:
        yield
    finally:
        with suppress(OSError):  # all is written, and the end of the process releases it anyway
            lock.release()
