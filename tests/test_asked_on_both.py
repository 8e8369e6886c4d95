"""What only one side was asked, because its sites have what the other's lack, is compared on neither."""

import pytest

from clinics import CLINICS, clinics, side_by_side, visits_to

LAB = (
    CLINICS["criteria/care.yaml"]
    + """\
  - id: care_lab
    text: The laboratory is open
    priority: must
    applies: {tags: [lab]}
    status: validated
    questions: [{id: lab, ask: Was the laboratory open?, type: yes_no}]
"""
)
SITES = CLINICS["sites.yaml"].replace("{id: A,", "{id: A, tags: [lab],")
OPENED = CLINICS["sites.yaml"].replace("{id: A,", "{id: A, tags: [{from: 2026-07-01, tags: [lab]}],")


def score_of(found):
    [score] = [line for line in found.totals if line.measure == "score"]
    return round(score.before, 1), round(score.after, 1)


@pytest.fixture(scope="module")
def programme(tmp_path_factory):
    return clinics(tmp_path_factory.mktemp("lab"), {"criteria/care.yaml": LAB, "sites.yaml": SITES})


def test_two_sites_are_compared_over_what_both_were_asked(programme):
    rows = visits_to("A", "spring", "diarrhoea", 50, 60, lab="no") + visits_to("B", "spring", "diarrhoea", 50, 60)
    found, like = side_by_side(programme, rows, "A", "B", of="site")
    assert (score_of(found), like.one_sided) == ((55.0, 55.0), {"lab"})


def test_a_criterion_that_only_one_site_has_is_no_row(programme):
    rows = visits_to("A", "spring", "diarrhoea", 50, 60, lab="no") + visits_to("B", "spring", "diarrhoea", 50, 60)
    found, _ = side_by_side(programme, rows, "A", "B", of="site", by=("criterion",))
    assert {line.key for line in found.rows} == {("care_given",), ("desk_greeting",)}


def test_a_site_that_was_asked_in_both_waves_keeps_its_question(programme):
    rows = visits_to("A", "spring", "diarrhoea", 50, 60, lab="no") + visits_to(
        "A", "autumn", "diarrhoea", 50, 60, lab="yes"
    )
    rows += visits_to("B", "spring", "diarrhoea", 50, 60) + visits_to("B", "autumn", "diarrhoea", 50, 60)
    found, like = side_by_side(programme, rows, "spring", "autumn", by=("site",))
    assert like.one_sided == frozenset()
    assert [round(line.difference, 1) for line in found.rows if line.measure == "score"] == [50.0, 0.0]


def test_what_a_site_has_only_since_the_wave_after_is_compared_in_neither(tmp_path):
    opened = clinics(tmp_path, {"criteria/care.yaml": LAB, "sites.yaml": OPENED})
    rows = visits_to("A", "spring", "diarrhoea", 50, 60) + visits_to("A", "autumn", "diarrhoea", 50, 60, lab="no")
    found, like = side_by_side(opened, rows, "spring", "autumn")
    assert (score_of(found), like.one_sided) == ((55.0, 55.0), {"lab"})


def test_a_team_is_compared_over_what_the_other_was_asked_in_the_same_stage(programme):
    """Red cares at A in spring, where there is a laboratory; blue at C, where there is none."""
    rows = visits_to("A", "spring", "diarrhoea", 50, 60, lab="no") + visits_to("C", "spring", "diarrhoea", 50, 60)
    found, like = side_by_side(programme, rows, "red", "blue", of="team", stage="care")
    assert (score_of(found), like.one_sided) == ((55.0, 55.0), {"lab"})
