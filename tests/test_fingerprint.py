"""The fingerprint of visits: that of what they say, wherever it stands."""

import pytest

from qshop.visits.fingerprint import fingerprint
from scoring import DESKS, frozen, visits

V1 = {"visit_id": "V1", "site": "S1", "date": "2026-02-01", "scenario": "guest", "greeted": "yes", "wait": "20"}
V2 = {"visit_id": "V2", "site": "S2", "date": "2026-09-03", "scenario": "guest", "greeted": "no", "wait": "20"}
REST = {"channel": "phone", "flowers": "yes"}


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    return frozen(tmp_path_factory.mktemp("desks"), DESKS)


def of(desks, *rows):
    return fingerprint(visits(desks, [{**REST, **row} for row in rows]))


def test_it_is_the_same_in_every_order_and_partition(desks):
    together = of(desks, V1, V2)
    apart = [visits(desks, [{**REST, **row}]) for row in (V2, V1)]
    assert of(desks, V2, V1) == together == fingerprint(batch for batches in apart for batch in batches)
    assert [len(group) for group in together.split("-")] == [4, 4, 4]


def test_comments_and_evidence_are_no_part_of_it(desks):
    assert of(desks, {**V1, "greeted_comment": "Nobody there", "greeted_evidence": "a.jpg"}) == of(desks, V1)


@pytest.mark.parametrize(
    "change", [{"greeted": "no"}, {"wait": ""}, {"site": "S2"}, {"shopper": "P1"}, {"weight": "2"}]
)
def test_any_other_cell_changes_it(desks, change):
    assert of(desks, {**V1, **change}) != of(desks, V1)


def test_answers_that_change_places_change_it(desks):
    assert of(desks, {**V1, "greeted": "no"}, {**V2, "greeted": "yes"}) != of(desks, V1, V2)


def test_without_visits_there_is_none():
    assert fingerprint([]) == ""
