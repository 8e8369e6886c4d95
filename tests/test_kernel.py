"""The kernel and the tally against a scorer that follows the rules word for word: one visit at a time, in fractions."""

import json
from collections import defaultdict
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qshop.debrief.judgements import judged_criteria
from qshop.score.kernel import integer_type, millionths, score_visits
from qshop.score.outcomes import MET, NOT_ASKED, NOT_MET
from qshop.score.tally import SUMS, tally
from qshop.visits.intake.judge import accept_visits
from scoring import frozen, scored, table

SCENARIOS, CHANNELS, TAGS = ("guest", "supplier"), ("face_to_face", "phone"), ("large", "staffed")
SITES = {"S1": (), "S2": ("large",), "S3": ("large", "staffed")}
MILLION = 1_000_000

# Programmes as plain data: the words of the YAML files, and nothing of qshop's own types.

WEIGHTS = st.sampled_from(["1", "2", "3", "0.5", "1.3"])
PRIMES = st.sampled_from(["0.999983", "0.999979", "997.000003", "0.000007", "13", "0.7"])


def sometimes(draw, chance, strategy):
    """Draw from `strategy` about once in `chance` times, else nothing."""
    return draw(strategy) if draw(st.integers(1, chance)) == 1 else None


def a_subset(names):
    return st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True)


@st.composite
def applies(draw):
    keys = {"tags": TAGS, "sites": tuple(SITES), "not_sites": tuple(SITES), "scenario": SCENARIOS, "channel": CHANNELS}
    chosen = draw(st.lists(st.sampled_from(tuple(keys)), min_size=1, max_size=2, unique=True))
    return {key: draw(a_subset(keys[key])) for key in chosen}


ANSWERS = {
    "yes_no": [{}, {"points": {"yes": "0", "no": "1"}}, {"points": {"yes": "1", "no": "0.3"}, "met": "0.3"}],
    "scale": [
        {"scale": {"from": "1", "to": "4"}},
        {"scale": {"from": "0", "to": "2"}, "points": {"0": "0.1", "1": "1", "2": "0.25"}, "met": "0.25"},
    ],
    "choice": [
        {
            "choices": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}],
            "points": {"a": "0.7", "b": "0"},
            "met": "0.7",
        },
        {"choices": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}]},
    ],
    "multi": [
        {
            "choices": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}, {"id": "c", "text": "C"}],
            "points": {"a": "0.6", "b": "0.6", "c": "0"},
            "met": "0.6",
        },
    ],
    "number": [
        {"points": [{"up_to": "2.5", "points": "1"}, {"up_to": "10", "points": "0.5"}, {"over": "10", "points": "0"}]}
    ],
    "duration": [{"points": [{"up_to": "30", "points": "1"}, {"over": "30", "points": "0.2"}], "met": "0.2"}, {}],
    "time": [{}],
    "text": [{}],
}
GIVEN = {
    "yes_no": ["yes", "no"],
    "choice": ["a", "b"],
    "multi": ["a", "b", "c", "a b", "b c", "c b a"],
    "number": ["0", "2.5", "2.51", "10", "10.000", "11"],
    "duration": ["30", "31", "007"],
    "time": ["09:30"],
    "text": ["As it was."],
}


@st.composite
def questions(draw, name, weights, earlier):
    kind = draw(st.sampled_from(["fact"] * 6 + ["opinion", "context"]))
    type_ = draw(st.sampled_from(["yes_no"] * 4 + [*ANSWERS]))
    question = {"id": name, "ask": "What was it like?", "type": type_, "kind": kind, "weight": draw(weights)}
    question |= draw(st.sampled_from(ANSWERS[type_]))
    question |= {key: "true" for key in ("na",) if draw(st.booleans())}
    question |= {"required": "false"} if sometimes(draw, 5, st.just(1)) else {}
    where, when = sometimes(draw, 5, applies()), sometimes(draw, 4, conditions(earlier)) if earlier else None
    return question | ({"applies": where} if where else {}) | ({"when": when} if when else {})


def conditions(earlier):
    one = st.sampled_from(earlier).flatmap(
        lambda q: a_subset(GIVEN[q["type"]][:2]).map(lambda answers: {"question": q["id"], "is": answers})
    )
    several = st.lists(one, min_size=1, max_size=2)
    return st.one_of(one, several.map(lambda parts: {"all": parts}), several.map(lambda parts: {"any": parts}))


