"""Findings of programmes drawn at random: counted again in the plainest way, added up, shuffled, and kept apart."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brute_force import figures
from drawn_programmes import drawn
from qshop.findings.criterion_findings import findings, in_one_family
from qshop.findings.critical_failures import critical_failures
from qshop.findings.results import Results
from qshop.io.folder import load
from qshop.io.store import read_tables
from qshop.visits.intake.stored import stored_visits
from scoring import frozen, visits
from test_criterion_findings import FILES, row

PLACES = [{}, *({"site": site} for site in ("S1", "S2", "S3")), *({"team": team} for team in ("red", "blue", ""))]


def results_of(programme, batches):
    """Give the results of the last wave, with the visits of all."""
    return Results(programme, programme.settings.waves[-1], batches, [])


def read(folder):
    """Give a drawn programme with its visits, as `qshop score` reads them."""
    programme = load(folder).programme
    return programme, stored_visits(read_tables(sorted(folder.glob("*.csv")), folder), programme).accepted


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_counts_by_criterion_site_and_team_are_those_of_the_plainest_scorer(data):
    with drawn(data) as (parts, folder):
        found = results_of(*read(folder))
        in_autumn = [(programme, [one for one in made if one["wave"] == "autumn"]) for programme, made in parts]
        expected, failed = Counter(), Counter()
        for (criterion, site, team), one in figures(in_autumn, ("criterion", "site", "team")).items():
            for where in ({}, {"site": site}, {"team": team}):
                at = (*where.values(), criterion)
                expected[at, "met"] += one["must_met"] + one["plus_met"]
                expected[at, "asked"] += one["must_asked"] + one["plus_asked"]
                failed[at] += one["failed"]
        counted, failures = Counter(), Counter()
        for where in PLACES:
            for one in findings(found, where):
                at = (*where.values(), one.criterion.id)
                assert (one.met, one.asked) == (one.rate.met, one.rate.asked)
                counted[at, "met"], counted[at, "asked"] = one.met, one.asked
            failures.update((*where.values(), one.criterion.id) for one in critical_failures(found, where))
        assert +counted == +expected
        assert +failures == +failed


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_sites_and_teams_add_up_and_the_order_of_visits_means_nothing(data):
    with drawn(data) as (_, folder):
        programme, batches = read(folder)
        found = results_of(programme, batches)
        whole = sums(findings(found, {}))
        assert whole == sum((sums(findings(found, {"site": site})) for site in ("S1", "S2", "S3")), Counter())
        assert whole == sum((sums(findings(found, {"team": team})) for team in ("red", "blue", "")), Counter())
        shuffled = results_of(programme, [shuffle(batch, data) for batch in data.draw(st.permutations(batches))])
        for where in PLACES:
            assert findings(shuffled, where) == findings(found, where)
            assert critical_failures(shuffled, where) == critical_failures(found, where)


def shuffle(batch, data):
    rows = data.draw(st.permutations(range(batch.table.rows)))
    return replace(batch, table=batch.table.take(np.array(rows)))


def sums(found):
    """Give what is counted in visits, by criterion."""
    names = ("met", "asked", "missed", "narrow", "missed_clearly")
    counts = Counter({(one.criterion.id, name): getattr(one, name) for one in found for name in names})
    counts.update(
        {(one.criterion.id, measured.question.id): len(measured.values) for one in found for measured in one.measured}
    )
    return +counts


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    return frozen(tmp_path_factory.mktemp("desks"), FILES)


DAYS = st.sampled_from([f"2026-{month:02}-{day:02}" for month in (2, 3, 7, 8, 9) for day in range(1, 28)])


@st.composite
def seen(draw):
    """Give some visits to the three sites, in both waves."""
    return [
        row(
            f"V{number}",
            draw(st.sampled_from(["S1", "S2", "S3"])),
            draw(DAYS),
            wait=draw(st.sampled_from(["60", "125", "240", "na"])),
            greeted=draw(st.sampled_from(["yes", "no"])),
            dishes=draw(st.sampled_from(["0", "3"])),
        )
        for number in range(draw(st.integers(1, 40)))
    ]


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_nothing_that_others_do_changes_what_a_team_or_a_site_is_told(desks, data):
    rows = data.draw(seen())
    whole = results_of(desks, taken_in(desks, rows))
    for where, own in (({"team": "red"}, ["S1"]), ({"team": "blue"}, ["S1", "S2"]), ({"site": "S1"}, ["S1"])):
        alone = results_of(desks, taken_in(desks, [one for one in rows if one["site"] in own]))
        assert told(alone, where) == told(whole, where)


def taken_in(programme, rows):
    """Give accepted visits; none of none, as a table without rows is no export."""
    return visits(programme, rows) if rows else []


def told(results, where):
    """Give the findings of a place, but for whether its criteria are missed everywhere."""
    found = in_one_family(findings(results, where))
    assert "team" not in where or not any(one.is_everywhere for one in found)
    return [replace(one, is_everywhere=False) for one in found], critical_failures(results, where)
