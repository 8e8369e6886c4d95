"""What to look at first in a wave: the same choice as on the programme's page, only counted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qshop.findings.criterion_findings import findings
from qshop.findings.critical_failures import critical_failures
from qshop.findings.first_look import first_look
from qshop.findings.priorities import priorities
from qshop.findings.results import Results
from qshop.pages.first_look_table import first_look_table
from qshop.score.figures import least_base
from qshop.score.kernel import score_visits
from scoring import frozen, visits
from test_criterion_findings import FILES, row

CRITICAL = FILES | {
    "criteria/desk.yaml": FILES["criteria/desk.yaml"].replace(
        "priority: plus", "priority: plus\n    critical: true\n    missed: Two dishes"
    )
}
DETAILS = st.tuples(
    st.sampled_from(["S1", "S2", "S3"]),
    st.sampled_from(["60", "120", "130", "200", "na"]),
    st.sampled_from(["yes", "no"]),
    st.sampled_from("1234"),
)


def results(programme, rows):
    accepted = visits(programme, rows)
    scored = [score_visits(one, programme) for one in accepted]
    autumn = programme.settings.waves[-1]
    return Results(programme, autumn, accepted, []), Results(programme, autumn, [], [], scored=scored)


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    return frozen(tmp_path_factory.mktemp("desks"), FILES)


@given(drawn=st.lists(DETAILS, min_size=1, max_size=12))
@settings(max_examples=15, deadline=None)
def test_it_chooses_what_the_findings_of_the_whole_wave_choose(desks, drawn):
    rows = [row(f"V{day}", site, f"2026-09-{day:02}", *of) for day, (site, *of) in enumerate(drawn, 1)]
    whole, counted = results(desks, rows)
    told = priorities(findings(whole, {}), critical_failures(whole, {}), least_base(desks))
    look = first_look(counted).told
    for name in ("things", "passed_up"):
        assert [key(one) for one in getattr(look, name)] == [key(one) for one in getattr(told, name)]
    assert look.urgent == told.urgent


def key(one):
    return (
        one.criterion.id,
        one.met,
        one.asked,
        one.narrow,
        one.broken,
        one.cost,
        one.is_everywhere,
        one.without_standard,
    )


def test_criticals_come_first_then_what_costs_most_beside_the_wave_before(tmp_path):
    programme = frozen(tmp_path, CRITICAL)
    rows = [row("A1", "S1", "2026-03-01"), row("A2", "S2", "2026-03-02", wait="200")]
    rows += [row(f"V{n}", "S1", f"2026-09-0{n}", wait="200") for n in range(1, 6)]
    rows += [row("V6", "S1", "2026-09-06", dishes="2"), row("V7", "S2", "2026-09-07", dishes="2", wait="130")]
    _, counted = results(programme, rows)
    assert (
        first_look_table(first_look(counted), "autumn", "en")
        == """\
first in autumn   criterion     before   missed
──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
critical          desk_dishes   0 of 2        2   Two dishes: S1, S2
costs most        desk_wait     1 of 2   6 of 7   Visitors are attended to within two minutes; promise broken: 5; only just: 1
"""
    )


def test_nothing_missed_is_nothing_to_look_at(desks):
    _, counted = results(desks, [row("V1", "S1", "2026-09-01")])
    assert first_look_table(first_look(counted), "autumn", "en") == ""
