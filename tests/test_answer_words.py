"""Answers in words, and the answers that meet a standard, in each language."""

import pytest

from qshop.base.i18n import Tongue
from qshop.io.packaged import tongue
from qshop.pages.answer_words import answer_words, standard_words
from qshop.programme.frozen import FrozenQuestion

EN, FR, TR = (tongue(language) for language in ("en", "fr", "tr"))
SIGNS = [
    {"id": "gate", "text": {"en": "At the gate", "fr": "À l'entrée"}},
    {"id": "hall", "text": {"en": "In the hall"}},
]


def question(kind, points, met=2, **more):
    return FrozenQuestion.model_validate(
        {"id": "q", "ask": {"en": "?"}, "type": kind, "points": points, "met": str(met), "weight": "1", **more}
    )


def bands(*limits):
    return [{"up_to": up_to, "points": points} if up_to else {"points": points} for up_to, points in limits]


YES = question("yes_no", {"yes": "0", "no": "2"}, na="true")
SCALE = question(
    "scale", {"1": "0", "2": "1", "3": "2"}, met=1, scale={"from": "1", "to": "3", "labels": {"3": {"en": "By name"}}}
)
CHOICE = question("choice", {"gate": "2", "hall": "0"}, choices=SIGNS)
MULTI = question("multi", {"gate": "1", "hall": "1", "*": "2"}, choices=SIGNS)
WAIT = question("duration", bands(("30", "2"), ("120", "1"), (None, "0")), met=1)
RINGS = question(
    "number",
    bands(("0", "0"), ("2.5", "2"), (None, "0")),
    unit={
        "en": {"one": "ring", "other": "rings"},
        "fr": {"one": "sonnerie", "other": "sonneries"},
        "tr": "kez",
        "ru": {"one": "звонок", "few": "звонка", "many": "звонков", "other": "звонка"},
    },
)
MANY = question("number", bands(("3", "0"), (None, "2")))
NONE = question("number", bands(("0", "2"), (None, "0")))
OUTER = question("number", bands(("1", "2"), ("5", "0"), (None, "2")))


@pytest.mark.parametrize(
    ("asked", "value", "words"),
    [
        (YES, "yes", "“Yes”"),
        (YES, "na", "“Does not apply”"),
        (SCALE, "3", "“3 – By name”"),
        (SCALE, "2", "“2”"),
        (CHOICE, "gate", "“At the gate”"),
        (MULTI, "gate hall", "“At the gate” and “In the hall”"),
        (WAIT, "1", "1 second"),
        (WAIT, "1.0", "1 second"),
        (WAIT, "2470", "41 min 10 s"),
        (RINGS, "2.50", "2.5 rings"),
        (MANY, "10", "10"),
        (question("text", None), "as *said*", "as *said*"),
        (question("time", None), "09:30", "09:30"),
    ],
)  # fmt: skip
def test_an_answer_is_said_as_it_was_asked_for(asked, value, words):
    assert answer_words(asked, value, EN) == words


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (YES, "expected: “No”"),
        (SCALE, "expected: “2” or “3 – By name”"),
        (CHOICE, "expected: “At the gate”"),
        (MULTI, "what counts: “At the gate” and “In the hall”"),
        (WAIT, "expected: up to 2 minutes"),
        (RINGS, "expected: more than 0 rings, up to 2.5 rings"),
        (MANY, "expected: more than 3"),
        (NONE, "expected: 0"),
        (OUTER, "expected: up to 1 or more than 5"),
    ],
)
def test_a_standard_is_said_by_the_answers_that_meet_it(asked, words):
    assert standard_words(asked, EN) == words


RU = Tongue("ru", EN.sentences, "en")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("0", ("0 rings", "0 sonnerie", "0 kez", "0 звонков")),
        ("1", ("1 ring", "1 sonnerie", "1 kez", "1 звонок")),
        ("1.0", ("1 ring", "1 sonnerie", "1 kez", "1 звонок")),
        ("1.5", ("1.5 rings", "1,5 sonnerie", "1,5 kez", "1.5 звонка")),
        ("2", ("2 rings", "2 sonneries", "2 kez", "2 звонка")),
        ("5", ("5 rings", "5 sonneries", "5 kez", "5 звонков")),
        ("21", ("21 rings", "21 sonneries", "21 kez", "21 звонок")),
    ],
)
def test_a_unit_stands_in_the_plural_form_of_its_number(value, words):
    assert tuple(answer_words(RINGS, value, tongue) for tongue in (EN, FR, TR, RU)) == words


def test_a_unit_that_lacks_a_form_or_a_language_reads_as_it_does_without_a_number():
    cars = question("number", None, unit={"en": {"other": "cars"}, "fr": "voitures"})
    assert (answer_words(cars, "1", EN), answer_words(cars, "1", TR)) == ("1 cars", "1 cars")


def test_other_languages_say_it_their_own_way():
    assert (answer_words(RINGS, "2.5", FR), answer_words(RINGS, "2.5", TR)) == ("2,5 sonneries", "2,5 kez")
    assert (answer_words(WAIT, "1", FR), answer_words(WAIT, "1", TR)) == ("1\u00a0seconde", "1 saniye")
    assert answer_words(CHOICE, "gate", FR) == "«\u00a0À l'entrée\u00a0»"
    assert standard_words(WAIT, FR) == "attendu\u00a0: 2\u00a0minutes au plus"
    assert standard_words(WAIT, TR) == "beklenen: en çok 2 dakika"
    assert standard_words(MANY, TR) == "beklenen: 3 üstü"
