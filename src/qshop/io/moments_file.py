"""Read and write `moments.csv`, one file a wave, beside the visits that the moments belong to."""

from collections.abc import Mapping
from pathlib import Path

from qshop.base.diagnostics import Diagnostic
from qshop.base.errors import StopError
from qshop.io.csv_files import read_csv, write_csv
from qshop.io.write import safe_name, write_file
from qshop.visits.moments import COLUMNS, Moment, accept_moments, sorted_moments

MOMENTS = "moments.csv"


def read_moments(data: Path, wave: str, wave_of: Mapping[str, str]) -> tuple[list[Moment], list[Diagnostic]]:
    """Return the stored moments of a wave, checked again by the rules of intake, and every diagnostic.

    `wave_of` is the wave of every accepted visit. Without a file there are no moments.
    """
    path = data / safe_name(wave) / MOMENTS
    if not path.is_file():
        return [], []
    source = read_csv(path, f"{data.name}/{path.parent.name}/{MOMENTS}")
    if source.table is None:
        return [], [source.refusal] if source.refusal else []
    outcome = accept_moments(source.table, wave_of)
    if outcome.refusal:
        return [], [outcome.refusal]
    moments = sorted_moments(moment for accepted in outcome.accepted.values() for moment in accepted)
    return moments, [reject.diagnostic for reject in (*source.rejects, *outcome.rejects)]


def stored_moments(data: Path, wave_of: Mapping[str, str]) -> set[Moment]:
    """Return every moment accepted before."""
    return {moment for wave in set(wave_of.values()) for moment in read_moments(data, wave, wave_of)[0]}


def store_moments(data: Path, accepted: Mapping[str, list[Moment]], wave_of: Mapping[str, str]) -> int:
    """Add accepted moments to the file of their wave, and return the number of files that changed.

    Raises `StopError` if a file cannot be read back whole, since writing it again would lose something.
    """
    changed = 0
    for wave, moments in sorted(accepted.items()):
        stored, diagnostics = read_moments(data, wave, wave_of)
        if diagnostics:
            help_ = f"mend it first: {diagnostics[0].message}"
            raise StopError(f"{data / safe_name(wave) / MOMENTS} was changed and cannot be added to", help_)
        rows: list[tuple[str, ...]] = [*sorted_moments([*stored, *moments])]
        changed += write_file(data, f"{safe_name(wave)}/{MOMENTS}", write_csv([*COLUMNS], rows))
    return changed
