"""A cell in a message: its content where it cannot be personal, else only its shape."""

import pytest

from qshop.base.shown import shown

SITES = ["S01", "S02", "Head office"]


@pytest.mark.parametrize(
    "text",
    [
        *["12", "-3,2", "1.23457E+11", "299.9999999999989", "50 %", "?", "--", "N/A", "yes"],
        *["9:05", "9.30", "16;00", "15:17:00", "9:05 AM", "2026-3-1", "01/02/26", "03/02"],
        *["2026-03-01 15:17:00", "2026-03-01T10:00:00.000Z"],
    ],
)
def test_numbers_days_times_and_marks_are_quoted(text):
    assert shown(text) == f"“{text}”"


@pytest.mark.parametrize("text", ["S99", "s01", "Head ofice", "S01 ", "S01,S02"])
def test_what_is_like_a_known_value_is_quoted(text):
    assert shown(text, SITES) == f"“{text}”"


@pytest.mark.parametrize(
    "text",
    [
        "Jane",
        "jane@x.org",
        "+33 6 12 34 56 78",
        "0612345678",
        "06.12.34.56.78",
        "IMG_0042.jpg",
        "photo3",
        "12 Elm Road",
    ],
)
def test_of_anything_else_only_the_length_is_told(text):
    assert shown(text, SITES) == f"a text of {len(text)} characters"


def test_one_character_is_one_character():
    assert shown("J") == "a text of 1 character"
