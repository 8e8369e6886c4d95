"""Each wording rule that counts, and how exceptions and word lists work, against small programmes."""

import sys
from pathlib import Path

import pytest

from qshop.cli.all_rules import apply_all_rules
from qshop.io.folder import load
from qshop.wording import RULES
from support import programme

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
    return [f"{one.where.line}: {one.code} {one.message}" for one in [*loaded.diagnostics, *apply_all_rules(loaded)]]


def test_an_accepted_exception_is_silent_and_says_why(tmp_path):
    plain = "{id: q1, type: yes_no, ask: Was the desk tidy?}"
    assert codes(tmp_path / "1", desk(plain)) == ["10: QS311 “tidy” is left to each shopper's taste"]
    reason = plain[:-1] + ", accept: {QS311: the briefing shows a photo}}"
    assert codes(tmp_path / "2", desk(reason)) == []
    for number, empty in enumerate(("[QS311]", "{QS311: ' '}")):
        listed = f"{plain[:-1]}, accept: {empty}}}"
        assert codes(tmp_path / f"e{number}", desk(listed)) == ["10: QS324 QS311 is accepted without a reason"]


def test_an_acceptance_of_nothing_or_of_another_rule_is_reported(tmp_path):
    stale = "{id: q1, type: yes_no, ask: Did somebody greet you?, accept: {QS311: old}}"
    assert codes(tmp_path / "1", desk(stale)) == ["10: QS324 there is no QS311 to accept here"]
    other = "{id: q1, type: yes_no, ask: Did somebody greet you?, accept: {QS212: later}}"
    assert codes(tmp_path / "2", desk(other)) == ["10: QS324 “QS212” is no wording rule"]


def test_a_programme_extends_the_word_lists_and_takes_words_out(tmp_path):
    question = desk("{id: q1, type: yes_no, ask: Was the desk zingy?}", "{id: q2, type: yes_no, ask: Was it tidy?}")
    words = "format: 1\nvague: [zing*]\nwithout: [tidy]\n"
    assert codes(tmp_path, question, words=words) == ["10: QS311 “zingy” is left to each shopper's taste"]


def test_a_phrase_can_name_a_list_a_number_and_the_beginning_of_the_text(tmp_path):
    words = 'format: 1\nstaff: [docent*]\nleading: ["^ surely the @staff", "room #", "the @staff\'s mood"]\n'
    asks = (
        "Surely the docents spoke?",
        "Did you see room 12?",
        "Was it the docent’s mood?",
        "Did the docent surely say so?",
    )
    questions = desk(*(f"{{id: q{n}, type: yes_no, ask: {ask}}}" for n, ask in enumerate(asks)))
    found = codes(tmp_path, questions, words=words + "without: [surely, mood]\n")
    quoted = ("surely the docents", "room 12", "the docent's mood")
    assert found == [f"{10 + n}: QS312 “{one}” suggests or colours the answer" for n, one in enumerate(quoted)]


def test_a_word_list_that_cannot_work_is_reported(tmp_path):
    question = desk("{id: q1, type: yes_no, ask: Did somebody greet you?}")
    unknown = "format: 1\nvague: ['@staf']\n"
    assert codes(tmp_path / "1", question, words=unknown) == ["2: QS210 there is no list “staf”"]
    empty = "format: 1\nvague: ['…']\n"
    assert codes(tmp_path / "2", question, words=empty) == ["2: QS203 a phrase needs a word"]
    german = SMALL | {"criteria/desk.yaml": question, "wording/de.yaml": "format: 1\n"}
    found = load(programme(tmp_path / "3", german)).diagnostics
    assert [one.message for one in found] == ["“de” is not among the programme's languages"]


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


