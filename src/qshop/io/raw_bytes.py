"""The bytes of a file or of standard input: nothing else is read, and neither without bound."""

import sys
from pathlib import Path
from stat import S_ISBLK, S_ISCHR, S_ISDIR, S_ISFIFO, S_ISREG, S_ISSOCK
from typing import BinaryIO, Final

from qshop.base.errors import StopError
from qshop.io.limits import MAX_FILE_BYTES
from qshop.io.refusal import RefusedError

_NO_FILES: Final = {S_ISFIFO: "a pipe", S_ISSOCK: "a socket", S_ISCHR: "a device", S_ISBLK: "a device"}


def read_bytes(path: Path, source: str) -> bytes:
    """Return the content of a file, also through a link.

    Raises `RefusedError` if it is too large, `StopError` if it cannot be opened or is no file: that may never end.
    """
    try:
        status = path.stat()
        if S_ISDIR(status.st_mode):
            raise StopError(f"{source}: Is a directory", "name the files in it")
        if not S_ISREG(status.st_mode):
            kind = next((kind for is_kind, kind in _NO_FILES.items() if is_kind(status.st_mode)), "something else")
            raise StopError(f"{source}: it is {kind}, not a file", "save it as a file, or pipe it into: qshop ingest -")
        if status.st_size > MAX_FILE_BYTES:
            raise _too_large()
        with path.open("rb") as file:
            return _within_limit(file)
    except OSError as error:
        raise StopError(f"{source}: {error.strerror or 'it cannot be read'}", "check the path") from None


def read_standard_input() -> bytes:
    """Return what is piped in. Raises `RefusedError` if it is too large, `StopError` if standard input is closed."""
    if sys.stdin is None:
        raise StopError("standard input is closed", "pipe a file into it, or name the file")
    try:
        return _within_limit(sys.stdin.buffer)
    except OSError as error:
        raise StopError(f"standard input: {error.strerror or 'it cannot be read'}", "pipe a file into it") from None


def _within_limit(file: BinaryIO) -> bytes:
    data = file.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise _too_large()
    return data


def _too_large() -> RefusedError:
    return RefusedError("QS112", f"larger than {MAX_FILE_BYTES:,} bytes", 0, "split the file")
