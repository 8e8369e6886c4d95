"""Read and write the registers, one file each in the folder of the registers; nothing is ever removed from one."""

from collections.abc import Iterable
from pathlib import Path

from qshop.base.errors import FaultyError
from qshop.io.csv_files import read_csv, write_csv
from qshop.io.links import place_in
from qshop.io.store_files import source_name
from qshop.io.write import File
from qshop.visits.released import COLUMNS, Release, header_problem
from qshop.visits.source_table import SourceTable

RELEASED = "released.csv"


def read_released(registers: Path, base: Path) -> SourceTable | None:
    """Return the register of what was released, as it stands in its file, named relative to `base`; None without one.

    Raises `StopError` if the file cannot be opened, or is a link that leads out of the folder.
    """
    path = place_in(registers, RELEASED)
    return read_csv(path, source_name(path, base)) if path.exists() else None


def stored_releases(registers: Path, base: Path) -> list[Release]:
    """Return every row of the register, exactly; none without a register.

    Raises `FaultyError` if it cannot be read back whole, since writing it again would lose something.
    """
    source = read_released(registers, base)
    if source is None:
        return []
    header = header_problem(source.table, COLUMNS) if source.table else source.refusal
    faults = [header] if header else [one for reject in source.rejects for one in reject.diagnostics]
    if source.table is None or faults:
        raise FaultyError(f"{source.source} was changed and cannot be added to", "mend it first", faults)
    return [Release(*cells) for cells in zip(*(source.table.get(name).cells() for name in COLUMNS), strict=True)]


def added_releases(registers: Path, base: Path, releases: Iterable[Release]) -> list[File]:
    """Return the register that releases are added to, as it is afterwards; those it has already change nothing.

    Raises `FaultyError` as `stored_releases` does.
    """
    rows = dict.fromkeys([*stored_releases(registers, base), *releases])
    return [File(registers, RELEASED, write_csv([*COLUMNS], [*rows]))]
