"""Tables for a terminal: whole where they are piped; in a terminal as wide as it is, and no code is ever lost."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qshop.pages import console
from qshop.pages.console import heading, prose_width, table
from qshop.pages.escaping import visible

HEADER = ("site", "name", "kind", "visits", "score", "95 %")
ROWS = [
    ("MA-01", "Harbour Gate Conference Centre", "onsite", "23", "84.2", "82.1–86.3"),
    ("MA-01", "Harbour Gate Conference Centre", "phone", "6", "91.2", "82.2–100.0"),
    ("OS-02", "Foundry Yard", "onsite", "22", "87.4", "84.2–90.5"),
]
NUMBERS = ("visits", "score", "95 %")


@pytest.fixture
def terminal(monkeypatch):
    """Give a function that makes the terminal so many columns wide; None: the output is piped."""
    return lambda width: monkeypatch.setattr(console, "terminal_width", lambda: width)


def sites():
    return table(HEADER, ROWS, NUMBERS, names=["name"])


def test_a_piped_table_is_as_wide_as_it_is(terminal):
    terminal(None)
    assert (
        sites()
        == """\
site    name                             kind     visits   score         95 %
─────────────────────────────────────────────────────────────────────────────
MA-01   Harbour Gate Conference Centre   onsite       23    84.2    82.1–86.3
MA-01   Harbour Gate Conference Centre   phone         6    91.2   82.2–100.0
OS-02   Foundry Yard                     onsite       22    87.4    84.2–90.5
"""
    )


def test_names_are_cut_before_anything_else(terminal):
    terminal(64)
    assert (
        sites()
        == """\
site   name                    kind    visits  score        95 %
────────────────────────────────────────────────────────────────
MA-01  Harbour Gate Conferen…  onsite      23   84.2   82.1–86.3
MA-01  Harbour Gate Conferen…  phone        6   91.2  82.2–100.0
OS-02  Foundry Yard            onsite      22   87.4   84.2–90.5
"""
    )


def test_columns_move_above_the_others_where_a_terminal_is_narrow(terminal):
    terminal(40)
    assert (
        sites()
        == """\
site   name
  kind    visits  score        95 %
─────────────────────────────────────
MA-01  Harbour Gate Conference Centre
  onsite      23   84.2   82.1–86.3
  phone        6   91.2  82.2–100.0
OS-02  Foundry Yard
  onsite      22   87.4   84.2–90.5
"""
    )


def test_a_text_at_the_end_is_wrapped(terminal):
    terminal(44)
    rows = [("61 of 179", "wait", "Over two minutes' wait at the desk"), ("4 of 9", "hello", "Spoke first")]
    assert (
        table(("missed", "must", ""), rows, ("missed",))
        == """\
   missed  must
────────────────────────────────────────────
61 of 179  wait   Over two minutes' wait at
                  the desk
   4 of 9  hello  Spoke first
"""
    )


def test_a_terminal_that_is_too_narrow_for_the_numbers_folds_the_lines_itself(terminal):
    terminal(20)
    assert (
        sites()
        == """\
site   name          kind
  visits  score        95 %
───────────────────────────
MA-01  Harbour Gat…  onsite
      23   84.2   82.1–86.3
MA-01  Harbour Gat…  phone
       6   91.2  82.2–100.0
OS-02  Foundry Yard  onsite
      22   87.4   84.2–90.5
"""
    )


def test_what_moves_a_cursor_is_shown_and_wide_letters_take_two_places(terminal):
    terminal(None)
    assert (
        table(("site", "visits"), [("店舗", "7"), ("a\x1b[2J", "12")], ("visits",))
        == """\
site         visits
───────────────────
店舗              7
a\\u001b[2J       12
"""
    )


def test_a_heading_and_a_header_are_bold_in_a_terminal_alone(monkeypatch):
    assert heading("Sites") == "\nSites\n"
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert heading("Sites") == "\n\x1b[1mSites\x1b[0m\n"
    monkeypatch.setenv("NO_COLOR", "1")
    assert heading("Sites") == "\nSites\n"


def test_sentences_are_never_wider_than_a_hundred_columns(terminal):
    assert [terminal(width) or prose_width() for width in (None, 80, 180)] == [100, 80, 100]


def test_names_that_begin_alike_are_cut_elsewhere(terminal):
    terminal(22)
    alike = ("Harbour Gate North Tower", "Harbour Gate South Tower", "Mill")
    assert (
        table(("name", "visits"), [(name, "8") for name in alike], ("visits",), ["name"])
        == """\
name            visits
──────────────────────
…e North Tower       8
…e South Tower       8
Mill                 8
"""
    )


def test_names_that_no_cut_keeps_apart_stay_as_wide_as_it_takes(terminal):
    terminal(20)
    alike = ("The long hall of the east by the long quay", "The long hall of the west by the long quay")
    assert (
        table(("name", "visits"), [(name, "8") for name in alike], ("visits",), ["name"])
        == """\
name
  visits
─────────────────────
…ast by the long quay
       8
…est by the long quay
       8
"""
    )


def test_columns_that_can_be_spared_are_left_out_before_rows_need_two_lines(terminal):
    header, rows = ("site", "name", "2026-\nspring", "2026-\nautumn"), [("S1", "Kestrel Hall", "81.5", "84.0")]

    def shown(width):
        terminal(width)
        return table(header, rows, header[2:], ["name"], spare=("2026-\nspring", "name"))

    assert (
        shown(34)
        == """\
                     2026-   2026-
site  name          spring  autumn
──────────────────────────────────
S1    Kestrel Hall    81.5    84.0
"""
    )
    assert (
        shown(33)
        == """\
                       2026-
site   name           autumn
────────────────────────────
S1     Kestrel Hall     84.0
"""
    )
    assert (
        shown(25)
        == """\
        2026-
site   autumn
─────────────
S1       84.0
"""
    )


CODES = st.text("AB-0", min_size=1, max_size=12)


@given(
    st.lists(st.tuples(CODES, CODES, st.text("ab ", max_size=40), st.integers(0, 9999)), min_size=1),
    st.integers(10, 120),
)
def test_no_code_and_no_number_is_ever_lost(rows, width):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(console, "terminal_width", lambda: width)
        cells = [(wave, site, name, str(visits)) for wave, site, name, visits in rows]
        words = table(("wave", "site", "name", "visits"), cells, ("visits",), ["name"]).split()
    for wave, site, _, visits in rows:
        assert {wave, site, str(visits)} <= set(words)


def test_the_width_is_asked_of_a_terminal_only(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    assert console.terminal_width() is None
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((132, 50)))
    assert console.terminal_width() == 132


NAMES = st.text(st.characters(exclude_categories=("C", "Z", "N")) | st.just(" "), max_size=40).map(
    lambda text: " ".join(text.split())
)


@given(st.lists(NAMES.filter(bool), min_size=1, unique=True), st.integers(20, 140) | st.none())
def test_different_names_stay_different_at_any_width_and_nothing_is_cut_where_it_is_piped(names, width):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(console, "terminal_width", lambda: width)
        page = table(("name", "visits"), [(name, "7") for name in names], ("visits",), ["name"])
    lines = [line for line in page.split("─\n", 1)[1].splitlines() if line.strip() != "7"]
    assert len(set(lines)) == len(names)
    if width is None:
        assert [line.removesuffix("7").rstrip() for line in lines] == [visible(name) for name in names]
