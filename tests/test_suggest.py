""" "Did you mean" for anything a person types: near, never wild, and quick."""

import time

import pytest

from qshop.base.suggest import did_you_mean

SITES = [f"S{n:02}" for n in range(1, 40)]


def test_the_nearest_is_offered():
    assert did_you_mean("wieght", ["weight", "status", "site"]) == "did you mean “weight”?"
    assert did_you_mean("receptoin", ["reception", "reception_greeting"]) == "did you mean “reception”?"


@pytest.mark.parametrize("typed", ["s01", "s01 ", " s01"])
def test_case_and_outer_spaces_are_no_distance(typed):
    assert did_you_mean(typed, ["007", "S01", "7"]) == "did you mean “S01”?"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("greeted ", "take out the blank at the end"),
        (" greeted", "take out the blank at the start"),
        ("greeted\u00a0", "take out the blank at the end (U+00A0)"),
        ("\tgreeted\n", "take out the blanks at both ends"),
        ("gree\u200bted", "take out the invisible character U+200B"),
        ("\ufeffgreeted", "take out the invisible character U+FEFF"),
    ],
)
def test_where_nothing_wrong_can_be_seen_that_is_said(typed, told):
    assert did_you_mean(typed, ["greeted", "greeting"]) == told


def test_a_few_choices_are_listed_and_many_are_not():
    assert did_you_mean("zzz", ["yes", "no", "na"]) == "known: yes, no, na"
    assert did_you_mean("zzz", SITES) == ""
    assert did_you_mean("zzz", []) == ""


def test_of_two_that_differ_in_case_the_first_is_offered():
    assert did_you_mean("ab", ["AB", "Ab"]) == "did you mean “AB”?"


def test_the_order_of_the_choices_decides_no_more_than_a_tie():
    assert did_you_mean("greetd", ["greeted", "greeting"]) == did_you_mean("greetd", ["greeting", "greeted"])


def test_choices_may_be_anything_that_can_be_gone_through_once():
    assert did_you_mean("sit", iter(["site", "date"])) == "did you mean “site”?"
    assert did_you_mean("2025", {2026: "x"}) == "did you mean “2026”?"


def test_a_very_long_word_costs_nothing():
    started = time.process_time()
    assert did_you_mean("x" * 1_000_000, SITES) == ""
    assert did_you_mean("", SITES) == ""
    assert time.process_time() - started < 1
