"""Codes of staff and shoppers are told from names by their form; a declared form is plain, and never slow."""

import time

import pytest
from pydantic import TypeAdapter, ValidationError

from qshop.programme.code_forms import NO_NAME, CodePattern, fits

FORM = TypeAdapter(CodePattern)


@pytest.mark.parametrize("code", ["S01", "007", "halo_reception-3", "Ä7", "7"])
def test_a_code_has_a_digit_and_neither_space_nor_at(code):
    assert fits(code, NO_NAME)


@pytest.mark.parametrize("name", ["Jane", "Jane Roe", "Jane Roe 2", "jane7@example.org", "jane.roe", "Zoë"])
def test_a_name_or_an_address_is_no_code(name):
    assert not fits(name, NO_NAME)


@pytest.mark.parametrize(
    ("declared", "codes", "names"),
    [
        ("S[0-9]{2}", ["S07"], ["S7", "S077", "xS07", "S07\n"]),
        ("^desk-[a-z]$", ["desk-a"], ["desk-", "a desk-a"]),
        ("a|b", ["a", "b"], ["ab", "ac"]),
        (r"(?:N|S)\d+\.x", ["N12.x"], ["N12ax"]),
    ],
)
def test_the_whole_code_has_the_declared_form(declared, codes, names):
    pattern = FORM.validate_python(declared)
    assert [fits(code, pattern) for code in codes] == [True] * len(codes)
    assert [fits(name, pattern) for name in names] == [False] * len(names)


@pytest.mark.parametrize(
    "declared", ["(?=a)b", r"\bS\d", r"(a)\1", "(?i)s", r"\p{L}1", "[[:digit:]]", "é1", "x" * 201, " "]
)
def test_what_a_phone_may_read_in_another_way_is_refused(declared):
    with pytest.raises(ValidationError, match="no plain pattern"):
        FORM.validate_python(declared)


@pytest.mark.parametrize("declared", ["S[0-9", "(S", "a{2000}", "(a{1000}){1000}", "*"])
def test_what_cannot_be_read_is_refused(declared):
    with pytest.raises(ValidationError, match="cannot be read"):
        FORM.validate_python(declared)


def test_what_repeats_a_repetition_is_refused():
    with pytest.raises(ValidationError, match="no plain pattern"):
        FORM.validate_python("([a-z]+)+")


def test_no_form_takes_long():
    start = time.perf_counter()
    assert not fits("a" * 64, "(((a|a)|a)*)*b")
    assert time.perf_counter() - start < 1
