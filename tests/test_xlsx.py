"""A workbook as tables of text: dates, numbers and codes exact, nothing hidden lost, nothing without a value taken."""

import io
import time
from datetime import date, datetime, timedelta
from datetime import time as clock

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, to_excel

from qshop.base.diagnostics import Where
from qshop.io import limits
from qshop.io.refusal import RefusedError
from qshop.io.xlsx import book, grid, sheet
from qshop.io.xlsx.reader import read_workbook
from qshop.visits.exports.export_headers import ExportHeaders
from workbooks import DATES, MAIN, packed, parts, raw_workbook, text_row, typed, workbook

HEADER = text_row(1, "visit_id", "q1", "date")


def only(data):
    (read,) = read_workbook(data, "v.xlsx")
    return read


def body(*cells, **options):
    """Read the cells of the second row of a sheet, below the header `visit_id, q1, date`."""
    return only(raw_workbook(HEADER + f'<row r="2">{"".join(cells)}</row>', **options))


def texts(read):
    assert read.refusal is None
    return read.table.records()


def second(cell, **options):
    """Give the text of a cell in the second column, or what is wrong with it."""
    read = body('<c t="inlineStr"><is><t>V1</t></is></c>', cell, **options)
    return read.rejects[0].diagnostic.message if read.rejects else texts(read)[0][1]


def refused(data):
    with pytest.raises(RefusedError) as caught:
        read_workbook(data, "v.xlsx")
    return caught.value.code, caught.value.message


# --- what a cell says -----------------------------------------------------------------------------------------------

CELL = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00\ufffe\uffff"), max_size=8
) | st.sampled_from(
    [
        "=1+1",
        "007",
        "1e5",
        "TRUE",
        " x ",
        "a\nb",
        "a\r\nb",
        "_x0041_",
        "_x005F_",
        "#N/A",
        "<b>&amp;",
        "2026-03-02",
        "日本",
    ]
)


@settings(max_examples=100)
@given(st.data(), st.booleans())
def test_what_is_written_as_text_is_read_back_exactly(data, constant):
    width = data.draw(st.integers(1, 4))
    header = data.draw(st.lists(CELL.filter(bool), min_size=width, max_size=width, unique=True))
    rows = data.draw(st.lists(st.tuples(*[CELL] * width), max_size=6))
    read = only(workbook(header, *rows, constant_memory=constant))
    assert (list(read.table.columns), texts(read), read.rejects) == (header, [row for row in rows if any(row)], [])


@settings(max_examples=100)
@given(st.integers(-(10**15) + 1, 10**15 - 1) | st.floats(-(2.0**49), 2.0**49, width=32))
def test_a_number_is_read_as_the_shortest_text_that_means_it(number):
    ((text,),) = texts(only(workbook(["n"], [number])))
    assert float(text) == float(f"{number:.16G}")
    assert "e" not in text.lower()
    assert not text.endswith(".0")
    assert text.lstrip("-") == "0" or not text.endswith("0") or "." not in text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<c><v>5</v></c>", "5"),
        ("<c><v>5.0</v></c>", "5"),
        ("<c><v>-0</v></c>", "0"),
        ("<c><v>2.5</v></c>", "2.5"),
        ("<c><v>1E-7</v></c>", "0.0000001"),
        ("<c><v>1.5E+20</v></c>", "1.5E+20"),
        ("<c><v>999999999999999</v></c>", "999999999999999"),
        ("<c><v>12345678901234567890</v></c>", "1.23456789012346E+19"),
        ("<c><v>0.29999999999999999</v></c>", "0.3"),
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ('<c t="b"><v>0</v></c>', "FALSE"),
        ('<c t="s"><v>1</v></c>', "second"),
        ('<c t="s"><v>2</v></c>', "rich text"),
        ('<c t="str"><f>A1</f><v>visit_id</v></c>', "visit_id"),
        ('<c t="str"><f>IF(1,"")</f><v></v></c>', ""),
        ("<c><f>2+2</f><v>4</v></c>", "4"),
        ('<c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>', "ab"),
        ('<c t="inlineStr"><is><t>=1+1</t></is></c>', "=1+1"),
        ('<c t="inlineStr"><is><t>a_x000D_b_x0000__xD800_</t></is></c>', "a\rb_x0000__xD800_"),
        ('<c t="inlineStr"><is><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></is></c>', "東京"),
        ('<c t="d"><v>2026-03-02T00:00:00</v></c>', "2026-03-02"),
        ('<c t="d"><v>2026-03-02T09:05:00</v></c>', "2026-03-02T09:05:00"),
        ('<c s="1"><v>46083</v></c>', "2026-03-02"),
        ('<c s="2"><v>0.37847222222222221</v></c>', "09:05"),
        ('<c s="3"><v>46083.378472222219</v></c>', "2026-03-02T09:05:00"),
        ('<c s="3"><v>46083</v></c>', "2026-03-02"),
        ('<c s="4"><v>1.0625</v></c>', "25:30:00"),
        ('<c s="1"/>', ""),
    ],
)
def test_a_cell_is_read_as_the_text_it_means(cell, text):
    strings = ("<t>first</t>", "<t>second</t>", "<r><t>rich </t></r><r><rPr/><t>text</t></r>")
    read = body('<c t="inlineStr"><is><t>V1</t></is></c>', cell, strings=strings)
    assert texts(read) == [("V1", text, "")]
    assert read.rejects == []


