"""Sites around a target: from visits to the lines, the drawing, and what is refused."""

import csv
import io
import json
from fractions import Fraction

import pytest

from qshop.base.errors import StopError
from qshop.cli.main import run
from qshop.pages.funnel_page import funnel_page
from qshop.score.sites.site_funnel import check_compared, site_funnels
from scoring import DESKS, frozen, scored, table_of

SITES = """\
format: 1
sites:
  - {id: S1, name: North Gate, region: north}
  - {id: S2, region: north}
  - {id: S10, name: 東京の受付とその長い長い名前, region: south}
"""
PROGRAMME = DESKS | {
    "sites.yaml": SITES,
    "qshop.yaml": DESKS["qshop.yaml"] + "mix: {scenario: {guest: 3, supplier: 1}}\n",
    "criteria/leaving.yaml": DESKS["criteria/leaving.yaml"].replace("    applies: {tags: [staffed]}\n", ""),
}
APART = PROGRAMME | {"qshop.yaml": DESKS["qshop.yaml"]}


def visit(site, greeted, goodbye, scenario="guest", **more):
    """Write a visit to which two musts were asked."""
    answers = {"greeted": greeted, "wait": "20", "goodbye": goodbye, "flowers": "no", "door": "4"}
    return {"site": site, "date": "2026-02-01", "scenario": scenario, "channel": "phone", **answers, **more}


def numbered(visits):
    return [one | {"visit_id": f"V{number}"} for number, one in enumerate(visits)]


def each(site, yes, no, scenario="guest"):
    """Write visits that met both musts, and visits that met none."""
    return [visit(site, "yes", "yes", scenario)] * yes + [visit(site, "no", "no", scenario)] * no


MADE = {"S1": (17, 3, 6, 2), "S2": (16, 4, 6, 2), "S10": (5, 15, 2, 6)}
"""How many guests and how many suppliers met both musts, and none, by site."""
VISITS = numbered(
    one
    for site, (guests, unlucky, suppliers, unserved) in MADE.items()
    for one in [*each(site, guests, unlucky), *each(site, suppliers, unserved, "supplier")]
)


def funnels(folder, files=PROGRAMME, visits=VISITS, measure="must_rate", **how):
    programme = frozen(folder, files)
    return site_funnels(scored(programme, visits), programme, measure, **how)


def test_numbers_come_first_and_then_a_line_a_site_in_the_order_of_their_codes(tmp_path):
    programme = frozen(tmp_path, PROGRAMME)
    found = site_funnels(scored(programme, VISITS), programme)
    assert (
        funnel_page(found.lines, programme, "must_rate", is_pooled=True)
        == """\
musts met around 62.1 %, the sites' pooled rate
site   asked   n_eff   rate        95 %      99.8 %    tail   outside
───────────────────────────────────────────────────────────────────────
S1        56    37.0   82.5   46.1–76.8   37.0–84.2   0.004
S10       56    37.0   25.0   46.1–76.8   37.0–84.2   <.001   different
S2        56    37.0   78.8   46.1–76.8   37.0–84.2   0.027

site   name                           rate   20        40         60         80        100
──────────────────────────────────────────────────────────────────────────────────────────
S1     North Gate                     82.5            ─────━━━━━━━━━│━━━━━━━━──●─
S10    東京の受付とその長い長い名前   25.0      ◆     ─────━━━━━━━━━│━━━━━━━━────
S2                                    78.8            ─────━━━━━━━━━│━━━━━━━━●───
● a site   ◆ a site that is different   │ the target   ━ 95 %   ─ 99.8 %

n_eff: the independent answers that those asked are worth
tail: the probability of a rate so far off, on that side, at a site that does not differ
different: outside the limits at 99.8 %, with a tail below .001; neither good nor bad
"""
    )


def test_rates_are_those_that_score_prints(tmp_path):
    programme = frozen(tmp_path, PROGRAMME)
    batches = scored(programme, VISITS)
    printed = {cell[0]: figure.must for cell, figure in table_of(batches, ("site",), programme).rows.items()}
    found = {line.site: (line.asked, line.rate) for line in site_funnels(batches, programme).lines}
    assert found == {site: (must.asked, pytest.approx(must.percent)) for site, must in printed.items()}
    assert found["S1"][1] == pytest.approx(100 * (Fraction(3, 4) * Fraction(17, 20) + Fraction(1, 4) * Fraction(6, 8)))


def test_kinds_of_visits_without_shares_have_a_funnel_each(tmp_path):
    found = funnels(tmp_path, APART)
    assert [(line.kind, line.site) for line in found.lines] == [
        *[("guest", site) for site in ("S1", "S10", "S2")],
        *[("supplier", site) for site in ("S1", "S10", "S2")],
    ]
    together = funnels(tmp_path / "together", APART, as_visited=True)
    assert [(line.kind, line.asked) for line in together.lines] == [("", 56)] * 3


def test_a_site_where_a_kind_with_a_share_was_not_visited_is_left_out_and_named(tmp_path):
    visits = [one for one in VISITS if (one["site"], one["scenario"]) != ("S2", "supplier")]
    found = funnels(tmp_path, visits=visits)
    assert [line.site for line in found.lines] == ["S1", "S10"]
    assert found.missing == {"S2": ["supplier"]}


