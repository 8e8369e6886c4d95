"""Simulated visits: the same bytes for the same seed, accepted as they are, and true to what was planted."""

import json
from csv import DictReader

import pytest

from desk import FILES
from qshop.cli.main import run
from support import programme

PLAN = """\
format: 1
seed: 7
plans: [{wave: spring, questionnaire: onsite, version: 1, per_site: 60}]
service: {must: 90, plus: 80}
rates: {blank: 2, na: 5, comment: 30, evidence: 5, no_service: 3, void: 2, reshop: 2}
shoppers: 9
staff: {desk: 3}
comments: {en: [Fine words.], fr: [De belles paroles.], tr: [Güzel sözler.]}
effects:
  - {name: a weak desk, sites: [B2], stages: [desk], shift: -45}
  - {name: goodbye is unknown, criteria: [leaving_goodbye], chance: 10}
  - {name: a careless shopper, shoppers: [S03], blank: 60}
"""


@pytest.fixture
def desk(tmp_path):
    root = programme(tmp_path / "desk", FILES | {"plan.yaml": PLAN})
    assert run(["--project", str(root), "build-questionnaire"]) == 0
    return root


def simulate(root, out, *more):
    return run(["--project", str(root), "simulate", str(root / "plan.yaml"), "--out", str(out), *more])


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(desk, tmp_path):
    assert simulate(desk, tmp_path / "a") == simulate(desk, tmp_path / "b") == 0
    assert simulate(desk, tmp_path / "c", "--seed", "8") == 0
    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b")
    assert bytes_of(tmp_path / "a") != bytes_of(tmp_path / "c")


def test_the_bytes_are_these_on_any_machine(desk, tmp_path):
    """The first visit of seed 7, written down once: a change here is a change of every simulation ever made."""
    simulate(desk, tmp_path / "a")
    first = (tmp_path / "a/01-spring-onsite-v1.csv").read_text(encoding="utf-8").splitlines()[1]
    assert first == FIRST_VISIT


FIRST_VISIT = (
    '"spring-A1-101","onsite","1","A1","2026-03-20","","11:51","12:38","face_to_face","guest","","regular",'
    '"completed","1","S08","","house-1","","yes","","","30","","","yes","","","2","","spring-A1-101-goodbye.jpg"'
)


def test_every_simulated_visit_is_accepted(desk, tmp_path, capsys):
    simulate(desk, tmp_path / "a")
    capsys.readouterr()
    code = run(["--project", str(desk), "ingest", str(tmp_path / "a/01-spring-onsite-v1.csv"), "--format", "json"])
    row = json.loads(capsys.readouterr().out)["rows"][0]
    assert (code, row["read"], row["accepted"], row["rejected"]) == (0, 120, 120, 0)


def test_the_figures_show_what_was_planted(desk, tmp_path, capsys):
    simulate(desk, tmp_path / "a")
    run(["--project", str(desk), "ingest", str(tmp_path / "a/01-spring-onsite-v1.csv")])
    capsys.readouterr()
    run(["--project", str(desk), "score", "--by", "site,criterion", "--format", "json"])
    rows = {(r["site"], r["criterion"]): r for r in json.loads(capsys.readouterr().out)["rows"]}
    truth = json.loads((tmp_path / "a/truth.json").read_text(encoding="utf-8"))
    chance = {(row[2], row[4]): float(row[5]) for row in truth["rows"]}
    assert chance["A1", "desk_greeting"] == 90
    assert chance["B2", "desk_greeting"] == 45
    assert chance["A1", "leaving_goodbye"] == 10
    for key, true in chance.items():
        row = rows[key]
        kind = "plus" if key[1] == "leaving_goodbye" else "must"
        assert abs(row[f"{kind}_rate"] - true) < 22, (key, row)


