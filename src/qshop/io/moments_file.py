"""Moments beside the visits they belong to: one file a wave, `moments.csv`."""

from collections.abc import Mapping
from pathlib import Path

from qshop.base.diagnostics import Diagnostic
from qshop.base.errors import StopError
from qshop.io.csv_files import read_csv, write_csv
from qshop.io.write import safe_name, write_file
from qshop.visits.moments import COLUMNS, Moment, accept_moments, sorted_moments

MOMENTS = "moments.csv"


def read_moments(data: Path, wave: str, wave_of: Mapping[str, str]) -> tuple[list[Moment], list[Diagnostic]]:
    """Read the moments of a wave back, judged again by the rules they came in by, with every fault found.

    `wave_of` tells the wave of every accepted visit. Without a file there are none.
    """
    path = data / safe_name(wave) / MOMENTS
    if not path.is_file():
        return [], []
    read = read_csv(path, f"{data.name}/{path.parent.name}/{MOMENTS}")
    if read.table is None:
        return [], [read.refusal] if read.refusal else []
    outcome = accept_moments(read.table, wave_of)
    found = [outcome.refusal] if outcome.refusal else [r.diagnostic for r in (*read.rejects, *outcome.rejects)]
    return sorted_moments(moment for mine in outcome.accepted.values() for moment in mine), found


def stored_moments(data: Path, wave_of: Mapping[str, str]) -> set[Moment]:
    """Give every moment accepted before."""
    return {moment for wave in set(wave_of.values()) for moment in read_moments(data, wave, wave_of)[0]}


def store_moments(data: Path, accepted: Mapping[str, list[Moment]], wave_of: Mapping[str, str]) -> int:
    """Add accepted moments to the file of their wave; give the number of files that changed.

    A file that holds what would be lost is not written again.
    """
    changed = 0
    for wave, moments in sorted(accepted.items()):
        stored, found = read_moments(data, wave, wave_of)
        if found:
            help_ = f"mend it first: {found[0].message}"
            raise StopError(f"{data / safe_name(wave) / MOMENTS} was changed and cannot be added to", help_)
        rows: list[tuple[str, ...]] = [*sorted_moments([*stored, *moments])]
        changed += write_file(data, f"{safe_name(wave)}/{MOMENTS}", write_csv([*COLUMNS], rows))
    return changed
