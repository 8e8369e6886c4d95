"""Figures of published studies, from counts that their tables give: qshop's are the same to the digit printed."""

from decimal import Decimal
from fractions import Fraction

import pytest

from qshop.score.figure_table import figures
from qshop.score.tally import tally
from random_programmes import files_of, programme_of
from scoring import frozen, scored

MANAGED = {
    "id": "correctly_managed",
    "text": "The case is managed as it should be",
    "priority": "must",
    "status": "validated",
    "questions": [{"id": "managed", "ask": "Was it?", "type": "yes_no"}],
}


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """A programme of one yes or no a visit, at providers in three cities."""
    programme = programme_of({}, [{"id": "s1", "name": "Care"}], {"s1": [MANAGED]}, ["guest"], ["phone"])
    cities = ("delhi", "mumbai", "patna")
    programme["sites"] = [{"id": f"{city}{n}", "region": city} for city in cities for n in range(400)]
    return frozen(tmp_path_factory.mktemp("study"), files_of(programme))


def visits(met, asked, city="delhi", weight=""):
    """One visit to each of `asked` providers of a city, of which `met` went well."""
    same = {"questionnaire": "form", "version": "1", "date": "2026-03-02", "scenario": "guest", "channel": "phone"}
    return [
        same
        | {
            "visit_id": f"{city}-{n}",
            "site": f"{city}{n % 400}",
            "weight": weight,
            "managed": "yes" if n < met else "no",
        }
        for n in range(asked)
    ]


def of_all(study, rows, method="simple"):
    batches = scored(study, rows)
    return figures(tally(batches, study, [()]), (), study, method=method).rows[()]


@pytest.mark.parametrize(
    ("met", "asked", "percent", "low", "high"),
    [
        (88, 166, 53, 45, 60),
        (4, 42, 10, 4, 22),
        (80, 599, 13, 11, 16),
        (372, 601, 62, 58, 66),
    ],
)
def test_a_published_proportion_has_its_published_interval(study, met, asked, percent, low, high):
    """Source: Daniels et al. 2017, BMJ Global Health 2:e000333 (the first two), clinics in Nairobi; Satyanarayana et al.
    2016, Lancet Infectious Diseases 16:1261-1268 (the others), pharmacies in India. Both took visits as independent.
    """
    found = of_all(study, visits(met, asked)).must
    assert (found.met, found.asked) == (met, asked)
    assert [round(limit) for limit in (found.percent, found.low, found.high)] == [percent, low, high]


def test_one_proportion_has_one_interval(study):
    for method in ("simple", "clustered"):
        found = of_all(study, visits(88, 166), method)
        assert (found.score, found.score_low, found.score_high) == (
            pytest.approx(found.must.percent, abs=1e-9),
            pytest.approx(found.must.low, abs=1e-6),
            pytest.approx(found.must.high, abs=1e-6),
        )


CITIES = {"delhi": (37, 250, 4000), "mumbai": (61, 240, 9000), "patna": (15, 110, 500)}
"""Made up: of each city, how many visits went well, how many there were, and how many pharmacies it has."""


def test_weights_of_visits_give_a_figure_weighted_by_city(study):
    """A study that samples cities unevenly weighs each city by its pharmacies: Σ N · met/n / Σ N, to the last digit."""
    rows = [
        row
        for city, (met, asked, pharmacies) in CITIES.items()
        for row in visits(met, asked, city, str(round(Decimal(pharmacies) / asked, 6)))
    ]
    weights = {city: Fraction(str(round(Decimal(N) / n, 6))) for city, (_, n, N) in CITIES.items()}
    expected = sum(weights[city] * met for city, (met, _, _) in CITIES.items()) / sum(
        weights[city] * n for city, (_, n, _) in CITIES.items()
    )
    of_study = sum(Fraction(N * met, n) for met, n, N in CITIES.values()) / sum(N for _, _, N in CITIES.values())
    found = of_all(study, rows, "clustered")
    assert found.must.percent == float(100 * expected)
    assert found.must.percent == pytest.approx(float(100 * of_study), abs=1e-6)  # weights have six decimals
    assert (found.must.met, found.must.asked) == (113, 600)  # counted, not weighed
    assert found.must.low < found.must.percent < found.must.high


def test_two_visits_that_weigh_1_and_9(tmp_path):
    """66.7 and 75.0 with weights of 1 and 9 make 74.2: (2/3 + 9 · 3/4) / 10."""
    musts = [
        MANAGED | {"id": f"c{n}", "questions": [{"id": f"q{n}", "ask": "So?", "type": "yes_no"}]} for n in range(12)
    ]
    programme = programme_of({}, [{"id": "s1", "name": "S1"}], {"s1": musts}, ["guest"], ["phone"])
    loaded = frozen(tmp_path, files_of(programme))
    same = {"questionnaire": "form", "version": "1", "site": "S1", "date": "2026-03-02", "scenario": "guest"}
    rows = [
        same
        | {"visit_id": f"V{w}", "channel": "phone", "weight": w}
        | {f"q{n}": "yes" if n < met else "no" for n in range(12)}
        for w, met in (("1", 8), ("9", 9))
    ]
    found = of_all(loaded, rows, "clustered")
    assert found.score == float(100 * Fraction(666_667 + 9 * 750_000, 10 * 1_000_000))
    assert found.must.percent == float(100 * Fraction(8 + 81, 120))
