"""No pollution of a file of visits is silent: what is taken is true, and what is missing is said."""

import pytest

from pollution import CELLS, FILES, ROWS, cells_of, pollutions, some_pollutions
from qshop.io.csv_files import parse_csv, write_csv
from qshop.io.folder import load
from qshop.visits.intake.history import History
from qshop.visits.intake.pipeline import Intake
from qshop.visits.intake.receipt import Receipt
from support import front

PLAIN = """\
visit_id,questionnaire,version,site,date,time_in,time_out,shopper,comment,q1,q1_comment,q2,q2_comment,q3,q3_comment
V1,front,2,S01,2026-03-02,09:30,09:50,S4,clean,no,"Nobody looked up, all day",yes,,4,
V2,front,2,007,2026-03-03,,,,"Two lines,
of ""text"" more",yes,"She said ""hello"" twice",no,No badge,5,
V3,front,2,7,2026-03-04,10:00,10:20,S5,fine,na,,yes,,1,Café tables in the way
"""
QUOTED = write_csv(cells_of(PLAIN)[0], [tuple(row) for row in cells_of(PLAIN)[1:]])


@pytest.fixture(scope="module")
def intake(tmp_path_factory):
    return Intake(load(front(tmp_path_factory.mktemp("front"))).programme)


def taken(intake: Intake, data: bytes) -> Receipt:
    return intake.receive(parse_csv(data, "f.csv"), History())


def is_silent(receipt: Receipt, text: str) -> bool:
    """Return whether nothing was said of a file although what it gave is not the visits of `text`."""
    if receipt.refusal or receipt.rejects or receipt.notes:
        return False
    header, *rows = cells_of(text)
    return stored(receipt, header) != {tuple(row) for row in rows}


def stored(receipt: Receipt, header: list[str]) -> set[tuple[str, ...]]:
    """Return the cells of every accepted visit under `header`."""
    columns = [[visits.table.get(name).cells() for name in header] for visits in receipt.accepted]
    return {row for of_batch in columns for row in zip(*of_batch, strict=True)}


@pytest.mark.parametrize("text", [PLAIN, QUOTED])
def test_a_clean_file_is_taken_whole(intake, text):
    receipt = taken(intake, text.encode())
    assert (receipt.count, receipt.rejects, receipt.notes, is_silent(receipt, text)) == (3, [], [], False)


@pytest.mark.parametrize("text", [PLAIN, QUOTED])
def test_no_pollution_is_silent(intake, text):
    silent = [name for name, data in some_pollutions(text, 400) if is_silent(taken(intake, data), text)]
    assert silent == []


@pytest.mark.parametrize("text", [PLAIN, QUOTED])
def test_there_are_pollutions_enough_of_every_kind(text):
    every = [name for name, _ in pollutions(text)]
    assert len(every) > 1300
    assert len({name.partition(":")[0] for name in every}) == len(CELLS) + len(ROWS) + len(FILES) + 1
