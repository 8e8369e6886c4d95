"""One visit handed in twice under two ids is noted: within an export, across exports, and beside the store."""

import pytest

from qshop.io.csv_files import parse_csv
from qshop.io.folder import load
from qshop.visits.intake.history import History
from qshop.visits.intake.pipeline import Intake
from qshop.visits.intake.settle import visits_by_id
from support import front, visits


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return load(front(tmp_path_factory.mktemp("front"))).programme


def notes(desk, *exports, history=None):
    """Take exports in, one after the other; give the number of accepted visits and the notes."""
    sources = [parse_csv(visits(*rows).encode(), f"{n}.csv") for n, rows in enumerate(exports, 1)]
    receipts = Intake(desk).receive_all(sources, history or History())
    return [receipt.count for receipt in receipts], [note for receipt in receipts for note in receipt.notes]


def test_a_double_tap_within_one_export(desk):
    assert notes(desk, ["V1,S01", "V2,S01,2026-03-03", "V9,S01"]) == (
        [3],
        [
            "the same visit under two ids, all else equal: “V9” in line 4 as “V1” at 1.csv:2:1;"
            " both count: take one out if it was handed in twice"
        ],
    )


def test_across_exports_and_beside_the_store(desk):
    counts, told = notes(desk, ["V1,S01"], ["V9,S01"])
    assert counts == [1, 1]
    assert [note.split(";")[0] for note in told] == [
        "the same visit under two ids, all else equal: “V9” in line 2 as “V1” at 1.csv:2:1"
    ]
    stored = Intake(desk).receive(parse_csv(visits("V1,S01").encode(), "stored.csv"), History()).accepted
    _, told = notes(desk, ["V1,S01", "V9,S01"], history=History(visits_by_id(stored)))
    assert [note.split(";")[0] for note in told] == [
        "the same visit under two ids, all else equal: “V9” in line 3 as “V1” at stored.csv:2:1"
    ]


@pytest.mark.parametrize(
    "other",
    [
        "V9,S01,2026-03-03",
        "V9,7",
        "V9,S01,2026-03-02,front,2,yes,no,5",
        "V9,S01,2026-03-02,front,2,yes,no,4,else",
        "V1,S01",
    ],
)
def test_other_visits_and_repeats_are_not_noted(desk, other):
    assert notes(desk, ["V1,S01", other])[1] == []


def test_visits_of_few_answers_are_alike_without_being_the_same(desk):
    header = "visit_id,site,date,questionnaire,version,status,q1,q2,q3,comment"
    rows = [
        f"V{n},S01,2026-03-02,front,2,{status},,,,"
        for n, status in enumerate(["void", "void", "no_service", "no_service"])
    ]
    source = parse_csv(visits(*rows, header=header).encode(), "f.csv")
    assert Intake(desk).receive_all([source], History())[0].notes == []


def test_more_than_a_few_are_counted(desk):
    _, (note,) = notes(desk, [f"V{n},S01" for n in range(9)])
    assert note.endswith(
        "“V5” in line 7 as “V0” at 1.csv:2:1 and 3 more; both count: take one out if it was handed in twice"
    )
