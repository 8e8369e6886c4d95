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
    """Give the folder of accepted visits: `data:` in qshop.yaml, `visits/` by default."""
    return (root / programme.settings.data).resolve()


def visit_files(paths: Iterable[Path]) -> Iterator[Path]:
    """List the files of visits among `paths`, looking into folders, in order and each once."""
    seen: set[Path] = set()
    for path in paths:
        if not path.exists():
            raise StopError(f"{path} does not exist", "name a CSV file or a folder of them")
        for file in sorted(path.rglob("*.csv")) if path.is_dir() else [path]:
            if file.name != MOMENTS and file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def read_visits(
    paths: Iterable[Path],
    programme: Programme,
    base: Path,
    *,
    words: bool = True,
    headers: HeaderPolicy = ANY_HEADERS,
) -> Iterator[tuple[SourceTable, VisitsOutcome]]:
    """Read accepted visits back, judged again by the rules they came in by. Sources are named from `base`.

    Without `words`, comments and evidence may stay unread: no figure needs them.
    """
    for path in visit_files(paths):
        read = read_csv(path, source_name(path, base), unread=() if words else TEXT_SUFFIXES, headers=headers)
        outcome = accept_visits(read.table, programme) if read.table else VisitsOutcome()
        yield read, outcome


def source_name(path: Path, base: Path) -> str:
    """Name a file the way a person standing in `base` would; bytes that are no text are shown by their code."""
    resolved = path.resolve()
    name = resolved.relative_to(base).as_posix() if resolved.is_relative_to(base) else path.as_posix()
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def store_visits(data: Path, accepted: list[Visits]) -> int:
    """Add accepted visits to their files, one a wave and version; give the number of files that changed.

    Rows are kept in order of date and id, so that the bytes do not depend on who came first.
    """
    rows: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
    versions = {visits.version.name: visits.version for visits in accepted}
    for visits in accepted:
        rows[visits.wave, visits.version.name] += visits.table.records()
    files = [_added(data, wave, versions[name], records) for (wave, name), records in sorted(rows.items())]
    return sum(write_file(data, path, text) for path, text in files)


def _added(data: Path, wave: str, version: Version, records: list[tuple[str, ...]]) -> tuple[str, str]:
    """Give the path and the new text of one file. A file that holds what would be lost is not written again."""
    columns = version.columns()
    path = f"{safe_name(wave)}/{version.questionnaire}-v{version.version}.csv"
    if (data / path).is_file():
        read = read_csv(data / path, path)
        if read.table is None or read.rejects or not set(columns).issuperset(read.table.columns):
            raise StopError(f"{data / path} was changed and cannot be added to", "qshop score shows why; mend it first")
        records = [*read.table.only({name: read.table.get(name) for name in columns}).records(), *records]
    place = (columns.index("date"), columns.index("visit_id"))
    records = sorted(records, key=lambda record: (record[place[0]], record[place[1]]))
    return path, write_csv(columns, records)


def write_rejects(root: Path, source: str, rejects: list[Reject]) -> str:
    """Keep the rejected rows of one source in `rejects/`; without any, remove what an earlier try left there."""
    path = f"rejects/{safe_name(source.removesuffix('.csv'))}.csv"
    if not rejects:
        remove(root, path)
        return ""
    ordered = sorted(rejects, key=lambda reject: reject.line)
    rows: list[tuple[str, ...]] = [
        (r.source, str(r.line), r.column, r.diagnostic.code, r.diagnostic.message, r.raw) for r in ordered
    ]
    write_file(root, path, write_csv(REJECTS_HEADER, rows))
    return path
