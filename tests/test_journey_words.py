"""What the page of a wave says of its figures: in sentences, and of few visits only what each of them scored."""

from types import SimpleNamespace

import pytest

from desk import FILES as TWO_SITES
from desk import said
from findings_drawn import changed
from qshop.cli.main import run
from qshop.debrief.contacts import Made
from qshop.debrief.figure_lines import FigureLine
from qshop.debrief.trend import Trend
from qshop.debrief.wave import Journey, Network
from qshop.io.folder import load
from qshop.io.packaged import tongue
from qshop.pages.journey_words import JourneyWords
from qshop.pages.page_names import PageNames
from qshop.programme.settings import Wave
from qshop.score.figures import Figure, Rate
from support import programme

FILES = {
    "qshop.yaml": "format: 1\nname: Desks\nlanguages: [en]\nwaves: [{id: spring, from: 2026-03-01, to: 2026-03-31}]\n",
    "sites.yaml": "format: 1\nsites: [{id: S1, name: North gate}, {id: S2, name: South gate}]\n",
    "criteria/stages.yaml": "format: 1\nstages: [{id: desk, name: The desk}, {id: leaving, name: Leaving}]\n",
}
NONE = Rate(0, 0, 0)


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    return load(programme(tmp_path_factory.mktemp("desks"), FILES)).programme


def words(desks):
    view = {
        "reader": "site",
        "subject": "S1",
        "least": 5,
        "is_linked": False,
        "made": Made({"visits": 8}, {"visits": 8}),
    }
    before, used = Wave.model_validate({"id": "spring", "from": "2026-03-01", "to": "2026-03-31"}), []
    named = SimpleNamespace(**view, before=before, method=SimpleNamespace(used=used))
    return JourneyWords(PageNames(named, desks, tongue("en")))


def line(visits, score, *key, low=None, high=None, must=NONE, gain=None, **given):
    trend = None if gain is None else Trend(changed(gain), None)
    given = {"apart": {}, "target": 85.0, "is_part": False, **given}
    return FigureLine(key, now=Figure(visits, score, low, high, must, NONE, 0, 0), trend=trend, **given)


def journey(*scores, must=90.0, stages=("desk", "leaving")):
    return Journey(list(scores), [line(8, 70.0, stage) for stage in stages], must)


def test_the_score_is_told_in_sentences(desks):
    of_all = line(8, 79.4, low=74.1, high=83.3, must=Rate(104, 132, 8, 79.0), gain=20)
    assert words(desks).figures(journey(of_all)) == [
        "The score is 79% on 8 visits; the target is 85%. On other days the score could have come out anywhere from 74% "
        "to 83%. 1 to 31 March 2026: 50%, against 70% now over what both waves asked, better. Of the musts (the standards "
        "that count most), 79% were met; 132 were asked, and the target is 90%."
    ]


def test_an_interval_that_could_be_anything_is_not_worth_its_numbers(desks):
    assert words(desks).figures(journey(line(8, 79.0, low=10.0, high=98.0, target=None))) == [
        "The score is 79% on 8 visits. On other days the score could have come out almost anywhere."
    ]


def test_of_few_visits_each_stands_for_itself_without_interval_target_or_change(desks):
    few = line(2, 78.5, must=Rate(5, 6, 2, 83.3), gain=20, values=[67.0, 90.0])
    assert words(desks).figures(journey(few)) == ["2 visits: 67% and 90%. 5 of 6 musts met."]
    row = words(desks).journey(Journey([], [line(2, 50.0, "desk")], None))
    assert [row[:3] for row in row.table.rows] == [["The desk", "50%", "–"]]


def test_a_page_of_one_stage_says_its_score_once(desks):
    of_all = line(19, 66.0, low=60.2, high=71.0, target=None)
    assert words(desks).figures(journey(of_all, stages=("desk",))) == [
        "On other days the score could have come out anywhere from 60% to 71%."
    ]


def test_a_stage_that_is_clearly_better_is_done_well_but_on_few_visits_nothing_is(desks):
    stages = [line(8, 70.4, "desk", gain=20), line(4, 90.0, "leaving", gain=30)]
    [gain] = words(desks).gains(Journey([], stages, None))
    assert (gain.text, gain.count, gain.before, gain.change) == (
        *("The desk", "70% on 8 visits", "1 to 31 March 2026: 50%"),
        "better",
    )


@pytest.mark.parametrize(
    ("to_see", "said"),
    [
        (
            [SimpleNamespace(site="S2", rate=61.2, target=88.0, asked=40)],
            [
                "Of 31 sites, these differ from the usual share of musts met by more than chance explains, better or worse:",
                "South gate: 61% of 40 musts met, usual: 88%",
            ],
        ),
        ([], ["Of 31 sites, none differs from the usual share of musts met by more than chance explains."]),
    ],
)
def test_of_more_than_thirty_sites_those_that_differ_are_named(desks, to_see, said):
    assert words(desks).sites_to_see(Network([], to_see=to_see, of_sites=31)) == said


VISITS = """\
visit_id,questionnaire,version,site,date,greeted,greeting_wait,exit_clear,goodbye
s1,onsite,1,B2,2026-03-02,yes,10,yes,3
s2,onsite,1,B2,2026-03-03,no,,yes,3
a1,onsite,1,B2,2026-09-02,no,,yes,3
a2,onsite,1,B2,2026-09-03,no,,yes,3
a3,onsite,1,A1,2026-09-04,yes,10,yes,3
a4,onsite,1,A1,2026-09-05,yes,10,yes,3
"""


def test_a_team_that_gained_by_a_new_site_alone_is_not_shown_as_one_that_gained(tmp_path, capsys):
    one_team = TWO_SITES["sites.yaml"].replace("[{team: house}, {team: guests_ltd, from: 2026-09-01}]", "house")
    root = programme(tmp_path, TWO_SITES | {"sites.yaml": one_team, "export.csv": VISITS})
    assert run(["--project", str(root), "build-questionnaire"]) == 0
    assert run(["--project", str(root), "ingest", str(root / "export.csv")]) == 0
    page = said(capsys, root, "debrief")[1].out
    [line] = [line for line in page.splitlines() if line.startswith("| House team")]
    assert "| 75% | 75%, against 50% now over what both waves asked |" in line
