"""A fingerprint of visits: two sets have the same one only if they say the same."""

from collections.abc import Iterable
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from qshop.visits.accepted import Visits
from qshop.visits.columns import TEXT_SUFFIXES
from qshop.visits.table import Table


def fingerprint(batches: Iterable[Visits]) -> str:
    """Return three groups of four digits for the content of visits; empty where there are none.

    In which files, rows and columns they stand makes no difference, and blanks neither. Comments and evidence, which
    change no figure and may be deleted, are left out.
    """
    rows = [_of_rows(visits.table) for visits in batches]
    found = np.sort(np.concatenate(rows)) if rows else np.array([], np.uint64)
    digits = f"{_number(found.astype('<u8').tobytes()) % 10**12:012}"
    return "-".join((digits[:4], digits[4:8], digits[8:])) if len(found) else ""


def _of_rows(table: Table) -> NDArray[np.uint64]:
    """Return a number for each row: the sum, below 2^64, of those of its cells."""
    total = np.zeros(table.rows, np.uint64)
    for name, column in table.columns.items():
        if not name.endswith(TEXT_SUFFIXES):
            numbers = [_number(f"{name}\0{value}".encode()) if value else 0 for value in column.values] or [0]
            total += np.array(numbers, np.uint64).take(column.codes)
    return total


def _number(content: bytes) -> int:
    """Return a number below 2^64 for some bytes."""
    return int.from_bytes(sha256(content).digest()[:8], "little")
