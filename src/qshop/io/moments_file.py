"""Read and write `moments.csv`, one file a wave, beside the visits that the moments belong to."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from qshop.io.csv_files import read_csv, write_csv
from qshop.io.store import stored_records
from qshop.io.store_files import MOMENTS, moments_files, source_name, stored_path
from qshop.io.write import File
from qshop.visits.moments import COLUMNS, Moment, sorted_moments
from qshop.visits.source_table import SourceTable


def read_moments(data: Path, base: Path, wave: str | None = None) -> Iterator[SourceTable]:
    """Yield the stored moments of every wave, or of one, as they stand in their files, named relative to `base`."""
    for path in moments_files(data) if data.is_dir() else []:
        if wave is None or path == data / stored_path(data, wave, MOMENTS):
            yield read_csv(path, source_name(path, base))


def added_moments(data: Path, accepted: Iterable[Mapping[str, list[Moment]]]) -> list[File]:
    """Return the files that moments, accepted by wave from each source, are added to, as they are afterwards.

    Raises `StopError` if a file cannot be read back whole, since writing it again would lose something.
    """
    waves: dict[str, list[Moment]] = {}
    for wave, moments in (entry for of_source in accepted for entry in of_source.items()):
        known = waves.get(wave) or _stored(data, wave)
        waves[wave] = sorted_moments(dict.fromkeys([*known, *moments]))
    return [
        File(data, stored_path(data, wave, MOMENTS), write_csv([*COLUMNS], [*moments]))
        for wave, moments in sorted(waves.items())
    ]


def _stored(data: Path, wave: str) -> list[Moment]:
    return [Moment(*cells) for cells in stored_records(data, stored_path(data, wave, MOMENTS), [*COLUMNS])]
