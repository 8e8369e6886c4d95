"""An axis of characters."""

import pytest

from qshop.pages.axis import Axis, percent_axis


def test_values_stand_at_their_place_and_those_beyond_an_end_at_the_end():
    axis = Axis(0, 100, 50, 11)
    assert [axis.column(value) for value in (0, 50, 100, -3, 104)] == [0, 5, 10, 0, 10]
    assert axis.drawn([(20, "["), (50, "│"), (None, "?"), (50, "●")]) == "  [  ●     "


def test_a_span_has_ends_and_a_value_on_it_is_seen():
    axis = Axis(0, 100, 50, 11)
    assert axis.drawn([(50, "●")], (20, 90)) == "  ├──●───┤ "
    assert axis.drawn([(50, "●")], (50, 50)) == "     ●     "


def test_labels_stand_about_their_places_and_never_touch():
    assert Axis(0, 100, 50, 13).labels(lambda value: f"{value:g}") == "0    50   100"
    assert Axis(0, 100, 25, 9).labels(lambda value: f"{value:g}") == "0  50 100"


@pytest.mark.parametrize(
    ("least", "most", "axis"),
    [
        (76.2, 88.4, (75, 90, 5)),
        (-3.1, 104, (0, 100, 20)),
        (85.3, 85.3, (85, 86, 1)),
        (100, 100, (99, 100, 1)),
        (0, 0, (0, 1, 1)),
        (40, 45, (40, 45, 1)),
    ],
)
def test_an_axis_in_percent_is_round_and_never_beyond_0_and_100(least, most, axis):
    found = percent_axis(least, most, 36)
    assert (found.low, found.high, found.step, found.columns) == (*axis, 36)
