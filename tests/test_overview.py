"""The first screen of `qshop score`: what an analyst wants first."""

from dataclasses import replace

import pytest

from qshop.pages.score_tables import overview_page
from qshop.score.overview import Base, MissedMust, base_of, missed_musts, overview
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


def test_an_analyst_sees_the_programme_its_sites_its_stages_and_the_musts_missed(tmp_path):
    pooled = desks(tmp_path, "mix: {scenario: {guest: 3, supplier: 1}}\nsimulated: true\nscoring: {minimum_base: 2}\n")
    assert (
        page(pooled, ROWS)
        == """\
Two desks (simulated)
8 calls: 5 completed and scored, 1 no service, 1 void, 1 too blank to be scored
no pooled figure of S1: no score from supplier, which the mix in qshop.yaml counts on
no pooled figure of S2: no score from guest, which the mix in qshop.yaml counts on

programme   visits   score        95 %   musts met   rate       95 %   failed
─────────────────────────────────────────────────────────────────────────────
all              6    58.2   11.3–93.8     9 asked   46.4   4.0–94.8        2

site   kind       visits   score       95 %   musts met    rate         95 %   failed
─────────────────────────────────────────────────────────────────────────────────────
S1     guest           4    48.5   6.3–92.9      2 of 7    28.6     0.5–96.7        2
S2     guest           0
S2     supplier        2    87.5   0.1–99.9      2 of 2   100.0   34.2–100.0        0

stage     visits   score        95 %   musts met   rate       95 %   failed
───────────────────────────────────────────────────────────────────────────
desk           5    81.7   18.3–98.9     5 asked   50.0   0.5–99.5        2
leaving        6    52.1    8.4–92.8     4 asked

missed   musts most often missed
───────────────────────────────────────────────────────
3 of 4   leaving_goodbye           Staff say goodbye
2 of 5   desk_greeting             Visitors are greeted
"""
    )


def test_without_a_declared_mix_each_kind_of_visit_has_its_line(tmp_path):
    assert (
        page(desks(tmp_path, ""), ROWS)
        == """\
Two desks
8 calls: 5 completed and scored, 1 no service, 1 void, 1 too blank to be scored
the mix in qshop.yaml has no shares for scenario: different visits are kept apart

programme   kind       visits   score   95 %   musts met    rate   95 %   failed
────────────────────────────────────────────────────────────────────────────────
all         guest           4    48.5             2 of 7    28.6               2
all         supplier        2    87.5             2 of 2   100.0               0

site   kind       visits   score   95 %   musts met    rate   95 %   failed
───────────────────────────────────────────────────────────────────────────
S1     guest           4    48.5             2 of 7    28.6               2
S2     guest           0
S2     supplier        2    87.5             2 of 2   100.0               0

stage     kind       visits   score   95 %   musts met    rate   95 %   failed
──────────────────────────────────────────────────────────────────────────────
desk      guest           3    81.1             1 of 3    33.3               2
desk      supplier        2    83.3             2 of 2   100.0               0
leaving   guest           4    36.1             1 of 4    25.0
leaving   supplier        2   100.0

missed   musts most often missed
───────────────────────────────────────────────────────
3 of 4   leaving_goodbye           Staff say goodbye
2 of 5   desk_greeting             Visitors are greeted
"""
    )


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return desks(tmp_path_factory.mktemp("desks"), "")


def test_every_visit_is_counted_under_what_became_of_it(plain):
    assert base_of(scored(plain, ROWS)) == Base(visits=8, scored=5, no_service=1, void=1, too_blank=1, calls=8)


@pytest.mark.parametrize(
    ("visits", "calls", "said"),
    [(1, 0, "1 visit"), (3, 1, "2 visits and 1 call"), (3, 2, "1 visit and 2 calls"), (2, 2, "2 calls")],
)
def test_calls_are_called_calls(visits, calls, said, plain):
    found = replace(overview([], plain), base=Base(visits, visits, 0, 0, 0, calls))
    assert overview_page(found, plain).splitlines()[1] == f"{said}: {visits} completed and scored"


def test_no_visits_make_a_page_that_says_so(plain):
    found = overview([], plain)
    assert found.base == Base(0, 0, 0, 0, 0)
    assert overview_page(found, plain).startswith("Two desks\n0 visits: 0 completed and scored\n")


def test_the_musts_missed_most_often_come_first_then_those_missed_by_the_larger_share(plain):
    missed = [row for row in ROWS if row["visit_id"] in ("V2", "V4", "V8")]
    parts = [part for row in missed for part in scored(plain, [row])]
    assert missed_musts(parts, plain) == [
        MissedMust("leaving_goodbye", "leaving", "Staff say goodbye", 2, 2),
        MissedMust("desk_greeting", "desk", "Visitors are greeted", 1, 2),
    ]
    flawless = scored(plain, [ROWS[0]])
    assert missed_musts(flawless, plain) == []


def test_only_the_ten_most_often_missed_are_shown(plain):
    parts = scored(plain, ROWS)
    assert [m.criterion for m in overview(parts, plain, most=1).missed] == ["leaving_goodbye"]


def test_a_site_with_a_name_shows_both_code_and_name(tmp_path):
    named = DESKS["sites.yaml"].replace("{id: S2, ", "{id: S2, name: South gate, ")
    programme = frozen(tmp_path, DESKS | {"sites.yaml": named})
    lines = dict(overview(scored(programme, ROWS[3:4]), programme).sections)["site"]
    assert [(line.code, line.name) for line in lines] == [("S2", "South gate")]