def test_conditions_of_any_depth_and_of_stages_are_followed(tmp_path):
    both = ", when: {all: [{question: q0, is: ['yes']}, {question: q1, is: ['no']}]}"
    apart = ", when: {all: [{question: q0, is: ['yes']}, {question: q0, is: ['no']}]}"
    asked = [f"{{id: b{n}, type: yes_no, ask: Was lamp {n} on?{both if n < 3 else apart}}}" for n in range(9)]
    assert codes(tmp_path / "1", desk(*many(37), *asked)) == []
    assert len(codes(tmp_path / "2", desk(*many(38), *asked))) == 1
    stages = "format: 1\nstages: [{id: desk, name: D}, {id: bar, name: B, when: {question: q0, is: ['yes']}}]\n"
    bar = (
        "format: 1\nstage: bar\ncriteria:\n" + desk("{id: z, type: yes_no, ask: Was it open?}").split("criteria:\n")[1]
    )
    files = {"criteria/stages.yaml": stages, "criteria/bar.yaml": bar.replace("c1", "c2")}
    for count, problems in ((39, 0), (40, 1)):
        content = SMALL | files | {"criteria/desk.yaml": desk(*many(count))}
        assert len(apply_all_rules(load(programme(tmp_path / str(count), content)))) == problems


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


@pytest.mark.parametrize(("up_to", "found"), [(2654, []), (2655, [91])])
def test_the_length_of_a_visit_is_rounded_not_cut(tmp_path, up_to, found):
    bands = f"points: [{{up_to: {up_to}, points: 1}}, {{over: {up_to}, points: 0}}]"
    waits = [f"{{id: w{n}, type: duration, ask: How long did you wait at desk {n}?, {bands}}}" for n in range(2)]
    assert codes(tmp_path, desk(*waits)) == [
        f"1: QS321 about {minutes} minutes in one visit (site S1); after 90, shoppers are noticed and tired"
        for minutes in found
    ]


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


def test_where_staff_were_not_informed_no_voice_is_recorded_and_a_ban_on_names_is_welcome(tmp_path):
    silent = SMALL["qshop.yaml"].replace("ethics: {staff_informed: 2026-01-01}\n", "")
    question = "{id: q1, type: yes_no, ask: Did somebody greet you?, evidence: audio}"
    found = "10: QS323 a recording could identify one person, and staff were not informed of visits"
    assert codes(tmp_path / "1", desk(question), qshop=silent) == [found]
    assert codes(tmp_path / "film", desk(question.replace("audio", "video")), qshop=silent) == [found]
    assert codes(tmp_path / "2", desk(question)) == []
    brief = SMALL["questionnaires/onsite.yaml"] + "introduction: Watch. Do not note the name on the badge.\n"
    assert codes(tmp_path / "3", desk(question.replace("audio", "photo")), questionnaire=brief, qshop=silent) == []


def test_a_number_that_names_a_desk_is_no_promise_and_a_stricter_question_keeps_one(tmp_path):
    question = "{id: q1, type: yes_no, ask: Was it open?}"
    assert codes(tmp_path / "1", desk(question, criterion="text: Desk 12 is open")) == []
    found = ["5: QS315 “12” is promised here, and no question asks for it"]
    assert codes(tmp_path / "2", desk(question, criterion="text: 12 desks are open")) == found
    wait = "{id: q1, type: duration, ask: How long?, points: [{up_to: 120, points: 1}, {over: 120, points: 0}]}"
    kept = "text: Two minutes at most\n    promise: {says: Five minutes at most, where: sign}"
    assert codes(tmp_path / "3", desk(wait, criterion=kept)) == []
    often = kept.replace("Five minutes at most", "A tour every five minutes")
    found = ["6: QS315 “five minutes” is promised here, and no question asks for it"]
    assert codes(tmp_path / "4", desk(wait, criterion=often)) == found


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


@pytest.mark.parametrize("name", ["front", "nairobi"])
def test_our_own_programmes_are_worded_as_we_ask_of_others(name):
    loaded = load(Path(__file__).parent / "programmes" / name)
    assert [str(one) for one in apply_all_rules(loaded) if one.code.startswith("QS3")] == []


def test_each_rule_has_a_manual_with_a_bad_and_a_better_example():
    for code, rule in RULES.items():
        manual = sys.modules[rule.__module__].__doc__ or ""
        assert manual.startswith(code)
        assert "\nBad: " in manual
        assert "\nBetter: " in manual