def test_where_a_kind_with_a_share_was_visited_nowhere_the_others_stand_alone(tmp_path):
    found = funnels(tmp_path, visits=[one for one in VISITS if one["scenario"] == "guest"])
    assert [(line.kind, line.site) for line in found.lines] == [("guest", s) for s in ("S1", "S10", "S2")]
    assert found.missing == {}


def test_a_stage_or_the_pluses_alone(tmp_path):
    assert {line.asked for line in funnels(tmp_path / "desk", stage="desk").lines} == {28}
    assert {line.rate for line in funnels(tmp_path / "plus", measure="plus_rate", stage="desk").lines} == {0}


def test_visits_count_by_their_weights_as_in_score(tmp_path):
    programme = frozen(tmp_path, PROGRAMME)
    batches = scored(programme, [one | {"weight": str(1 + n % 3 / 2)} for n, one in enumerate(VISITS)])
    printed = table_of(batches, ("site",), programme).rows
    found = site_funnels(batches, programme).lines
    assert {line.site: pytest.approx(line.rate) for line in found} == {
        cell[0]: figure.must.percent for cell, figure in printed.items()
    }
    assert all(line.n_eff < plain.n_eff for line, plain in zip(found, funnels(tmp_path / "plain").lines, strict=True))


def test_weights_that_are_all_the_same_change_nothing(tmp_path):
    same = [one | {"weight": "2.5"} for one in VISITS]
    assert funnels(tmp_path, visits=same) == funnels(tmp_path / "plain")


@pytest.mark.parametrize("visits", [[], numbered([visit("S1", "na", "")])])
def test_without_a_must_that_was_asked_there_is_no_funnel(visits, tmp_path):
    programme = frozen(tmp_path, PROGRAMME)
    found = site_funnels(scored(programme, visits) if visits else [], programme)
    assert (found.lines, funnel_page(found.lines, programme, "must_rate", is_pooled=True)) == ([], "")


def test_one_site_stands_at_its_own_pooled_rate(tmp_path):
    [line] = funnels(tmp_path, APART, numbered(each("S1", 3, 1))).lines
    assert (line.rate, line.target, line.outside) == (75, 75, "")


@pytest.mark.parametrize("person", ["shopper", "staff", "desk_staff"])
def test_people_are_never_in_a_funnel(person):
    with pytest.raises(StopError, match=f"no funnel by {person}: people are never compared or ranked"):
        check_compared(person)


@pytest.mark.parametrize(("name", "help_"), [("sites", "did you mean “site”?"), ("wave", "known: site")])
def test_nothing_but_sites_is_in_a_funnel(name, help_):
    check_compared("site")
    with pytest.raises(StopError, match=f"no funnel by “{name}”") as stop:
        check_compared(name)
    assert stop.value.help == help_


@pytest.mark.parametrize("target", [0, 100, -3])
def test_a_target_that_leaves_no_room_for_chance_is_refused(target, tmp_path):
    with pytest.raises(StopError, match="above 0 and below 100"):
        funnels(tmp_path, target=target)


def command(tmp_path, capsys, *arguments):
    programme = tmp_path / "programme"
    if not programme.exists():
        columns = frozen(programme, PROGRAMME).versions["onsite", 1].columns()
        with (tmp_path / "visits.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(one | {"questionnaire": "onsite", "version": "1"} for one in VISITS)
    code = run(["--project", str(programme), "chart", "funnel", str(tmp_path / "visits.csv"), *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_programs_get_every_number_unrounded(tmp_path, capsys):
    """n_eff by hand: s² 38/57 of guests and 18/21 of suppliers, V = .5625 · 20 s² / 40² + .0625 · 8 s² / 16²; P 62.1 %, P (1 - P) / V."""
    code, printed, _ = command(tmp_path, capsys, "--target", "80", "--format", "json")
    row = json.loads(printed)["rows"][1]
    assert code == 0
    assert row == {
        "kind": "",
        "site": "S10",
        "visits": 28,
        "asked": 56,
        "n_eff": 37.003118908,
        "rate": 25.0,
        "low_95": 65.789948337,
        "high_95": 91.122468393,
        "low_998": 56.753864054,
        "high_998": 95.669001236,
        "tail": 0.0,
        "outside": "different",
        "target": 80.0,
        "spread": 0.0,
    }
    _, printed, _ = command(tmp_path, capsys, "--target", "80", "--format", "csv")
    assert [one["outside"] for one in csv.DictReader(io.StringIO(printed))] == ["", "different", ""]


def test_a_funnel_without_sites_is_told(tmp_path, capsys):
    code, printed, said = command(tmp_path, capsys, "--wave", "autumn")
    assert (code, printed) == (0, "")
    assert said.startswith("no site has such a rate: nothing of it was asked on any visit that is scored\n")


def test_the_command_line_refuses_people_and_says_why(tmp_path, capsys):
    code, printed, said = command(tmp_path, capsys, "--of", "shopper")
    assert (code, printed) == (2, "")
    assert said == (
        "qshop: no funnel by shopper: people are never compared or ranked\n"
        "  one person's rate says as much of who was met, and when; qshop debrief tells people what went well\n"
    )
