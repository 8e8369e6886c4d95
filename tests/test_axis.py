"""An axis of characters."""

from qshop.pages.axis import Axis


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
