"""Tallies: whole numbers that add up in any order, by any keys, over parts of any size."""

import random
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qshop.score.keys import KEYS
from qshop.score.tally import SUMS, Tally, tally
from scoring import DESKS, frozen, scored

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
        "shopper": chance.choice(["A", "B", ""]),
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
    cells = tally(scored(programme, rows), keys, programme).cells
    return {key: Fraction(sums.x, sums.units * 10_000) if sums.units else None for key, sums in cells.items()}


@settings(max_examples=8, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 9))
def test_any_partition_of_the_visits_gives_the_same_sums(desks, chance, parts):
    rows = many(60)
    groups = [[] for _ in range(parts)]
    for row in rows:
        chance.choice(groups).append(row)
    batches = [part for group in groups if group for part in scored(desks, group)]
    for keys in MORE_KEYS:
        whole = tally(scored(desks, rows), keys, desks)
        assert tally(batches, keys, desks) == whole
        merged = Tally(keys, whole.unit)
        for part in reversed(batches):
            for key, sums in tally([part], keys, desks).cells.items():
                merged.add(key, sums)
        assert merged == whole


@pytest.mark.parametrize("plus", ["bonus", "apart"])
def test_visits_one_by_one_give_the_same_sums_however_pluses_count(tmp_path, plus):
    """Musts that apply at one site only must not decide, by company, how a visit elsewhere is scored."""
    programme, rows = policy(tmp_path, f"{{plus: {plus}}}"), many(30)
    one_by_one = [part for row in rows for part in scored(programme, [row])]
    for keys in MORE_KEYS:
        assert tally(one_by_one, keys, programme) == tally(scored(programme, rows), keys, programme)


def test_more_visits_than_a_machine_word_can_sum_make_no_difference(desks, monkeypatch):
    parts = scored(desks, many(30))
    expected = tally(parts, ("site",), desks)
    monkeypatch.setattr("qshop.score.units._SQUARES_FIT", 10)
    assert tally(parts, ("site",), desks) == expected


def test_the_order_of_visits_does_not_matter(desks):
    rows = many(60)
    shuffled = random.Random(1).sample(rows, len(rows))
    for keys in MORE_KEYS:
        assert tally(scored(desks, shuffled), keys, desks) == tally(scored(desks, rows), keys, desks)


def test_the_order_of_keys_only_turns_the_cells_names_round(desks):
    parts = scored(desks, many(40))
    for one, other in combinations(KEYS, 2):
        turned = {(b, a): sums for (a, b), sums in tally(parts, (one, other), desks).cells.items()}
        assert turned == tally(parts, (other, one), desks).cells


def test_each_key_parts_the_visits_its_own_way(desks):
    """Site S1 does everything right but the flowers; S2, where nobody says goodbye, leaves the door alone."""
    rows = [
        {
            **YES,
            "visit_id": "V1",
            "site": "S1",
            "date": "2026-02-01",
            "shopper": "A",
            "flowers": "no",
            "goodbye": "yes",
        },
        {**YES, "visit_id": "V2", "site": "S2", "date": "2026-09-01", "channel": "face_to_face", "door": "1"},
    ]
    expected = {
        "visit": {"V1": Fraction(5, 6), "V2": Fraction(3, 4)},
        "questionnaire": {"onsite": Fraction(19, 24)},
        "wave": {"spring": Fraction(5, 6), "autumn": Fraction(3, 4)},
        "site": {"S1": Fraction(5, 6), "S2": Fraction(3, 4)},
        "region": {"north": Fraction(5, 6), "south": Fraction(3, 4)},
        "type": {"gate": Fraction(19, 24)},
        "channel": {"phone": Fraction(5, 6), "face_to_face": Fraction(3, 4)},
        "scenario": {"guest": Fraction(19, 24)},
        "shopper": {"A": Fraction(5, 6), "": Fraction(3, 4)},
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
    for key, cells in expected.items():
        found = scores(desks, rows, key)
        assert set(found) == {(name,) for name in cells}, key
        assert all(abs(found[name,] - 100 * share) <= Fraction(1, 10_000) for name, share in cells.items()), key


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
    by_team = tally(scored(desks, rows), ("team",), desks).cells
    assert {team: sums.units for (team,), sums in by_team.items()} == {"red": 3, "blue": 2}


def test_points_add_up_over_stages_when_pluses_count_like_musts(desks):
    parts = scored(desks, many(60))
    whole = tally(parts, ("visit",), desks).cells
    stages = tally(parts, ("visit", "stage"), desks).cells
    for (visit_id,), sums in whole.items():
        mine = [one for (other, _), one in stages.items() if other == visit_id]
        for name in (
            "earned",
            "possible",
            "must_met",
            "must_asked",
            "plus_met",
            "plus_asked",
            "critical_asked",
            "failed",
        ):
            assert sum(getattr(one, name) for one in mine) == getattr(sums, name)


def test_one_stage_alone_is_its_cell_among_the_stages(desks):
    parts = scored(desks, many(40))
    by_stage = tally(parts, ("stage",), desks).cells
    for stage in ("desk", "leaving"):
        assert tally(parts, (), desks, frozenset([stage])).cells == {(): by_stage[stage,]}


def test_versions_with_other_scales_pool_exactly(tmp_path):
    frozen(tmp_path, DESKS)
    heavier = (
        DESKS["criteria/desk.yaml"].replace("critical: true", "weight: 1.7").replace("points: 0.3", "points: 0.15")
    )
    both = frozen(tmp_path, DESKS | {"criteria/desk.yaml": heavier})
    first, second = (both.versions["onsite", number] for number in (1, 2))
    assert first.unit != second.unit
    rows = many(20)
    others = [{**row, "visit_id": f"W{row['visit_id']}", "version": "2"} for row in rows]
    pooled = tally(scored(both, rows + others), ("site",), both)
    apart = [tally(scored(both, some), ("site",), both) for some in (rows, others)]
    for key, sums in pooled.cells.items():
        for name in SUMS:
            parts = [
                Fraction(getattr(one.cells[key], name), one.unit if name in ("earned", "possible") else 1)
                for one in apart
            ]
            assert Fraction(getattr(sums, name), pooled.unit if name in ("earned", "possible") else 1) == sum(parts)


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
    cells = tally(scored(desks, rows), ("visit",), desks).cells
    assert {name: (sums.units, sums.must_met, sums.must_asked) for (name,), sums in cells.items()} == {
        "void": (0, 0, 0),
        "closed": (1, 0, 1),  # the one criterion that is judged without service
        "blank": (0, 0, 0),
    }
