"""The kinds of text a programme is made of: what looks like something else to a machine is not let pass."""

import unicodedata
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from qshop.programme import scalars
from qshop.programme.scalars import code_problem, measure_text, read_day, read_measure, read_number, text_in

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=70)


def fault(kind, value):
    """Say under which code a value is refused, and why."""
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        (found,) = error.errors()
        return f"{found['type']} {found['msg']}"
    return ""


def test_a_number_is_plain_digits():
    assert [read_number(text) for text in ("0", "7", "0.5", "2.50", "123456789.123456")] == [
        Decimal(text) for text in ("0", "7", "0.5", "2.50", "123456789.123456")
    ]
    for text in (
        "",
        "-1",
        "+1",
        "010",
        "00",
        ".5",
        "5.",
        "1e3",
        "1_000",
        "1,5",
        " 1",
        "1\n",
        "inf",
        ".inf",
        "nan",
        "٤",
        "²",
        "0x1F",
        "12:30",
        "1" * 10,
    ):
        assert read_number(text) is None, text


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("007", "7"),
        ("340.0", "340"),
        ("340.", "340"),
        (".5", "0.5"),
        ("90.250", "90.25"),
        ("0.000", "0"),
        ("0e5", "0"),
        ("1e-05", "0.00001"),
        ("1e+05", "100000"),
        ("1.25E7", "12500000"),
        ("999999999999999", "999999999999999"),
        ("999999999999999.999999999999999", "1000000000000000"),
        ("0.1234567890123456", "0.123456789012346"),
        ("0.1234567890123445", "0.123456789012344"),  # half-even
        ("1e-15", "0.000000000000001"),
    ],
)
def test_a_measure_is_read_as_programs_write_numbers(text, canonical):
    assert measure_text(read_measure(text)) == canonical


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("0.30000000000000004", "0.3"),
        ("299.9999999999989", "300"),  # clock times, (out - in) * 86400
        ("300.00000000000375", "300"),
        ("60.00000000000014", "60"),
        ("299.99999972060323", "300"),  # the same with days before the times
        ("299.999999999999", "300"),  # as R writes it, to 15 digits
        ("0.10000000000002274", "0.1"),  # 1000.1 - 1000
        ("300.000001", "300.000001"),  # typed
        ("299.9999123456789", "299.999912345679"),
    ],
)
def test_what_binary_arithmetic_leaves_in_a_measure_is_no_part_of_it(text, canonical):
    assert measure_text(read_measure(text)) == canonical


def test_a_measure_has_no_sign_no_separators_and_no_lost_digits():
    refused = ["", ".", "-1", "-0", "+1", "1,5", "1 000", "1 ", "٤", "nan", "inf", "1e", "1e1000", "0" * 61, "1" * 16]
    for text in [*refused, "1000000000000009", "1e-16", "1.23457E+11", "1E+05"]:
        assert read_measure(text) is None, text


@given(st.decimals(0, 10**15 - 1, allow_nan=False, allow_infinity=False) | st.floats(0, 1e14, width=64))
def test_the_canonical_text_of_a_measure_is_its_own(number):
    measure = read_measure(str(number))
    if measure is not None:
        text = measure_text(measure)
        assert read_measure(text) == measure
        assert measure_text(read_measure(repr(float(text)))) == text  # through a data frame
        assert abs(measure - Decimal(str(number))) <= measure * Decimal("1e-8")


@pytest.mark.parametrize(
    "code", ["1.23457E+11", "1,23457E+11", "1.23456789012346E+17", "1e+17", "123456789012345000", "3.00E+12"]
)
def test_a_code_that_a_spreadsheet_made_a_number_is_none(code):
    assert code_problem(code).startswith("was taken for a number by a spreadsheet")
    for sound in ("3E12", "123456789012345678", "1234567890123450", "2026-03-02", "1.5", "A000000000000000000"):
        assert code_problem(sound) == ""


def test_a_day_is_written_in_one_way():
    assert read_day("2024-02-29") == date(2024, 2, 29)
    for text in (
        "2026-02-29",
        "2026-2-3",
        "26-02-03",
        "20260203",
        "2026-02-03T00:00",
        "2026-W10",
        "2026-13-01",
        "0000-01-01",
        "٢٠٢٦-٠٢-٠٣",
        "2026-02-03\n",
        "now",
        "",
    ):
        assert read_day(text) is None, text


@given(st.dates())
def test_every_day_is_read_as_itself(day):
    assert read_day(day.isoformat()) == day


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("", "is blank"),
        ("x" * 65, "is 65 characters long; a code has 1 to 64"),
        (" S01", "has a space at its start or end"),
        ("S01\u00a0", "has a space at its start or end"),
        ("a/b", "holds a / or \\"),
        ("a\\b", "holds a / or \\"),
        ("a\tb", "holds a control or invisible character (U+0009)"),
        ("S\u200c01", "holds a control or invisible character (U+200C)"),
        ("a\u202eb", "holds a control or invisible character (U+202E)"),
        ("a\u00a0b", "holds a control or invisible character (U+00A0)"),
        ("Cafe\u0301", "is not in Unicode's composed form (NFC)"),
    ],
)
def test_what_is_no_code_is_told_why(code, reason):
    assert code_problem(code) == reason


