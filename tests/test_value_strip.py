"""Measured values as dots: as many as there are values, or heaps with their numbers; limits and promises as lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn import fault, shapes, texts
from qshop.pages.value_strip import StripMark, StripWords, value_strip

WORDS = StripWords(
    title="Waits",
    description="One of four waits was long.",
    value="Wait",
    count="Visits",
    median="median",
    met="in time",
    missed="too long",
)


def strip(values, limit=120, median=None, marks=()):
    missed = [value for value in values if value > limit]
    return value_strip(
        values, missed, median, [StripMark(*mark) for mark in marks], WORDS, lambda value: f"{value:g} s"
    )


def test_values_limits_and_the_median_are_told():
    drawing = strip([30, 30, 54, 240], median=42, marks=[(120, "limit: 2 min")])
    assert fault(drawing) == ""
    assert texts(drawing.svg) == ["limit: 2 min", "30 s", "240 s", "▲ median 42 s", "in time", "too long"]
    assert drawing.table.rows == [["30 s", "2"], ["54 s", "1"], ["240 s (too long)", "1"]]


def test_what_misses_its_limit_has_another_shape():
    drawing = strip([30, 240])
    assert len(shapes(drawing.svg, "circle")) == 2  # itself, and in the legend
    assert len(shapes(drawing.svg, "polygon")) == 2


def test_dots_that_lie_on_each_other_stand_above_each_other():
    dots = shapes(strip([30, 30, 30, 60]).svg, "circle")[:-1]
    assert len({(dot["cx"], dot["cy"]) for dot in dots}) == 4


@given(st.lists(st.integers(0, 300), min_size=1, max_size=60))
def test_the_dots_can_be_counted(values):
    drawing = strip(values)
    assert fault(drawing) == ""
    legend = len({value > 120 for value in values})
    dots = len(shapes(drawing.svg, "circle")) + len(shapes(drawing.svg, "polygon")) - legend
    heaps = sum(int(text) for text in texts(drawing.svg) if text.isdecimal())
    assert (heaps or dots) == len(values)


@pytest.mark.parametrize(
    "values", [[30], [0], [0, 0], [-5, 3], [1e9], list(range(3000)), [0.1, 0.2], [100, 101]], ids=lambda v: str(v)[:20]
)
def test_any_values_have_their_place(values):
    drawing = strip(values, median=values[0], marks=[(120, "limit " * 30), (121, "<b>promise</b>")])
    assert fault(drawing) == ""
    assert all(0 <= float(dot["cx"]) <= 340 for dot in shapes(drawing.svg, "circle"))


def test_nothing_measured_is_nothing_drawn():
    drawing = strip([])
    assert (drawing.svg, drawing.table.rows) == ("", [])


def test_a_limit_of_any_length_is_cut_to_the_drawing():
    (label, *_) = texts(strip([30], marks=[(120, "limit " * 2000)]).svg)
    assert len(label) < 70
    assert label.endswith("…")
