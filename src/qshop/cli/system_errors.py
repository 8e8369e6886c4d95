"""What the system refuses, such as a full disk or a folder that is gone, in plain words."""

import errno
import os
import sys

from qshop.cli.streams import give_up

_REASONS = {
    errno.ENOSPC: ("the disk is full", "make room, then do the same again"),
    errno.EDQUOT: ("the disk is full: its quota is used up", "make room, then do the same again"),
    errno.EFBIG: ("a file would be larger than this system allows", "write it to another disk"),
    errno.EROFS: ("nothing can be written there", "choose a folder on a disk that is not read-only"),
    errno.EACCES: ("the system does not allow it", "check the rights of the file and of its folder"),
    errno.EPERM: ("the system does not allow it", "check the rights of the file and of its folder"),
    errno.ELOOP: ("a link leads back to itself", "replace it by the file that is meant"),
    errno.ENAMETOOLONG: ("a name is too long for this system", "use a shorter one"),
    errno.EISDIR: ("a folder stands where a file should be", "move it away, or give another name"),
    errno.ENOTDIR: ("a file stands where a folder should be", "move it away, or give another name"),
    errno.ENOENT: ("a file or folder is gone", "was it moved meanwhile? Do the same again"),
    errno.EMFILE: ("too many files are open", "close other programs, then do the same again"),
    errno.ENOMEM: ("there is not enough memory", "close other programs, or give fewer files at once"),
    errno.EIO: ("the disk cannot be read or written", "check the disk or the connection, then do the same again"),
}
_NO_FOLDER = ("the current folder does not exist any more", "change to one that does")
_LONGEST_PLACE = 200


def refusal_of(error: Exception) -> str:
    """Return what the system refuses, where, and what to do, in two lines; nothing if the error is our own.

    A standard output that could not be written is given up, since its rest would fail again when the process ends.
    """
    number = _number(error)
    if not number:
        return ""
    give_up(sys.stdout)
    system_error = error if isinstance(error, OSError) else OSError(number, os.strerror(number))
    unknown = (system_error.strerror or "the system refuses it", "see to it, then do the same again")
    reason, help_ = _REASONS.get(number, unknown)
    name = system_error.filename
    if number == errno.ENOENT and not name:
        reason, help_ = _NO_FOLDER
    place = f": {os.fsdecode(name)[:_LONGEST_PLACE]}" if isinstance(name, str | bytes) else ""
    return f"{reason}{place}\n  {help_}"


def _number(error: Exception) -> int:
    """Return the system's number of an error; 0 if it is none of the system's."""
    match error:
        case OSError():
            return error.errno or errno.EIO
        case MemoryError():
            return errno.ENOMEM
        case RuntimeError() if str(error).startswith("Symlink loop"):  # as pathlib says before Python 3.13
            return errno.ELOOP
    return 0
