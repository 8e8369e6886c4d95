"""What people typed, written so that it is read as meant."""

import pytest

from qshop.pages.escaping import markdown, unbroken, visible


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Vous a-t-on salué ?", "Vous a-t-on salué\u00a0?"),
        ("Non ! Oui ; si : « peut-être »", "Non\u00a0! Oui\u00a0; si\u00a0: «\u00a0peut-être\u00a0»"),
        ("Salué? Oui : 14:05", "Salué? Oui\u00a0: 14:05"),
        ("Salué\u202f?", "Salué\u202f?"),
    ],
)
def test_a_french_sign_stays_on_the_line_of_its_word(typed, written):
    assert unbroken(typed, "fr") == written


@pytest.mark.parametrize("language", ["en", "tr"])
def test_only_french_puts_a_space_there(language):
    assert unbroken("a ? « b »", language) == "a ? « b »"


@pytest.mark.parametrize("text", ["می\u200cشود", "क्\u200dष", "\u200fשלום (1)\u200f"])
def test_joiners_and_marks_that_a_language_is_written_with_stay(text):
    assert visible(text) == text
    assert markdown(text) == text


@pytest.mark.parametrize("code", ["202a", "202e", "2066", "2069", "200b", "2060", "feff"])
def test_what_turns_the_direction_of_a_line_or_is_only_hidden_is_shown_by_its_code(code):
    assert visible(f"a{chr(int(code, 16))}b") == f"a\\u{code}b"


def test_a_french_sign_stays_there_in_any_region():
    assert unbroken("Salué ?", "fr-CA") == "Salué\u00a0?"
