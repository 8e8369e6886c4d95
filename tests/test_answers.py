"""Answer types: what may be typed, what it is worth, and what is refused."""

from decimal import Decimal
from fractions import Fraction

import pytest

from qshop.programme.answers import ANSWER_TYPES, answer_problem, canonical, labels, point_rule, points_of
from qshop.programme.frozen import FrozenQuestion
from qshop.programme.question import BaseQuestion, Question

CHOICES = [{"id": "sign", "text": "Sign"}, {"id": "map", "text": "Map"}, {"id": "guide", "text": "Guide"}]
LEVELS = {"from": "1", "to": "5"}


def asked(type_, **more):
    return BaseQuestion.model_validate({"id": "q", "ask": "What?", "type": type_, **more})


def drafted(type_, **more):
    return Question.model_validate({"id": "q", "ask": "What?", "type": type_, **more})


def frozen(type_, **more):
    return FrozenQuestion.model_validate({"id": "q", "ask": "What?", "type": type_, **more})


QUESTIONS = {
    "yes_no": asked("yes_no"),
    "scale": asked("scale", scale=LEVELS),
    "choice": asked("choice", choices=CHOICES),
    "multi": asked("multi", choices=CHOICES),
    "number": asked("number"),
    "duration": asked("duration"),
    "time": asked("time"),
    "text": asked("text"),
}
GOOD = {
    "yes_no": ["yes", "no"],
    "scale": ["1", "3", "5"],
    "choice": ["sign", "map"],
    "multi": ["sign", "map sign", "sign map guide"],
    "number": ["0", "12", "2.5", "007", "1.", ".5", "1e3", "999999999999999.999999999999999"],
    "duration": ["0", "90", "00090"],
    "time": ["00:00", "09:30", "23:59"],
    "text": ["anything", " at all ", "<b>1</b>", "naïve", "yes"],
}
BAD = {
    "yes_no": ["Yes", "YES", "y", "1", "true", " yes", "yes ", "na", "NA", "oui", "ÿes"],
    "scale": ["0", "6", "3.0", "03", "+3", "three", "na", "１"],
    "choice": ["Sign", "sign map", "bus", "na"],
    "multi": ["sign,map", "sign  map", " sign", "sign ", "sign sign", "sign bus", "sign\tmap", "na"],
    "number": [
        "-1",
        "+1",
        "1,5",
        "1.2e+",
        "inf",
        "nan",
        ".",
        " 1",
        "1_000",
        "٣",
        "1234567890123456",
        "na",
        "0x10",
    ],
    "duration": ["1:30", "90s", "-1", "90,5", "na"],
    "time": ["9:30", "24:00", "09:60", "09:30:00", "0930", "09.30", "na", "09:30 "],
    "text": [],
}


def test_every_type_is_tried_here():
    assert set(QUESTIONS) == set(GOOD) == set(BAD) == set(ANSWER_TYPES)


@pytest.mark.parametrize(("type_", "text"), [(t, text) for t, texts in GOOD.items() for text in texts])
def test_an_answer_is_taken_as_typed(type_, text):
    assert answer_problem(QUESTIONS[type_], text) == ""


@pytest.mark.parametrize(("type_", "text"), [(t, text) for t, texts in BAD.items() for text in texts])
def test_what_is_no_answer_is_refused_with_a_reason(type_, text):
    assert answer_problem(QUESTIONS[type_], text) != ""


@pytest.mark.parametrize(
    ("type_", "text", "written"),
    [
        ("scale", "3.0", "3"),
        ("scale", "03", "3"),
        ("scale", "6.0", "6.0"),
        ("scale", "three", "three"),
        ("multi", "map sign", "sign map"),
        ("multi", "map bus", "map bus"),
        ("multi", "map  map", "map  map"),
        ("number", "007.50", "7.5"),
        ("duration", "00090", "90"),
        ("duration", "1:30", "1:30"),
        ("text", "one\r\ntwo\r", "one\ntwo\r"),
        ("choice", "sign", "sign"),
    ],
)
def test_an_answer_is_written_in_one_way_and_what_is_none_stays(type_, text, written):
    question = QUESTIONS[type_]
    assert canonical(question, text) == written
    assert canonical(question, written) == written
    assert canonical(question, "") == ""