def test_the_truth_names_the_effects_behind_each_chance(desk, tmp_path):
    simulate(desk, tmp_path / "a")
    truth = json.loads((tmp_path / "a/truth.json").read_text(encoding="utf-8"))
    assert truth["columns"] == ["wave", "questionnaire", "site", "team", "criterion", "chance", "effects"]
    assert ["spring", "onsite", "B2", "house", "desk_safe", "45", ["a weak desk"]] in truth["rows"]
    assert [effect["name"] for effect in truth["effects"]] == [
        "a weak desk",
        "goodbye is unknown",
        "a careless shopper",
    ]


FITTING = """\
answers: {greeting_wait: {good: [7, 12]}}
remarks:
  greeted:
    good: {en: [A smile.], fr: [Un sourire.], tr: [Bir gülümseme.]}
    bad: {en: [Nobody looked up.], fr: [Personne n’a levé les yeux.], tr: [Kimse başını kaldırmadı.]}
effects:
  - {name: a slow desk, sites: [B2], answers: {greeting_wait: {good: [29]}}}
"""


def planned(desk, before, after):
    """Change the plan of the desk."""
    plan = (desk / "plan.yaml").read_text(encoding="utf-8")
    assert before in plan
    (desk / "plan.yaml").write_text(plan.replace(before, after), encoding="utf-8")


def test_answers_are_those_planned_and_remarks_fit_their_question_and_their_answer(desk, tmp_path):
    planned(desk, "effects:\n", FITTING)
    planned(desk, "reshop: 2", "reshop: 2, praise: 50")
    simulate(desk, tmp_path / "a")
    visits = list(DictReader((tmp_path / "a/01-spring-onsite-v1.csv").read_text(encoding="utf-8").splitlines()))
    waits = {(visit["site"], visit["greeting_wait"]) for visit in visits if visit["greeting_wait"]}
    assert waits == {("A1", "7"), ("A1", "12"), ("B2", "29")}
    said = {(visit["greeted"], visit["greeted_comment"]) for visit in visits if visit["greeted_comment"]}
    assert said == {
        ("yes", "A smile."),
        ("yes", "Un sourire."),
        ("yes", "Bir gülümseme."),
        ("no", "Nobody looked up."),
        ("no", "Personne n’a levé les yeux."),
        ("no", "Kimse başını kaldırmadı."),
    }


def test_a_shopper_writes_in_one_language(desk, tmp_path):
    planned(desk, "reshop: 2", "reshop: 2, praise: 50")
    simulate(desk, tmp_path / "a")
    visits = DictReader((tmp_path / "a/01-spring-onsite-v1.csv").read_text(encoding="utf-8").splitlines())
    said = {(visit["shopper"], visit[name]) for visit in visits for name in visit if name.endswith("_comment")}
    written = [shopper for shopper, text in said if text]
    assert len(written) == len(set(written)) > 5


@pytest.mark.parametrize(
    ("planted", "message"),
    [
        ("answers: {greeting_wait: {good: [soon]}}", "greeting_wait: a text of 4 characters"),
        ("answers: {greeting_wait: {bad: [12]}}", "greeting_wait: “12” is no bad answer"),
        ("answers: {greeting: {good: [12]}}", "there is no question “greeting”"),
        ("remarks: {greeting: {good: {en: [Fine.]}}}", "there is no question “greeting”"),
    ],
)
def test_planned_answers_that_do_not_fit_their_question_are_refused(planted, message, desk, tmp_path, capsys):
    planned(desk, "effects:\n", f"{planted}\neffects:\n")
    assert simulate(desk, tmp_path / "a") == 2
    assert message in capsys.readouterr().err


def test_a_plan_that_names_what_does_not_exist_is_refused_with_its_place(desk, tmp_path, capsys):
    plan = desk / "plan.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("sites: [B2]", "sites: [B3]"), encoding="utf-8")
    assert simulate(desk, tmp_path / "a") == 2
    assert f"{plan}:10:33: QS210 there is no site “B3”" in capsys.readouterr().err
    assert not (tmp_path / "a").exists()
