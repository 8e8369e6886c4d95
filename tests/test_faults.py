"""A kill or an error of the system at any call that writes tears no file, and the command can be given again.

These are some of the calls; `benchmarks/hostile.py kills errors` tries every one.
"""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))
import faults

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not faults.is_possible(), reason="strace is not installed, or may not trace here"),
]


@pytest.mark.parametrize("harm", [faults.kills, faults.errors])
def test_no_fault_of_the_system_tears_a_file_or_stands_in_the_way_of_another_try(harm):
    trials = list(harm(step=12))
    assert len(trials) >= 10
    assert [trial for trial in trials if trial.fault] == []
