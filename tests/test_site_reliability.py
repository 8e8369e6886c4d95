"""Whether sites can be told apart: from visits to the lines of `qshop reliability`."""

import csv
import io
import json

import pytest

from qshop.cli.main import run
from qshop.pages.reliability_table import reliability_page
from qshop.score.sites.site_reliability import site_reliability
from scoring import frozen, scored
from test_reliability import SHROUT_FLEISS

RATED = {
    "qshop.yaml": """\
format: 1
name: Rated sites
languages: [en]
waves:
  - {id: spring, from: 2026-01-01, to: 2026-06-30}
  - {id: autumn, from: 2026-07-01, to: 2026-12-31}
""",
    "sites.yaml": "format: 1\nsites: [{id: S0}, {id: S1}, {id: S2}, {id: S3}, {id: S4}, {id: S5}]\n",
    "criteria/stages.yaml": "format: 1\nstages: [{id: desk, name: Desk}, {id: leaving, name: Leaving}]\n",
    "criteria/desk.yaml": """\
format: 1
stage: desk
criteria:
  - id: desk_rated
    text: The desk does well
    priority: must
    status: validated
    questions:
      - {id: rated, ask: How good was the desk?, type: number, points: {out_of: 10}, met: 0.5}
""",
    "criteria/leaving.yaml": """\
format: 1
stage: leaving
criteria:
  - id: leaving_goodbye
    text: Staff say goodbye
    priority: plus
    status: validated
    questions: [{id: goodbye, ask: Did anyone say goodbye?, type: yes_no, required: false}]
""",
    "questionnaires/onsite.yaml": """\
format: 1
title: On site
channel: [face_to_face]
scenarios: [{id: guest, name: Guest}, {id: supplier, name: Supplier}]
""",
}
MIXED = RATED | {"qshop.yaml": RATED["qshop.yaml"] + "mix: {scenario: equal}\n"}


def visit(site, rated, **more):
    """Write a visit that rated the desk."""
    basics = {"visit_id": "", "site": site, "date": "2026-03-02", "scenario": "guest", "channel": "face_to_face"}
    return basics | {"rated": str(rated)} | more


def numbered(visits):
    return [one | {"visit_id": f"V{number}"} for number, one in enumerate(visits)]


PUBLISHED = numbered(visit(f"S{site}", rating) for site, row in enumerate(SHROUT_FLEISS) for rating in row)


def lines(folder, visits, files=RATED, **how):
    programme = frozen(folder, files)
    return site_reliability(scored(programme, numbered(visits)), programme, **how)


def told(folder, visits, files=RATED, **how):
    return [(row.stage, row.kind, row.measure, row.answer, row.reason) for row in lines(folder, visits, files, **how)]


def test_published_ratings_come_out_as_published_from_visits_to_the_page(tmp_path):
    """Shrout and Fleiss (1979): ICC(1, 1) .1657, ICC(1, 4) .4428, so 12 visits would give .7."""
    assert (
        reliability_page(lines(tmp_path, PUBLISHED))
        == """\
Can these sites be told apart?
score of         sites   reliability        95 %   the sites
───────────────────────────────────────────────────────────────────────
all                  6          0.44   0.00–0.91   cannot be told apart
all, must rate       6          0.14   0.00–0.87   cannot be told apart
desk                 6          0.44   0.00–0.91   cannot be told apart

score of         visits      F     ICC   needed        95 %   shoppers
──────────────────────────────────────────────────────────────────────
all                  24   1.79   0.166       12   1 or more          –
all, must rate       24   1.16   0.040       57   2 or more          –
desk                 24   1.79   0.166       12   1 or more          –

Visits are compared within their wave and kind; each counts once. Sites can be told apart from an
estimated reliability of .7 up; one below 0 reads 0.
needed: visits a site that would give .7, and how few or many it might take
shoppers: their share of the variance between visits; –: it cannot be separated, which takes 3
shoppers at every site, all of them named, who went to 2 sites on average
"""
    )


