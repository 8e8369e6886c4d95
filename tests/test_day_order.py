"""A file that does not keep to one order of day and month is refused whole, never half exchanged."""

import pytest

from qshop.io.csv_files import parse_csv
from qshop.visits.intake.day_order import contradicted_order


def refusal(declared, *days):
    table = parse_csv(
        "".join(f"{cell}\n" for cell in ("date,x", *(f"{day},x" for day in days))).encode(), "f.csv"
    ).table
    found = contradicted_order(table, table.get("date"), declared)
    return f"{found.where}: {found.code} {found.message}" if found else None


@pytest.mark.parametrize(
    ("declared", "days"),
    [
        (["DD/MM/YYYY"], ["03/04/2026", "25/03/2026"]),
        (["DD/MM/YYYY"], ["03/04/2026", "31/02/2026"]),
        (["DD/MM/YYYY"], ["2026-04-03", "2026-04-13"]),
        (["DD/MM/YYYY"], ["2026-04-13", "25/03/2026"]),
        (["DD/MM/YYYY"], ["2026-04-04", "25/03/2026"]),
        (["D MMM YYYY"], ["2026-04-03", "3 Apr 2026"]),
        ([], ["2026-04-03", "soon", "2026-04-02T10:00:00", ""]),
    ],
)
def test_a_file_that_keeps_to_one_order_is_not_refused(declared, days):
    assert refusal(declared, *days) is None


@pytest.mark.parametrize(
    ("declared", "cell", "other"),
    [
        ("DD/MM/YYYY", "03/25/2026", "MM/DD/YYYY"),
        ("M/D/YYYY H:MM:SS", "25/3/2026 10:12:33", "D/M/YYYY H:MM:SS"),
        ("D.M.YY", "3.25.26", "M.D.YY"),
    ],
)
def test_one_day_that_exists_in_the_other_order_alone_refuses_the_file(declared, cell, other):
    table = parse_csv(f"date,x\n,x\n{cell},x\n".encode(), "f.csv").table
    found = contradicted_order(table, table.get("date"), [declared])
    assert f"{found.where}: {found.code} {found.message}" == (
        f"f.csv:3:1: QS471 date: “{cell}” is no day written as {declared}, but is one with day and month exchanged: "
        "which are right cannot be known"
    )
    assert found.help == (
        f"if the whole file is written so, declare dates: {other}; if only this cell is wrong, correct it"
    )


@pytest.mark.parametrize("declared", [["DD/MM/YYYY"], ["MM/DD/YYYY"], ["DD/MM/YYYY", "YYYY-MM-DD"], []])
def test_true_dates_up_to_the_12th_beside_later_texts_are_the_mark_of_a_spreadsheet_that_exchanged_them(declared):
    late = "03/25/2026" if declared == ["MM/DD/YYYY"] else "25/03/2026"
    assert refusal(declared, "2026-04-03", late, "2026-03-04") == (
        f"f.csv:3:1: QS471 date: “{late}” is a text beside true dates, of which none is later than the 12th of a month: "
        "a spreadsheet has exchanged day and month in those"
    )
