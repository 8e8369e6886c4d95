"""Columns as codes into their values: whatever is done to them, the cells are what plain lists would hold."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qshop.visits.table import Column, RowLocations, Table, paired

CELLS = st.lists(st.sampled_from(["", "a", "b", "c"]), max_size=12)


@given(CELLS, st.data())
def test_a_column_behaves_like_its_cells(cells, data):
    column = Column.of(cells)
    assert column.cells() == cells
    assert [column.cell(row) for row in range(len(cells))] == cells
    assert column.where(lambda cell: cell > "a").tolist() == [cell > "a" for cell in cells]
    assert column.is_in(["a", "z"]).tolist() == [cell == "a" for cell in cells]
    assert column.map(str.upper).cells() == [cell.upper() for cell in cells]
    assert column.map(bool).merged().cells() == [bool(cell) for cell in cells]
    mask = np.array([data.draw(st.booleans()) for _ in cells], dtype=np.bool_)
    assert column.take(mask).cells() == [cell for cell, kept in zip(cells, mask, strict=True) if kept]


@given(CELLS, st.data())
def test_a_column_holds_no_value_that_no_row_has(cells, data):
    mask = np.array([data.draw(st.booleans()) for _ in cells], dtype=np.bool_)
    taken = Column.of(cells).take(mask)
    assert sorted(taken.values) == sorted(set(taken.cells()))


@given(st.lists(st.tuples(*[st.sampled_from(["", "a", "b"])] * 3), max_size=12))
def test_columns_are_paired_row_by_row_and_only_what_occurs(rows):
    columns = [Column.of(cells) for cells in zip(*rows, strict=True)] or [Column.of([]) for _ in range(3)]
    pairs = paired(*columns)
    assert pairs.cells() == rows
    assert sorted(pairs.values) == sorted(set(rows))


def test_rows_that_are_kept_keep_their_lines_and_texts():
    found = RowLocations(lambda row: 10 * row, lambda row: f"raw {row}", lambda row, name: row + len(name))
    table = Table("f.csv", {"a": Column.of(["x", "y", "z", "x"])}, 4, found)
    once = table.take(np.array([True, False, True, True]))
    twice = once.take(np.array([2, 0]))
    assert [twice.line(0), twice.raw(0), twice.position(0, "ab"), twice.records()] == [30, "raw 3", 5, [("x",), ("x",)]]
    assert twice.line(1) == 0


def test_a_column_that_is_not_there_is_blank():
    table = Table("f.csv", {"a": Column.of(["x", "y"])}, 2)
    assert table.get("b").cells() == ["", ""]
    assert Table("f.csv", {}, 0).get("b").cells() == []
    assert (table.line(0), table.raw(0), table.position(0, "a")) == (2, "", 1)


def test_columns_are_replaced_or_added_without_touching_the_rows():
    table = Table("f.csv", {"a": Column.of(["x", "y"])}, 2)
    assert table.with_columns({"b": Column.constant("z", 2)}).records() == [("x", "z"), ("y", "z")]
    assert list(table.only({"b": Column.constant("z", 2)}).columns) == ["b"]
    assert table.record(1) == ("y",)
