"""Guides by the clock: items one after another, those held for each stage or finding, and minutes from and to."""

from hypothesis import given
from hypothesis import strategies as st

from qshop.io.yaml_nodes import read_yaml
from qshop.programme.reading import read_part
from qshop.workshop.clock import clock, minutes_of
from qshop.workshop.guide import Guide
from qshop.workshop.schedule import schedule


def guide(*items):
    lines = [f"  - {{id: item_{n}, title: Item {n}, moves: [], {item}}}" for n, item in enumerate(items, 1)]
    head = "format: 1\ntitle: A talk\nfor: A team\nminutes: 30\nitems:\n"
    node, _ = read_yaml((head + "\n".join(lines)).encode(), "talk.yaml")
    read, faults = read_part(Guide, node)
    assert not faults
    return read


def times(*items, begins="09:30", stages=(), findings=()):
    made = schedule(guide(*items), minutes_of(begins), stages, findings)
    told = [(clock(turn.begins), turn.item.title["en"], turn.stage or turn.finding) for turn in made.turns]
    return told, clock(made.ends), (made.minutes.from_, made.minutes.to)


def test_items_begin_one_after_another():
    assert times("minutes: 5", "minutes: 15", "minutes: 45") == (
        [("09:30", "Item 1", None), ("09:35", "Item 2", None), ("09:50", "Item 3", None)],
        "10:35",
        (65, 65),
    )


def test_an_item_held_for_each_stage_stands_once_for_each():
    told, ends, minutes = times("minutes: 5", "minutes: 45, each: stage", stages=("reception", "parking"))
    assert told == [("09:30", "Item 1", None), ("09:35", "Item 2", "reception"), ("10:20", "Item 2", "parking")]
    assert (ends, minutes) == ("11:05", (95, 95))


def test_items_in_a_row_for_each_stage_are_all_held_for_one_stage_before_the_next():
    told, ends, _ = times("minutes: 20, each: stage", "minutes: 10, each: stage", stages=("reception", "parking"))
    assert told == [
        ("09:30", "Item 1", "reception"),
        ("09:50", "Item 2", "reception"),
        ("10:00", "Item 1", "parking"),
        ("10:20", "Item 2", "parking"),
    ]
    assert ends == "10:30"


def test_what_there_is_nothing_of_takes_no_time():
    told, ends, _ = times("minutes: 5", "minutes: 20, each: finding", "minutes: 10")
    assert (told, ends) == ([("09:30", "Item 1", None), ("09:35", "Item 3", None)], "09:45")


def test_a_span_counts_with_its_middle_and_times_are_read_off_to_five_minutes():
    told, ends, minutes = times(
        "minutes: {from: 5, to: 8}", "minutes: {from: 45, to: 70}", "minutes: {from: 10, to: 12}"
    )
    assert [time for time, _, _ in told] == ["09:30", "09:35", "10:35"]
    assert (ends, minutes) == ("10:45", (60, 90))


def test_where_an_item_is_shorter_than_five_minutes_times_are_to_the_minute():
    told, ends, _ = times("minutes: 2", "minutes: 1", "minutes: {from: 3, to: 4}", begins="8:50")
    assert ([time for time, _, _ in told], ends) == (["08:50", "08:52", "08:53"], "08:57")


def test_after_midnight_the_day_begins_anew():
    told, ends, _ = times("minutes: 20", "minutes: 20", begins="23:50")
    assert ([time for time, _, _ in told], ends) == (["23:50", "00:10"], "00:30")


spans = st.tuples(st.integers(1, 90), st.integers(0, 60)).map(lambda pair: (pair[0], sum(pair)))


@given(st.lists(spans, min_size=1, max_size=8))
def test_an_agenda_ends_within_what_it_takes_at_least_and_at_most(drawn):
    made = schedule(guide(*(f"minutes: {{from: {low}, to: {high}}}" for low, high in drawn)), 0, (), ())
    least, most = sum(low for low, _ in drawn), sum(high for _, high in drawn)
    assert (made.minutes.from_, made.minutes.to) == (least, most)
    assert least - 3 <= made.ends <= most + 3  # a clock on a wall is read to five minutes
    begins = [turn.begins for turn in made.turns]
    assert begins == sorted(begins)
