"""Accepted visits, ready to be scored and shown: one table for each wave and version."""

from dataclasses import dataclass

from qshop.programme.frozen import Version
from qshop.visits.table import Table


@dataclass(frozen=True)
class Visits:
    """Accepted visits of one wave made with one version, under the version's columns; defaults are filled in."""

    wave: str
    version: Version
    table: Table
