"""The wording rules against questions labelled by hand, and each rule that counts against small programmes."""

import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pytest
import yaml

from qshop.io.load import load
from qshop.programme.check import check
from qshop.programme.survey import RULES
from support import programme

FOLDER = Path(__file__).parent / "wording"
LANGUAGES = ("en", "fr", "tr")
STAGES = ("first", "middle", "last")
PERCENT_RIGHT = 90
PERCENT_FOUND = 60


def cases(name: str) -> list[dict]:
    return [
        {"language": language, **case}
        for language in LANGUAGES
        for case in yaml.safe_load((FOLDER / f"{name}.{language}.yaml").read_text(encoding="utf-8"))
    ]


def as_criterion(number: int, case: dict) -> dict:
    language = case["language"]
    keep = ("type", "kind", "points")
    question = {
        "id": f"q{number}",
        "type": "yes_no",
        "ask": {language: case["ask"]},
        **{key: case[key] for key in keep if key in case},
        **({"hint": {language: case["hint"]}} if "hint" in case else {}),
    }
    if question["type"] in ("choice", "multi"):
        question["choices"] = [{"id": f"q{number}_{n}", "text": {language: t}} for n, t in enumerate(case["choices"])]
    if question["type"] == "scale":
        labels = {str(level): {language: text} for level, text in case.get("scale", {}).items()}
        question["scale"] = {"from": "1", "to": max(["3", *labels]), "labels": labels}
    return {
        "id": f"c{number}",
        "text": {language: case.get("standard", "·")},
        **({"promise": {"says": {language: case["promise"]}, "where": {language: "·"}}} if "promise" in case else {}),
        "priority": "must",
        "questions": [question],
    }


