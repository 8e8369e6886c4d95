"""The wording rules against questions labelled by hand: what they find is right, and they find most of it."""

import pytest

from labelled import LANGUAGES, PAGE, Figures, by_set, page, read_sets
from qshop.wording import RULES

COUNTING = ("QS319", "QS320", "QS321")
READING = [code for code in RULES if code not in COUNTING]
PERCENT_RIGHT = 90
PERCENT_FOUND = 80


@pytest.fixture(scope="module")
def read():
    return read_sets()


def test_the_questions_are_many_in_each_language_and_about_half_of_them_are_good(read):
    for language in LANGUAGES:
        mine = [case for case, _ in read if case["language"] == language]
        assert len(mine) >= 300
        assert 0.4 <= sum(not case["codes"] for case in mine) / len(mine) <= 0.6


@pytest.mark.parametrize("code", READING)
def test_what_a_rule_finds_is_right_nine_times_out_of_ten_and_it_finds_most(read, code):
    figures = Figures(read)
    print(figures.row(code, code))
    assert figures.of(code)[0] >= 5
    assert figures.precision(code) >= PERCENT_RIGHT, figures.misses
    assert figures.recall(code) >= PERCENT_FOUND, figures.misses


def test_no_set_and_no_language_fares_much_worse(read):
    for name, some in by_set(read).items():
        figures = Figures(some)
        print(figures.row(name))
        assert figures.precision() >= PERCENT_RIGHT, figures.misses
        assert figures.recall() >= PERCENT_FOUND, figures.misses


def test_the_page_of_figures_says_what_is_true_today(read):
    assert PAGE.read_text(encoding="utf-8") == page(read), "run: python tests/labelled.py --write"