@pytest.mark.parametrize(
    ("question", "text", "reason"),
    [
        (asked("yes_no"), "maybe", "a text of 5 characters is none of: yes, no"),
        (asked("scale", scale=LEVELS), "6", "“6” is none of: 1, 2, 3, 4, 5"),
        (asked("choice", choices=CHOICES), "bus", "a text of 3 characters is none of: sign, map, guide"),
        (
            asked("multi", choices=CHOICES),
            "map bus",
            "a text of 3 characters is none of: sign, map, guide (several are separated by one space)",
        ),
        (asked("multi", choices=CHOICES), "map map", "the same choice stands twice"),
        (asked("number"), "1,5", "“1,5” is not a number such as 12 or 2.5"),
        (asked("time"), "9:30", "“9:30” is no time such as 09:30"),
        (asked("yes_no"), "y" * 60, "a text of 60 characters is none of: yes, no"),
    ],
)
def test_the_reason_names_what_would_do(question, text, reason):
    assert answer_problem(question, text) == reason


@pytest.mark.parametrize("type_", ANSWER_TYPES)
def test_a_blank_is_no_answer_and_no_fault_and_na_only_where_allowed(type_):
    question = QUESTIONS[type_]
    allowed = question.model_copy(update={"na": True})
    assert answer_problem(question, "") == ""
    assert answer_problem(allowed, "") == answer_problem(allowed, "na") == ""
    assert (answer_problem(question, "na") == "") is (question.answer_type.nature == "text")


def test_what_can_be_ticked_ends_with_na_where_allowed():
    ticks = {type_: labels(question) for type_, question in QUESTIONS.items()}
    assert {type_: known for type_, known in ticks.items() if known} == {
        "yes_no": ["yes", "no"],
        "scale": ["1", "2", "3", "4", "5"],
        "choice": ["sign", "map", "guide"],
        "multi": ["sign", "map", "guide"],
    }
    assert labels(asked("yes_no", na="true")) == ["yes", "no", "na"]
    assert labels(asked("number", na="true")) == ["na"]


def test_points_that_nobody_gave():
    rules = {type_: point_rule(drafted(type_, **_parts(type_))) for type_ in ANSWER_TYPES}
    quarter = Fraction(1, 4)
    assert {type_: rule for type_, rule in rules.items() if rule} == {
        "yes_no": {"yes": 1, "no": 0},
        "scale": {"1": 0, "2": quarter, "3": 2 * quarter, "4": 3 * quarter, "5": 1},
    }


def _parts(type_):
    return {"scale": {"scale": LEVELS}, "choice": {"choices": CHOICES}, "multi": {"choices": CHOICES}}.get(type_, {})


def test_points_that_somebody_gave():
    assert point_rule(drafted("yes_no", points={"yes": "0", "no": "1"})) == {"yes": 0, "no": 1}
    assert point_rule(drafted("choice", choices=CHOICES, points={"sign": "0.1"})) == {"sign": Fraction(1, 10)}
    bands = [{"up_to": "30", "points": "1"}, {"over": "30", "points": "0.5"}]
    assert point_rule(drafted("duration", points=bands)) == [(Decimal(30), 1), (None, Fraction(1, 2))]


BANDS = [{"up_to": "2.5", "points": "10"}, {"up_to": "10", "points": "3"}, {"points": "0"}]
SEVERAL = {"sign": "6", "map": "6", "guide": "1", "*": "10"}


@pytest.mark.parametrize(
    ("question", "worth"),
    [
        (frozen("yes_no", points={"yes": "0", "no": "7"}), {"yes": 0, "no": 7, "": 0, "na": 0}),
        (frozen("scale", scale=LEVELS, points={"1": "0", "2": "1", "5": "4"}), {"1": 0, "2": 1, "5": 4}),
        (frozen("choice", choices=CHOICES, points={"sign": "2", "map": "1"}), {"sign": 2, "map": 1}),
        (frozen("multi", choices=CHOICES, points=SEVERAL), {"guide": 1, "guide sign": 7, "map sign": 10, "": 0}),
        (
            frozen("number", points=BANDS),
            {"0": 10, "2.5": 10, "2.50": 10, "2.500000000000001": 3, "10": 3, "010": 3, "10.1": 0, "na": 0, "": 0},
        ),
    ],
)
def test_what_an_answer_is_worth_in_whole_points(question, worth):
    assert {text: points_of(question, text) for text in worth} == worth


@pytest.mark.parametrize("type_", ["time", "text"])
def test_times_and_texts_are_worth_nothing(type_):
    assert ANSWER_TYPES[type_].points({}, "09:30") == 0
