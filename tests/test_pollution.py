"""No pollution of a file of visits is silent: what is taken is true, and what is missing is said."""

import pytest

from pollution import CELLS, FILES, PLAIN, QUOTED, ROWS, is_silent, pollutions, some_pollutions
from qshop.io.csv_files import parse_csv
from qshop.io.folder import load
from qshop.visits.intake.history import History
from qshop.visits.intake.pipeline import Intake
from qshop.visits.intake.receipt import Receipt
from support import front


@pytest.fixture(scope="module")
def intake(tmp_path_factory):
    return Intake(load(front(tmp_path_factory.mktemp("front"))).programme)


def taken(intake: Intake, data: bytes) -> Receipt:
    return intake.receive(parse_csv(data, "f.csv"), History())


@pytest.mark.parametrize("text", [PLAIN, QUOTED])
def test_a_clean_file_is_taken_whole(intake, text):
    receipt = taken(intake, text.encode())
    assert (receipt.count, receipt.rejects, receipt.notes, is_silent(receipt, text)) == (3, [], [], False)


@pytest.mark.parametrize("text", [PLAIN, QUOTED])
def test_no_pollution_is_silent(intake, text):
    assert [name for name, data in some_pollutions(text, 400) if is_silent(taken(intake, data), text)] == []


@pytest.mark.parametrize("text", [PLAIN, QUOTED])
def test_there_are_pollutions_enough_of_every_kind(text):
    every = [name for name, _ in pollutions(text)]
    assert len(every) > 1300
    assert len({name.partition(":")[0] for name in every}) == len(CELLS) + len(ROWS) + len(FILES) + 1
