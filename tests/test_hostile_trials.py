"""Some of the trials of `benchmarks/hostile.py`, which every night tries them all."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))
import faults
import seeds
import writers

pytestmark = pytest.mark.slow
needs_strace = pytest.mark.skipif(not faults.is_possible(), reason="strace is not installed, or may not trace here")


def faulty(trials, at_least):
    trials = list(trials)
    assert len(trials) >= at_least
    return [trial for trial in trials if trial.fault]


@needs_strace
@pytest.mark.parametrize("harm", [faults.kills, faults.errors])
def test_no_fault_of_the_system_tears_a_file_or_stands_in_the_way_of_another_try(harm):
    assert faulty(harm(step=200), at_least=5) == []


def test_of_what_several_people_take_in_at_once_nothing_is_lost():
    assert faulty(writers.writers(4, 10), at_least=40) == []


def test_other_machines_write_the_same_bytes():
    assert faulty(seeds.seeds(4), at_least=4) == []
