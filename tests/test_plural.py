"""Counts in English."""

import pytest

from qshop.base.plural import counted


@pytest.mark.parametrize(
    ("count", "words", "text"),
    [
        (0, ("row",), "0 rows"),
        (1, ("row",), "1 row"),
        (2, ("row",), "2 rows"),
        (1, ("criterion", "criteria"), "1 criterion"),
        (2, ("criterion", "criteria"), "2 criteria"),
        (2, ("verdict flips", "verdicts flip"), "2 verdicts flip"),
    ],
)
def test_a_count_has_the_noun_that_goes_with_it(count, words, text):
    assert counted(count, *words) == text
