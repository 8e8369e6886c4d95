"""Every pollution of files of visits: none may be taken for something else without a word."""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from trial import TESTS, Trial, front

from qshop.io.csv_files import parse_csv, write_csv
from qshop.io.folder import load
from qshop.visits.intake.history import History
from qshop.visits.intake.pipeline import Intake

sys.path.append(str(TESTS))
from pollution import PLAIN, QUOTED, is_silent, pollutions

SAMPLE = Path(__file__).parents[1]
SAMPLE_FILES = ("visits/2026-spring/onsite-v1.csv", "visits/2026-spring/phone-v1.csv")
SAMPLE_ROWS = 2


def polluted() -> Iterator[Trial]:
    """Take in each pollution of two small files, and of some visits of the sample."""
    with TemporaryDirectory(prefix="qshop-pollutions-") as folder:
        small = Intake(load(front(Path(folder) / "front")).programme)
        for text in (PLAIN, QUOTED):
            yield from _trials(small, text)
    sample = Intake(load(SAMPLE).programme)
    for file in SAMPLE_FILES:
        yield from _trials(sample, _first_visits(SAMPLE / file))


def _first_visits(file: Path) -> str:
    """Return the header and first rows of a file, without staff: a code under the next stage is another valid visit."""
    header, *rows = csv.reader(file.read_text(encoding="utf-8").splitlines())
    kept = [["" if name.endswith("_staff") else cell for name, cell in zip(header, row, strict=True)] for row in rows]
    return write_csv(header, [tuple(row) for row in kept[:SAMPLE_ROWS]])


def _trials(intake: Intake, text: str) -> Iterator[Trial]:
    for name, data in pollutions(text):
        receipt = intake.receive(parse_csv(data, "f.csv"), History())
        silent = is_silent(receipt, text)
        yield Trial(name, "taken for something else, and nothing was said" if silent else "")