@pytest.mark.parametrize(
    ("cell", "code", "message", "raw"),
    [
        ("<c><f>1+1</f></c>", "QS435", "q1: the formula has no stored value", "V1,=1+1,"),
        ("<c><f>1+1</f><v/></c>", "QS435", "q1: the formula has no stored value", "V1,=1+1,"),
        ('<c t="e"><v>#N/A</v></c>', "QS436", "q1: holds the error #N/A", "V1,#N/A,"),
        ('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', "QS436", "q1: holds the error #DIV/0!", "V1,=1/0,"),
        ('<c s="1"><v>-3</v></c>', "QS436", "q1: shown as a date, but there is no such date", "V1,-3,"),
        ('<c s="1"><v>99999999</v></c>', "QS436", "q1: shown as a date, but there is no such date", "V1,99999999,"),
        ('<c s="1"><v>2958466</v></c>', "QS436", "q1: shown as a date, but there is no such date", "V1,2958466,"),
        ('<c s="1"><v>60</v></c>', "QS436", "q1: shown as a date, but there is no such date", "V1,60,"),
        ('<c r="E2"><v>5</v></c>', "QS403", "something stands in E, where there is no header", "V1,,,5"),
    ],
)
def test_a_row_with_a_cell_that_says_nothing_is_rejected_with_its_cell(cell, code, message, raw):
    read = body('<c t="inlineStr"><is><t>V1</t></is></c>', cell)
    (reject,) = read.rejects
    assert texts(read) == []
    assert (reject.line, reject.raw, reject.diagnostic.code, reject.diagnostic.message) == (2, raw, code, message)
    assert str(reject.diagnostic.where) == f"v.xlsx/Sheet1:2:{5 if 'E2' in cell else 2}"


def test_the_rows_beside_a_rejected_one_are_read():
    rows = (
        HEADER
        + text_row(2, "V1", "yes")
        + text_row(3, "V2", more='<c t="e"><v>#REF!</v></c>')
        + text_row(4, "V3", "no")
    )
    read = only(raw_workbook(rows))
    assert texts(read) == [("V1", "yes", ""), ("V3", "no", "")]
    assert [reject.line for reject in read.rejects] == [3]


# --- dates ----------------------------------------------------------------------------------------------------------


@settings(max_examples=100)
@given(st.datetimes(datetime.fromisoformat("1904-03-01"), datetime.fromisoformat("9999-12-30")), st.booleans())
def test_days_are_counted_from_the_day_that_the_workbook_names(when, from_1904):
    when = when.replace(microsecond=0)
    days = to_excel(when, CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900)
    day, _, clock = when.isoformat().partition("T")
    names = f'<workbookPr date1904="{int(from_1904)}"/>'
    assert second(f'<c s="3"><v>{days}</v></c>', settings=names) == (day if clock == "00:00:00" else when.isoformat())


