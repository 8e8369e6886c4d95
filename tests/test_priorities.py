"""What is told of each criterion: urgent, done well, to decide on, passed on, or only listed; once and no more."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from findings_drawn import failure, finding, lists_of_findings
from qshop.findings.priorities import is_beyond_a_place, passed_up, priorities, to_act_on

LEAST = 5


def told(found, critical=(), least=LEAST, elsewhere=()):
    """Give the criteria in each place."""
    of = priorities(found, critical, least, elsewhere)
    return {
        "urgent": [one.criterion.id for one in of.urgent],
        **{
            name: [one.criterion.id for one in getattr(of, name)]
            for name in ("well_done", "things", "passed_up", "others")
        },
    }


def acted_on(*found, critical=(), least=LEAST):
    return [one.criterion.id for one in to_act_on(found, critical, least)]


def test_what_costs_most_comes_first_not_what_is_missed_most_often():
    found = [
        finding("a", 8, 4, weight=1),
        finding("b", 8, 5, weight=2),
        finding("c", 8, 5, weight=2, narrow=3),
    ]
    assert acted_on(*found) == ["b", "a"]


def test_of_what_costs_the_same_a_broken_promise_comes_first_then_the_larger_share():
    found = [finding("a", 8, 6), finding("b", 4, 2), finding("c", 8, 6, broken=1)]
    assert acted_on(*found) == ["c", "b", "a"]


def test_one_visit_is_one_visit_unless_there_were_few_or_it_broke_a_promise():
    once = [
        finding("a", 8, 7),
        finding("b", 8, 7, broken=1),
        finding("c", 8, 6, narrow=1),
        finding("d", 8, 6, narrow=2, broken=2),
    ]
    assert acted_on(*once) == ["b"]
    assert acted_on(finding("a", 4, 3), finding("b", 4, 3, narrow=1)) == ["a"]


def test_a_critical_failure_is_urgent_and_nothing_else():
    found = [finding("a", 8, 5), finding("b", 8, 5, without_standard=True), finding("c", 10, 9)]
    assert told(found, [failure(name) for name in "abc"]) == {
        "urgent": ["a", "b", "c"],
        "well_done": [],
        "things": [],
        "passed_up": [],
        "others": [],
    }


def test_what_no_place_can_put_right_is_passed_up_what_costs_most_first():
    found = [
        finding("a", 8, 6, without_standard=True),
        finding("b", 8, 1, is_everywhere=True),
        finding("c", 8, 8, is_everywhere=True),
    ]
    assert [one.criterion.id for one in passed_up(found, (), LEAST)] == ["b", "a"]
    assert acted_on(*found) == []


def test_what_one_visit_missed_is_passed_up_no_more_than_it_is_decided_on():
    found = [
        finding("a", 8, 7, without_standard=True),
        finding("b", 8, 5, narrow=2, is_everywhere=True),
        finding("c", 8, 1),
    ]
    assert told(found) == {"urgent": [], "well_done": [], "things": ["c"], "passed_up": [], "others": ["a", "b"]}


def test_a_standard_that_is_kept_while_a_tighter_promise_is_not_is_passed_up_unless_it_is_praised_or_a_thing():
    found = [
        finding("a", 8, 8, broken=1, though_met=1),
        finding("b", 10, 10, broken=1, though_met=1),
        finding("c", 8, 6, broken=4, though_met=2),
        finding("d", 8, 6, narrow=2, broken=4, though_met=2),
        finding("e", 8, 6, narrow=2, broken=2),
    ]
    assert told(found) == {"urgent": [], "well_done": ["b"], "things": ["c"], "passed_up": ["d", "a"], "others": ["e"]}
    assert told(found[:1], [failure("a")])["passed_up"] == []


def test_what_was_missed_once_and_is_done_well_all_the_same_is_not_told_twice():
    found = [finding("a", 10, 9), finding("b", 10, 8), *(finding(name, 10, 7) for name in "cde")]
    assert told(found) == {
        "urgent": [],
        "well_done": ["a"],
        "things": ["c", "d", "e"],
        "passed_up": [],
        "others": ["b"],
    }


@given(lists_of_findings(), st.integers(2, 8), st.data())
def test_each_missed_criterion_is_told_of_in_one_place(found, least, data):
    missed = [one.criterion.id for one in found if one.missed]
    critical = [
        failure(name) for name in data.draw(st.lists(st.sampled_from(missed), unique=True) if missed else st.just([]))
    ]
    elsewhere = data.draw(lists_of_findings())
    places = told(found, critical, least, elsewhere)
    everything = [name for names in places.values() for name in names]
    assert len(everything) == len(set(everything))
    assert set(missed) <= set(everything)
    tighter = {one.criterion.id for one in found if one.is_promised_tighter}
    assert tighter <= {*places["passed_up"], *places["urgent"]}
    assert set(everything) - set(missed) <= {*places["well_done"], *tighter}
    assert len(places["things"]) <= 3
    assert len(places["well_done"]) <= 5
    by_id = {one.criterion.id: one for one in found}
    assert all(map(is_beyond_a_place, (by_id[name] for name in places["passed_up"])))
    assert all(by_id[name].missed_clearly for name in places["things"])
    costs = [by_id[name].cost for name in places["things"]]
    assert costs == sorted(costs, reverse=True)


@given(lists_of_findings(), st.randoms(use_true_random=False))
def test_the_order_of_findings_decides_only_between_equals(found, chance):
    def keys(findings):
        return [(one.cost, bool(one.broken), Fraction(one.missed, one.asked)) for one in to_act_on(findings, (), LEAST)]

    shuffled = chance.sample(found, len(found))
    assert keys(shuffled) == keys(found)
