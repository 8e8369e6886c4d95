"""Tables beside the visits of one file are passed over; a file of which nothing was taken stays refused."""

import pytest

from qshop.base.diagnostics import Diagnostic, Where
from qshop.visits.exports.service import WantedNames
from qshop.visits.intake.foreign_tables import without_foreign
from qshop.visits.intake.receipt import Receipt
from qshop.visits.source_table import SourceTable
from qshop.visits.table import Column, Table

WANTED = WantedNames(frozenset({"visit_id", "site", "q1"}), frozenset())
REFUSAL = Diagnostic("QS408", "the first line names no column of a visit", Where("v.xlsx/Notes", 1, 1), "")
VISITS = SourceTable("v.xlsx/Visits", Table("v.xlsx/Visits", {}, 1), file="v.xlsx")
TAKEN = Receipt("v.xlsx/Visits", repeated=1, read=1)


def refused(*headers, file="v.xlsx"):
    """Give a refused table of those headers, and its receipt."""
    table = Table("v.xlsx/Notes", {header: Column.of([]) for header in headers}, 0)
    return SourceTable("v.xlsx/Notes", table, file=file), Receipt("v.xlsx/Notes", refusal=REFUSAL)


def test_a_sheet_without_a_column_of_any_visit_is_passed_over_beside_one_that_was_taken():
    receipts = without_foreign([(VISITS, TAKEN), refused("Who", "Tasks")], WANTED)
    assert receipts == [
        TAKEN,
        Receipt("v.xlsx/Notes", notes=["passed over: it has no column of a visit"]),
    ]


@pytest.mark.parametrize("header", ["q1", " Q1 ", "desk/q1", "hall-desk-q1", "_validation_status", "KEY"])
def test_a_sheet_that_reminds_of_a_visit_stays_refused(header):
    pair = refused("Who", header)
    assert without_foreign([(VISITS, TAKEN), pair], WANTED) == [TAKEN, pair[1]]


def test_a_sheet_of_another_file_and_one_alone_stay_refused():
    other = refused("Who", file="w.xlsx")
    assert without_foreign([(VISITS, TAKEN), other], WANTED) == [TAKEN, other[1]]
    alone = refused("Who")
    assert without_foreign([alone], WANTED) == [alone[1]]