def test_a_workbook_that_counts_from_1904_gives_its_own_dates():
    for settings_, expected in (("", "2022-02-28"), ('<workbookPr date1904="1"/>', "2026-03-01")):
        assert second('<c s="1"><v>44620</v></c>', settings=settings_) == expected


@pytest.mark.parametrize(
    ("number", "code", "shown"),
    [
        (0, "", "1.5"),
        (2, "", "1.5"),
        (11, "", "1.5"),
        (49, "", "1.5"),
        (164, "0 &quot;days&quot;", "1.5"),
        (164, "[Red]0.0;[Blue]-0.0", "1.5"),
        (164, "#,##0\\ \\h", "1.5"),
        (14, "", "no such date"),
        (22, "", "no such date"),
        (14, "0.00", "1.5"),
        (164, "yyyy-mm-dd", "no such date"),
        (164, "[$-40C]d mmmm yyyy;@", "no such date"),
        (164, "dd.mm.yyyy hh:mm", "no such date"),
        (46, "", "36:00:00"),
        (164, "[h]:mm", "36:00:00"),
        (164, "[mm]", "36:00:00"),
    ],
)
def test_a_format_tells_dates_from_durations_and_numbers(number, code, shown):
    formats = f'<numFmts><numFmt numFmtId="{number}" formatCode="{code}"/></numFmts>' if code else ""
    styles = f'{formats}<cellXfs><xf/><xf numFmtId="{number}"/></cellXfs>'
    assert second('<c s="1"><v>1.5</v></c>', styles=styles).endswith(shown)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c s="2"><v>0</v></c>', "00:00"),
        ('<c s="2"><v>0.5</v></c>', "12:00"),
        ('<c s="2"><v>0.378483796</v></c>', "09:05:01"),
        ('<c s="2"><v>0.37848379629</v></c>', "09:05:01"),
        ('<c s="2"><v>0.3784838</v></c>', "09:05:01"),
        ('<c s="2"><v>0.50000579</v></c>', "12:00:00.500"),
        ('<c s="2"><v>46083.5</v></c>', "2026-03-02T12:00:00"),
        ('<c s="4"><v>0.000011574</v></c>', "0:00:01"),
        ('<c s="4"><v>0.00000579</v></c>', "0:00:00.500"),
        ('<c s="4"><v>-1</v></c>', "q1: shown as a date, but there is no such date"),
        ('<c t="d"><v>09:05</v></c>', "09:05"),
        ('<c t="d"><v>2026-03-02</v></c>', "2026-03-02"),
    ],
)
def test_times_keep_their_seconds_and_lose_none_by_rounding(cell, text):
    assert second(cell) == text


# --- sheets, rows and columns that people do not see ----------------------------------------------------------------


def test_rows_and_columns_without_any_size_are_hidden_too():
    rows = HEADER + text_row(2, "V1", "yes") + text_row(3, "V2", "no").replace("<row", '<row ht="0" customHeight="1"')
    read = only(raw_workbook(rows, before='<cols><col min="2" max="2" width="0" customWidth="1"/></cols>'))
    assert len(read.table.records()) == 2
    assert read.notes == ["hidden rows were read too: 3", "hidden columns were read too: B (q1)"]


def test_a_conflict_in_a_cell_is_a_reject():
    read = only(workbook(["visit_id", "q1"], ["V1", "so\n<<<<<<< HEAD\nit was"], ["V2", "yes"]))
    assert read.table.records() == [("V2", "yes")]
    assert [str(r.diagnostic.where) + r.diagnostic.code for r in read.rejects] == ["v.xlsx/Sheet1:2:2QS115"]


def test_a_sheet_that_is_blank_for_the_most_part_is_refused_at_once(monkeypatch):
    monkeypatch.setattr(sheet, "MAX_BLANK_TAGS", 40)
    rows = HEADER + text_row(2, "V1", "yes") + "".join(f'<row r="{n}"/>' for n in range(3, 100))
    (one,) = read_workbook(raw_workbook(rows), "v.xlsx")
    assert (one.refusal.code, one.refusal.message) == ("QS430", "more than 40 tags of blank rows and cells")


