"""Tallies: whole numbers that add up in any order, by any keys, over parts of any size."""

import random
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from functools import reduce
from itertools import combinations, pairwise, repeat
from multiprocessing import get_context

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qshop.score.kernel import score_visits
from qshop.score.keys import KEYS
from qshop.score.tally import merged, tally
from qshop.score.units import SUMS
from scoring import DESKS, cells, frozen, scored, visits

YES = {"greeted": "yes", "wait": "20", "flowers": "yes", "door": "4", "scenario": "guest", "channel": "phone"}
MORE_KEYS = [*((key,) for key in KEYS), (), ("site", "stage"), ("team", "criterion"), ("wave", "priority", "team")]


@pytest.fixture(scope="module")
def desks(tmp_path_factory):
    return frozen(tmp_path_factory.mktemp("desks"), DESKS)


def policy(folder, scoring):
    return frozen(folder, DESKS | {"qshop.yaml": DESKS["qshop.yaml"] + f"scoring: {scoring}\n"})


def many(number, seed=7):
    """Make visits of every kind, the same for the same seed."""
    chance = random.Random(seed)
    return [visit(chance, f"V{place:03}") for place in range(number)]


def visit(chance, visit_id):
    row = {
        "visit_id": visit_id,
        "site": chance.choice(["S1", "S2"]),
        "date": f"2026-{chance.randint(1, 12):02}-15",
        "scenario": chance.choice(["guest", "supplier"]),
        "channel": chance.choice(["face_to_face", "phone"]),
        "status": chance.choice(["completed"] * 8 + ["no_service", "void"]),
        "shopper": chance.choice(["P1", "P2", ""]),
    }
    if row["site"] == "S1":
        row["goodbye"] = chance.choice(["yes", "no"])
    if row["status"] == "completed":
        row["greeted"] = chance.choice(["yes", "yes", "no", "na"])
        row |= {"wait": chance.choice(["10", "60"]), "flowers": chance.choice(["yes", "no"])}
        row["door"] = chance.choice(["1", "2", "3", "4", ""])
    return row


def scores(programme, rows, *keys):
    """Give each cell's score in percent, exactly as it is kept."""
    found = cells(scored(programme, rows), keys, programme)
    return {key: Fraction(sums.x, sums.units * 10_000) if sums.units else None for key, sums in found.items()}


def same(one, other):
    """Say whether two tallies hold the same bits."""
    return one.frames.keys() == other.frames.keys() and all(
        frame.equals(other.frames[grouping]) for grouping, frame in one.frames.items()
    )


@settings(max_examples=3)
@given(st.randoms(use_true_random=False), st.integers(2, 4))
def test_any_partition_of_the_visits_gives_the_same_bits(desks, chance, parts):
    rows = many(60)
    groups = [[] for _ in range(parts)]
    for row in rows:
        chance.choice(groups).append(row)
    batches = [part for group in groups if group for part in scored(desks, group)]
    whole = tally(scored(desks, rows), desks, MORE_KEYS)
    assert same(tally(batches, desks, MORE_KEYS), whole)
    tallies = [tally([part], desks, MORE_KEYS) for part in batches]
    chance.shuffle(tallies)
    assert same(merged(tallies), whole)
    assert same(reduce(lambda one, other: merged([other, one]), tallies), whole)


def score_and_add(visits, programme):
    return tally([score_visits(visits, programme)], programme, MORE_KEYS)


def test_visits_scored_in_other_processes_give_the_same_bits(desks):
    whole = tally(scored(desks, many(90)), desks, MORE_KEYS)
    parts = [one for group in range(3) for one in visits(desks, many(90)[group::3])]
    with ProcessPoolExecutor(2, get_context("spawn")) as others:
        tallies = list(others.map(score_and_add, parts, repeat(desks)))
    assert same(merged(reversed(tallies)), whole)


def test_visits_add_up_and_criteria_never_do(desks):
    """Two sites are the sum of their visits; two stages are not, for a visit's score is a ratio over all it was asked."""
    parts = scored(desks, many(40))
    by_site, by_stage, [whole] = (cells(parts, keys, desks).values() for keys in (("site",), ("stage",), ()))
    for name in SUMS:
        assert sum(getattr(one, name) for one in by_site) == getattr(whole, name)
    assert sum(one.units for one in by_stage) > whole.units
    assert sum(one.x for one in by_stage) != whole.x


