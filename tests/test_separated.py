"""Several labels in one cell, whatever stands inside them."""

from hypothesis import given
from hypothesis import strategies as st

from qshop.visits.intake.separated import first_unknown, separated

LABELS = ["A map", "A leaflet, free of charge", "A wheelchair"]


def test_a_separator_may_stand_inside_a_label():
    assert separated("A leaflet, free of charge, A map", ", ", LABELS.__contains__) == [
        ["A leaflet, free of charge", "A map"]
    ]


def test_what_is_no_label_has_no_way():
    assert separated("A map, A coffee", ", ", LABELS.__contains__) == []
    assert first_unknown("A map, A coffee", ", ", LABELS.__contains__) == "A coffee"


def test_two_ways_are_both_told():
    assert separated("a,b", ",", {"a", "b", "a,b"}.__contains__) == [["a,b"], ["a", "b"]]


@given(st.lists(st.sampled_from(LABELS), min_size=1, max_size=6))
def test_labels_put_together_are_taken_apart_again(labels):
    assert separated("; ".join(labels), "; ", LABELS.__contains__) == [labels]
