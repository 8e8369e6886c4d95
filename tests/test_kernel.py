"""The kernel and the tally against the plainest scorer, number by number; and what hangs on a single value."""

from collections import Counter
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brute_force import outcome, unit_score, units
from qshop.score.kernel import integer_type, millionths, score_visits
from qshop.visits.intake.judge import accept_visits
from random_programmes import files_of, programmes, visits_of, with_one_question
from scoring import cells, frozen, scored, table

MILLION = 1_000_000
KEYS = [(), ("visit",), ("stage",), ("visit", "criterion"), ("site", "priority"), ("scenario", "stage", "channel")]


def sums_of(programme, visit, criteria):
    """What one unit adds to the sums of its cell."""
    score = unit_score(programme, visit, criteria)
    sums = Counter(units=1, x=score, xx=score * score) if score is not None else Counter()
    found = [(criterion, outcome(programme, visit, stage, criterion)) for stage, criterion in criteria]
    for priority in ("must", "plus"):
        met = sum(c["priority"] == priority and found_ == "met" for c, found_ in found)
        asked = sum(c["priority"] == priority and found_ in ("met", "not met") for c, found_ in found)
        sums[f"{priority}_units"] += asked > 0
        for name, number in {
            "met": met,
            "asked": asked,
            "mm": met * met,
            "ma": met * asked,
            "aa": asked * asked,
        }.items():
            sums[f"{priority}_{name}"] += number
    criticals = [found_ for c, found_ in found if c.get("critical") == "true" and found_ in ("met", "not met")]
    return sums + Counter(critical_asked=len(criticals), failed="not met" in criticals)


def expected(programme, visits, keys):
    """The sums of every cell that has any."""
    found = {}
    for cell, visit, criteria in units(programme, visits, keys):
        found.setdefault(cell, Counter()).update(sums_of(programme, visit, criteria))
    return without_zeros(found)


def without_zeros(found):
    return {cell: +Counter(sums) for cell, sums in found.items() if +Counter(sums)}


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_every_sum_is_what_the_plainest_scorer_adds_up(data):
    programme = data.draw(programmes())
    visits = [visit | {"purpose": "regular"} for visit in data.draw(visits_of(programme))]
    with TemporaryDirectory() as name:
        loaded = frozen(Path(name), files_of(programme))
    columns = loaded.versions["form", 1].columns()
    parts = scored(loaded, [{name: visit.get(name, "") for name in columns} for visit in visits])
    for keys in KEYS:
        found = {cell: vars(sums) for cell, sums in cells(parts, keys, loaded).items()}
        assert without_zeros(found) == expected(programme, visits, keys)


@given(st.lists(st.tuples(st.integers(0, 10**30), st.integers(0, 10**30)).map(sorted), min_size=1, max_size=5))
def test_a_score_is_rounded_once_half_to_even(pairs):
    largest = max(possible for _, possible in pairs)
    earned, possible = (np.array(column, integer_type(largest)) for column in zip(*pairs, strict=True))
    exact = [round(Fraction(e, p) * MILLION) if p else 0 for e, p in pairs]
    assert millionths(earned, possible).tolist() == exact


def test_half_a_millionth_goes_to_the_even_side():
    earned = np.array([1, 3, 5, 1_999_999, 0, 2_000_000])
    assert millionths(earned, np.full(6, 2_000_000)).tolist() == [0, 2, 2, 1_000_000, 0, 1_000_000]


def a_visit(number, **more):
    common = {"questionnaire": "form", "site": "S3", "date": "2026-03-02", "scenario": "guest", "channel": "phone"}
    return {"visit_id": f"V{number}", **common, **more}


def test_visits_that_are_asked_nothing_to_score_have_no_score(tmp_path):
    programme = frozen(tmp_path, files_of(with_one_question({"type": "text"}, stages={"s1": "2"})))
    [part] = scored(programme, [a_visit(1, q1="As it was."), a_visit(2, q1="")])
    assert part.is_scored.tolist() == [True, True]
    assert cells([part], (), programme) == {}


def test_rows_that_are_not_accepted_leave_nothing_behind(tmp_path):
    """A value is looked up once for all rows that have it; no row is left that has these."""
    programme = frozen(tmp_path, files_of(with_one_question({"applies": {"tags": ["large"]}})))
    rows = [a_visit(1, q1="yes"), a_visit(2, site="nowhere", q1="yes"), a_visit(3, q1="perhaps")]
    outcome = accept_visits(table(rows, programme), programme)
    assert [reject.line for reject in outcome.rejects] == [3, 4]
    parts = [score_visits(batch, programme) for batch in outcome.accepted]
    assert {key: sums.units for key, sums in cells(parts, ("region", "site", "criterion"), programme).items()} == {
        ("south", "S3", "c1"): 1
    }


def test_a_visit_is_scored_with_its_own_version_unless_another_of_the_same_wording_is_named(tmp_path):
    first, second = with_one_question({}), with_one_question({"points": {"yes": "0", "no": "1"}})
    frozen(tmp_path, files_of(first))
    programme = frozen(tmp_path, files_of(second))
    rows = [a_visit(1, q1="yes"), a_visit(2, q1="yes", version="2")]
    as_made = cells(scored(programme, rows), ("visit",), programme)
    assert {name: sums.x for (name,), sums in as_made.items()} == {"V1": MILLION, "V2": 0}
    anew = frozen(tmp_path, files_of(second | {"rescore_as": {"1": "2"}}))
    rescored = cells(scored(anew, rows), ("visit",), anew)
    assert {name: sums.x for (name,), sums in rescored.items()} == {"V1": 0, "V2": 0}
