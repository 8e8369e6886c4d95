"""A receipt accounts for every row that was read, or there is none."""

import pytest

from qshop.base.diagnostics import Diagnostic, Where
from qshop.visits.intake.receipt import Receipt
from qshop.visits.problem import Problem
from qshop.visits.rejects import reject
from qshop.visits.table import Table

REFUSAL = Diagnostic("QS407", "the file is empty", Where("f.csv", 1, 1), "export it again")
REJECT = reject(Table("f.csv", {}, 1), 0, [("site", Problem("QS411", "there is no site “S9”"))])


def test_a_lost_row_is_a_bug():
    with pytest.raises(AssertionError, match="rows were lost"):
        Receipt("f.csv", rejects=[REJECT], repeated=1, read=3)


def test_what_was_not_accepted_is_told_row_by_row_or_as_a_whole():
    assert Receipt("f.csv", rejects=[REJECT], repeated=1, read=2).diagnostics == [REJECT.diagnostic]
    assert Receipt("f.csv", refusal=REFUSAL).diagnostics == [REFUSAL]