def test_each_visible_sheet_is_a_source_and_hidden_ones_are_named():
    data = raw_workbook(
        HEADER + text_row(2, "V1"),
        sheets={"March": "visible", "Old": "hidden", "April": "visible", "Very": "veryHidden"},
    )
    first, second = read_workbook(data, "v.xlsx")
    assert (first.source, second.source) == ("v.xlsx/March", "v.xlsx/April")
    assert (first.notes, second.notes) == (["hidden sheets were not read: Old, Very"], [])
    assert texts(first) == texts(second) == [("V1", "", "")]


def test_a_sheet_whose_name_cannot_be_shown_is_named_by_codes():
    (read,) = read_workbook(
        raw_workbook(HEADER + text_row(2, "V1"), sheets={"a&#10;b": "visible", "c&#xAD;": "hidden"}), "b.xlsx"
    )
    assert (read.source, read.notes) == ("b.xlsx/a\\u000ab", ["hidden sheets were not read: c\\u00ad"])


def test_hidden_rows_and_columns_are_read_and_named():
    rows = (
        HEADER
        + text_row(2, "V1", "yes")
        + text_row(3, "V2", "no").replace("<row", '<row hidden="1"')
        + '<row r="5" hidden="1"/>'
    )
    read = only(raw_workbook(rows, before='<cols><col min="2" max="40" hidden="true"/></cols>'))
    assert texts(read) == [("V1", "yes", ""), ("V2", "no", "")]
    assert read.notes == ["hidden rows were read too: 3", "hidden columns were read too: B (q1), C (date)"]


def test_formulas_are_named_with_and_without_a_value():
    cells = "".join(f'<row r="{n}"><c><f>1+{n}</f><v>{n + 1}</v></c></row>' for n in range(2, 13))
    assert only(raw_workbook(HEADER + cells + '<row><c r="B13"><f>x</f></c></row>')).notes == [
        "11 formulas read by the stored value: A2, A3, A4, A5, A6, A7, A8, A9 and 3 more",
        "1 formula without a value: B13",
    ]


def test_blank_rows_are_passed_over_and_what_is_blank_at_the_end_is_nothing():
    rows = (
        text_row(3, "visit_id", "q1", more='<c s="1"/>')
        + text_row(4, "V1", "")
        + text_row(7, "V2", "no")
        + '<row r="9"><c s="1"/></row>'
    )
    read = only(raw_workbook(rows))
    assert (list(read.table.columns), texts(read)) == (["visit_id", "q1"], [("V1", ""), ("V2", "no")])
    assert read.notes == ["2 blank rows passed over"]
    assert [read.table.line(row) for row in (0, 1)] == [4, 7]
    assert (read.table.first_line, read.table.position(1, "q1"), read.table.raw(1)) == (3, 2, "V2,no")


def test_a_table_may_begin_anywhere_and_have_gaps_between_its_columns():
    read = only(
        raw_workbook(
            '<row r="5"><c r="C5"><v>1</v></c><c r="F5"><v>2</v></c></row><row r="6"><c r="F6"><v>3</v></c></row>'
        )
    )
    assert (list(read.table.columns), texts(read), read.table.position(0, "2")) == (["1", "2"], [("", "3")], 6)


def test_a_place_in_a_sheet_is_a_row_and_a_column_whatever_the_cells_hold():
    read = only(workbook(["visit_id", "comment", "q1"], ["V1", "two\nlines", "maybe"], ["V2", "x\ny\nz", "no"]))
    kept = read.table.take(read.table.get("visit_id").is_in(["V2"]))
    assert (kept.line(0), kept.position(0, "q1"), kept.raw(0)) == (3, 3, 'V2,"x\ny\nz",no')


# --- merged cells ---------------------------------------------------------------------------------------------------


def merged(*areas):
    return "<mergeCells>" + "".join(f'<mergeCell ref="{area}"/>' for area in areas) + "</mergeCells>"


