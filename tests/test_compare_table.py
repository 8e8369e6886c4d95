"""Two sides beside each other for a terminal: measure by measure, with words and what these claim."""

from dataclasses import replace

from qshop.pages.compare_table import compare_page, notes, signed
from qshop.score.comparison.compare import Differences
from qshop.score.comparison.figure_difference import FigureDifference
from qshop.score.comparison.like_visits import CommonQuestions, LikeVisits
from qshop.score.comparison.matching import Matching
from qshop.score.comparison.sides import Sides

SIDES = Sides("wave", "spring", "autumn")
MATCH = Matching(
    sides=SIDES,
    cell=("site",),
    within=(),
    cluster=("site",),
    common=frozenset(),
    both=frozenset(),
    visits=(41, 40),
    left_out=(2, 0),
    one_sided={"site": (["C", "D"], []), "scenario": (["delivery"], ["guest"])},
)
ALL = FigureDifference((), "score", (39, 40), (39, 40), 80.0, 84.96, 4.96, 0.02, 9.9, 0.049, "better")
DESK = FigureDifference(("desk",), "score", (39, 40), (39, 40), 70.0, 80.0, 10.0, 1.0, 19.0, 0.03, "no_clear_change", 2)
LEAVING = FigureDifference(
    ("leaving",), "score", (39, 40), (39, 40), 99.99, 90.0, -9.99, -12.0, -7.9, 0.001, "worse", 2
)
MUSTS = FigureDifference((), "must", (3, 40), (9, 120), 100.0, 90.0, -10.0)
FOUND = Differences(SIDES, ("stage",), [ALL, MUSTS], [DESK, LEAVING], MATCH)


def test_a_page_shows_every_measure_with_its_base_its_interval_and_its_word():
    assert (
        compare_page(FOUND)
        == """\
waves: before is spring, after is autumn

score
stage     visits   before   after   difference            95 %   change
───────────────────────────────────────────────────────────────────────────────────────────
all       39, 40     80.0    85.0         +5.0    +0.1 to +9.9   better
desk      39, 40     70.0    80.0        +10.0   +1.0 to +19.0   no clear change (one of 2)
leaving   39, 40     99.9    90.0        −10.0   −12.0 to −7.9   worse

must rate
stage    asked   before   after   difference   95 %   change
────────────────────────────────────────────────────────────
all     9, 120    100.0    90.0        −10.0

one family of 2 comparisons: in a table like this, at most 5 % of the words better and worse are
false on average; “all” stands outside it
(one of 2): its interval alone leaves out 0; among 2, some do by chance
no interval and no word: too few visits on a side
"""
    )


def test_without_rows_there_are_the_measures_alone():
    assert (
        compare_page(replace(FOUND, keys=(), totals=[ALL], rows=[]))
        == """\
waves: before is spring, after is autumn

score
      visits   before   after   difference           95 %   change
──────────────────────────────────────────────────────────────────
all   39, 40     80.0    85.0         +5.0   +0.1 to +9.9   better
"""
    )


def test_sites_and_teams_have_no_before():
    sites = Sides("site", "S1", "S2")
    assert (
        compare_page(replace(FOUND, sides=sites, keys=(), totals=[ALL], rows=[]))
        == """\
sites: A is S1, B is S2; better means that B is better than A

score
      visits      A      B   difference           95 %   change
───────────────────────────────────────────────────────────────
all   39, 40   80.0   85.0         +5.0   +0.1 to +9.9   better
"""
    )


def test_nothing_in_common_is_said():
    assert (
        compare_page(replace(FOUND, totals=[], rows=[]))
        == """\
waves: before is spring, after is autumn
nothing to compare: no visit of one has its like in the other
"""
    )


def test_what_was_left_out_is_named():
    assert notes(FOUND, LikeVisits([], {}, {})) == [
        "compared within site, questionnaire, scenario, channel; before and after are standardised, so they are not those of qshop score",
        "spring: 2 of 41 visits left out, without their like on the other side",
        "only in spring: site C, D",
        "only in spring: scenario delivery",
        "only in autumn: scenario guest",
    ]  # fmt: skip
    wider = replace(FOUND, matching=replace(MATCH, cell=(), within=("site",), left_out=(0, 0), one_sided={}))
    assert notes(wider, LikeVisits([], {}, {})) == [
        "compared within questionnaire, scenario, channel, over the sites that both have; before and after are standardised, so they are not those of qshop score",
        "cells are that wide because narrower ones would leave out more than a fifth of the visits",
    ]  # fmt: skip


class SeveralVersions(LikeVisits):
    """Visits of versions that are compared over these questions."""

    def common_questions(self):
        return [
            CommonQuestions("onsite", [1, 2], 42, ["price_seen"]),
            CommonQuestions("phone", [1, 3], 1, []),
        ]


def test_versions_and_questions_that_one_side_alone_was_asked_are_named():
    plain = replace(FOUND, matching=replace(MATCH, left_out=(0, 0), one_sided={}))
    assert notes(plain, SeveralVersions([], {}, {}, frozenset({"cloakroom", "belongings"})))[1:] == [
        "onsite v1, v2: judged by the rules of v2, over 42 questions asked alike; left out: price_seen",
        "phone v1, v3: judged by the rules of v3; all ask the same",
        "left out where one side alone was asked: belongings, cloakroom",
    ]


def test_of_a_side_that_nobody_visited_only_that_is_said():
    alone = replace(FOUND, totals=[], rows=[], matching=replace(MATCH, visits=(41, 0), left_out=(41, 0)))
    assert notes(alone, LikeVisits([], {}, {})) == ["autumn has no visit that is scored"]


def test_a_difference_has_its_sign_and_is_never_rounded_to_nothing():
    assert [signed(value) for value in (0.0, 0.01, -0.01, 99.99, -99.99, None)] == [
        "0.0",
        "+0.1",
        "−0.1",
        "+99.9",
        "−99.9",
        "",
    ]


def test_an_interval_that_leaves_out_0_without_a_word_is_explained():
    few = replace(ALL, visits=(12, 4), low=0.5, p=0.2, change="no_clear_change")
    shown = compare_page(Differences(SIDES, (), [few], [], MATCH))
    assert shown.endswith(
        "\nno clear change though the interval leaves out 0: too few visits on one side vouch for it\n"
    )