@st.composite
def programmes(draw):
    weights, askable, stages = draw(st.sampled_from([WEIGHTS, WEIGHTS, PRIMES])), [], []
    for s in range(draw(st.integers(1, 3))):
        criteria = []
        when = sometimes(draw, 3, conditions(list(askable))) if askable else None
        for c in range(draw(st.integers(1, 3))):
            asked = []
            for q in range(draw(st.integers(1, 3))):
                asked.append(draw(questions(f"q{s}{c}{q}", weights, list(askable))))
                askable += [asked[-1]] if asked[-1]["type"] in ("yes_no", "choice", "multi") else []
            criterion = {
                "id": f"c{s}{c}",
                "text": "It is as agreed",
                "priority": draw(st.sampled_from(["must", "plus"])),
                "critical": draw(st.sampled_from(["true", "false"])),
                "access": draw(st.sampled_from(["false", "false", "true"])),
                "weight": draw(weights),
                "status": "validated",
                "validated": {"by": "us", "on": "2026-01-01"},
                "questions": asked,
            }
            where = sometimes(draw, 5, applies())
            criteria.append(criterion | ({"applies": where} if where else {}))
        where = sometimes(draw, 6, applies())
        limits = ({"applies": where} if where else {}) | ({"when": when} if when else {})
        stages.append({"id": f"s{s}", "criteria": criteria} | limits)
    policy = {
        "priorities": {"must": draw(weights), "plus": draw(weights)},
        "plus": draw(st.sampled_from(["counted", "bonus", "apart"])),
        "opinions": draw(st.sampled_from(["ignored", "scored"])),
        "min_answered": draw(st.sampled_from(["0", "50", "87.5", "95", "100"])),
        "stages": {stage["id"]: draw(weights) for stage in stages} if draw(st.booleans()) else {},
    }
    return {"policy": policy, "stages": stages}


def files(plan):
    """Write a plan as the files of a programme; JSON is YAML."""
    stages = [
        {"id": s["id"], "name": s["id"]} | {k: s[k] for k in ("applies", "when") if k in s} for s in plan["stages"]
    ]
    return {
        "qshop.yaml": json.dumps(
            {
                "format": "1",
                "name": "Test",
                "languages": ["en"],
                "waves": [{"id": "w", "from": "2026-01-01", "to": "2026-12-31"}],
                "scoring": plan["policy"],
            }
        ),
        "sites.yaml": json.dumps(
            {"format": "1", "sites": [{"id": site, "tags": list(tags)} for site, tags in SITES.items()]}
        ),
        "criteria/stages.yaml": json.dumps({"format": "1", "stages": stages}),
        **{
            f"criteria/{stage['id']}.yaml": json.dumps(
                {"format": "1", "stage": stage["id"], "criteria": stage["criteria"]}
            )
            for stage in plan["stages"]
        },
        "questionnaires/onsite.yaml": json.dumps(
            {
                "format": "1",
                "title": "On site",
                "channel": list(CHANNELS),
                "scenarios": [{"id": scenario, "name": scenario} for scenario in SCENARIOS],
            }
        ),
    }


@st.composite
def rows(draw, plan, number):
    """Make a visit that a shopper could have made: what does not apply is blank."""
    visit = {
        "visit_id": f"V{number}",
        "site": draw(st.sampled_from(tuple(SITES))),
        "date": "2026-03-02",
        "scenario": draw(st.sampled_from(SCENARIOS)),
        "channel": draw(st.sampled_from(CHANNELS)),
        "status": draw(st.sampled_from(["completed"] * 6 + ["no_service", "void"])),
    }
    for stage, criterion, question in every_question(plan):
        if has_to_be_answered(stage, criterion, question, visit):
            visit[question["id"]] = draw(st.sampled_from(answers_of(question)))
    return visit


def answers_of(question):
    """List what may be answered: what earns and what does not, often enough; `na` where allowed; a blank."""
    levels = question.get("scale")
    typed = [str(n) for n in range(int(levels["from"]), int(levels["to"]) + 1)] if levels else GIVEN[question["type"]]
    return typed * 3 + (["na"] * 2 if question.get("na") else []) + [""]


plans_with_visits = programmes().flatmap(
    lambda plan: st.tuples(
        st.just(plan), st.integers(1, 8).flatmap(lambda n: st.tuples(*(rows(plan, number) for number in range(n))))
    )
)

# The scorer: what a score means, sentence by sentence.


def every_question(plan):
    return [(s, c, q) for s in plan["stages"] for c in s["criteria"] for q in c["questions"]]


