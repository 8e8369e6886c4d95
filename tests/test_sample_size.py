"""How many answers a margin takes, and what margin a number of answers gives."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import samplesize_confint_proportion

from qshop.stats.sample_size import margin_of, sample_size


@pytest.mark.parametrize(
    ("margin", "population", "needed"),
    [(0.05, None, 385), (0.04, 7271, 555), (0.04, None, 601), (0.05, 100, 80), (0.03, None, 1068), (0.05, 1, 1)],
)
def test_the_numbers_of_the_textbooks(margin, population, needed):
    assert sample_size(margin, population) == needed


@given(st.floats(0.005, 0.4), st.floats(0.05, 0.95))
def test_it_is_that_of_statsmodels(margin, share):
    assert sample_size(margin, share=share) - samplesize_confint_proportion(share, margin) == pytest.approx(
        0.5, abs=0.5
    )


@given(st.integers(1, 5000), st.integers(0, 5000), st.floats(0.05, 0.95))
def test_so_many_answers_are_just_enough_for_their_margin(answers, others, share):
    population = answers + others
    margin = margin_of(answers, population, share)
    if 1e-6 < margin < 1:
        assert abs(sample_size(margin, population, share) - answers) <= 1


def test_who_asks_everybody_knows_it():
    assert margin_of(40, 40) == 0
    assert margin_of(100) == pytest.approx(1.959964 * sqrt(0.25 / 100), abs=1e-7)


@pytest.mark.parametrize(
    "call",
    [
        lambda: sample_size(0),
        lambda: sample_size(5),
        lambda: sample_size(0.05, 0),
        lambda: sample_size(0.05, share=1),
        lambda: margin_of(0),
        lambda: margin_of(11, 10),
    ],
)
def test_what_makes_no_sense_is_refused(call):
    with pytest.raises(ValueError, match="of"):
        call()
