"""Forms in which files write days, times and lengths of time: what they declare is read, and nothing else."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qshop.visits.intake.written_form import (
    folded,
    month_names,
    read_clock,
    read_day,
    read_length,
    read_swapped_day,
    written_form,
    written_forms,
)

MARCH_3 = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("form", "text", "day"),
    [
        ("D/M/YYYY", "3/3/2026", MARCH_3),
        ("D/M/YYYY", "03/03/2026", MARCH_3),
        ("DD/MM/YYYY", "3/3/2026", None),
        ("DD.MM.YY", "03.03.26", MARCH_3),
        ("DD.MM.YY", "03.03.2026", None),
        ("D-MMM-YY", "3-Mar-26", MARCH_3),
        ("D MMMM YYYY", "3 mars 2026", MARCH_3),
        ("D MMMM YYYY", "3 MART 2026", MARCH_3),
        ("D MMM YYYY", "3 févr. 2026", date(2026, 2, 3)),
        ("D MMM YYYY", "3 Sept 2026", date(2026, 9, 3)),
        ("D MMM YYYY", "3 KASIM 2026", date(2026, 11, 3)),
        ("D MMM YYYY", "3 Foo 2026", None),
        ("MMMM D, YYYY", "March 3, 2026", MARCH_3),
        ("M/D/YYYY H:MM:SS", "3/3/2026 10:12:33", MARCH_3),
        ("M/D/YYYY H:MM AM", "3/3/2026 9:12 pm", MARCH_3),
        ("YYYY-MM-DDTHH:MM:SSZ", "2026-03-03T10:12:33.120+03:00", MARCH_3),
        ("YYYY-MM-DDTHH:MM:SSZ", "2026-03-03T10:12:33Z", MARCH_3),
        ("YYYYMMDD", "20260303", MARCH_3),
        ("D/M/YYYY", "31/2/2026", None),
        ("D/M/YYYY", "3/3/2026 ", None),
        ("D/M/YYYY", "٣/٣/٢٠٢٦", None),
    ],
)
def test_days(form, text, day):
    assert read_day(written_forms([form]), text, month_names(("fr", "tr"))) == day


@pytest.mark.parametrize(
    ("form", "text", "clock"),
    [
        ("H:MM", "9:05", "09:05"),
        ("H.MM", "9.05", "09:05"),
        ("H:MM:SS", "15:17:00", "15:17"),
        ("H:MM AM", "9:05 AM", "09:05"),
        ("H:MM AM", "9:05\u202fPM", "21:05"),
        ("H:MM AM", "12:05 am", "00:05"),
        ("H:MM AM", "13:05 pm", None),
        ("H.MMAM", "9.05p.m.", "21:05"),
        ("HAM", "9am", "09:00"),
        ("H;MM", "16;00", "16:00"),
        ("HhMM", "14h05", "14:05"),
        ("M/D/YYYY H:MM", "3/25/2026 7:40", "07:40"),
        ("H:MM", "24:00", None),
        ("H:MM", "9:60", None),
        ("H:MM", "9:05 AM", None),
    ],
)
def test_times_of_day(form, text, clock):
    assert read_clock(written_forms([form]), text) == clock


@pytest.mark.parametrize(
    ("form", "text", "seconds"),
    [
        ("M:SS", "5:40", "340"),
        ("M:SS", "05:40", "340"),
        ("M:SS", "75:00", "4500"),
        ("M:SS", "5:61", None),
        ("H:MM:SS", "1:02:03", "3723"),
        ("H:MM:SS", "1:62:03", None),
        ("H:MM", "1:30", "5400"),
        ("minutes", "2.5", "150.0"),
        ("minutes", "2:5", None),
        ("seconds", "90", "90"),
        ("hours", "2", "7200"),
    ],
)
def test_lengths_of_time(form, text, seconds):
    assert read_length(written_forms([form]), text) == seconds


@pytest.mark.parametrize("text", ["", "dd/mm/yyyy", "DD/MM/JJJJ", "D/M/D", "/", "TODAY"])
def test_what_declares_no_form(text):
    assert written_form(text) is None


@pytest.mark.parametrize(
    ("form", "tells"),
    [
        ("D/M/YYYY", "day"),
        ("D MMM YY H:MM", "day clock"),
        ("H.MM AM", "clock"),
        ("H:MM", "clock length"),
        ("M:SS", "length"),
        ("minutes", "length"),
        ("H:MM:MM", ""),
        ("D/M", ""),
        ("MMM YYYY", ""),
    ],
)
def test_what_a_form_tells(form, tells):
    found = written_form(form)
    told = {"day": found.tells_day(), "clock": found.tells_clock(), "length": found.tells_length()}
    assert " ".join(kind for kind, is_told in told.items() if is_told) == tells


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_of_the_century_is_read_back_from_two_digits(day):
    assert read_day(written_forms(["D.M.YY"]), f"{day.day}.{day.month}.{day:%y}") == day


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_in_the_other_order_is_the_same_day(day):
    assert read_swapped_day(written_forms(["D/M/YYYY"]), f"{day.month}/{day.day}/{day.year}") == day


def test_a_month_named_alike_in_two_languages_is_read_in_neither():
    assert month_names(("pl",))[folded("listopad")] == 11
    assert folded("listopad") not in month_names(("hr", "pl"))