@pytest.mark.parametrize("plus", ["bonus", "apart"])
def test_visits_one_by_one_give_the_same_sums_however_pluses_count(tmp_path, plus):
    """Musts that apply at one site only must not decide, by company, how a visit elsewhere is scored."""
    programme, rows = policy(tmp_path, f"{{plus: {plus}}}"), many(12)
    one_by_one = [part for row in rows for part in scored(programme, [row])]
    assert same(tally(one_by_one, programme, MORE_KEYS), tally(scored(programme, rows), programme, MORE_KEYS))


def test_squares_that_a_machine_word_cannot_add_up_are_python_integers(desks, monkeypatch):
    parts = scored(desks, many(30))
    [small] = tally(parts, desks, [("site",)]).frames.values()
    monkeypatch.setattr("qshop.score.tally._SQUARES_FIT", 10)
    [large] = tally(parts, desks, [("site",)]).frames.values()
    assert (small["xx"].dtype, large["xx"].dtype) == (np.int64, object)
    assert small.to_dict("records") == large.to_dict("records")


def test_the_order_of_visits_does_not_matter(desks):
    rows = many(60)
    shuffled = random.Random(1).sample(rows, len(rows))
    assert same(tally(scored(desks, shuffled), desks, MORE_KEYS), tally(scored(desks, rows), desks, MORE_KEYS))


def test_a_tally_is_read_by_coarser_keys_and_for_some_cells_only(desks):
    parts = scored(desks, many(60))
    one = tally(parts, desks, [("wave", "site", "stage"), ("shopper",)])
    for keys in ((), ("site",), ("shopper", "wave"), ("stage",), ("stage", "site")):
        assert one.cells(keys).equals(tally(parts, desks, [keys]).cells(keys))
    spring = [part for part in parts if part.visits.wave == "spring"]
    assert one.cells(("stage",), {"wave": "spring"}).equals(tally(spring, desks, [("stage",)]).cells(("stage",)))
    with pytest.raises(KeyError):
        one.cells(("criterion",))


def test_the_order_of_keys_only_turns_the_cells_names_round(desks):
    parts = scored(desks, many(40))
    for one, other in [*combinations(("site", "wave", "stage", "team", "priority"), 2), *pairwise(KEYS)]:
        turned = {(b, a): sums for (a, b), sums in cells(parts, (one, other), desks).items()}
        assert turned == cells(parts, (other, one), desks)


def test_each_key_parts_the_visits_its_own_way(desks):
    """Site S1 does everything right but the flowers; S2, where nobody says goodbye, leaves the door alone."""
    rows = [
        {
            **YES,
            "visit_id": "V1",
            "site": "S1",
            "date": "2026-02-01",
            "shopper": "P1",
            "flowers": "no",
            "goodbye": "yes",
        },
        {**YES, "visit_id": "V2", "site": "S2", "date": "2026-09-01", "channel": "face_to_face", "door": "1"},
    ]
    expected = {
        "version": {"1": Fraction(19, 24)},
        "visit": {"V1": Fraction(5, 6), "V2": Fraction(3, 4)},
        "questionnaire": {"onsite": Fraction(19, 24)},
        "wave": {"spring": Fraction(5, 6), "autumn": Fraction(3, 4)},
        "site": {"S1": Fraction(5, 6), "S2": Fraction(3, 4)},
        "region": {"north": Fraction(5, 6), "south": Fraction(3, 4)},
        "type": {"gate": Fraction(19, 24)},
        "channel": {"phone": Fraction(5, 6), "face_to_face": Fraction(3, 4)},
        "scenario": {"guest": Fraction(19, 24)},
        "service": {"": Fraction(19, 24)},
        "nature": {"": Fraction(19, 24)},
        "shopper": {"P1": Fraction(5, 6), "": Fraction(3, 4)},
        "team": {"red": Fraction(5, 6), "green": 1, "": 0},
        "stage": {"desk": Fraction(5, 6), "leaving": Fraction(1, 2)},
        "criterion": {
            "desk_greeting": 1,
            "desk_flowers": Fraction(1, 2),
            "leaving_goodbye": 1,
            "leaving_door": Fraction(1, 2),
        },
        "owner": {"desk_manager": 1, "": Fraction(5, 8)},
        "priority": {"must": 1, "plus": Fraction(1, 2)},
    }
    assert set(expected) == set(KEYS)
    for key, shares in expected.items():
        found = scores(desks, rows, key)
        assert set(found) == {(name,) for name in shares}, key
        assert all(abs(found[name,] - 100 * share) <= Fraction(1, 10_000) for name, share in shares.items()), key


