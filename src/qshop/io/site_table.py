"""`sites.csv` (id, name, region, type, tags; one team a stage in `<stage>_team`), as if it were `sites.yaml`."""

from pathlib import Path

from qshop.base.diagnostics import Diagnostic, Where
from qshop.base.suggest import did_you_mean
from qshop.io.csv_files import read_csv
from qshop.programme.nodes import Entry, Mapping, Node, Scalar, Sequence
from qshop.visits.table import Table

_COLUMNS = ("id", "name", "region", "type", "tags")


def read_site_table(file: Path, path: str) -> tuple[Mapping | None, list[Diagnostic]]:
    """Return the nodes that the table would be in YAML, or None, and everything that is wrong with it."""
    read = read_csv(file, path)
    found = [reject.diagnostic for reject in read.rejects] + ([read.refusal] if read.refusal else [])
    if read.table is None:
        return None, found
    top = Where(path, read.table.first_line, 1)
    for name in read.table.columns:
        if name not in _COLUMNS and not name.endswith("_team"):
            help_ = did_you_mean(name, [*_COLUMNS, "<stage>_team"])
            found.append(Diagnostic("QS405", f"unknown column: {name[:80]}", top, help_))
    return _file(read.table, top), found


def _file(table: Table, top: Where) -> Mapping:
    sites = tuple(_site(table, row) for row in range(table.rows))
    entries: dict[str, Node] = {
        "format": Scalar("1", top, top.line),
        "teams": _teams(table),
        "sites": Sequence(sites, top, top.line + len(sites)),
    }
    return _mapping(entries, top)


def _teams(table: Table) -> Sequence:
    """Declare every team that a site names: a table has no other place to do so."""
    where = Where(table.source, table.first_line, 1)
    named = dict.fromkeys(
        team for name in table.columns if name.endswith("_team") for team in table.get(name).cells() if team
    )
    return Sequence(
        tuple(_mapping({"id": Scalar(team, where, where.line)}, where) for team in named), where, where.line
    )


def _site(table: Table, row: int) -> Mapping:
    line = table.line(row)

    def where(name: str) -> Where:
        return Where(table.source, line, table.position(row, name))

    cells = {name: Scalar(text, where(name), line) for name in table.columns if (text := table.get(name).cell(row))}
    teams: dict[str, Node] = {n.removesuffix("_team"): cell for n, cell in cells.items() if n.endswith("_team")}
    entries: dict[str, Node] = {name: cells[name] for name in _COLUMNS if name in cells}
    if "tags" in cells:
        tags = (Scalar(tag, where("tags"), line) for tag in cells["tags"].text.split())
        entries["tags"] = Sequence(tuple(tags), where("tags"), line)
    if teams:
        entries["teams"] = _mapping(teams, Where(table.source, line, 1))
    return _mapping(entries, Where(table.source, line, 1))


def _mapping(values: dict[str, Node], where: Where) -> Mapping:
    entries = {key: Entry(Scalar(key, where, where.line), value) for key, value in values.items()}
    return Mapping(entries, where, where.line)
