"""Intervals of figures against `reference_intervals`, which works visit by visit: on numbers, and through all of scoring."""

from fractions import Fraction
from functools import reduce
from itertools import product

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import reference_intervals as reference
from brute_force import MILLION, outcome, unit_score, units
from qshop.score.figure_table import figures
from qshop.score.tally import tally
from qshop.stats.estimates import Counts, Part, ShopperCounts, estimate
from random_programmes import files_of, programme_of
from reference_intervals import Visit
from scoring import frozen, scored

CLAIMS = ("census", "sample")
OUT_OF = 12
SITES, SHOPPERS = st.sampled_from(["S1", "S2", "S3", "S4"]), st.sampled_from(["P1", "P2", "P3"])
WEIGHTS = st.sampled_from([1, 1, 2, 3, 9])
SHARES = [None, None, {"a": Fraction(1, 2), "b": Fraction(1, 2)}, {"a": Fraction(4, 5), "b": Fraction(1, 5)}]


@st.composite
def some_visits(draw, *, is_rate):
    """Two to fourteen visits that reached whole twelfths, or some criteria of those asked; with the shares of kinds."""
    shares = draw(st.sampled_from(SHARES))
    shopper = draw(st.sampled_from([st.just(""), SHOPPERS, SHOPPERS, st.sampled_from(["", "P1", "P2"])]))
    weight = draw(st.sampled_from([st.just(1), st.just(3), WEIGHTS]))
    asked = st.integers(1, 4) if is_rate and draw(st.booleans()) else st.just(1 if is_rate else OUT_OF)
    step = draw(st.sampled_from([1, OUT_OF]))  # scores that are all 0 or 1 are yes or no
    kinds = st.sampled_from(sorted(shares or [""]))
    visit = st.tuples(SITES, st.integers(0, OUT_OF), asked, shopper, weight, kinds)
    found = draw(st.lists(visit, min_size=2, max_size=14))
    assume({one[-1] for one in found} == set(shares or [""]))
    reached = [
        (site, min(y, a) if is_rate else y // step * step, a, shopper, w, kind)
        for site, y, a, shopper, w, kind in found
    ]
    return reached, shares


def counts(y, a, w):
    return Counts(1, w, w * w, w**3, w * y, w * a, w * w * y, w * w * a, w * w * y * y, w * w * y * a, w * w * a * a)


def of_qshop(visits, shares, claim, *, is_rate):
    parts = [
        part(share, [visit for visit in visits if visit[-1] == kind])
        for kind, share in (shares or {"": Fraction(1)}).items()
    ]
    return estimate(parts, claim, 1 if is_rate else OUT_OF, rate=is_rate).interval


def part(share, visits):
    """Visits of one kind, added up as a tally does; by shopper as well where every visit has one."""
    by_site = {}
    for site, y, a, _, weight, _ in visits:
        by_site.setdefault(site, []).append(counts(y, a, weight))
    sites, ys, asked, shoppers, weights, _ = zip(*visits, strict=True)
    w, y, a = (np.array(numbers, float) for numbers in (weights, ys, asked))
    by_shopper = ShopperCounts(sites, shoppers, w, w * y, w * a) if all(shoppers) else None
    sums = {site: reduce(Counts.plus, found) for site, found in by_site.items()}
    return Part(share, sums, by_shopper, visits[0][-1])


def of_reference(visits, shares, claim, *, is_rate):
    unit = 1 if is_rate else OUT_OF
    plain = [
        Visit(site, Fraction(y, unit), Fraction(a, unit), shopper, Fraction(weight), kind)
        for site, y, a, shopper, weight, kind in visits
    ]
    return reference.interval(plain, claim, shares=shares, is_rate=is_rate)


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(st.data(), st.sampled_from(CLAIMS), st.booleans())
def test_an_interval_is_that_of_the_plainest_way(data, claim, is_rate):
    visits, shares = data.draw(some_visits(is_rate=is_rate))
    expected = of_reference(visits, shares, claim, is_rate=is_rate)
    assert of_qshop(visits, shares, claim, is_rate=is_rate) == pytest.approx(expected, abs=1e-9)


# Through all of scoring: from the cells of a table of visits to the limits in percent


def yes_no(name, priority, **more):
    return {
        "id": f"c_{name}",
        "text": name,
        "priority": priority,
        "status": "validated",
        "questions": [{"id": name, "ask": f"{name}?", "type": "yes_no", "na": "true", **more}],
    }


STAGES = [{"id": "s1", "name": "S1"}, {"id": "s2", "name": "S2"}]
CRITERIA = {
    "s1": [yes_no("q1", "must"), yes_no("q2", "must", points={"yes": "1", "no": "0.3"}), yes_no("q3", "plus")],
    "s2": [yes_no("q4", "must"), yes_no("q5", "plus")],
}
QUESTIONS = ["q1", "q2", "q3", "q4", "q5"]
MIXES = {
    "unmixed": (["guest"], None),
    "equal": (["guest", "supplier"], {"guest": Fraction(1, 2), "supplier": Fraction(1, 2)}),
    "uneven": (["guest", "supplier"], {"guest": Fraction(4, 5), "supplier": Fraction(1, 5)}),
}
ANY_WEIGHT = st.sampled_from(["", "1", "9", "0.3", "2.5"])


@pytest.fixture(scope="module", params=product(CLAIMS, MIXES), ids=" ".join)
def small(request, tmp_path_factory):
    """A programme with its sites as `claim`, as plain data and as qshop has it, and the shares of its scenarios."""
    claim, mix = request.param
    scenarios, shares = MIXES[mix]
    policy = {"sites": claim, "minimum_base": "2", "min_answered": "0"}
    programme = programme_of(policy, STAGES, CRITERIA, scenarios, ["phone"])
    programme["sites"] = [{"id": f"S{number}", "region": "north"} for number in range(1, 5)]
    if shares:
        programme["settings"] |= {"mix": {"scenario": {name: str(float(share)) for name, share in shares.items()}}}
    folder = tmp_path_factory.mktemp("small")
    return programme, frozen(folder, files_of(programme)), claim, shares


@st.composite
def tables(draw, scenarios):
    """Two to twelve rows of visits, of all scenarios, with or without shoppers and weights."""
    shopper = draw(st.sampled_from([st.just(""), SHOPPERS, SHOPPERS, st.sampled_from(["", "P1", "P2"])]))
    weight = draw(st.sampled_from([st.just(""), ANY_WEIGHT]))
    answers = st.tuples(*[st.sampled_from(["yes", "yes", "no", "na", ""])] * len(QUESTIONS))
    visit = st.tuples(SITES, st.sampled_from(scenarios), shopper, weight, answers)
    found = draw(st.lists(visit, min_size=2, max_size=12))
    assume({scenario for _, scenario, *_ in found} == set(scenarios))
    same = {"questionnaire": "form", "version": "1", "channel": "phone", "status": "completed", "purpose": "regular"}
    return [
        same
        | {"visit_id": f"V{number}", "site": site, "scenario": scenario, "shopper": shopper, "weight": weight}
        | {"date": "2026-03-02", "wave": "spring"}
        | dict(zip(QUESTIONS, answers, strict=True))
        for number, (site, scenario, shopper, weight, answers) in enumerate(found)
    ]


def reached(programme, visit, criteria):
    """What a unit reached, by measure: (y, a), where it was asked anything."""
    score = unit_score(programme, visit, criteria)
    found = {} if score is None else {"score": (Fraction(score, MILLION), Fraction(1))}
    for priority in ("must", "plus"):
        own = [outcome(programme, visit, stage, one) for stage, one in criteria if one["priority"] == priority]
        if own.count("met") + own.count("not met"):
            found[priority] = Fraction(own.count("met")), Fraction(own.count("met") + own.count("not met"))
    return found


def expected_limits(programme, rows, by, claim, shares):
    """The limits of every cell and measure that has at least two visits, and some of every kind."""
    cells = {}
    for cell, visit, criteria in units(programme, rows, by):
        for measure, (y, a) in reached(programme, visit, criteria).items():
            weight = Fraction(visit["weight"] or 1)
            one = Visit(visit["site"], y, a, visit["shopper"], weight, visit["scenario"] if shares else "")
            cells.setdefault((cell, measure), []).append(one)
    return {
        (cell, measure): reference.interval(found, claim, shares=shares, is_rate=measure != "score")
        for (cell, measure), found in cells.items()
        if len(found) >= 2 and {visit.kind for visit in found} == set(shares or [""])
    }


@pytest.mark.slow
@settings(max_examples=5, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_limits_of_a_figure_are_those_of_the_plainest_way(small, data):
    programme, loaded, claim, shares = small
    rows = data.draw(tables(programme["scenarios"]))
    total = tally(scored(loaded, rows), loaded, [(), ("site",), ("stage",)])
    for by in ((), ("site",), ("stage",)):
        found = figures(total, by, loaded).rows
        for (cell, measure), limits in expected_limits(programme, rows, by, claim, shares).items():
            if cell not in found:  # another cell has no visits of one kind, so that kinds stay apart
                continue
            figure = found[cell]
            rate = {"must": figure.must, "plus": figure.plus}.get(measure)
            low, high = (figure.score_low, figure.score_high) if rate is None else (rate.low, rate.high)
            assert (low, high) == pytest.approx([100 * limit for limit in limits], abs=1e-7), (by, cell, measure)