def test_a_hard_scenario_or_a_bad_wave_makes_no_site_differ(tmp_path):
    """Every site does as well as all others; those visited in the hard scenario, or the bad wave, look worse."""
    hard = [visit(f"S{n}", 8 - score) for n in range(3) for score in (0, 2)]
    hard += [visit(f"S{n}", 4 - score, scenario="supplier") for n in range(3) for score in (0, 2) for _ in range(n)]
    late = [one | {"date": "2026-09-01", "rated": str(int(one["rated"]) - 2)} for one in hard[:5]]
    [row, *_] = lines(tmp_path, hard + late, MIXED)
    assert row.f < 1
    assert row.answer == "cannot be told apart"


def test_kinds_of_visits_stand_apart_as_in_score_unless_they_have_shares(tmp_path):
    visits = [visit(f"S{n}", 5 + n, scenario=kind) for n in range(2) for kind in ("guest", "supplier") for _ in "ab"]
    apart = [(row.kind, row.visits) for row in lines(tmp_path / "apart", visits) if row.measure == "score"]
    assert apart == [("guest", 4), ("supplier", 4)] * 2
    pooled = [(row.kind, row.visits) for row in lines(tmp_path / "mixed", visits, MIXED) if row.measure == "score"]
    assert pooled == [("", 8)] * 2
    as_visited = lines(tmp_path / "as_visited", visits, as_visited=True)
    assert [(row.kind, row.visits) for row in as_visited if row.measure == "score"] == [("", 8)] * 2


def test_a_scenario_without_a_share_stands_alone(tmp_path):
    files = RATED | {"qshop.yaml": RATED["qshop.yaml"] + "mix: {scenario: {guest: 1}}\n"}
    visits = [visit(f"S{n}", 5 + n, scenario=kind) for n in range(2) for kind in ("guest", "supplier") for _ in "ab"]
    assert {row.kind for row in lines(tmp_path, visits, files)} == {"", "supplier"}


CANNOT, CAN = "cannot be told apart", "can be told apart"


@pytest.mark.parametrize(
    ("visits", "answer", "reason"),
    [
        ({"S0": [5, 7, 6, 6, 6]}, CANNOT, "there is one site"),
        ({"S0": [5], "S1": [7], "S2": [7], "S3": [7], "S4": [7]}, CANNOT, "no site had a second visit to compare with"),
        ({"S0": [5, 5, 5], "S1": [5, 5]}, CANNOT, "all visits score the same"),
        ({"S0": [5, 5, 5], "S1": [6, 6]}, CAN, "visits to one site score the same"),
        ({"S0": [4, 6, 5], "S1": [4, 6]}, CANNOT, ""),
        ({"S0": [1, 2, 1], "S1": [8, 9]}, CAN, ""),
        ({"S0": [1, 2], "S1": [8, 9]}, CANNOT, "there are fewer than 5 visits"),
    ],
)
def test_odd_programmes_get_an_answer_and_its_reason(visits, answer, reason, tmp_path):
    [row, *_] = lines(tmp_path, [visit(site, rated) for site, all_rated in visits.items() for rated in all_rated])
    assert (row.answer, row.reason) == (answer, reason)
    assert reliability_page([row]).splitlines()[3].endswith(f"{answer}: {reason}" if reason else answer)


def test_where_no_number_of_visits_would_do_it_says_so_and_without_an_interval_there_is_none(tmp_path):
    alike, few = {f"S{n}": [0, 5 + n % 2, 9] for n in range(6)}, {"S0": [1, 2], "S1": [8, 9]}
    found = []
    for name, rated in (("alike", alike), ("few", few)):
        found += lines(tmp_path / name, [visit(site, mark) for site in rated for mark in rated[site]])[:1]
    assert (
        reliability_page(found).split("\n\n")[1]
        == """\
score of   visits       F      ICC      needed        95 %   shoppers
─────────────────────────────────────────────────────────────────────
all            18    0.00   −0.496   no number   no number          –
all             4   98.00    0.980           1                      –"""
    )


def test_sites_that_were_never_visited_alike_tell_nothing_of_each_other(tmp_path):
    visits = [visit("S0", n) for n in (4, 6, 5)] + [visit("S1", n, date="2026-09-01") for n in (1, 2)]
    [row, *_] = lines(tmp_path, visits)
    assert (row.answer, row.reason) == (CANNOT, "no two sites had visits of the same kind in the same wave")


