"""Two waves, sites or teams side by side: like with like, standardised over the cells that both have."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from clinics import CLINICS, clinics, side_by_side, visits_to
from qshop.stats.distributions import t_quantile


def told(line):
    return (*line.key, line.measure, round(line.before, 1), round(line.after, 1), line.change)


def scores(lines):
    return [told(line) for line in lines if line.measure == "score"]


@pytest.fixture(scope="module")
def programme(tmp_path_factory):
    return clinics(tmp_path_factory.mktemp("clinics"))


@pytest.fixture(scope="module")
def without_mix(tmp_path_factory):
    settings = CLINICS["qshop.yaml"].replace("mix: {scenario: equal}\n", "")
    return clinics(tmp_path_factory.mktemp("plain"), {"qshop.yaml": settings})


def nairobi(*counts):
    """Visit every site in both waves: diarrhoea always scores 47, angina 29, whatever the number of visits."""
    rows = []
    for site, (diarrhoea, angina, later_diarrhoea, later_angina) in zip("ABC", counts, strict=True):
        rows += visits_to(site, "spring", "diarrhoea", *[47] * diarrhoea)
        rows += visits_to(site, "spring", "angina", *[29] * angina)
        rows += visits_to(site, "autumn", "diarrhoea", *[47] * later_diarrhoea)
        rows += visits_to(site, "autumn", "angina", *[29] * later_angina)
    return rows


@pytest.mark.parametrize("shares", ["programme", "without_mix"])
def test_more_easy_cases_move_nothing(shares, request):
    rows = nairobi((5, 5, 8, 2), (5, 5, 8, 2), (5, 5, 8, 2))
    found, _ = side_by_side(request.getfixturevalue(shares), rows, "spring", "autumn")
    [score] = [line for line in found.totals if line.measure == "score"]
    assert score.before == score.after
    assert (score.difference, score.p, score.change) == (0, 1, "no_clear_change")


COUNTS = st.tuples(st.integers(1, 3), *[st.integers(0, 3)] * 3)
ROWS = st.sampled_from([(), ("site",), ("stage",), ("region", "scenario"), ("criterion",)])
SIDES = st.sampled_from([("spring", "autumn", "wave"), ("A", "B", "site"), ("red", "blue", "team")])


@settings(max_examples=8)
@given(counts=st.tuples(COUNTS, COUNTS, COUNTS), sides=SIDES, by=ROWS)
def test_where_every_cell_is_as_it_was_nothing_has_changed(programme, counts, sides, by):
    before, after, of = sides
    by = tuple(key for key in by if key != of)
    found, _ = side_by_side(programme, nairobi(*counts), before, after, of, by)
    assert [line for line in (*found.totals, *found.rows) if line.difference] == []


@settings(max_examples=8)
@given(counts=st.tuples(COUNTS, COUNTS, COUNTS))
def test_nor_have_waves_changed_that_visit_sites_of_different_levels_more_or_less_often(programme, counts):
    rows = [{**row, "care": str(int(row["care"]) + 10 * "ABC".index(row["site"]))} for row in nairobi(*counts)]
    found, _ = side_by_side(programme, rows, "spring", "autumn", by=("stage",))
    assume(found.matching.cell == ("site",))
    assert [line for line in (*found.totals, *found.rows) if line.difference] == []


def test_a_kind_keeps_its_declared_share_and_sites_count_by_what_both_waves_have(programme):
    rows = visits_to("A", "spring", "diarrhoea", 40, 40) + visits_to("A", "autumn", "diarrhoea", 50, 50)
    rows += visits_to("B", "spring", "diarrhoea", 60) + visits_to("B", "autumn", "diarrhoea", 60, 60)
    rows += visits_to("A", "spring", "angina", 20) + visits_to("A", "autumn", "angina", 80)
    found, _ = side_by_side(programme, rows, "spring", "autumn")
    # diarrhoea: A counts 2·2/4 = 1 and B 1·2/3: 3/5 and 2/5 of one half; angina: one half
    assert scores(found.totals) == [("score", 34.0, 67.0, found.totals[0].change)]


def test_without_shares_kinds_count_by_what_both_waves_have(without_mix):
    rows = visits_to("A", "spring", "diarrhoea", 40, 40) + visits_to("A", "autumn", "diarrhoea", 50, 50)
    rows += visits_to("A", "spring", "angina", 20, 20) + visits_to("A", "autumn", "angina", 80, 80, 80, 80, 80, 80)
    found, _ = side_by_side(without_mix, rows, "spring", "autumn")
    # 2·2/4 = 1 and 2·6/8 = 3/2
    assert scores(found.totals) == [("score", 28.0, 68.0, "no_clear_change")]


def test_a_kind_that_has_no_share_is_not_in_the_total_and_is_named(tmp_path):
    settings = CLINICS["qshop.yaml"].replace("{scenario: equal}", "{scenario: {diarrhoea: 1}}")
    rows = visits_to("A", "spring", "diarrhoea", 40, 40) + visits_to("A", "autumn", "diarrhoea", 50, 50)
    rows += visits_to("A", "spring", "angina", 20, 20) + visits_to("A", "autumn", "angina", 80, 80)
    found, _ = side_by_side(clinics(tmp_path, {"qshop.yaml": settings}), rows, "spring", "autumn", by=("scenario",))
    assert scores(found.totals) == [("score", 40.0, 50.0, found.totals[0].change)]
    assert [told(line)[:4] for line in found.rows[::3]] == [
        ("angina", "score", 20.0, 80.0),
        ("diarrhoea", "score", 40.0, 50.0),
    ]
    assert [kind.scenario for kind in found.unshared] == ["angina"]


def test_visits_weigh_what_they_weigh(programme):
    rows = visits_to("A", "spring", "diarrhoea", 50, 50) + visits_to("A", "autumn", "diarrhoea", 40, weight="1")
    rows += visits_to("A", "autumn", "diarrhoea", 80, weight="3")
    found, _ = side_by_side(programme, rows, "spring", "autumn")
    assert scores(found.totals) == [("score", 50.0, 70.0, found.totals[0].change)]
    assert found.totals[0].base == (2, 2)


def test_visits_without_their_like_are_left_out_and_named(programme):
    rows = visits_to("A", "spring", "diarrhoea", 50, 50, 50, 50, 50) + visits_to(
        "A", "autumn", "diarrhoea", 70, 70, 70, 70
    )
    rows += visits_to("B", "spring", "diarrhoea", 0) + visits_to("A", "autumn", "angina", 0)
    found, _ = side_by_side(programme, rows, "spring", "autumn", by=("site",))
    assert scores(found.rows) == [("A", "score", 50.0, 70.0, found.rows[0].change)]
    assert (found.matching.visits, found.matching.left_out) == ((6, 5), (1, 1))
    assert found.matching.one_sided == {"site": (["B"], []), "scenario": ([], ["angina"])}


def test_where_cells_of_sites_would_leave_out_a_fifth_kinds_are_compared_over_the_sites_that_both_have(programme):
    rows = visits_to("A", "spring", "diarrhoea", 40, 50, 60) + visits_to("A", "autumn", "angina", 30, 30, 30)
    rows += visits_to("B", "spring", "angina", 20, 20, 20) + visits_to("B", "autumn", "diarrhoea", 70, 70, 70)
    rows += visits_to("C", "spring", "angina", 99)
    found, _ = side_by_side(programme, rows, "spring", "autumn")
    assert (found.matching.cell, found.matching.within, found.matching.left_out) == ((), ("site",), (1, 0))
    assert scores(found.totals) == [("score", 35.0, 50.0, found.totals[0].change)]


def test_waves_without_a_site_in_common_cannot_be_compared(programme):
    rows = visits_to("A", "spring", "diarrhoea", 50, 50) + visits_to("B", "autumn", "diarrhoea", 70, 70)
    found, _ = side_by_side(programme, rows, "spring", "autumn", by=("site",))
    assert (found.totals, found.rows, found.matching.left_out) == ([], [], (2, 2))


def test_sites_are_compared_within_waves(programme):
    rows = visits_to("A", "spring", "diarrhoea", 40, 42, 44) + visits_to("A", "autumn", "diarrhoea", 80)
    rows += visits_to("B", "spring", "diarrhoea", 50, 52, 54) + visits_to("B", "autumn", "diarrhoea", 90, 90, 90, 90)
    found, _ = side_by_side(programme, rows, "A", "B", of="site")
    assert found.matching.cell == ("wave",)
    [score] = [line for line in found.totals if line.measure == "score"]
    assert round(score.difference, 9) == 10


def test_teams_are_compared_over_the_stages_that_both_run(programme):
    """Red runs the desk at A and B, blue at C; care they share: red at A until summer, then blue."""
    rows = visits_to("A", "spring", "diarrhoea", 40, 40) + visits_to("C", "spring", "diarrhoea", 40, 40)
    rows += visits_to("A", "autumn", "diarrhoea", 40, 40) + visits_to("C", "autumn", "diarrhoea", 40, 40)
    found, _ = side_by_side(programme, rows, "red", "blue", of="team", by=("stage",))
    assert found.matching.cell[0] == "stage"
    assert {line.difference for line in (*found.totals, *found.rows)} == {0}


def test_under_the_minimum_base_there_are_values_and_no_words(programme):
    rows = visits_to("A", "spring", "diarrhoea", 50) + visits_to("A", "autumn", "diarrhoea", 70, 70)
    found, _ = side_by_side(programme, rows, "spring", "autumn")
    [score, must, _] = found.totals
    assert (score.visits, score.before, score.after, score.difference) == ((1, 2), 50, 70, 20)
    assert (score.low, score.high, score.p, score.change) == (None, None, None, None)
    assert (must.base, must.low) == ((1, 2), None)


def test_a_great_leap_of_few_uneven_visits_is_no_clear_change(programme):
    rows = visits_to("A", "spring", "diarrhoea", 100, 95, 92, 55, 40) + visits_to(
        "A", "autumn", "diarrhoea", 90, 85, 80, 95, 85
    )
    found, _ = side_by_side(programme, rows, "spring", "autumn")
    assert scores(found.totals) == [("score", 76.4, 87.0, "no_clear_change")]


def test_sites_of_a_network_are_compared_in_pairs(tmp_path):
    settings = CLINICS["qshop.yaml"].replace("scoring: {", "scoring: {sites: sample, ")
    network = clinics(tmp_path, {"qshop.yaml": settings})
    rows = []
    for site, before, after in (("A", (40, 50), (60, 70)), ("B", (30, 30), (35, 45)), ("C", (80, 90), (82, 92))):
        rows += visits_to(site, "spring", "diarrhoea", *before) + visits_to(site, "autumn", "diarrhoea", *after)
    found, _ = side_by_side(network, rows, "spring", "autumn")
    d = [20, 10, 2]
    mean = sum(d) / 3
    error = (sum((one - mean) ** 2 for one in d) / 2 / 3) ** 0.5
    score = found.totals[0]
    assert (score.low, score.high) == pytest.approx((mean - t_quantile(2) * error, mean + t_quantile(2) * error))


def test_rows_of_one_table_are_one_family_and_the_total_stands_outside(programme):
    rows = []
    for site, after in (("A", (60, 61, 62, 60)), ("B", (50, 56, 53, 60)), ("C", (50, 51, 52, 49))):
        rows += visits_to(site, "spring", "diarrhoea", 50, 51, 52, 49)
        rows += visits_to(site, "autumn", "diarrhoea", *after)
    found, _ = side_by_side(programme, rows, "spring", "autumn", by=("site",))
    families = {line.key: line.family for line in (*found.totals, *found.rows) if line.p is not None}
    assert families == {(): 1, ("A",): 9, ("B",): 9, ("C",): 9}
    assert scores(found.rows)[0][-1] == "better"