def test_a_team_answers_for_its_own_stages_and_only_while_it_runs_them(desks):
    good = {**YES, "site": "S1", "goodbye": "yes"}
    rows = [
        {**good, "visit_id": "red_runs_both", "date": "2026-03-31", "door": "1"},
        {
            **good,
            "visit_id": "blue_runs_the_desk",
            "date": "2026-04-01",
            "greeted": "no",
            "wait": "10",
            "flowers": "no",
        },
        {**good, "visit_id": "only_the_wave_is_known", "date": "", "wave": "autumn", "goodbye": "no"},
    ]
    assert scores(desks, rows, "visit", "team") == {
        ("red_runs_both", "red"): Fraction(833_333, 10_000),  # 5 of 6: both stages in one unit
        ("blue_runs_the_desk", "blue"): Fraction(333_333, 10_000),  # 1 of 3
        ("blue_runs_the_desk", "red"): 100,  # leaving only
        ("only_the_wave_is_known", "blue"): 100,  # without a date, the last known team
        ("only_the_wave_is_known", "red"): Fraction(333_333, 10_000),
    }
    by_team = cells(scored(desks, rows), ("team",), desks)
    assert {team: sums.units for (team,), sums in by_team.items()} == {"red": 3, "blue": 2}


def test_counts_of_criteria_add_up_over_stages(desks):
    parts = scored(desks, many(60))
    whole, stages = cells(parts, ("visit",), desks), cells(parts, ("visit", "stage"), desks)
    for (visit_id,), sums in whole.items():
        mine = [one for (other, _), one in stages.items() if other == visit_id]
        for name in ("must_met", "must_asked", "plus_met", "plus_asked", "critical_asked", "failed"):
            assert sum(getattr(one, name) for one in mine) == getattr(sums, name)


def test_one_stage_alone_is_its_cell_among_the_stages(desks):
    parts = scored(desks, many(40))
    by_stage = cells(parts, ("stage",), desks)
    for stage in ("desk", "leaving"):
        assert cells(parts, (), desks, frozenset([stage])) == {(): by_stage[stage,]}


def test_versions_with_other_scales_pool_exactly(tmp_path):
    frozen(tmp_path, DESKS)
    heavier = (
        DESKS["criteria/desk.yaml"].replace("critical: true", "weight: 1.7").replace("points: 0.3", "points: 0.15")
    )
    both = frozen(tmp_path, DESKS | {"criteria/desk.yaml": heavier})
    first, second = (both.versions["onsite", number] for number in (1, 2))
    assert first.scale != second.scale
    rows = many(20)
    others = [{**row, "visit_id": f"W{row['visit_id']}", "version": "2"} for row in rows]
    pooled = cells(scored(both, rows + others), ("site",), both)
    apart = [cells(scored(both, some), ("site",), both) for some in (rows, others)]
    for key, sums in pooled.items():
        for name in SUMS:
            assert getattr(sums, name) == sum(getattr(one[key], name) for one in apart)


def test_a_visit_that_is_not_scored_keeps_its_place(desks):
    rows = [
        {
            "visit_id": "void",
            "site": "S1",
            "date": "2026-02-01",
            "status": "void",
            "scenario": "guest",
            "channel": "phone",
        },
        {"visit_id": "closed", "site": "S1", "date": "2026-02-01", "status": "no_service", "goodbye": "no"}
        | {"scenario": "guest", "channel": "phone"},
        {"visit_id": "blank", "site": "S2", "date": "2026-02-01", "scenario": "guest", "channel": "phone", "door": "4"},
    ]
    found = cells(scored(desks, rows), ("visit",), desks)
    assert {name: (sums.units, sums.must_met, sums.must_asked) for (name,), sums in found.items()} == {
        "void": (0, 0, 0),
        "closed": (1, 0, 1),  # the one criterion that is judged without service
        "blank": (0, 0, 0),
    }