def meets(where, visit):
    """A visit must meet every key; one entry of each list suffices."""
    tags = SITES[visit["site"]]
    return (
        (not where.get("tags") or any(tag in tags for tag in where["tags"]))
        and (not where.get("sites") or visit["site"] in where["sites"])
        and visit["site"] not in where.get("not_sites", ())
        and (not where.get("scenario") or visit["scenario"] in where["scenario"])
        and (not where.get("channel") or visit["channel"] in where["channel"])
    )


def is_meant(stage, criterion, question, visit):
    return all(meets(part.get("applies", {}), visit) for part in (stage, criterion, question))


def holds(when, visit):
    if "all" in when:
        return all(holds(part, visit) for part in when["all"])
    if "any" in when:
        return any(holds(part, visit) for part in when["any"])
    return any(chosen in when["is"] for chosen in visit.get(when["question"], "").split(" "))


def has_to_be_answered(stage, criterion, question, visit):
    return (
        is_meant(stage, criterion, question, visit)
        and (visit["status"] != "no_service" or criterion["access"] == "true")
        and all(holds(part.get("when", {"all": []}), visit) for part in (stage, question))
    )


def rule(question, policy):
    """Give the points of a question's answers, or nothing if it is not scored."""
    if question["kind"] == "context" or (question["kind"] == "opinion" and policy["opinions"] == "ignored"):
        return None
    default = {"yes": "1", "no": "0"} if question["type"] == "yes_no" else None
    if question["type"] == "scale":
        low, high = int(question["scale"]["from"]), int(question["scale"]["to"])
        default = {str(n): Fraction(n - low, high - low) for n in range(low, high + 1)}
    return question.get("points", default)


def points(question, policy, answer):
    given_points = rule(question, policy)
    if isinstance(given_points, list):
        band = next(b for b in given_points if "up_to" not in b or Fraction(answer) <= Fraction(b["up_to"]))
        return Fraction(band["points"])
    return min(Fraction(1), sum((Fraction(given_points[chosen]) for chosen in answer.split(" ")), Fraction()))


def weight(criterion, question, policy):
    """Priority's weight times the criterion's own, shared among its scored questions by their weights."""
    share = sum(Fraction(q["weight"]) for q in criterion["questions"] if rule(q, policy))
    own = Fraction(policy["priorities"][criterion["priority"]]) * Fraction(criterion["weight"])
    return own * Fraction(question["weight"]) / share


