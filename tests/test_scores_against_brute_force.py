"""What `qshop score` prints, against figures worked out in fractions from the programme's files and the visits' cells."""

import contextlib
import io
import json
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brute_force import criteria_of, figures, outcome
from drawn_programmes import drawn, frozen_with_visits
from qshop.cli.main import run
from qshop.debrief.judgements import judged_criteria
from random_programmes import files_of, programme_of, programmes, visit_of, visits_of, with_one_question
from scoring import frozen, scored

GROUPINGS = [
    (), (), ("visit",), ("priority",), ("priority",), ("stage",), ("criterion",), ("site",), ("team",), ("owner",),
    ("wave", "region"), ("site", "stage"), ("stage", "priority"), ("type",), ("shopper",), ("service", "nature"),
    ("version",), ("team", "criterion"),
]  # fmt: skip
COLUMNS = (
    "visits", "score", "must_met", "must_asked", "must_rate", "plus_met", "plus_asked", "plus_rate", "critical_asked",
    "failed",
)  # fmt: skip


SHARES = st.sampled_from(["1", "3", "0.5", "0.3"])
FILTERS = [
    {}, {}, {"stage": "s1"}, {"wave": "spring"}, {"site": "S1"}, {"region": "north"}, {"wave": "autumn", "stage": "s1"},
]  # fmt: skip


def rows(folder, by, **only):
    """What `qshop score --by` prints as JSON, of all visits in the folder."""
    told, said = io.StringIO(), io.StringIO()
    filters = [text for name, value in only.items() for text in (f"--{name}", value)]
    arguments = ["--project", folder, "score", *sorted(folder.glob("*.csv")), "--by", ",".join(by), "--format", "json"]
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(said):
        code = run([str(argument) for argument in [*arguments, *filters]])
    assert code == 0, said.getvalue()
    return json.loads(told.getvalue())["rows"]


def kept(programme, visits, wave="", site="", region="", stage=""):  # noqa: ARG001 - a stage keeps all visits
    """The visits that pass the filters."""
    regions = {one["id"]: one["region"] for one in programme["sites"]}
    return [
        visit
        for visit in visits
        if wave in ("", visit["wave"]) and site in ("", visit["site"]) and region in ("", regions[visit["site"]])
    ]


def by_cell(found, by):
    return {tuple(row[key] or "" for key in by): {name: row[name] for name in COLUMNS} for row in found}


def with_base(found):
    """The figures that have any base; whether a cell without one has a row is left to the reader's eye."""
    return {cell: one for cell, one in found.items() if one["visits"] or one["must_asked"] or one["plus_asked"]}


@pytest.mark.slow
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_qshop_prints_what_the_plainest_scorer_works_out(data):
    with drawn(data) as (parts, folder):
        for keys in data.draw(st.lists(st.sampled_from(GROUPINGS), min_size=1, max_size=3, unique=True)):
            by, only = (*keys, "scenario", "channel"), data.draw(st.sampled_from(FILTERS))
            passing = [(programme, kept(programme, visits, **only)) for programme, visits in parts]
            expected = figures(passing, by, only.get("stage", ""))
            assert with_base(by_cell(rows(folder, by, **only), by)) == with_base(expected), keys


@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_earned_of_possible_is_the_score_of_a_visit(data):
    with drawn(data) as (_, folder):
        for row in rows(folder, ["visit"]):
            if row["visits"]:
                assert abs(min(100, 100 * row["earned"] / row["possible"]) - row["score"]) < 0.000051


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_kinds_of_visits_are_pooled_under_declared_shares(data):
    programme = data.draw(programmes(may_limit_kinds=False))
    share_of_guests, share_of_phone = data.draw(st.tuples(SHARES, SHARES))
    programme["settings"]["mix"] = {
        "scenario": {"guest": share_of_guests, "supplier": "1"},
        "channel": {"face_to_face": "1", "phone": share_of_phone},
    }
    visits = data.draw(visits_of(programme))
    kinds = figures([(programme, visits)], ("scenario", "channel"))
    weights = {
        (scenario, channel): Fraction(programme["settings"]["mix"]["scenario"][scenario])
        * Fraction(programme["settings"]["mix"]["channel"][channel])
        for scenario in programme["scenarios"]
        for channel in programme["channels"]
    }
    with TemporaryDirectory() as name:
        frozen_with_visits(Path(name), programme, visits)
        found = rows(Path(name), ())
    if all(kinds.get(kind, {}).get("visits") for kind in weights):
        [pooled] = found
        assert pooled["visits"] == sum(kinds[kind]["visits"] for kind in weights)
        for name in ("score", "must_rate", "plus_rate"):
            values = {kind: kinds[kind][name] for kind in weights}
            if None not in values.values():
                mean = sum(Fraction(values[kind]) * weight for kind, weight in weights.items()) / sum(weights.values())
                assert pooled[name] == pytest.approx(float(mean), abs=1e-9)
    else:
        assert {row["score"] for row in found if row["visits"]} <= {one["score"] for one in kinds.values()}


