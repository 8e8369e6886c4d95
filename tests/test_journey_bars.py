"""The journey as bars: what is below its target says so by its shape and in words, and every number is in the table."""

import pytest

from drawn import fault, shapes, texts
from qshop.pages.journey_bars import BarWords, StageBar, journey_bars

WORDS = BarWords(
    title="The journey",
    description="The exit is below its target.",
    stage="Stage",
    now="Now",
    target="Target",
    before="Summer",
    base="Visits",
    below="below target",
)


def bars(*found):
    return journey_bars([StageBar(*one) for one in found], WORDS, lambda value: f"{value:.0f}")


def test_every_number_is_in_the_table_and_the_values_stand_beside_their_bars():
    drawing = bars(("Entry", 98.4, 85, 83, "8"), ("Exit", 50, 80, None, "8"), ("Café", None, 80, 70, "–"))
    assert fault(drawing) == ""
    assert drawing.table.header == ["Stage", "Now", "Target", "Summer", "Visits"]
    assert drawing.table.rows == [
        ["Entry", "98", "85", "83", "8"],
        ["Exit", "50 (below target)", "80", "–", "8"],
        ["Café", "–", "80", "70", "–"],
    ]
    assert texts(drawing.svg) == [
        *("Stage", "Now", "Visits"),
        *("Entry", "98", "8", "Exit", "50", "8", "Café", "–", "–"),
        *("Now", "below target", "Target", "Summer"),
    ]


def test_a_wave_before_that_is_not_like_this_one_is_told_and_not_drawn():
    drawing = bars(("Exit", 100, None, 83, "1 call", "100, against 67 now over what both asked"))
    assert drawing.table.rows == [["Exit", "100", "–", "100, against 67 now over what both asked", "1 call"]]
    assert shapes(drawing.svg, "circle") == []


def test_what_misses_its_target_is_an_outline_and_what_meets_it_is_full():
    met, missed = (shapes(bars(("Entry", value, 85, None, "8")).svg, "rect")[0] for value in (85, 84))
    assert (met["fill"], met.get("stroke")) == ("currentColor", None)
    assert (missed["fill"], missed["stroke"]) == ("#fbe6d8", "#a4460f")


def test_the_legend_names_only_what_is_drawn():
    assert texts(bars(("Entry", 98, None, None, "8")).svg)[-1] == "Now"
    assert len(shapes(bars(("Entry", None, None, None, "–")).svg, "rect")) == 0


@pytest.mark.parametrize("name", ["<script>", "x" * 10_000, "", "مركز الزوار", "a " * 5_000])
def test_a_name_is_text_of_any_length(name):
    drawing = bars((name, 0, 100, 100, "8"), ("Exit", 100, 0, 0, "8"))
    assert fault(drawing) == ""
    assert drawing.table.rows[0][0] == name


def test_a_programme_without_stages_is_an_empty_drawing():
    assert fault(bars()) == ""
