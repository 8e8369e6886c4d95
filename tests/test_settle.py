"""The same visit twice: once is enough when both say the same; otherwise neither is preferred, whoever came first."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qshop.io.csv_files import parse_csv
from qshop.io.folder import load
from qshop.visits.intake.judge import accept_visits
from qshop.visits.intake.settle import settle_repeats, visits_by_id
from support import front, visits


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return load(front(tmp_path_factory.mktemp("front"))).programme


def taken(desk, *rows, source="f.csv"):
    outcome = accept_visits(parse_csv(visits(*rows).encode(), source).table, desk)
    assert outcome.rejects == []
    return outcome.accepted


def told(settled):
    """Give the accepted visits with their comments, the number of repeats, and the ids of the conflicts."""
    accepted = sorted(
        pair
        for batch in settled.accepted
        for pair in zip(batch.table.get("visit_id").cells(), batch.table.get("comment").cells(), strict=True)
    )
    return accepted, settled.repeated, sorted(reject.raw.split(",")[0] for reject in settled.conflicts)


A, B, AGAIN, OTHER = "V1,S01,2026-03-02", "V2", "V1,S01,2026-03-02", "V1,7,2026-03-02"


def test_different_visits_are_all_kept(desk):
    assert told(settle_repeats(taken(desk, A, B), {})) == ([("V1", "ok"), ("V2", "ok")], 0, [])


def test_the_same_visit_again_counts_once(desk):
    assert told(settle_repeats(taken(desk, A, B, AGAIN, AGAIN), {})) == ([("V1", "ok"), ("V2", "ok")], 2, [])


def test_contradicting_visits_are_all_rejected_and_name_each_other(desk):
    settled = settle_repeats(taken(desk, A, B, OTHER, AGAIN), {})
    assert told(settled) == ([("V2", "ok")], 0, ["V1", "V1", "V1"])
    assert [f"{r.diagnostic.where}: {r.diagnostic.code} {r.diagnostic.message}" for r in settled.conflicts] == [
        "f.csv:2:1: QS417 visit_id: the visit “V1” says something else at f.csv:4:1: site",
        "f.csv:4:1: QS417 visit_id: the visit “V1” says something else at f.csv:2:1: site",
        "f.csv:5:1: QS417 visit_id: the visit “V1” says something else at f.csv:4:1: site",
    ]


def test_very_many_rows_of_one_visit_are_settled_at_once(desk):
    same = taken(desk, *[A] * 20_000)
    assert told(settle_repeats(same, {})) == ([("V1", "ok")], 19_999, [])
    other = [f"V1,S01,2026-03-02,front,2,yes,no,4,comment {n}" for n in range(11_000)]
    settled = settle_repeats(taken(desk, *other), {})
    assert (settled.accepted, len(settled.conflicts), settled.more_conflicts) == ([], 10_000, 1_000)


def test_what_was_accepted_before_stays(desk):
    stored = visits_by_id(taken(desk, A, source="stored.csv"))
    settled = settle_repeats(taken(desk, OTHER, B), stored)
    assert told(settled) == ([("V2", "ok")], 0, ["V1"])
    assert settled.conflicts[0].diagnostic.message.endswith("says something else at stored.csv:2:1: site")
    assert told(settle_repeats(taken(desk, AGAIN, AGAIN), stored)) == ([], 2, [])


def test_a_repeat_may_be_written_with_or_without_its_defaults(desk):
    header = "visit_id,site,date,questionnaire,version,q1,q2,q3,comment,status,channel,wave"
    spelt = accept_visits(
        parse_csv(
            visits("V1,S01,2026-03-02,front,2,yes,no,4,ok,completed,face_to_face,2026", header=header).encode(), "g.csv"
        ).table,
        desk,
    ).accepted
    assert told(settle_repeats([*taken(desk, A), *spelt], {})) == ([("V1", "ok")], 1, [])


def test_the_same_id_in_another_wave_or_with_another_comment_is_another_telling(desk):
    assert told(settle_repeats(taken(desk, A, "V1,S01,2026-04-02"), {}))[2] == ["V1", "V1"]
    assert told(settle_repeats(taken(desk, A, "V1,S01,2026-03-02,front,2,yes,no,4,else"), {}))[2] == ["V1", "V1"]


ROW = st.tuples(st.sampled_from(["V1", "V2", "V3"]), st.sampled_from(["S01", "7"]), st.sampled_from(["a", "b"])).map(
    lambda row: f"{row[0]},{row[1]},2026-03-02,front,2,yes,no,4,{row[2]}"
)


@settings(max_examples=80)
@given(rows=st.lists(ROW, max_size=7), data=st.data())
def test_the_order_of_rows_and_their_split_over_files_change_nothing(desk, rows, data):
    shuffled = data.draw(st.permutations(rows))
    cut = data.draw(st.integers(0, len(rows)))
    whole = settle_repeats(taken(desk, *rows), {})
    split = settle_repeats(
        [*taken(desk, *shuffled[:cut], source="a.csv"), *taken(desk, *shuffled[cut:], source="b.csv")], {}
    )
    assert told(whole) == told(split)
    accepted, repeated, conflicts = told(whole)
    assert len(accepted) + repeated + len(conflicts) == len(rows)


@settings(max_examples=80)
@given(rows=st.lists(ROW, max_size=7))
def test_once_settled_the_same_rows_are_only_repeats_or_conflicts(desk, rows):
    first = settle_repeats(taken(desk, *rows), {})
    again = settle_repeats(taken(desk, *rows), visits_by_id(first.accepted))
    accepted, repeated, conflicts = told(again)
    assert accepted == []
    assert repeated == len(rows) - len(conflicts)
    assert conflicts == told(first)[2]
