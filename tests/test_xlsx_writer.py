"""Workbooks: the same bytes for the same sheets, and every cell text exactly as given."""

import io
import os
import subprocess
import sys

import pytest
from openpyxl import load_workbook

from qshop.base.errors import StopError
from qshop.io.xlsx.writer import MAX_CELL_LENGTH, Sheet, workbook

TYPED = [
    "=1+1",
    "+49 30",
    "-1",
    "@here",
    "007",
    "1e5",
    "2026-03-02",
    "http://x.org",
    "_x0041_",
    "a\nb",
    "“ş”",
    "TRUE",
    "'q",
]


def opened(content):
    return load_workbook(io.BytesIO(content))


def test_what_is_written_comes_back_as_text():
    book = opened(workbook([Sheet("survey", [["type", "name"], *([text, text] for text in TYPED)])]))
    rows = list(book["survey"].iter_rows())
    assert [row[0].value for row in rows] == ["type", *TYPED]
    assert {cell.data_type for row in rows for cell in row} == {"s"}
    assert {cell.hyperlink for row in rows for cell in row} == {None}


def test_a_blank_is_an_empty_cell_and_sheets_keep_their_order():
    book = opened(
        workbook([Sheet("survey", [["a", "b"], ["", "x"]]), Sheet("choices", [["c"]]), Sheet("settings", [])])
    )
    assert book.sheetnames == ["survey", "choices", "settings"]
    assert list(book["survey"].values) == [("a", "b"), (None, "x")]


def test_the_header_stays_in_view_and_groups_are_marked():
    sheet = opened(
        workbook([Sheet("survey", [["a", "b"], ["x", "y" * 200], ["z", ""]], fixed=1, marked=frozenset([1]))])
    )["survey"]
    assert sheet.freeze_panes == "B2"
    assert [sheet[f"A{line}"].font.bold for line in (1, 2, 3)] == [True, True, False]
    widths = [round(sheet.column_dimensions[letter].width) for letter in "AB"]
    assert widths == [11, 49], "no narrower than a word, no wider than a page, longer text is wrapped"
    assert sheet["B2"].alignment.wrap_text


def test_the_same_sheets_give_the_same_bytes_in_any_process():
    line = "from qshop.io.xlsx.writer import *; import sys; sys.stdout.buffer.write(workbook([Sheet('s', [['é'], ['=1']])]))"
    made = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        made.append(
            subprocess.run([sys.executable, "-c", line], env=environment, capture_output=True, check=True).stdout
        )
    assert made == [workbook([Sheet("s", [["é"], ["=1"]])])] * 2


def test_a_text_that_no_cell_holds_is_refused_and_never_cut():
    workbook([Sheet("s", [["x" * MAX_CELL_LENGTH]])])
    with pytest.raises(StopError, match="a text of 32768 characters does not fit in a cell"):
        workbook([Sheet("s", [["x" * (MAX_CELL_LENGTH + 1)]])])
