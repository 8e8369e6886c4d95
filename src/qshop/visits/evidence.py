"""A piece of evidence in a cell: the name of a photo or recording and, once its bytes were seen, their SHA-256.

The cell reads `reception 1.jpg sha256:…`: a name may hold spaces, so it ends where the last 72 characters begin, if
those are a space, `sha256:` and 64 digits of 0–9 and a–f.
"""

import re
from typing import NamedTuple

_SEALED = re.compile(r"(.+) sha256:([0-9a-f]{64})", re.DOTALL)


class Evidence(NamedTuple):
    """One piece of evidence; `sha256` is blank as long as nobody has seen the file."""

    name: str
    sha256: str = ""

    @property
    def cell(self) -> str:
        """Write it the way it stands in a visit."""
        return f"{self.name} sha256:{self.sha256}" if self.sha256 else self.name


def read_evidence(cell: str) -> Evidence:
    """Read a cell under `<question>_evidence`."""
    sealed = _SEALED.fullmatch(cell)
    return Evidence(sealed[1], sealed[2]) if sealed else Evidence(cell)