STATES = {
    "met": "met",
    "missed": "not met",
    "unclear": "undetermined",
    "not_applicable": "na",
    "not_asked": "not asked",
}


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_page_judges_each_criterion_of_a_visit_as_the_figures_do(data):
    programme = data.draw(programmes())
    visit = data.draw(visit_of(programme, "1", "V1").filter(lambda visit: visit["status"] != "void"))
    with TemporaryDirectory() as name:
        loaded = frozen(Path(name), files_of(programme))
        columns = loaded.versions["form", 1].columns()
        [one] = scored(loaded, [{column: visit.get(column, "") for column in columns}])
        judged = {judged.criterion.id: STATES[judged.state] for judged in judged_criteria(one, {})}
        expected = {
            criterion["id"]: outcome(programme, visit, stage, criterion) for stage, criterion in criteria_of(programme)
        }
        assert expected == dict.fromkeys(expected, "not asked") | judged


def test_a_visits_score_is_rounded_half_to_even_in_millionths():
    # 0.000001 of 2 is half a millionth, 0.000003 of 2 are one and a half.
    programme = with_one_question({})
    [[must]] = programme["criteria"].values()
    must["questions"] = [
        {"id": f"q{number}", "ask": f"Question {number}?", "type": "yes_no", "weight": weight}
        for number, weight in enumerate(["0.000001", "0.000002", "1.999997"])
    ]
    visit = {"questionnaire": "form", "version": "1", "site": "S1", "date": "2026-03-02"}
    visit |= {"scenario": "guest", "channel": "phone", "q2": "no"}
    visits = [
        visit | {"visit_id": "V1", "q0": "yes", "q1": "no"},
        visit | {"visit_id": "V2", "q0": "yes", "q1": "yes"},
    ]
    with TemporaryDirectory() as name:
        frozen_with_visits(Path(name), programme, visits)
        assert [row["score"] for row in rows(Path(name), ["visit"])] == [0.0, 0.0002]


def weighty(number, **more):
    """A must whose questions have weights without a small common measure."""
    questions = [
        {"id": f"q{number}{index}", "ask": "So?", "type": "yes_no", "weight": weight}
        for index, weight in enumerate(["997.000003", f"{number}.1", "0.000007"])
    ]
    must = {"id": f"c{number}", "text": "C", "priority": "must", "status": "validated"}
    return must | {"questions": questions} | more


def test_numbers_beyond_64_bits_are_exact_also_where_a_stage_applies_to_no_visit():
    stages = [{"id": "s1", "name": "S1"}, {"id": "s2", "name": "S2"}]
    criteria = {"s1": [weighty(number) for number in (1, 2, 3, 4)], "s2": [weighty(5, applies={"sites": ["S2"]})]}
    programme = programme_of({"stages": {"s1": "1", "s2": "2"}}, stages, criteria, ["guest"], ["phone"])
    answers = {f"q{number}{index}": "yes" if index else "no" for number in (1, 2, 3, 4) for index in range(3)}
    visit = {"visit_id": "V1", "questionnaire": "form", "version": "1", "site": "S1", "date": "2026-03-02"}
    visit |= {"wave": "spring", "status": "completed", "purpose": "regular", **answers}
    with TemporaryDirectory() as name:
        frozen_with_visits(Path(name), programme, [visit])
        for by in [(), ("stage",)]:
            assert by_cell(rows(Path(name), by), by) == with_base(figures([(programme, [visit])], by))