def test_without_visits_there_are_no_lines(tmp_path):
    assert site_reliability([], frozen(tmp_path, RATED)) == []
    assert reliability_page([]) == ""


def test_the_shoppers_share_is_told_where_every_site_had_three_who_went_to_two(tmp_path):
    """Sites differ by nothing, shoppers by 2 points: all the variance between visits is theirs."""
    marks = {"A1": 3, "B2": 5, "C3": 7}
    visits = [visit(f"S{n}", mark, shopper=who) for n in range(2) for who, mark in marks.items()]
    [row, *_] = lines(tmp_path, visits)
    assert (row.f, row.shopper_share) == (0, 1)
    [lone, *_] = lines(tmp_path / "blank", [*visits, visit("S0", 5)])
    assert lone.shopper_share is None


def test_one_stage_alone_has_its_must_rate_too(tmp_path):
    desk = [(row.stage, row.measure) for row in lines(tmp_path, PUBLISHED, stage="desk")]
    assert desk == [("desk", "score"), ("desk", "must_rate")]


def test_a_must_rate_weighs_visits_by_what_they_were_asked(tmp_path):
    """One must a visit: met in 1, 1, 0 and 0, 0, 1 visits, so F is that of ones and noughts, (1/6) / (1/3)."""
    visits = [visit("S0", n) for n in (9, 9, 1)] + [visit("S1", n) for n in (1, 1, 9)]
    [_, must, *_] = lines(tmp_path, visits)
    assert (must.measure, must.f) == ("must_rate", 0.5)


def test_a_weight_changes_nothing(tmp_path):
    weighted = [one | {"weight": str(1 + number % 3)} for number, one in enumerate(PUBLISHED)]
    assert lines(tmp_path, weighted) == lines(tmp_path / "plain", PUBLISHED)


def command(tmp_path, capsys, *arguments):
    programme = tmp_path / "programme"
    if not programme.exists():
        columns = frozen(programme, RATED).versions["onsite", 1].columns()
        rows = [one | {"questionnaire": "onsite", "version": "1", "goodbye": "yes"} for one in PUBLISHED]
        with (tmp_path / "visits.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)
    code = run(["--project", str(programme), "reliability", str(tmp_path / "visits.csv"), *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_programs_get_every_column_unrounded(tmp_path, capsys):
    code, printed, _ = command(tmp_path, capsys, "--format", "json")
    [row, *_] = json.loads(printed)["rows"]
    assert code == 0
    assert row == {
        "stage": "",
        "kind": "",
        "measure": "score",
        "sites": 6,
        "visits": 24,
        "visits_per_site": 4.0,
        "f": pytest.approx(1.79468, abs=1e-5),
        "icc": pytest.approx(0.16574, abs=1e-5),
        "icc_low": pytest.approx(-0.13293, abs=1e-5),
        "icc_high": pytest.approx(0.72256, abs=1e-5),
        "reliability": pytest.approx(0.44280, abs=1e-5),
        "reliability_low": pytest.approx(-0.88444, abs=1e-5),
        "reliability_high": pytest.approx(0.91242, abs=1e-5),
        "visits_needed": 12,
        "visits_needed_low": 1,
        "visits_needed_high": None,
        "shopper_share": None,
        "answer": "cannot be told apart",
        "reason": "",
    }
    _, printed, _ = command(tmp_path, capsys, "--format", "csv")
    first = next(csv.DictReader(io.StringIO(printed)))
    assert {name: first[name] for name in ("visits", "visits_needed", "visits_needed_high")} == {
        "visits": "24",
        "visits_needed": "12",
        "visits_needed_high": "",
    }


def test_where_no_visit_is_scored_it_says_so(tmp_path, capsys):
    code, printed, said = command(tmp_path, capsys, "--wave", "autumn")
    assert (code, printed) == (0, "")
    assert said.startswith("there is nothing to compare: no visit is scored\n")


def test_what_is_not_known_stops_with_a_hint(tmp_path, capsys):
    assert command(tmp_path, capsys, "--stage", "desks")[0] == 2
    assert (
        command(tmp_path, capsys, "--wave", "sprin")[2] == "qshop: there is no wave “sprin”\n  did you mean “spring”?\n"
    )
