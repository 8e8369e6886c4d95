"""The first screen of `qshop score`: what an analyst wants first."""

import pytest

from qshop.pages.overview_page import overview_page
from qshop.score.overview import overview
from qshop.score.visits_made import Base, base_of
from scoring import DESKS, frozen, scored

SEEN = {"scenario": "guest", "channel": "phone", "greeted": "yes", "wait": "20", "flowers": "yes", "door": "4"}
NOTHING = {"scenario": "guest", "channel": "phone"}
ROWS = [
    {**SEEN, "visit_id": "V1", "site": "S1", "date": "2026-02-01", "goodbye": "yes"},
    {**SEEN, "visit_id": "V2", "site": "S1", "date": "2026-02-02", "goodbye": "no", "greeted": "no", "door": "2"},
    {**SEEN, "visit_id": "V3", "site": "S1", "date": "2026-02-03", "goodbye": "no", "wait": "90"},
    {**SEEN, "visit_id": "V4", "site": "S2", "date": "2026-02-04", "scenario": "supplier"},
    {
        **SEEN,
        "visit_id": "V5",
        "site": "S2",
        "date": "2026-02-05",
        "scenario": "supplier",
        "flowers": "no",
        "greeted": "na",
    },
    {**NOTHING, "visit_id": "V6", "site": "S2", "date": "2026-02-06", "door": "1"},
    {**NOTHING, "visit_id": "V7", "site": "S1", "date": "2026-02-07", "status": "void"},
    {**NOTHING, "visit_id": "V8", "site": "S1", "date": "2026-02-08", "status": "no_service", "goodbye": "no"},
]


def desks(folder, settings):
    return frozen(folder, DESKS | {"qshop.yaml": DESKS["qshop.yaml"] + settings})


def page(programme, rows):
    return overview_page(overview(scored(programme, rows), programme), programme)


EARLIER = [
    {**row, "visit_id": f"A{row['visit_id']}", "date": f"2025-{row['date'][5:]}", "greeted": "yes", "wait": "20"}
    for row in ROWS[:5]
]


def test_an_analyst_sees_waves_side_by_side_targets_teams_and_what_was_left_out(tmp_path):
    settings = DESKS["qshop.yaml"].replace(
        "waves:\n", "waves:\n  - {id: last-year, from: 2025-01-01, to: 2025-12-31}\n"
    )
    settings += "simulated: true\nscoring: {minimum_base: 2}\ntargets: {score: 60, must_rate: 50, stages: {desk: 90}}\n"
    programme = frozen(tmp_path, DESKS | {"qshop.yaml": settings})
    assert (
        page(programme, [*EARLIER, *ROWS])
        == """\
Two desks (simulated)
the mix in qshop.yaml has no shares for scenario: different visits are kept apart

                       last-
programme   kind        year    spring         95 %   change
─────────────────────────────────────────────────────────────────────
score       guest       74.1    48.5 ✗     6.3–92.9   no clear change
musts met   guest       66.7    28.6 ✗     0.5–96.7   no clear change
visits      guest          3       4
failed      guest          0       2
score       supplier    87.5    87.5 ✓     0.1–99.9   no clear change
musts met   supplier   100.0   100.0 ✓   34.2–100.0   no clear change
visits      supplier       2       2
failed      supplier       0       0

                           last-
site   kind       visits    year   spring       95 %   change              musts   failed
─────────────────────────────────────────────────────────────────────────────────────────
S1     guest           4    74.1   48.5 ✗   6.3–92.9   no clear change    28.6 ✗        2
S2     supplier        2    87.5   87.5 ✓   0.1–99.9   no clear change   100.0 ✓        0

                              last-
stage     kind       visits    year    spring         95 %   change            musts   failed
─────────────────────────────────────────────────────────────────────────────────────────────
desk      guest           3   100.0    81.1 ✗    21.1–98.6   no clear change    33.3        2
desk      supplier        2    83.3    83.3 ✗     0.1–99.9   no clear change   100.0        0
leaving   guest           4    48.1    36.1       2.5–92.5   no clear change    25.0
leaving   supplier        2   100.0   100.0     34.2–100.0   no clear change

                             last-
team     kind       visits    year   spring         95 %   change            musts   failed
───────────────────────────────────────────────────────────────────────────────────────────
(none)   supplier        2   100.0    100.0   34.2–100.0   no clear change
green    supplier        2    83.3     83.3     0.1–99.9   no clear change   100.0        0
red      guest           4    74.1     48.5     6.3–92.9   no clear change    28.6        2

visits of spring   made   scored   no service   void   too blank
────────────────────────────────────────────────────────────────
onsite                8        5            1      1           1

change: of the score since last-year, over like visits, a table a family; no word under 2 visits on
a side. In full: qshop compare last-year spring --by site
95 %, musts (met, in percent), failed (visits that failed a critical): of the last wave
✓ ✗ target met, missed (score 60, musts 50, stages their own); no sign on a part of what a target is
for, or under 2 visits
every line of every wave, with its intervals: qshop score --by wave,site
"""
    )


def test_one_wave_is_shown_without_changes(tmp_path):
    assert (
        page(desks(tmp_path, ""), ROWS)
        == """\
Two desks
the mix in qshop.yaml has no shares for scenario: different visits are kept apart

programme   kind       spring   95 %
────────────────────────────────────
score       guest        48.5
musts met   guest        28.6
visits      guest           4
failed      guest           2
score       supplier     87.5
musts met   supplier    100.0
visits      supplier        2
failed      supplier        0

site   kind       visits   spring   95 %   musts   failed
─────────────────────────────────────────────────────────
S1     guest           4     48.5           28.6        2
S2     supplier        2     87.5          100.0        0

stage     kind       visits   spring   95 %   musts   failed
────────────────────────────────────────────────────────────
desk      guest           3     81.1           33.3        2
desk      supplier        2     83.3          100.0        0
leaving   guest           4     36.1           25.0
leaving   supplier        2    100.0

team     kind       visits   spring   95 %   musts   failed
───────────────────────────────────────────────────────────
(none)   supplier        2    100.0
green    supplier        2     83.3          100.0        0
red      guest           4     48.5           28.6        2

visits of spring   made   scored   no service   void   too blank
────────────────────────────────────────────────────────────────
onsite                8        5            1      1           1

95 %, musts (met, in percent), failed (visits that failed a critical): of the last wave
every line of every wave, with its intervals: qshop score --by wave,site
"""
    )


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return desks(tmp_path_factory.mktemp("desks"), "")


def test_every_visit_is_counted_under_what_became_of_it(plain):
    assert base_of(scored(plain, ROWS)) == Base(visits=8, scored=5, no_service=1, void=1, too_blank=1, calls=8)


def test_no_visits_make_a_page_that_says_so(plain):
    assert overview_page(overview([], plain), plain) == "Two desks\nno visits\n"


def test_a_site_with_a_name_shows_both_code_and_name(tmp_path):
    named = DESKS["sites.yaml"].replace("{id: S2, ", "{id: S2, name: South gate, ")
    programme = frozen(tmp_path, DESKS | {"sites.yaml": named})
    assert "S2     South gate   " in page(programme, ROWS[3:4])