def found(folder: Path, cases_: list[dict]) -> list[set[str]]:
    """Write each case on a line of its own, and give the codes that `check` reports on that line."""
    result: list[set[str]] = [set() for _ in cases_]
    for informed in (True, False):
        root = folder / str(informed)
        (root / "criteria").mkdir(parents=True)
        ethics = {"ethics": {"staff_informed": "2026-01-01"}} if informed else {}
        settings = {"format": 1, "name": {"en": "·"}, "languages": list(LANGUAGES), **ethics}
        stages = {"format": 1, "stages": [{"id": stage, "name": {"en": stage}} for stage in STAGES]}
        (root / "qshop.yaml").write_text(json.dumps(settings), encoding="utf-8")
        (root / "sites.yaml").write_text('{"format": 1, "sites": [{"id": "S"}]}', encoding="utf-8")
        (root / "criteria/stages.yaml").write_text(json.dumps(stages), encoding="utf-8")
        places = {}
        for stage in STAGES:
            mine = [
                (number, case)
                for number, case in enumerate(cases_)
                if case.get("stage", "middle") == stage and case.get("informed", True) == informed
            ]
            lines = ["format: 1", f"stage: {stage}", "criteria:" if mine else "criteria: []"]
            for number, case in mine:
                lines.append("  - " + json.dumps(as_criterion(number, case), ensure_ascii=False))
                places[f"criteria/{stage}.yaml", len(lines)] = number
            (root / f"criteria/{stage}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        loaded = load(root)
        assert loaded.diagnostics == []
        for one in check(loaded.programme):
            if one.code.startswith("QS3"):
                result[places[one.where.path, one.where.line]].add(one.code)
    return result


class Figures:
    """How often each rule was right, wrong and silent."""

    def __init__(self, folder: Path, name: str) -> None:
        self.cases = cases(name)
        self.found = found(folder, self.cases)
        self.right, self.wrong, self.silent = Counter(), Counter(), Counter()
        self.misses = []
        for case, codes in zip(self.cases, self.found, strict=True):
            wanted = set(case["codes"])
            self.right.update(codes & wanted)
            self.wrong.update(codes - wanted)
            self.silent.update(wanted - codes)
            if codes != wanted:
                self.misses.append(f"{sorted(wanted)} → {sorted(codes)}: {case['ask']}")

    def precision(self, code: str) -> float:
        return 100 * self.right[code] / ((self.right + self.wrong)[code] or 1)

    def recall(self) -> float:
        return 100 * self.right.total() / (self.right + self.silent).total()

    def table(self) -> str:
        codes = sorted(self.right | self.wrong | self.silent)
        rows = [f"{c}  right {self.right[c]:3}  wrong {self.wrong[c]:3}  missed {self.silent[c]:3}" for c in codes]
        sums = (self.right.total(), self.wrong.total(), self.silent.total())
        return "\n".join([*rows, "all    right {:3}  wrong {:3}  missed {:3}".format(*sums), *self.misses])


@pytest.fixture(scope="module")
def labelled(tmp_path_factory):
    return Figures(tmp_path_factory.mktemp("labelled"), "labelled")


def test_the_labelled_set_is_large_and_about_half_of_it_good(labelled):
    good = sum(not case["codes"] for case in labelled.cases)
    assert len(labelled.cases) >= 150
    assert 0.4 <= good / len(labelled.cases) <= 0.6
    assert {case["language"] for case in labelled.cases} == set(LANGUAGES)


@pytest.mark.parametrize("code", [code for code in RULES if code not in ("QS319", "QS320", "QS321")])
def test_what_a_rule_finds_is_right_nine_times_out_of_ten(labelled, code):
    assert labelled.right[code] >= 4
    assert labelled.precision(code) >= PERCENT_RIGHT, labelled.table()


def test_the_rules_find_most_of_what_they_should(labelled):
    assert labelled.recall() >= PERCENT_FOUND, labelled.table()


def test_held_out_questions_fare_no_worse(tmp_path):
    figures = Figures(tmp_path, "heldout")
    assert len(figures.cases) >= 60
    right, wrong = figures.right.total(), figures.wrong.total()
    assert 100 * right / (right + wrong) >= PERCENT_RIGHT, figures.table()
    assert figures.recall() >= PERCENT_FOUND, figures.table()


SMALL = {
    "qshop.yaml": "format: 1\nname: Desk\nlanguages: [en]\nethics: {staff_informed: 2026-01-01}\n",
    "sites.yaml": "format: 1\nsites: [{id: S1}, {id: S2, tags: [lift]}]\n",
    "criteria/stages.yaml": "format: 1\nstages: [{id: desk, name: Desk}]\n",
    "questionnaires/onsite.yaml": "format: 1\ntitle: A visit\nchannel: face_to_face\n",
}


def desk(*questions: str, criterion: str = "text: Visitors are greeted") -> str:
    head = "format: 1\nstage: desk\ncriteria:\n"
    body = f"  - id: c1\n    {criterion}\n    priority: must\n    status: validated\n"
    rest = "    validated: {by: a group, on: 2026-01-01}\n    questions:\n"
    return head + body + rest + "".join(f"      - {question}\n" for question in questions)


def codes(folder: Path, questions: str, **files: str) -> list[str]:
    named = {"qshop": "qshop.yaml", "questionnaire": "questionnaires/onsite.yaml", "words": "wording/en.yaml"}
    content = SMALL | {"criteria/desk.yaml": questions} | {named[name]: text for name, text in files.items()}
    loaded = load(programme(folder, content))
    return [f"{one.where.line}: {one.code} {one.message}" for one in [*loaded.diagnostics, *check(loaded.programme)]]


def test_an_accepted_exception_is_silent_and_says_why(tmp_path):
    plain = "{id: q1, type: yes_no, ask: Was the desk tidy?}"
    assert codes(tmp_path / "1", desk(plain)) == ["10: QS311 “tidy” is left to each shopper's taste"]
    reason = plain[:-1] + ", accept: {QS311: the briefing shows a photo}}"
    assert codes(tmp_path / "2", desk(reason)) == []
    listed = plain[:-1] + ", accept: [QS311]}"
    assert codes(tmp_path / "3", desk(listed)) == ["10: QS324 QS311 is accepted without a reason"]


def test_an_acceptance_of_nothing_or_of_another_rule_is_reported(tmp_path):
    stale = "{id: q1, type: yes_no, ask: Did somebody greet you?, accept: {QS311: old}}"
    assert codes(tmp_path / "1", desk(stale)) == ["10: QS324 there is no QS311 to accept here"]
    other = "{id: q1, type: yes_no, ask: Did somebody greet you?, accept: {QS212: later}}"
    assert codes(tmp_path / "2", desk(other)) == ["10: QS324 “QS212” is no wording rule"]


def test_a_programme_extends_the_word_lists_and_takes_words_out(tmp_path):
    question = desk("{id: q1, type: yes_no, ask: Was the desk zingy?}", "{id: q2, type: yes_no, ask: Was it tidy?}")
    words = "format: 1\nvague: [zing*]\nwithout: [tidy]\n"
    assert codes(tmp_path, question, words=words) == ["10: QS311 “zingy” is left to each shopper's taste"]


def test_a_faulty_word_list_is_reported_where_it_is_wrong(tmp_path):
    question = desk("{id: q1, type: yes_no, ask: Did somebody greet you?}")
    assert codes(tmp_path, question, words="format: 1\nvage: [zing*]\n") == ["2: QS201 unknown key “vage”"]


def many(count: int, extra: str = "") -> list[str]:
    return [f"{{id: q{n}, type: yes_no, ask: Did you see sign {n}?{extra}}}" for n in range(count)]


def test_forty_questions_are_remembered_and_forty_one_are_not(tmp_path):
    assert codes(tmp_path / "1", desk(*many(40))) == []
    found = "1: QS320 41 questions from memory in one visit (site S1); about 40 are as many as work"
    assert codes(tmp_path / "2", desk(*many(41))) == [found]


def test_only_the_longest_way_through_the_conditions_counts(tmp_path):
    yes = ", when: {question: q0, is: ['yes']}"
    no = ", when: {question: q0, is: ['no']}"
    after = [f"{{id: y{n}, type: yes_no, ask: Was lamp {n} on?{yes if n < 3 else no}}}" for n in range(6)]
    assert codes(tmp_path / "1", desk(*many(37), *after)) == []
    assert len(codes(tmp_path / "2", desk(*many(38), *after))) == 1


def test_the_best_equipped_site_counts_and_a_web_site_is_not_remembered(tmp_path):
    lift = [f"{{id: l{n}, type: yes_no, ask: Was button {n} lit?, applies: {{tags: [lift]}}}}" for n in range(2)]
    found = codes(tmp_path / "1", desk(*many(39), *lift))
    assert found == ["1: QS320 41 questions from memory in one visit (site S2); about 40 are as many as work"]
    web = SMALL["questionnaires/onsite.yaml"].replace("face_to_face", "web")
    assert codes(tmp_path / "2", desk(*many(39), *lift), questionnaire=web) == []


def test_long_waits_make_a_visit_too_long(tmp_path):
    bands = "points: [{up_to: 2700, points: 1}, {over: 2700, points: 0}]"
    waits = [f"{{id: w{n}, type: duration, ask: How long did you wait at desk {n}?, {bands}}}" for n in range(2)]
    found = codes(tmp_path, desk(*waits))
    assert found == ["1: QS321 about 92 minutes in one visit (site S1); after 90, shoppers are noticed and tired"]


def test_one_opinion_is_always_allowed_and_two_only_within_the_share(tmp_path):
    scale = "type: scale, scale: {from: 1, to: 5}, kind: opinion, ask: How warm was it?"
    opinion = [f"{{id: o{n}, {scale}}}" for n in (1, 2)]
    assert codes(tmp_path / "1", desk(*many(1), opinion[0])) == []
    found = "1: QS319 2 opinions among 9 questions (site S1); the policy allows 20 %"
    assert codes(tmp_path / "2", desk(*many(7), *opinion)) == [found]
    assert codes(tmp_path / "3", desk(*many(8), *opinion)) == []
    generous = SMALL["qshop.yaml"] + "scoring: {opinions_at_most: 30}\n"
    assert codes(tmp_path / "4", desk(*many(7), *opinion), qshop=generous) == []


def test_a_brief_may_not_ask_for_a_name_where_staff_were_not_informed(tmp_path):
    silent = SMALL["qshop.yaml"].replace("ethics: {staff_informed: 2026-01-01}\n", "")
    brief = SMALL["questionnaires/onsite.yaml"] + "scenarios: [{id: a, name: A, brief: Note the name on the badge.}]\n"
    question = desk("{id: q1, type: yes_no, ask: Did somebody greet you?}")
    assert codes(tmp_path / "1", question, questionnaire=brief) == []
    found = "4: QS323 “name on the badge” could identify one person, and staff were not informed of visits"
    assert codes(tmp_path / "2", question, questionnaire=brief, qshop=silent) == [found]


def test_a_promised_time_may_stand_in_a_band_a_choice_or_the_hint(tmp_path):
    standard = "text: Visitors are greeted within half a minute"
    bare = "{id: q1, type: duration, ask: How long did you wait?}"
    found = "5: QS315 “half a minute” is promised here, and no question asks for it"
    assert codes(tmp_path / "1", desk(bare, criterion=standard)) == [found]
    band = bare[:-1] + ", points: [{up_to: 30, points: 1}, {over: 30, points: 0}]}"
    choice = "{id: q1, type: choice, ask: When?, choices: [{id: a, text: Within 30 seconds}, {id: b, text: Later}]}"
    hint = "{id: q1, type: yes_no, ask: Did somebody greet you?, hint: Within 30 seconds counts as yes.}"
    for number, question in enumerate((band, choice, hint)):
        assert codes(tmp_path / f"b{number}", desk(question, criterion=standard)) == []


@pytest.mark.parametrize("folder", [".", "tests/programmes/front", "tests/programmes/nairobi"])
def test_our_own_programmes_are_worded_as_we_ask_of_others(folder):
    loaded = load(Path(__file__).parents[1] / folder)
    assert [str(one) for one in check(loaded.programme) if one.code.startswith("QS3")] == []


def test_each_rule_has_a_manual_with_a_bad_and_a_better_example():
    for code, rule in RULES.items():
        manual = sys.modules[rule.__module__].__doc__ or ""
        assert manual.startswith(code)
        assert "\nBad: " in manual
        assert "\nBetter: " in manual


if __name__ == "__main__":
    for name in sys.argv[1:] or ["labelled", "heldout"]:
        with tempfile.TemporaryDirectory() as folder:
            print(name, Figures(Path(folder), name).table(), sep="\n")