def test_rows_with_merged_cells_are_rejected():
    rows = HEADER + text_row(2, "V1", "yes") + text_row(3, "V2", "no") + text_row(4, "V3") + text_row(5, "V4", "yes")
    read = only(raw_workbook(rows, after=merged("B3:B4", "C5:C9", "A8:A9", "E1:F9")))
    assert texts(read) == [("V1", "yes", ""), ("V4", "yes", "")]
    assert [(str(r.diagnostic.where), r.diagnostic.message) for r in read.rejects] == [
        ("v.xlsx/Sheet1:3:2", "q1: cells B3:B4 are merged: which of them is meant cannot be known"),
        ("v.xlsx/Sheet1:4:2", "q1: cells B3:B4 are merged: which of them is meant cannot be known"),
    ]


def test_a_merged_header_is_refused():
    refusal = only(raw_workbook(HEADER + text_row(2, "V1"), after=merged("B1:C1"))).refusal
    assert (refusal.code, refusal.message, str(refusal.where)) == (
        "QS437",
        "cells B1:C1 of the header are merged",
        "v.xlsx/Sheet1:1:2",
    )


# --- headers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "code", "message", "line"),
    [
        (text_row(1, "a", "b", "a"), "QS404", "columns 1 and 3 have the same name", 1),
        (
            text_row(1, "Visits") + text_row(3, "visit_id", "q1"),
            "QS408",
            "line 1 is no header; it seems to be on line 3",
            1,
        ),
        (
            '<row r="2"><c><f>x</f></c></row>',
            "QS435",
            "the header cannot be read at A2: the formula has no stored value",
            2,
        ),
    ],
)
def test_a_doubtful_header_refuses_its_sheet(rows, code, message, line):
    read = only(raw_workbook(rows))
    assert read.table is None
    assert (read.refusal.code, read.refusal.message, read.refusal.where) == (
        code,
        message,
        Where("v.xlsx/Sheet1", line, 1),
    )


def test_one_doubtful_sheet_does_not_refuse_the_others():
    files = parts(HEADER + text_row(2, "V1"), sheets={"Bad": "visible", "Good": "visible"})
    files["xl/worksheets/sheet1.xml"] = "<worksheet><sheetData><row>"
    bad, good = read_workbook(packed(files), "v.xlsx")
    assert (bad.refusal.code, bad.refusal.message) == ("QS431", "xl/worksheets/sheet1.xml is damaged")
    assert texts(good) == [("V1", "", "")]


# --- what is no workbook, and what would harm -----------------------------------------------------------------------


def test_a_workbook_without_anything_to_see_is_refused():
    assert refused(raw_workbook()) == ("QS433", "no visible sheet of this workbook holds anything")
    assert refused(raw_workbook(HEADER, sheets={"S": "hidden"})) == (
        "QS433",
        "no visible sheet of this workbook holds anything",
    )


@pytest.mark.parametrize(
    ("changes", "code", "message"),
    [
        ({"xl/workbook.xml": "<document/>"}, "QS424", "this is another kind of document, not a workbook"),
        ({"_rels/.rels": "<Relationships/>"}, "QS424", "this is another kind of document, not a workbook"),
        ({"_rels/.rels": "<Rel"}, "QS431", "_rels/.rels is damaged"),
        ({"xl/workbook.xml": None}, "QS431", "xl/workbook.xml is missing from the workbook"),
        ({"xl/sharedStrings.xml": None}, "QS431", "xl/sharedstrings.xml is missing from the workbook"),
        ({"xl/styles.xml": "<a><b></a>"}, "QS431", "xl/styles.xml is damaged"),
        (
            {"xl/sharedStrings.xml": '<!DOCTYPE x [<!ENTITY a "b">]><sst/>'},
            "QS434",
            "xl/sharedStrings.xml declares a document type, which no spreadsheet program writes",
        ),
    ],
)
def test_what_is_no_workbook_is_refused_by_name(changes, code, message):
    files = {path: content for path, content in (parts(HEADER) | changes).items() if content is not None}
    assert refused(packed(files)) == (code, message)


