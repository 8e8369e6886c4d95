"""Which texts say the same, but for what spreadsheets put right; and which may."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qshop.workshop.capture.alike import likely_doubles, normal, one_line


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Don't wait", "don’t wait"),
        ("“Hello”, they say", '"Hello" , they say.'),
        ("Attendez : merci", "Attendez\u00a0: merci"),
        ("two -- three", "two — three"),
        ("Wait...", "Wait…"),
        ("ﬁrst", "First"),
    ],
)
def test_what_a_spreadsheet_changes_by_itself_says_the_same(one: str, other: str) -> None:
    assert normal(one) == normal(other)


def test_other_words_do_not() -> None:
    assert normal("Staff look up within ten seconds") != normal("Staff look up within five seconds")
    assert normal("no") != normal("not")


@given(st.text())
def test_a_text_in_normal_form_stays_as_it_is_on_one_line(text: str) -> None:
    assert one_line(one_line(text)) == one_line(text)
    assert "\n" not in one_line(text)


def test_likely_doubles_have_most_words_in_common_whatever_their_endings_and_order() -> None:
    known = {"wait": "Nobody waits longer than two minutes at the desk", "coffee": "A coffee is offered"}
    new = {"n1": "At the desk, nobody waited longer than two minutes", "n2": "Coffee offered", "n3": "Clean floors"}

    assert list(likely_doubles(new, known)) == [("n1", "wait"), ("n2", "coffee")]


def test_new_ones_are_held_against_each_other_once() -> None:
    new = {"a": "Signs are lit", "b": "The signs are lit", "c": "Lit signs"}

    assert list(likely_doubles(new, {})) == [("a", "b"), ("a", "c"), ("b", "c")]
