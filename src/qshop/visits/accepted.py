"""Accepted visits, as everything that scores or shows them takes them: one table a wave and version."""

from dataclasses import dataclass

from qshop.programme.frozen import Version
from qshop.visits.table import Table


@dataclass(frozen=True)
class Visits:
    """Accepted visits of one wave made with one version, under canonical columns; defaults are filled in."""

    wave: str
    version: Version
    table: Table
