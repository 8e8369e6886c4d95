"""Workbooks to fill in: lists to choose from, what is decided in grey, and text that is never a formula."""

import io

import pytest
from openpyxl import load_workbook

from qshop.io.xlsx.form import Cell, Entry, Form, FormSheet
from qshop.io.xlsx.form_writer import form_workbook

STAGE = Entry(choices="stages")
ROWS = [
    [Cell("a1", look="known"), Cell("=1+1", STAGE), Cell("9", Entry("number")), Cell("2026-03-20", Entry("day"))],
    [Cell(), Cell("", STAGE), Cell("", Entry("number")), Cell("", Entry("day"))],
]
SHEET = FormSheet(
    "What we agreed", ["Id", "Stage", "Dots", "Day"], [12, 20, 8, 12], ROWS, fixed=1, pages_wide=2, foot="R&D"
)
FORM = Form(
    {"criteria": SHEET},
    {"stages": ["=1+1", "Desk, left; right"], "sites": []},
    "The lists' place",
    {"choices": "Choose from the list.", "number": "A whole number.", "day": "A day."},
)


def opened(form=FORM):
    return load_workbook(io.BytesIO(form_workbook(form)))


def test_text_is_text_numbers_are_numbers_and_days_are_days():
    row = opened()["What we agreed"][2]
    assert [(cell.value if cell.data_type != "d" else cell.value.isoformat(), cell.data_type) for cell in row] == [
        ("a1", "s"),
        ("=1+1", "s"),
        (9, "n"),
        ("2026-03-20T00:00:00", "d"),
    ]


def test_lists_stand_on_a_hidden_sheet_so_that_a_name_may_hold_anything():
    book = opened()
    assert book.sheetnames == ["What we agreed", "The lists' place"]
    assert book["The lists' place"].sheet_state == "hidden"
    assert list(book["The lists' place"].values) == [("stages", "sites"), ("=1+1", None), ("Desk, left; right", None)]
    rules = {str(rule.sqref): (rule.type, rule.formula1, rule.error) for rule in rules_of(book)}
    assert rules == {
        "B2:B3": ("list", "'The lists''place'!$A$2:$A$3".replace("''place", "'' place"), "Choose from the list."),
        "C2:C3": ("whole", "0", "A whole number."),
        "D2:D3": ("date", "36526", "A day."),
    }


def rules_of(book):
    return book["What we agreed"].data_validations.dataValidation


def test_only_what_is_decided_is_locked_and_people_may_go_on_below():
    page = opened()["What we agreed"]
    assert [cell.protection.locked for row in page["A2:B3"] for cell in row] == [True, False, False, False]
    assert page.protection.sheet
    assert page.protection.password is None
    assert not page.column_dimensions["A"].protection.locked


def test_it_is_printed_on_a4_across_with_its_header_on_every_page():
    page = opened()["What we agreed"]
    assert (page.page_setup.paperSize, page.page_setup.orientation, page.page_setup.fitToWidth) == (9, "landscape", 2)
    assert (page.print_title_rows, page.print_title_cols, page.freeze_panes) == ("$1:$1", "$A:$A", "B2")
    assert page.oddFooter.left.text == "R&&D · &A"


def test_the_same_form_gives_the_same_bytes():
    assert form_workbook(FORM) == form_workbook(FORM)


@pytest.mark.parametrize("choices", ["sites", "nothing"])
def test_a_list_without_anything_on_it_lets_people_write(choices):
    sheet = FormSheet("s", ["a"], [9], [[Cell("", Entry(choices=choices))]])
    assert not opened(Form({"s": sheet}, {"sites": []}))["s"].data_validations.dataValidation
