"""A row that one cell shifted says so once, and what to do; a typing error is no shift."""

import pytest

from qshop.io.csv_files import parse_csv
from qshop.io.folder import load
from qshop.visits.intake.judge import accept_visits
from support import front

HEADER = "visit_id,site,date,time_in,time_out,questionnaire,version,q1,q1_comment,q2,q2_comment,q3,q3_comment,comment"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return load(front(tmp_path_factory.mktemp("front"))).programme


def told(desk, row):
    source = parse_csv(f"{HEADER}\n{row}\n".encode(), "f.csv")
    return [
        f"{diagnostic.where.column} {diagnostic.code} {diagnostic.message}"
        for reject in accept_visits(source.table, desk, arriving=True).rejects
        for diagnostic in reject.diagnostics
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("V1,S01,2026-03-02,,,front,2,yes,,no,,4,,ok", None),
        (
            "V1,S01,2026-03-02,,,front,2,,yes,,no,,4,",
            "29 QS461 q1: from here to q3_comment the row stands one cell too far to the right",
        ),
        (
            "V1,S01,,2026-03-02,,front,2,yes,,no,,4,,",
            "8 QS461 date: from here to time_in the row stands one cell too far to the right",
        ),
        (
            "V1,S01,,2026-03-02,09:00,,front,2,yes,,no,,4,",
            "8 QS461 date: from here to comment the row stands one cell too far to the right",
        ),
        (
            "V1,S01,2026-03-02,front,2,yes,,no,,4,,ok,,",
            "19 QS419 time_in: a text of 5 characters is no time",
        ),
        (
            "V1,S01,2026-03-02,09:00,front,2,yes,,no,,4,,ok,",
            "25 QS461 time_out: from here to comment the row stands one cell too far to the left",
        ),
        ("V1,S01,2026-03-02,,,front,2,Yes,,no,,4,,", "29 QS415 q1: “Yes” is none of: yes, no"),
    ],
)
def test_the_one_reason_of_a_row_that_one_cell_shifted(desk, row, reason):
    reasons = told(desk, row)
    assert reasons[:1] == ([reason] if reason else [])
    assert "QS461" not in "".join(reasons[1:])


def test_a_fault_of_a_column_that_the_file_does_not_have_is_no_shift(desk):
    header, row = "visit_id,site,wave,questionnaire,version,q1,q2,q3,comment", "V1,S01,nowhere,front,2,yes,no,4,ok"
    outcome = accept_visits(parse_csv(f"{header}\n{row}\n".encode(), "f.csv").table, desk, arriving=True)
    assert [reject.diagnostic.code for reject in outcome.rejects] == ["QS414"]