def test_codes_are_exact_and_may_look_like_anything_else():
    for code in (
        "007",
        "7",
        "1E5",
        "1.0",
        "..",
        ".",
        "CON",
        "-rf",
        "--help",
        "a b",
        "İ",
        "ı",
        "Café",
        "$(id)",
        "%2e",
        "~",
        "*",
        "日本",
        "x" * 64,
    ):
        assert code_problem(code) == "", code


@settings(max_examples=300)
@given(ANY)
def test_a_code_is_safe_to_show_and_survives_normalisation(text):
    if not code_problem(text):
        assert text.isprintable()
        assert text == text.strip() == unicodedata.normalize("NFC", text)
        assert not {"\n", "/"} & set(text)
        assert 1 <= len(text) <= 64


def test_ids_leave_the_columns_of_a_visit_alone():
    for good in ("a", "reception_greeting", "q1", "a" * 64, "staff", "no"):
        assert fault(scalars.Id, good) == ""
    for bad in ("A", "1a", "_a", "a-b", "a b", "é", "a" * 65, "a\n"):
        assert fault(scalars.Id, bad) == f"QS207 “{bad}” is no id"
    for taken in ("site", "date", "weight", "visit_id", "desk_staff", "q1_comment", "q1_evidence"):
        assert fault(scalars.Id, taken) == f"QS207 the id “{taken}” is taken by a visit column"


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (
            "Weight",
            ["1", "0.5", "1000"],
            {
                "0": "a weight of 0 makes no sense",
                "1001": "a weight of 1001 makes no sense",
                "inf": "“inf” is no number",
            },
        ),
        ("WeightOrNone", ["0", "0.00", "1000"], {"1001": "a weight of 1001 makes no sense", "-1": "“-1” is no number"}),
        (
            "Points",
            ["0", "1", "0.25"],
            {"1.1": "1.1 points: an answer gives between 0 and 1", "-1": "“-1” is no number"},
        ),
        ("Percent", ["0", "100", "99.5"], {"100.1": "100.1 is no percentage"}),
        ("Count", ["0", "5", "12"], {"1.5": "1.5 is no whole number", "1e3": "“1e3” is no number"}),
        ("Level", ["0", "5"], {"999999999": "a scale up to 999999999 makes no sense"}),
        ("Shift", ["-5", "0", "100"], {"101": "101 percentage points make no sense", "--5": "“-5” is no number"}),
        ("Whole", ["0", "10" * 20], {"010": "“010” is no whole number", "1.0": "“1.0” is no whole number"}),
    ],
)
def test_numbers_have_their_limits(kind, good, bad):
    kind = getattr(scalars, kind)
    assert [fault(kind, text) for text in good] == [""] * len(good)
    assert {text: fault(kind, text) for text in bad} == {text: f"QS204 {message}" for text, message in bad.items()}


def test_flags_days_months_languages_and_countries_are_written_in_one_way():
    assert TypeAdapter(scalars.Flag).validate_python("true") is True
    assert TypeAdapter(scalars.Flag).validate_python("false") is False
    for text in ("yes", "True", "on", "1"):
        assert fault(scalars.Flag, text) == f"QS206 “{text}” is neither true nor false"
    assert fault(scalars.Day, "3 March") == "QS205 “3 March” is no date"
    assert [fault(scalars.Month, text) for text in ("2026-01", "2026-01-31", "2026-13")] == [
        *("", "", "QS205 “2026-13” is no month")
    ]
    assert [fault(scalars.Language, text) for text in ("en", "pt-BR", "zh-Hant-TW", "es-419")] == [""] * 4
    for text in ("EN", "english", "en_GB", "e", "en-"):
        assert fault(scalars.Language, text) == f"QS213 “{text}” is no language tag"
    assert [fault(scalars.Country, text) for text in ("FR", "GB", "TR")] == [""] * 3
    for text in ("UK", "fr", "France", "F"):
        assert fault(scalars.Country, text) == f"QS206 “{text}” is no country"


def test_what_is_no_single_text_is_refused():
    for value in ([], {}, ["x"], None, 3, True):
        assert fault(scalars.Text, value) == "QS203 a single value is expected here"
    for blank in ("", " ", "\u00a0"):
        assert fault(scalars.Text, blank) == "QS203 the value is empty"


def test_long_texts_are_cut_in_messages():
    assert fault(scalars.Number, "9" * 5000) == f"QS204 “{'9' * 40}” is no number"
    assert fault(scalars.Id, "X" * 5000) == f"QS207 “{'X' * 80}” is no id"


def test_a_text_is_given_in_the_language_asked_or_the_first_it_has():
    words = {"fr": "Bonjour", "tr": "Merhaba"}
    assert (text_in(words, "tr"), text_in(words, "en"), text_in({}, "en")) == ("Merhaba", "Bonjour", "")


@given(st.dates(min_value=date(1000, 1, 1)), st.integers(1, 9))
def test_no_other_writing_of_a_day_is_read(day, shift):
    for text in (
        day.strftime("%d/%m/%Y"),
        day.strftime("%Y%m%d"),
        f" {day}",
        f"{day} ",
        str(day + timedelta(shift) if day.year < 9999 else day) + "Z",
    ):
        assert read_day(text) is None
