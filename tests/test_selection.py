"""Which visits a figure is about."""

import pytest

from qshop.base.errors import StopError
from qshop.score.selection import Selection
from scoring import DESKS, frozen, visits

PHONE = "format: 1\ntitle: By phone\nchannel: phone\nstages: [desk]\n"
GREETED = {"greeted": "yes", "wait": "10", "flowers": "yes"}
ROWS = [
    {"visit_id": "V1", "site": "S1", "date": "2026-02-01", "scenario": "guest", "channel": "phone", "goodbye": "yes"},
    {"visit_id": "V2", "site": "S2", "date": "2026-02-02", "scenario": "guest", "channel": "phone"},
    {"visit_id": "V3", "site": "S2", "date": "2026-09-03", "scenario": "supplier", "channel": "face_to_face"},
    {"visit_id": "V4", "site": "S2", "date": "2026-09-04", "questionnaire": "phone"},
    {"visit_id": "V5", "site": "S1", "date": "2026-02-05", "questionnaire": "phone", "purpose": "trial"},
    {"visit_id": "V6", "site": "S1", "date": "2026-02-06", "questionnaire": "phone", "purpose": "reshop"},
]


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    return frozen(tmp_path_factory.mktemp("desks"), DESKS | {"questionnaires/phone.yaml": PHONE})


@pytest.fixture(scope="module")
def batches(desks):
    return visits(desks, [{**GREETED, **row} | ({} if row.get("questionnaire") else {"door": "4"}) for row in ROWS])


@pytest.mark.parametrize(
    ("selection", "kept"),
    [
        (Selection(), "V1 V2 V3 V4"),
        (Selection(wave="spring"), "V1 V2"),
        (Selection(site="S2"), "V2 V3 V4"),
        (Selection(region="north"), "V1"),
        (Selection(scenario="guest"), "V1 V2"),
        (Selection(questionnaire="phone"), "V4"),
        (Selection(wave="autumn", site="S2", scenario="supplier"), "V3"),
        (Selection(wave="autumn", site="S1"), ""),
    ],
)
def test_a_visit_must_pass_every_filter_and_be_regular(desks, batches, selection, kept):
    selection.check(desks)
    found = [visit_id for one in selection.apply(batches, desks) for visit_id in one.table.get("visit_id").cells()]
    assert sorted(found) == kept.split()


def test_nothing_is_left_of_a_batch_without_visits(desks, batches):
    assert Selection(wave="autumn", site="S1").apply(batches, desks) == []


@pytest.mark.parametrize(
    ("selection", "message", "help_"),
    [
        (Selection(wave="sprung"), "there is no wave “sprung”", "did you mean “spring”?"),
        (Selection(site="s1"), "there is no site “s1”", "did you mean “S1”?"),
        (Selection(region="east"), "there is no region “east”", "known: north, south"),
        (Selection(scenario="gest"), "there is no scenario “gest”", "did you mean “guest”?"),
        (Selection(questionnaire="mail"), "there is no questionnaire “mail”", "known: onsite, phone"),
    ],
)
def test_a_filter_that_nothing_can_pass_is_refused_by_name(desks, selection, message, help_):
    with pytest.raises(StopError) as stop:
        selection.check(desks)
    assert (stop.value.message, stop.value.help) == (message, help_)
