"""Personal data in what shoppers wrote is pointed out by line and kind, and never repeated."""

import time

import pytest

from qshop.io.csv_files import parse_csv, write_csv
from qshop.io.folder import load
from qshop.visits.intake.judge import accept_visits
from qshop.visits.personal_data import personal_data
from support import front

HEADER = ["visit_id", "site", "date", "questionnaire", "version", "q1", "q2", "q3", "q1_comment", "comment"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return load(front(tmp_path_factory.mktemp("front"))).programme


def notes(desk, *comments, column=-1):
    rows = []
    for n, text in enumerate(comments):
        row = [f"V{n}", "S01", "2026-03-02", "front", "2", "yes", "no", "4", "", ""]
        row[column] = text
        rows.append(tuple(row))
    (taken,) = accept_visits(parse_csv(write_csv(HEADER, rows).encode(), "f.csv").table, desk).accepted
    return list(personal_data(taken))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("write to jane.doe+x@example.co.uk, please", "an e-mail address"),
        ("JANE@EXAMPLE.COM", "an e-mail address"),
        ("call 07700 900123", "a phone number"),
        ("call +33 6 12 34 56 78.", "a phone number"),
        ("06.12.34.56.78", "a phone number"),
        ("(0212) 555-12-34", "a phone number"),
        ("DE89370400440532013000", "a bank account number"),
        ("FR76 3000 6000 0112 3456 7890 189", "a bank account number and a phone number"),
        ("a@b.de or 07700 900123", "an e-mail address and a phone number"),
    ],
)
def test_what_seems_personal_is_pointed_out(desk, text, kinds):
    assert notes(desk, "ok", text) == [f"line 3: comment seems to hold {kinds}: take it out at the source"]
    assert not any(
        word in note for note in notes(desk, text) for word in text.split() if "@" in word or word[0].isdigit()
    )


def test_the_comment_of_a_question_is_looked_at_too(desk):
    assert notes(desk, "a@b.de", column=-2) == [
        "line 2: q1_comment seems to hold an e-mail address: take it out at the source"
    ]


def test_each_line_is_named_even_where_the_words_are_the_same(desk):
    assert [note.split(":")[0] for note in notes(desk, "a@b.de", "ok", "a@b.de")] == ["line 2", "line 4"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "waited 12 minutes at till 4",
        "2026-03-02 10:30",
        "am 02.03.2026 10:30",
        "10:30 - 11:45",
        "@reception",
        "a @ b",
        "room 1234567",
        "S01-0042",
        "12.50 EUR",
        "100 % of 250",
    ],
)
def test_ordinary_words_and_figures_are_left_alone(desk, text):
    assert notes(desk, text) == []


def test_a_very_long_text_takes_no_longer_than_reading_it(desk):
    texts = [
        "a" * 400_000,
        "1" * 400_000,
        "a." * 200_000,
        "AB12 " * 80_000,
        "1 " * 200_000,
        "x@" * 200_000,
        "+" * 400_000,
    ]
    started = time.process_time()
    notes(desk, *texts)
    assert time.process_time() - started < 5
