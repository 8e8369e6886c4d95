"""The programme's own data: accepted visits in `<data>/<wave>/*.csv`, one file a questionnaire's version."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from qshop.base.errors import StopError
from qshop.io.csv_files import read_csv, write_csv
from qshop.io.header_policy import ANY_HEADERS, HeaderPolicy
from qshop.io.store_files import source_name, stored_path, visit_files
from qshop.io.write import File
from qshop.programme.frozen import Version
from qshop.visits.accepted import Visits
from qshop.visits.columns import TEXT_SUFFIXES
from qshop.visits.source_table import SourceTable


def read_tables(
    paths: Iterable[Path],
    base: Path,
    data: Path | None = None,
    *,
    words: bool = True,
    headers: HeaderPolicy = ANY_HEADERS,
) -> Iterator[SourceTable]:
    """Yield the tables of accepted visits, as they stand in their files; those in the store `data` with their folder.

    Sources are named relative to `base`. Without `words`, comments and evidence may be left out: no figure needs them.
    """
    for path in visit_files(paths, data):
        table = read_csv(path, source_name(path, base), unread=() if words else TEXT_SUFFIXES, headers=headers)
        table.folder = path.resolve().parent.name if path.resolve().parent.parent == data else ""
        yield table


def added_visits(data: Path, accepted: list[Visits]) -> list[File]:
    """Return the files that accepted visits are added to, one a wave and version, as they are afterwards.

    Rows are sorted by date and id, so that the bytes do not depend on the order of exports.
    """
    rows: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
    versions = {visits.version.name: visits.version for visits in accepted}
    for visits in accepted:
        rows[visits.wave, visits.version.name] += visits.table.each_record()
    return [_with_added(data, wave, versions[name], records) for (wave, name), records in sorted(rows.items())]


def _with_added(data: Path, wave: str, version: Version, records: list[tuple[str, ...]]) -> File:
    columns = version.columns()
    path = stored_path(data, wave, f"{version.questionnaire}-v{version.version}.csv")
    records = [*stored_records(data, path, columns), *records]
    date, visit_id = columns.index("date"), columns.index("visit_id")
    return File(data, path, write_csv(columns, sorted(records, key=lambda record: (record[date], record[visit_id]))))


def stored_records(data: Path, path: str, columns: list[str]) -> list[tuple[str, ...]]:
    """Return the rows of a stored file under `columns`; without the file, none.

    Raises `StopError` if the file cannot be read back whole, since writing it again would lose something.
    """
    if not (data / path).exists():
        return []
    source = read_csv(data / path, path)
    if source.table is None or source.rejects:
        raise StopError(f"{data / path} was changed and cannot be added to", "qshop score shows why; mend it first")
    others = [name for name in source.table.columns if name not in columns]
    if others:
        message = f"{data / path} cannot be added to: it has the column {others[0]}, of another version"
        raise StopError(message, "move the visits of other versions to a file of their own beside it")
    return source.table.only({name: source.table.get(name) for name in columns}).records()
