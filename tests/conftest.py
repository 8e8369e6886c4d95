"""What holds for every test: laws are tried without a clock, and the sample programme is kept out.

Tests that need only some programme do not read the sample, so that a change of it re-records little.
"""

import sys
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
SAMPLE = tuple(
    str(ROOT / name)
    for name in (
        *("qshop.yaml", "sites.yaml", "communication.yaml", "simulation.yaml"),
        *("criteria", "questionnaires", "visits", "registers", "workshops"),
    )
)
ABOUT_THE_SAMPLE = {
    "test_sample",
    "test_sample_story",
    "test_sample_workshops",
    "test_story",
    "test_layout",
    "test_schema",
}  # itself, the README that shows it, the schemas it fits
opened = set()

# A busy machine is slow, and no test here is about time. What a change must pass tries the same examples every time, so
# that it fails because of the change; the nightly run, with --hypothesis-profile searching, looks for others.
settings.register_profile("untimed", deadline=None, derandomize=True)
settings.register_profile("searching", deadline=None, max_examples=200)
settings.load_profile("untimed")


def note(event, arguments):
    if event == "open" and isinstance(arguments[0], str | Path):
        path = str(arguments[0])
        if path.startswith(SAMPLE):
            opened.add(path)


sys.addaudithook(note)


@pytest.fixture(autouse=True)
def only_those_that_are_about_the_sample_read_it(request):
    yield
    read = sorted(opened)
    opened.clear()
    if request.module.__name__ not in ABOUT_THE_SAMPLE:
        assert read == [], "write a small programme into the test, or name its module in tests/conftest.py"
