"""The columns of `qshop score`: the same in a frame, in CSV, in JSON and in the documentation."""

import csv
import json
import math
from pathlib import Path

import pandas as pd
import pytest

from desk import said, visited
from qshop.score.figure_columns import COLUMNS, frame
from qshop.score.figures import figures
from qshop.score.tally import tally
from scoring import DESKS, frozen, scored

COMMANDS = Path(__file__).parents[1] / "docs" / "reference" / "commands.md"


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    settings = DESKS["qshop.yaml"] + "mix: as_visited\nscoring: {minimum_base: 2}\n"
    return frozen(tmp_path_factory.mktemp("desks"), DESKS | {"qshop.yaml": settings})


@pytest.fixture(scope="module")
def parts(desks):
    common = {"scenario": "guest", "channel": "phone", "greeted": "yes", "wait": "20", "flowers": "yes", "door": "4"}
    rows = [
        {"visit_id": "V1", "site": "S2", "date": "2026-02-01"},
        {"visit_id": "V2", "site": "S2", "date": "2026-09-01", "wait": "31"},
        {"visit_id": "V3", "site": "S1", "date": "2026-09-01", "goodbye": "no"},
    ]
    return scored(desks, [common | row for row in rows])


def test_a_table_has_the_keys_as_asked_then_every_column_in_order(desks, parts):
    table = frame(("site", "priority"), figures(tally(parts, ("site", "priority"), desks), desks))
    assert list(table.columns) == ["site", "priority", *COLUMNS]
    assert table[["site", "priority", "visits", "must_met", "must_asked", "plus_met", "plus_asked"]].to_csv(
        index=False, lineterminator="\n"
    ) == (
        "site,priority,visits,must_met,must_asked,plus_met,plus_asked\n"
        "S1,must,1,1,2,0,0\n"
        "S1,plus,1,0,0,2,2\n"
        "S2,must,2,1,2,0,0\n"
        "S2,plus,2,0,0,4,4\n"
    )


def test_figures_in_a_table_are_unrounded_and_empty_where_there_is_none(desks, parts):
    row = frame(("site",), figures(tally(parts, ("site",), desks), desks)).iloc[0]
    assert row["score"] == 66.6667  # 4 of 6 points, as the millionths that are kept
    assert (row["earned"], row["possible"], row["must_rate"], row["plus_rate"]) == (4.0, 6.0, 50.0, 100.0)
    assert math.isnan(row["score_low"])
    assert math.isnan(row["must_high"])


def test_no_visits_make_an_empty_table_with_all_its_columns(desks):
    table = frame(("site",), figures(tally([], ("site",), desks), desks))
    assert isinstance(table, pd.DataFrame)
    assert table.to_csv(index=False) == ",".join(["site", *COLUMNS]) + "\n"


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    return visited(tmp_path_factory.mktemp("desk"))


def test_every_column_is_printed_and_described(printed, desks, parts, capsys):
    _, as_csv = said(capsys, printed, "score", "--by", "site", "--format", "csv")
    _, as_json = said(capsys, printed, "score", "--by", "site", "--format", "json")
    everywhere = ["site", *COLUMNS]
    assert next(csv.reader(as_csv.out.splitlines())) == everywhere
    assert [list(row) for row in json.loads(as_json.out)["rows"]] == [everywhere, everywhere]
    table = frame(("site",), figures(tally(parts, ("site",), desks), desks))
    assert {name: str(table[name].dtype) for name in COLUMNS} == {name: one.dtype for name, one in COLUMNS.items()}
    described = COMMANDS.read_text(encoding="utf-8")
    assert [name for name, one in COLUMNS.items() if f"| `{name}` | {one.meaning} |" not in described] == []
