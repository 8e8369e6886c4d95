"""What travels inside the package, found there by name."""

from pathlib import Path

from qshop.io.packaged import packaged

ROOT = Path(__file__).parents[1]


def test_the_gaps_of_the_sample_are_those_that_a_new_programme_gets():
    starter = packaged("io/starter_programme/criteria/gaps.yaml").read_bytes()
    assert starter == (ROOT / "criteria/gaps.yaml").read_bytes()
