"""Read `sites.csv` (id, name, region, type, tags; one team a stage in `<stage>_team`) as if it were `sites.yaml`."""

from pathlib import Path

from qshop.base.diagnostics import Diagnostic, Where
from qshop.base.suggest import did_you_mean
from qshop.io.csv_files import read_csv
from qshop.programme.nodes import Entry, Mapping, Node, Scalar, Sequence
from qshop.visits.column_names import column_name
from qshop.visits.table import Table

_COLUMNS = ("id", "name", "region", "type", "tags")


def read_site_table(file: Path, path: str) -> tuple[Mapping | None, list[Diagnostic]]:
    """Return the nodes that the table would be in YAML, or None, and every diagnostic."""
    source = read_csv(file, path)
    diagnostics = [one for reject in source.rejects for one in reject.diagnostics] + (
        [source.refusal] if source.refusal else []
    )
    if source.table is None:
        return None, diagnostics
    top = Where(path, source.table.first_line, 1)
    for name in source.table.columns:
        if name not in _COLUMNS and not name.endswith("_team"):
            help_ = did_you_mean(name, [*_COLUMNS, "<stage>_team"])
            diagnostics.append(Diagnostic("QS405", f"unknown column: {column_name(name)}", top, help_))
    return _file(source.table, top), diagnostics


def _file(table: Table, top: Where) -> Mapping:
    sites = tuple(_site(table, row) for row in range(table.rows))
    entries: dict[str, Node] = {
        "format": Scalar("1", top, top.line),
        "teams": _teams(table),
        "sites": Sequence(sites, top, top.line + len(sites)),
    }
    return _mapping(entries, top)


def _teams(table: Table) -> Sequence:
    """Return a declaration of every team that a site names: a table has no other place for it."""
    where = Where(table.source, table.first_line, 1)
    columns = [table.get(name) for name in table.columns if name.endswith("_team")]
    teams = dict.fromkeys(team for column in columns for team in column.cells() if team)
    items = [_mapping({"id": Scalar(team, where, where.line)}, where) for team in teams]
    return Sequence(tuple(items), where, where.line)


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
