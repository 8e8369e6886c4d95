"""The programme's own data: accepted visits by wave and version, and the rejects of each source."""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from qshop.base.errors import StopError
from qshop.io.csv_files import read_csv, write_csv
from qshop.io.header_policy import ANY_HEADERS, HeaderPolicy
from qshop.io.moments_file import MOMENTS
from qshop.io.write import remove, safe_name, write_file
from qshop.programme.frozen import Version
from qshop.programme.model import Programme
from qshop.visits.accepted import Visits
from qshop.visits.columns import TEXT_SUFFIXES
from qshop.visits.intake.judge import VisitsOutcome, accept_visits
from qshop.visits.rejects import Reject
from qshop.visits.source_table import SourceTable

REJECTS_HEADER = ["source", "line", "column", "code", "reason", "raw"]


def data_folder(root: Path, programme: Programme) -> Path:
    """Return the folder of accepted visits: `data:` in qshop.yaml, `visits/` by default."""
    return (root / programme.settings.data).resolve()


def visit_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files of visits among `paths` and in their folders, in order and each once.

    Raises `StopError` if a path does not exist.
    """
    seen: set[Path] = set()
    for path in paths:
        if not path.exists():
            raise StopError(f"{path} does not exist", "name a CSV file or a folder of them")
        for file in sorted(path.rglob("*.csv")) if path.is_dir() else [path]:
            if file.name != MOMENTS and file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def read_tables(
    paths: Iterable[Path], base: Path, *, words: bool = True, headers: HeaderPolicy = ANY_HEADERS
) -> Iterator[SourceTable]:
    """Yield the tables of accepted visits, as they stand in their files.

    Sources are named relative to `base`. Without `words`, comments and evidence may be left out: no figure needs them.
    """
    for path in visit_files(paths):
        yield read_csv(path, source_name(path, base), unread=() if words else TEXT_SUFFIXES, headers=headers)


def read_visits(
    paths: Iterable[Path],
    programme: Programme,
    base: Path,
    *,
    words: bool = True,
    headers: HeaderPolicy = ANY_HEADERS,
) -> Iterator[tuple[SourceTable, VisitsOutcome]]:
    """Yield the tables of `read_tables`, each with the outcome of the rules of intake."""
    for source in read_tables(paths, base, words=words, headers=headers):
        yield source, accept_visits(source.table, programme) if source.table else VisitsOutcome()


def source_name(path: Path, base: Path) -> str:
    """Return a file's path relative to `base`, or as given if it lies outside; bytes that are no text become codes."""
    resolved = path.resolve()
    name = resolved.relative_to(base).as_posix() if resolved.is_relative_to(base) else path.as_posix()
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def store_visits(data: Path, accepted: list[Visits]) -> int:
    """Add accepted visits to their files, one a wave and version, and return the number of files that changed.

    Rows are sorted by date and id, so that the bytes do not depend on the order of exports.
    """
    rows: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
    versions = {visits.version.name: visits.version for visits in accepted}
    for visits in accepted:
        rows[visits.wave, visits.version.name] += visits.table.records()
    files = [_with_added(data, wave, versions[name], records) for (wave, name), records in sorted(rows.items())]
    return sum(write_file(data, path, text) for path, text in files)


def _with_added(data: Path, wave: str, version: Version, records: list[tuple[str, ...]]) -> tuple[str, str]:
    """Return the path and the new text of one file.

    Raises `StopError` if the file cannot be read back whole, since writing it again would lose something.
    """
    columns = version.columns()
    path = f"{safe_name(wave)}/{version.questionnaire}-v{version.version}.csv"
    if (data / path).is_file():
        source = read_csv(data / path, path)
        if source.table is None or source.rejects or not set(columns).issuperset(source.table.columns):
            raise StopError(f"{data / path} was changed and cannot be added to", "qshop score shows why; mend it first")
        stored = source.table.only({name: source.table.get(name) for name in columns})
        records = [*stored.records(), *records]
    date, visit_id = columns.index("date"), columns.index("visit_id")
    return path, write_csv(columns, sorted(records, key=lambda record: (record[date], record[visit_id])))


def write_rejects(root: Path, source: str, rejects: list[Reject]) -> str:
    """Write the rejected rows of one source to `rejects/` and return the path.

    Without any, remove the file of an earlier try and return an empty text.
    """
    path = f"rejects/{safe_name(source.removesuffix('.csv'))}.csv"
    if not rejects:
        remove(root, path)
        return ""
    rows: list[tuple[str, ...]] = [
        (reject.source, str(reject.line), reject.column, reject.diagnostic.code, reject.diagnostic.message, reject.raw)
        for reject in sorted(rejects, key=lambda reject: reject.line)
    ]
    write_file(root, path, write_csv(REJECTS_HEADER, rows))
    return path
