"""The columns of `qshop score`: the same in a frame, in CSV, in JSON and in the documentation."""

import csv
import json
import math
from pathlib import Path

import pandas as pd
import pytest

from desk import said, visited
from qshop.score.figure_columns import COLUMNS, POINTS, frame
from qshop.score.visit_points import with_points
from scoring import DESKS, frozen, scored, table_of

COMMANDS = Path(__file__).parents[1] / "docs" / "reference" / "commands.md"


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    settings = DESKS["qshop.yaml"] + "scoring: {minimum_base: 2}\n"
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
    table = frame(("site", "priority"), table_of(parts, ("site", "priority"), desks).rows)
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
    row = frame(("site",), table_of(parts, ("site",), desks).rows).iloc[0]
    assert row["score"] == 66.6667  # 4 of 6 points, as the millionths that are kept
    assert (row["must_rate"], row["plus_rate"]) == (50.0, 100.0)
    assert math.isnan(row["score_low"])
    assert math.isnan(row["must_high"])


def test_only_visit_by_visit_are_there_points_and_they_give_the_score(desks, parts):
    table = with_points(table_of(parts, ("visit", "stage"), desks), parts, desks)
    shown = frame(table.keys, table.rows)
    assert list(shown.columns) == ["visit", "stage", *COLUMNS, *POINTS]
    assert shown[["visit", "stage", "earned", "possible", "score"]].to_csv(index=False, lineterminator="\n") == (
        "visit,stage,earned,possible,score\n"
        "V1,desk,3.0,3.0,100.0\n"
        "V1,leaving,1.0,1.0,100.0\n"
        "V2,desk,2.3,3.0,76.6667\n"
        "V2,leaving,1.0,1.0,100.0\n"
        "V3,desk,3.0,3.0,100.0\n"
        "V3,leaving,1.0,3.0,33.3333\n"
    )


@pytest.mark.parametrize("plus", ["counted", "bonus", "apart"])
def test_points_are_counted_in_the_weights_of_stages_where_these_have_any(tmp_path, plus):
    settings = DESKS["qshop.yaml"] + f"scoring: {{plus: {plus}, stages: {{desk: 3, leaving: 1}}}}\n"
    weighed = frozen(tmp_path, DESKS | {"qshop.yaml": settings})
    common = {"scenario": "guest", "channel": "phone", "site": "S1", "date": "2026-02-01", "greeted": "yes"}
    parts = scored(
        weighed, [{**common, "visit_id": "V1", "wait": "90", "flowers": "yes", "goodbye": "no", "door": "4"}]
    )
    [figure] = with_points(table_of(parts, ("visit",), weighed), parts, weighed).rows.values()
    assert figure.points.possible == 4.0
    assert figure.score == pytest.approx(100 * figure.points.earned / figure.points.possible, abs=1e-4)


def test_no_visits_make_an_empty_table_with_all_its_columns(desks):
    table = frame(("site",), table_of([], ("site",), desks).rows)
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
    table = frame(("site",), table_of(parts, ("site",), desks).rows)
    assert {name: str(table[name].dtype) for name in COLUMNS} == {name: one.dtype for name, one in COLUMNS.items()}
    described = COMMANDS.read_text(encoding="utf-8")
    assert [name for name, one in COLUMNS.items() if f"| `{name}` | {one.meaning} |" not in described] == []
