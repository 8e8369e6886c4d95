"""What people typed, written so that it is read as meant."""

import pytest

from qshop.pages.escaping import unbroken


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
