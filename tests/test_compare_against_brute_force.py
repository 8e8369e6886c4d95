"""Before and after, worked out again from what single visits reached."""

from collections import defaultdict
from fractions import Fraction
from random import Random

import pytest

from clinics import clinics, side_by_side, visits_to

WAVES = ("spring", "autumn")
SCENARIOS = ("diarrhoea", "angina")


def made(seed):
    """Visit three sites in both scenarios and waves, each one to four times."""
    chance = Random(seed)
    return [
        {**visit, "greeted": chance.choice(["yes", "no"])}
        for site in "ABC"
        for wave in WAVES
        for scenario in SCENARIOS
        for visit in visits_to(site, wave, scenario, *chance.choices(range(101), k=chance.randint(1, 4)))
    ]


def reached(visit, measure):
    """Give what a visit reached of one: pluses stand apart in this programme, so its score is that of its care."""
    if measure == "plus":
        return Fraction(visit["greeted"] == "yes")
    care = Fraction(int(visit["care"]), 100)
    return care if measure == "score" else Fraction(care >= Fraction(1, 2))


def standardised(visits, measure):
    """Give both sides: scenarios count alike, the sites of one in proportion to n·m / (n + m) visits."""
    cells = defaultdict(lambda: ([], []))
    for visit in visits:
        side = cells[visit["scenario"], visit["site"]][visit["date"] > "2026-06-30"]
        side.append(reached(visit, measure))
    effective = {cell: Fraction(len(n) * len(m), len(n) + len(m)) for cell, (n, m) in cells.items()}
    of_scenario = {name: sum(base for cell, base in effective.items() if cell[0] == name) for name in SCENARIOS}
    shares = {cell: base / of_scenario[cell[0]] / len(SCENARIOS) for cell, base in effective.items()}
    assert sum(shares.values()) == 1
    return [
        sum(share * sum(cells[cell][side]) / len(cells[cell][side]) for cell, share in shares.items())
        for side in (0, 1)
    ]


@pytest.mark.parametrize("seed", range(3))
def test_before_and_after_are_what_the_visits_make_them(seed, tmp_path):
    visits = made(seed)
    found, _ = side_by_side(clinics(tmp_path), visits, *WAVES, by=("site",))
    for line in (*found.totals, *found.rows):
        own = [visit for visit in visits if line.key in ((), (visit["site"],))]
        before, after = standardised(own, line.measure)
        expected = tuple(float(100 * share) for share in (before, after, after - before))
        assert (line.before, line.after, line.difference) == expected
