"""The method statement as facts: what was planned and made, what was left out, and what the figures claim."""

from datetime import date

import pytest

from qshop.score.kernel import score_visits
from qshop.score.method import Comparisons, Making, QuestionnaireUse, method
from qshop.score.selection import Selection
from qshop.score.visits_made import Base
from scoring import DESKS, frozen, visits

PHONE = "format: 1\ntitle: By phone\nchannel: phone\nstages: [desk]\n"
GREETED = {"greeted": "yes", "wait": "10", "flowers": "yes"}
AT_DOOR = {"scenario": "guest", "channel": "face_to_face", "door": "4"}
ROWS = [
    {"visit_id": "V1", "site": "S1", "date": "2026-02-01", **AT_DOOR, "shopper": "P1", "weight": "2"},
    {"visit_id": "V2", "site": "S2", "date": "2026-02-12", **AT_DOOR, "shopper": "P2"},
    {"visit_id": "V3", "site": "S2", "date": "2026-09-03", **AT_DOOR, "shopper": "P1"},
    {"visit_id": "V4", "site": "S2", "date": "2026-02-05", "questionnaire": "phone", "shopper": "P2"},
    {"visit_id": "V5", "site": "S1", "date": "2026-02-06", "questionnaire": "phone", "purpose": "trial"},
    {"visit_id": "V6", "site": "S1", "date": "2026-09-06", "questionnaire": "phone", "purpose": "reshop"},
    {"visit_id": "V7", "site": "S2", "date": "2026-02-07", **AT_DOOR, "status": "void", "shopper": "P2"},
]
PLANNED = DESKS["qshop.yaml"].replace("to: 2026-06-30}", "to: 2026-06-30, planned: {onsite: 4, phone: 2}}")


ALL, PLAIN = Selection(), Making()


def made(folder, settings=PLANNED, selection=ALL, making=PLAIN, rows=ROWS):
    programme = frozen(folder, DESKS | {"qshop.yaml": settings, "questionnaires/phone.yaml": PHONE})
    accepted = visits(programme, [{**GREETED, **row} for row in rows]) if rows else []
    scored = [score_visits(batch, programme) for batch in selection.apply(accepted, programme)]
    return method(accepted, scored, programme, selection, making)


def test_a_wave_is_told_with_what_was_planned_and_what_is_left_out(tmp_path):
    facts = made(tmp_path, selection=Selection(wave="spring"), making=Making(rejected=3))
    assert (facts.first, facts.last) == (date(2026, 2, 1), date(2026, 2, 12))
    assert facts.base == Base(visits=4, scored=2, no_service=0, void=1, too_blank=1, calls=1)
    assert facts.used == [
        QuestionnaireUse("onsite", [(1, 1)], made=3, planned=4),
        QuestionnaireUse("phone", [(1, 1)], made=1, planned=2),
    ]
    assert facts.channels == ["face_to_face", "phone"]
    assert (facts.set_aside, facts.making.rejected) == ({"trial": 1}, 3)
    assert (facts.weighted, facts.sites, facts.shoppers) == (1, 1, 1)  # V1 is too blank to be scored


def test_a_plan_is_known_only_where_every_wave_with_such_visits_has_one(tmp_path):
    assert [(use.questionnaire, use.made, use.planned) for use in made(tmp_path).used] == [
        ("onsite", 4, None),
        ("phone", 1, 2),
    ]


@pytest.mark.parametrize("selection", [Selection(site="S2"), Selection(region="south"), Selection(scenario="guest")])
def test_of_a_part_of_a_wave_nothing_is_known_to_be_planned(tmp_path, selection):
    assert {use.planned for use in made(tmp_path, selection=selection).used} == {None}


def test_of_two_sites_that_are_compared_nothing_is_known_to_be_planned(tmp_path):
    assert {use.planned for use in made(tmp_path, making=Making(sides="site")).used} == {None}


@pytest.mark.parametrize(
    ("families", "told"),
    [
        ([1, 1, 1], Comparisons(3, is_controlled=False)),
        ([1, 1, 3, 3, 3], Comparisons(3, is_controlled=True)),
        ([], Comparisons(0, is_controlled=False)),
    ],
)
def test_what_stands_for_itself_is_no_part_of_a_family(families, told):
    assert Comparisons.of(families) == told


def test_what_was_planned_and_never_made_is_told(tmp_path):
    facts = made(tmp_path, selection=Selection(wave="spring"), rows=ROWS[:1])
    assert facts.used[1] == QuestionnaireUse("phone", [], made=0, planned=2)
    chosen = made(tmp_path / "one", selection=Selection(wave="spring", questionnaire="onsite"), rows=ROWS[:1])
    assert [use.questionnaire for use in chosen.used] == ["onsite"]


@pytest.mark.parametrize(
    ("declared", "selection", "making", "claim"),
    [
        ("census", Selection(), Making(), "census"),
        ("sample", Selection(), Making(), "sample"),
        ("sample", Selection(site="S2"), Making(), "census"),
        ("sample", Selection(), Making(claim="simple"), "simple"),
    ],
)
def test_figures_claim_what_is_declared_and_those_of_one_site_are_about_that_site(
    tmp_path, declared, selection, making, claim
):
    settings = PLANNED + f"scoring: {{sites: {declared}, minimum_base: 3}}\n"
    rows = [{**ROWS[0], "goodbye": "yes"}, *ROWS[1:]]  # both sites have a visit that is scored
    assert made(tmp_path, settings, selection, making, rows).claim == claim


def test_shoppers_count_only_where_every_visit_that_is_scored_names_one(tmp_path):
    assert made(tmp_path, rows=[*ROWS[:2], {**ROWS[2], "shopper": ""}]).shoppers is None
    assert made(tmp_path / "void", rows=[ROWS[1], {**ROWS[6], "shopper": ""}]).shoppers == 1


def test_of_very_few_visits_nothing_is_known(tmp_path):
    assert made(tmp_path).margin is None  # three visits are scored
    known = made(tmp_path / "four", rows=[*ROWS, {**ROWS[1], "visit_id": "V8"}])
    assert known.margin == pytest.approx(0.98 / 2, abs=1e-4)
    assert known.needed == 385


def test_visits_that_are_compared_with_are_part_of_the_fingerprint(tmp_path):
    programme = frozen(tmp_path, DESKS | {"questionnaires/phone.yaml": PHONE})
    accepted = visits(programme, [{**GREETED, **row} for row in ROWS])
    spring, autumn = (Selection(wave=wave).apply(accepted, programme) for wave in ("spring", "autumn"))
    scored = [score_visits(batch, programme) for batch in autumn]
    told = method(accepted, scored, programme, Selection(wave="autumn"), compared=spring)
    alone = method(accepted, scored, programme, Selection(wave="autumn"))
    everything = [score_visits(batch, programme) for batch in Selection().apply(accepted, programme)]
    assert told.fingerprint == method(accepted, everything, programme, Selection()).fingerprint != alone.fingerprint


def test_no_visits_at_all_are_told_as_that(tmp_path):
    facts = made(tmp_path, rows=[])
    assert (facts.first, facts.base.visits, facts.used, facts.fingerprint) == (None, 0, [], "")
