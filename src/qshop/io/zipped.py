"""Open a ZIP file that may be hostile: its files are counted and their sizes checked before anything is unpacked."""

import io
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from qshop.io.limits import FEWER_VISITS, MAX_BYTES, MAX_MEMBERS, MAX_RATIO
from qshop.io.refusal import RefusedError

_ALWAYS_ALLOWED_BYTES: Final = 1_000_000
_ZIP_ERRORS: Final = (BadZipFile, EOFError, zlib.error, OSError, RuntimeError)
_XML_ERRORS: Final = (SyntaxError, LookupError, ValueError, TypeError, AttributeError, ArithmeticError)
UNREADABLE: Final = (*_ZIP_ERRORS, *_XML_ERRORS)  # raised by zipfile, and by openpyxl for what no program writes


@dataclass(frozen=True)
class SafeZip:
    """The files of a ZIP, by name. Nothing is ever written to disk under these names."""

    archive: ZipFile
    members: dict[str, ZipInfo]

    def read(self, name: str) -> bytes:
        """Return the content of one file, within the limits."""
        with self.open(name) as content:
            return content.read()

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Yield one file to be read piece by piece. Raises `RefusedError` if it is encrypted, damaged or too large."""
        member = self.members[name]
        if member.flag_bits & 1:
            message = f"{member.filename} is encrypted"
            raise RefusedError("QS432", message, 0, "unpack it with its password, and give the file inside")
        if member.file_size > max(_ALWAYS_ALLOWED_BYTES, MAX_RATIO * member.compress_size):
            message = f"{member.filename} would grow more than {MAX_RATIO}-fold, to {member.file_size:,} bytes"
            raise RefusedError("QS430", message, 0, FEWER_VISITS)
        try:
            with self.archive.open(member) as content:
                yield content
        except UNREADABLE:
            raise damaged_file(member.filename) from None


def damaged_file(name: str) -> RefusedError:
    """Return the refusal of a file in which `name` cannot be read."""
    return RefusedError("QS431", f"{name} is damaged", 0, "export or copy it again")


def open_zip(data: bytes) -> SafeZip:
    """Return the files of a ZIP. Raises `RefusedError` if it is damaged, too large or names a file twice."""
    try:
        archive = ZipFile(io.BytesIO(data))
    except UNREADABLE:
        raise RefusedError("QS431", "the file is damaged or incomplete", 0, "export or copy it again") from None
    members = [member for member in archive.infolist() if not member.is_dir()]
    repeated = next((name for name, times in Counter(m.filename for m in members).items() if times > 1), None)
    if repeated is not None:
        raise RefusedError("QS431", f"the archive holds {repeated} twice", 0, "export or pack it again")
    if len(members) > MAX_MEMBERS:
        raise RefusedError("QS430", f"more than {MAX_MEMBERS:,} files in one archive", 0, FEWER_VISITS)
    return SafeZip(archive, {member.filename: member for member in members})


def check_unpacked_size(zipped: SafeZip, names: list[str]) -> None:
    """Raise `RefusedError` if the files called `names` are together larger than the limit once unpacked."""
    size = sum(zipped.members[name].file_size for name in names)
    if size > MAX_BYTES:
        message = f"unpacked it would be {size:,} bytes; the limit is {MAX_BYTES:,}"
        raise RefusedError("QS430", message, 0, FEWER_VISITS)