def test_a_binary_workbook_is_told_apart():
    files = parts(HEADER)
    files["_rels/.rels"] = files["_rels/.rels"].replace("workbook.xml", "workbook.bin")
    assert refused(packed(files)) == ("QS424", "this is a binary workbook (.xlsb)")


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"/><row r="2"/>',
        '<row r="5"/><row r="2"/>',
        '<row r="1048577"/>',
        '<row r="x"/>',
        '<row r="1"><c r="B1"/><c r="A1"/></row>',
        '<row r="1"><c r="XFE1"/></row>',
        '<row r="1"><c r="1A"/></row>',
        '<row r="1"><c t="s"><v>7</v></c></row>',
        '<row r="1"><c t="s"><v>-1</v></c></row>',
        "<row><c><v>1,000</v></c></row>",
        "<row><c><v>nan</v></c></row>",
        "<row><c><v>1e999</v></c></row>",
        "<row><c s='x'><v>1</v></c></row>",
    ],
)
def test_a_sheet_that_no_program_writes_is_damaged(rows):
    assert only(raw_workbook(rows)).refusal.message == "xl/worksheets/sheet1.xml is damaged"


def test_entities_are_never_expanded():
    files = parts(HEADER)
    files["xl/worksheets/sheet1.xml"] = (
        '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&x;</t></is></c></row></sheetData></worksheet>'
    )
    assert only(packed(files)).refusal.code == "QS434"


@pytest.mark.parametrize(
    ("module", "limit", "number", "message"),
    [
        (sheet, "MAX_CELLS", 5, "more than 5 cells"),
        (grid, "MAX_CELLS", 2, "more than 2 cells"),
        (sheet, "MAX_MERGED", 1, "more than 1 merged areas"),
        (book, "MAX_TAGS", 44, "xl/worksheets/sheet1.xml holds more than 44 tags"),
        (book, "MAX_TAGS_AT_ONCE", 19, "xl/worksheets/sheet1.xml holds more than 19 tags"),
    ],
)
def test_too_much_in_a_sheet_is_refused(monkeypatch, module, limit, number, message):
    monkeypatch.setattr(module, limit, number)
    refusal = only(raw_workbook(HEADER + text_row(2, "V1", "yes", "x"), after=merged("A8:A9", "B8:B9"))).refusal
    assert (refusal.code, refusal.message) == ("QS430", message)


def test_more_sheets_than_a_workbook_has_are_refused(monkeypatch):
    monkeypatch.setattr(book, "MAX_SHEETS", 1)
    assert refused(raw_workbook(HEADER, sheets={"A": "visible", "B": "visible"})) == ("QS430", "more than 1 sheets")


def test_a_large_merged_area_takes_no_time():
    started = time.process_time()
    read = only(raw_workbook(HEADER + text_row(2, "V1") + text_row(3, "V2"), after=merged("A3:XFD1048576")))
    assert (texts(read), [reject.line for reject in read.rejects]) == ([("V1", "", "")], [3])
    assert time.process_time() - started < 1


def test_what_no_visit_needs_may_be_broken():
    rest = '<conditionalFormatting x="1"/><dataValidations><y/></dataValidations><hyperlinks><hyperlink ref="?"/></hyperlinks>'
    files = parts(HEADER + text_row(2, "V1"), after=rest, styles=f"<fills><fill/></fills>{DATES}<dxfs><z/></dxfs>")
    files["xl/workbook.xml"] = files["xl/workbook.xml"].replace("</workbook>", '<definedNames q="?"/></workbook>')
    assert texts(only(packed(files | {"docProps/core.xml": "<broken"}))) == [("V1", "", "")]


def test_a_workbook_of_the_strict_kind_is_told_apart():
    files = parts(HEADER)
    files["xl/workbook.xml"] = files["xl/workbook.xml"].replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    assert refused(packed(files)) == ("QS424", "this is a workbook of the kind “Strict Open XML”")


def test_a_cell_at_the_far_corner_takes_no_time():
    started = time.process_time()
    corner = f'<row r="{limits.MAX_ROWS}"><c r="XFD{limits.MAX_ROWS}"><v>1</v></c></row>'
    read = only(raw_workbook(HEADER + text_row(2, "V1") + corner, before='<dimension ref="A1:XFD1048576"/>'))
    assert texts(read) == [("V1", "", "")]
    assert [reject.diagnostic.message for reject in read.rejects] == [
        "something stands in XFD, where there is no header"
    ]
    assert time.process_time() - started < 1


