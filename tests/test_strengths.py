"""What people did well: gains first, then what says something about this place."""

from findings_drawn import finding
from qshop.findings.strengths import gains, well_done


def names(found):
    return [one.criterion.id for one in found]


def test_gains_are_what_is_clearly_better_the_largest_first():
    found = [finding("a", 8, 6, gain=20), finding("b", 8, 6, gain=40), finding("c", 8, 8, gain=-5), finding("d", 8, 8)]
    assert names(gains(found)) == ["b", "a"]


def test_a_strength_is_met_on_nine_visits_of_ten_and_gains_come_first():
    found = [finding("a", 10, 9), finding("b", 9, 8), finding("c", 10, 5, gain=40), finding("d", 8, 8)]
    assert names(well_done(found)) == ["c", "d", "a"]


def test_a_single_visit_is_no_strength_where_there_were_several():
    assert names(well_done([finding("a", 1, 1), finding("b", 2, 2)])) == ["b"]
    assert names(well_done([finding("a", 1, 1), finding("b", 1, 0)])) == ["a"]


def test_a_critical_standard_that_failed_is_no_strength():
    assert names(well_done([finding("a", 20, 19, critical=True), finding("b", 20, 20, critical=True)])) == ["b"]


def test_a_promise_that_is_broken_is_no_strength_even_where_the_standard_is_met():
    assert names(well_done([finding("a", 10, 10, broken=2), finding("b", 10, 10, broken=1)])) == ["b"]


def test_what_is_told_already_is_not_told_again():
    assert names(well_done([finding("a", 8, 8, gain=40), finding("b", 8, 8)], told={"a"})) == ["b"]


def test_first_comes_what_as_many_visits_elsewhere_miss_most():
    here = [finding("easy", 8, 8), finding("rare", 2, 2), finding("hard", 8, 8), finding("light", 8, 8, weight=1)]
    everywhere = [
        finding("easy", 72, 72),
        finding("rare", 18, 6),
        finding("hard", 72, 50),
        finding("light", 72, 50, weight=1),
    ]
    assert names(well_done(here, elsewhere=everywhere)) == ["hard", "rare", "light", "easy"]


def test_two_sites_are_not_praised_for_the_same():
    everywhere = [finding(name, 16, 12) for name in "abcdef"]
    north = [finding("a", 8, 4), *(finding(name, 8, 8) for name in "bcdef")]
    south = [finding("a", 8, 8), *(finding(name, 8, 4) for name in "bcdef")]
    assert [names(well_done(site, elsewhere=everywhere)) for site in (north, south)] == [[*"bcdef"], ["a"]]


def test_elsewhere_may_not_have_asked_it_or_be_this_very_place():
    found = [finding("a", 8, 8), finding("b", 8, 8)]
    assert names(well_done(found, elsewhere=found[1:])) == ["a", "b"]


def test_without_others_what_was_at_stake_comes_first():
    found = [
        *(finding("plain", 8, 8), finding("light", 8, 8, weight=1), finding("kept", 8, 8, weight=1, promised=True)),
        *(
            finding("critical", 8, 8, weight=1, critical=True),
            finding("broken", 10, 9, broken=1),
            finding("often", 20, 20),
        ),
    ]
    assert names(well_done(found)) == ["critical", "kept", "often", "plain", "broken"]