class Visit:
    """One visit, judged."""

    def __init__(self, plan, visit):
        self.policy, self.visit = plan["policy"], visit
        self.asked = [(s, c, q) for s, c, q in every_question(plan) if rule(q, self.policy)]
        self.is_scored = visit["status"] != "void" and not self.is_too_blank()

    def answer(self, stage, criterion, question):
        """Give the answer, or None where the question does not apply to this visit."""
        if not has_to_be_answered(stage, criterion, question, self.visit):
            return None
        return self.visit.get(question["id"], "")

    def is_too_blank(self):
        blank = answered = Fraction()
        for s, c, q in self.asked:
            if q.get("required") != "false":
                answer = self.answer(s, c, q)
                blank += weight(c, q, self.policy) if answer == "" else 0
                answered += weight(c, q, self.policy) if answer not in (None, "", "na") else 0
        return blank > 0 and answered / (answered + blank) < Fraction(self.policy["min_answered"]) / 100

    def stage_factor(self, stage):
        """A stage's weight is spread over the questions that apply to the visit by design."""
        if not self.policy["stages"]:
            return Fraction(1)
        meant = sum(weight(c, q, self.policy) for s, c, q in self.asked if s == stage and is_meant(s, c, q, self.visit))
        return Fraction(self.policy["stages"][stage["id"]]) / meant

    def unit(self, cell):
        """Judge the visit on the criteria whose ids are in `cell`; nothing if it was not meant for any of them."""
        mine = [(s, c, q) for s, c, q in self.asked if c["id"] in cell]
        if not any(is_meant(s, c, q, self.visit) for s, c, q in mine):
            return None
        sums = dict.fromkeys(SUMS, 0)
        if not self.is_scored:
            return sums
        has_musts = any(c["priority"] == "must" for _, c, _ in mine)
        sums["earned"], sums["possible"] = self.points(mine, has_musts, weighed=False)
        earned, possible = self.points(mine, has_musts, weighed=True)
        if possible:
            x = round(earned / possible * MILLION)
            sums |= {"units": 1, "x": x, "xx": x * x}
        for criterion in {c["id"]: c for _, c, _ in mine}.values():
            state = self.state(criterion, mine)
            if state is not None:
                sums[f"{criterion['priority']}_asked"] += 1
                sums[f"{criterion['priority']}_met"] += state
                if criterion["critical"] == "true":
                    sums["critical_asked"] += 1
                    sums["failed"] = max(sums["failed"], int(not state))
        for kind in ("must", "plus"):
            met, asked = sums[f"{kind}_met"], sums[f"{kind}_asked"]
            sums |= {f"{kind}_units": int(asked > 0), f"{kind}_mm": met * met, f"{kind}_ma": met * asked}
            sums[f"{kind}_aa"] = asked * asked
        return sums

    def points(self, mine, has_musts, *, weighed):
        """counted: like musts; bonus: to earned only, up to the whole; apart: left out; alone: for themselves."""
        earned, possible = defaultdict(Fraction), defaultdict(Fraction)
        for s, c, q in mine:
            answer = self.answer(s, c, q)
            if answer not in (None, "", "na"):
                worth = weight(c, q, self.policy) * (self.stage_factor(s) if weighed else 1)
                earned[c["priority"]] += worth * points(q, self.policy, answer)
                possible[c["priority"]] += worth
        if self.policy["plus"] == "counted" or not has_musts:
            return earned["must"] + earned["plus"], possible["must"] + possible["plus"]
        if self.policy["plus"] == "apart":
            return earned["must"], possible["must"]
        return min(possible["must"], earned["must"] + earned["plus"]), possible["must"]

    def state(self, criterion, mine):
        """Any failure → not met; else any blank → not asked; met when all that apply reach their `met`."""
        questions_ = [(s, c, q) for s, c, q in mine if c["id"] == criterion["id"]]
        given_ = [(q, self.answer(s, c, q)) for s, c, q in questions_]
        judged = [
            points(q, self.policy, a) >= Fraction(q.get("met", 1)) for q, a in given_ if a not in (None, "", "na")
        ]
        if not all(judged):
            return False
        return True if judged and not any(a == "" for _, a in given_) else None


def expected(plan, visits_, keys):
    """Add up units by keys, a cell at a time."""
    cells = {}
    for key, cell in groups(plan, keys):
        for visit in visits_:
            sums = Visit(plan, visit).unit(cell)
            if sums is not None:
                own = tuple(visit["visit_id"] if k == "visit" else visit.get(k, key.get(k)) for k in keys)
                held = cells.setdefault(own, dict.fromkeys(SUMS, 0))
                for name in SUMS:
                    held[name] += sums[name]
    return cells


def groups(plan, keys):
    """Part the criteria that ask something scored by the keys that belong to criteria."""
    found = {}
    for s, c, q in every_question(plan):
        if rule(q, plan["policy"]):
            values = {"stage": s["id"], "criterion": c["id"], "priority": c["priority"]}
            shared = {key: values[key] for key in keys if key in values}
            found.setdefault(tuple(shared.items()), (shared, set()))[1].add(c["id"])
    return list(found.values())


def as_plain(tallied):
    """Give a tally's cells with points as fractions."""
    cells = {}
    for key, sums in tallied.cells.items():
        cells[key] = {name: getattr(sums, name) for name in SUMS}
        cells[key] |= {name: Fraction(cells[key][name], tallied.unit) for name in ("earned", "possible")}
    return cells


KEYS = [(), ("visit",), ("stage",), ("visit", "criterion"), ("site", "priority"), ("scenario", "stage", "channel")]


@pytest.mark.slow
@settings(max_examples=70, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plans_with_visits)
def test_every_sum_is_what_reading_the_rules_aloud_gives(case):
    plan, made = case
    with TemporaryDirectory() as folder:
        programme = frozen(Path(folder), files(plan))
    parts = scored(programme, made)
    for keys in KEYS:
        assert as_plain(tally(parts, keys, programme)) == expected(plan, made, keys), keys


def page_state(visit, criterion):
    """Say what a visit's page says of a criterion: as figures do, and why it is in none of them."""
    mine = [parts for parts in visit.asked if parts[1]["id"] == criterion]
    given_ = [visit.answer(*parts) for parts in mine]
    met = visit.state(mine[0][1], mine)
    if met is not None:
        return "met" if met else "missed"
    return "unclear" if "" in given_ else "not_applicable" if "na" in given_ else "not_asked"