@pytest.mark.parametrize("renamed", [str.upper, lambda path: path.replace("/", "\\")])
def test_parts_are_found_whatever_their_case_and_their_slashes(renamed):
    files = {
        path if path[0] in "[_" else renamed(path): text for path, text in parts(HEADER + text_row(2, "V1")).items()
    }
    assert texts(only(packed(files))) == [("V1", "", "")]
    files["xl/workbook.xml"] = files["XL/WORKBOOK.xml"] = ""
    assert refused(packed(files)) == ("QS431", "two parts of the workbook have one name")


def test_a_workbook_may_lie_at_the_root_of_its_package():
    files = {
        path.replace("xl/", ""): text.replace("xl/", "") for path, text in parts(HEADER + text_row(2, "V1")).items()
    }
    assert texts(only(packed(files))) == [("V1", "", "")]


def test_parts_may_carry_a_prefix_and_lie_anywhere():
    files = parts(HEADER + text_row(2, "V1", "yes"))
    sheet = (
        files.pop("xl/worksheets/sheet1.xml")
        .replace("<", "<x:")
        .replace("<x:/", "</x:")
        .replace(" xmlns=", " xmlns:x=")
    )
    files["data/s.xml"] = sheet
    files["xl/_rels/workbook.xml.rels"] = files["xl/_rels/workbook.xml.rels"].replace(
        "worksheets/sheet1.xml", "/data/s.xml"
    )
    assert texts(only(packed(files))) == [("V1", "yes", "")]


# --- against another reader -----------------------------------------------------------------------------------------


def test_what_openpyxl_writes_is_read():
    buffer, book = io.BytesIO(), openpyxl.Workbook()
    book.active.append(["visit_id", "date", "time_in", "n", "ok"])
    book.active.append(["007", date(2026, 3, 2), timedelta(hours=9, minutes=5), 2.5, True])
    book.active.append(["V2", datetime.fromisoformat("2026-03-02T09:05"), clock(9, 5), 3, False])
    book.save(buffer)
    assert texts(only(buffer.getvalue())) == [
        ("007", "2026-03-02", "9:05:00", "2.5", "TRUE"),
        ("V2", "2026-03-02T09:05:00", "09:05", "3", "FALSE"),
    ]


@settings(max_examples=150)
@given(st.data())
def test_whatever_a_part_holds_it_is_read_or_refused(data):
    files = parts(
        HEADER + text_row(2, "V1", "yes", more='<c s="3"><v>46083.5</v></c>'),
        strings=("<t>a</t>",),
        after=merged("B2:C2"),
    )
    path = data.draw(st.sampled_from(list(files)))
    content = bytearray(files[path], "utf-8")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        content[at : at + data.draw(st.integers(0, 12))] = data.draw(
            st.binary(max_size=3)
            | st.sampled_from(
                [b"<c>", b"</row>", b"&#0;", b'r="A9"', b"\xff\xfe", b"<?xml version='1.0' encoding='utf-7'?>"]
            )
        )
    files[path] = bytes(content)
    try:
        reads = read_workbook(packed(files), "v.xlsx")
    except RefusedError:
        return
    assert all(read.refusal or read.table for read in reads)


def test_the_header_may_stand_below_titles_which_may_be_merged():
    book = typed("Visits of spring,,\n,,\nvisit_id,site\nV1,S01\n", "A1:B1")
    (read,) = read_workbook(book, "v.xlsx", headers=ExportHeaders(3))
    assert (list(read.table.columns), texts(read), read.rejects) == (["visit_id", "site"], [("V1", "S01")], [])
    assert read.table.line(0) == 4


def test_a_blank_row_is_no_header():
    (read,) = read_workbook(typed("Visits,\n,\nvisit_id,site\n"), "v.xlsx", headers=ExportHeaders(2))
    assert (read.table, read.refusal.message) == (None, "row 2, where the header should be, is blank")
