"""The columns of `qshop compare`: the same in a frame, in CSV, in JSON and in the documentation."""

import csv
import json
from pathlib import Path

import pandas as pd

from desk import said, visited
from qshop.score.comparison.compare import Differences
from qshop.score.comparison.compare_columns import COLUMNS, frame
from qshop.score.comparison.figure_difference import FigureDifference
from qshop.score.comparison.matching import Matching
from qshop.score.comparison.sides import Sides

COMMANDS = Path(__file__).parents[1] / "docs" / "reference" / "commands.md"
SIDES = Sides("wave", "spring", "autumn")
MATCH = Matching(SIDES, ("site",), (), ("site",), frozenset(), frozenset(), (0, 0), (0, 0), {})
TOTAL = FigureDifference((), "score", (9, 8), (9, 8), 80.0, 85.0, 5.0, 1.0, 9.0, 0.01, "better")
NORTH = FigureDifference(("north", ""), "must", (1, 8), (3, 24), 100.0, 75.0, -25.0)


def test_a_table_tells_the_total_from_its_rows():
    table = frame(Differences(SIDES, ("region", "type"), [TOTAL], [NORTH], MATCH))
    assert list(table.columns) == ["row", "region", "type", *COLUMNS]
    assert table.to_csv(index=False, lineterminator="\n").splitlines()[1:] == [
        "total,,,score,9,8,9,8,80.0,85.0,5.0,1.0,9.0,0.01,better,1",
        "part,north,,must_rate,1,8,3,24,100.0,75.0,-25.0,,,,,1",
    ]


def test_nothing_to_compare_makes_an_empty_table_with_all_its_columns():
    table = frame(Differences(SIDES, ("stage",), [], [], MATCH))
    assert list(table.columns) == ["row", "stage", *COLUMNS]
    assert list(table.dtypes[["visits_before", "before", "p"]]) == ["int64", "float64", "float64"]


def test_every_column_is_printed_and_described(tmp_path, capsys):
    root = visited(tmp_path)
    printed = said(capsys, root, "compare", "spring", "autumn", "--by", "stage", "--format", "csv")[1].out
    header, *rows = csv.reader(printed.splitlines())
    assert header == ["row", "stage", *COLUMNS]
    records = json.loads(said(capsys, root, "compare", "spring", "autumn", "--by", "stage", "--format", "json")[1].out)
    assert [list(record) for record in records["rows"]] == [header] * len(rows)
    assert records["rows"][0]["low"] is None
    described = COMMANDS.read_text(encoding="utf-8")
    assert [name for name in COLUMNS if f"| `{name}` | {COLUMNS[name].meaning} |" not in described] == []
    assert pd.DataFrame(records["rows"])["row"].unique().tolist() == ["total", "part"]