@settings(max_examples=70, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plans_with_visits)
def test_a_page_judges_a_criterion_as_figures_do(case):
    """The page also judges visits that are too blank to be scored, by the same rule."""
    plan, made = case
    with TemporaryDirectory() as folder:
        programme = frozen(Path(folder), files(plan))
    [part] = scored(programme, made)
    figures = {criterion.id: outcomes for _, criterion, outcomes in part.criteria}
    for row, visit in enumerate(made):
        judged = judged_criteria(part.take(np.array([row])), quoted=True)
        assert [one.state for one in judged] == [page_state(Visit(plan, visit), one) for one in figures]
        if part.is_scored[row]:
            counted = {"met": MET, "missed": NOT_MET}
            assert {one.criterion.id: counted.get(one.state, NOT_ASKED) for one in judged} == {
                criterion: outcomes[row] for criterion, outcomes in figures.items()
            }


@given(st.lists(st.tuples(st.integers(0, 10**30), st.integers(0, 10**30)).map(sorted), min_size=1, max_size=5))
def test_a_score_is_rounded_once_half_to_even(pairs):
    largest = max(possible for _, possible in pairs)
    earned, possible = (np.array(column, integer_type(largest)) for column in zip(*pairs, strict=True))
    exact = [round(Fraction(e, p) * MILLION) if p else 0 for e, p in pairs]
    assert millionths(earned, possible).tolist() == exact


def plan_of(question, **policy):
    """Make the plan of one must with one question."""
    asked = {"id": "q", "ask": "So?", "type": "yes_no", "kind": "fact", "weight": "1", **question}
    criterion = {"id": "c", "text": "So it is", "priority": "must", "status": "validated", "questions": [asked]}
    return {"policy": policy, "stages": [{"id": "s", "criteria": [criterion]}]}


def a_visit(number, **more):
    common = {"site": "S1", "date": "2026-03-02", "scenario": "guest", "channel": "phone"}
    return {"visit_id": f"V{number}", **common, **more}


def test_visits_that_are_asked_nothing_to_score_have_no_score(tmp_path):
    programme = frozen(tmp_path, files(plan_of({"type": "text"}, stages={"s": "2"})))
    [part] = scored(programme, [a_visit(1, q="As it was."), a_visit(2, q="")])
    assert part.is_scored.tolist() == [True, True]
    assert tally([part], (), programme).cells == {}


def test_rows_that_are_not_accepted_leave_nothing_behind(tmp_path):
    """A value is looked up once for all rows that have it; no row is left that has these."""
    plan = plan_of({"applies": {"tags": ["large"]}})
    programme = frozen(tmp_path, files(plan))
    rows = [a_visit(1, site="S2", q="yes"), a_visit(2, site="nowhere", q="yes"), a_visit(3, site="S2", q="perhaps")]
    outcome = accept_visits(table(rows, programme), programme)
    assert [reject.line for reject in outcome.rejects] == [3, 4]
    parts = [score_visits(batch, programme) for batch in outcome.accepted]
    assert {
        key: sums.units for key, sums in tally(parts, ("region", "site", "criterion"), programme).cells.items()
    } == {("", "S2", "c"): 1}


def test_a_visit_is_scored_with_its_own_version_unless_another_of_the_same_wording_is_named(tmp_path):
    first, second = files(plan_of({"weight": "1"})), files(plan_of({"points": {"yes": "0", "no": "1"}}))
    frozen(tmp_path, first)
    programme = frozen(tmp_path, second)
    rows = [a_visit(1, q="yes"), a_visit(2, q="yes", version="2")]
    as_made = tally(scored(programme, rows), ("visit",), programme).cells
    assert {name: sums.x for (name,), sums in as_made.items()} == {"V1": MILLION, "V2": 0}
    named = json.loads(second["questionnaires/onsite.yaml"]) | {"rescore_as": {"1": "2"}}
    anew = frozen(tmp_path, second | {"questionnaires/onsite.yaml": json.dumps(named)})
    rescored = tally(scored(anew, rows), ("visit",), anew).cells
    assert {name: sums.x for (name,), sums in rescored.items()} == {"V1": 0, "V2": 0}


def test_half_a_millionth_goes_to_the_even_side():
    earned = np.array([1, 3, 5, 1_999_999, 0, 2_000_000])
    assert millionths(earned, np.full(6, 2_000_000)).tolist() == [0, 2, 2, 1_000_000, 0, 1_000_000]
