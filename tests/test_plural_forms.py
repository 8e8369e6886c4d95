"""The plural forms of languages, and what follows a number in them."""

from decimal import Decimal

import pytest

from qshop.base.plural_forms import known_forms, needed_forms, plural_form
from qshop.io.yaml_nodes import read_yaml
from qshop.programme.counted_words import PluralForms, all_forms, counted_in
from qshop.programme.diff.comparability import differing_aspects
from qshop.programme.question import BaseQuestion
from qshop.programme.reading import read_part


@pytest.mark.parametrize(
    ("language", "known", "needed"),
    [
        ("en", "one other", "one other"),
        ("fr", "one many other", "one other"),
        ("tr", "one other", "one other"),
        ("pl", "one few many other", "one few many other"),
        ("cy", "zero one two few many other", "zero one two few many other"),
        ("pt-BR", "one many other", "one other"),
        ("ja", "other", "other"),
        ("tlh", "", ""),
    ],
)
def test_the_forms_of_a_language(language, known, needed):
    assert (" ".join(known_forms(language)), " ".join(needed_forms(language))) == (known, needed)


@pytest.mark.parametrize(
    ("number", "form"), [(0, "other"), (1, "one"), ("1.0", "one"), ("1.5", "other"), ("10", "other"), ("1E+1", "other")]
)
def test_the_form_of_a_number_is_that_of_the_number_as_it_is_written(number, form):
    assert plural_form("en", Decimal(number)) == form


def question(unit):
    node, _ = read_yaml(f"id: asked\nask: How many?\ntype: number\nunit: {unit}\n".encode(), "q.yaml")
    return read_part(BaseQuestion, node, "fr")


def test_a_plain_unit_is_in_the_first_language_and_the_same_after_every_number():
    part, _ = question("voitures")
    assert part.unit == {"fr": "voitures"}
    assert counted_in(part.unit, "fr", Decimal(1)) == "voitures"


def test_a_unit_may_have_plural_forms_in_one_language_and_none_in_another():
    part, _ = question("{fr: {one: voiture, other: voitures}, tr: araç}")
    assert part.unit == {"fr": PluralForms(one="voiture", other="voitures"), "tr": "araç"}
    assert all_forms(part.unit) == {"fr": "voiture / voitures", "tr": "araç"}


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("{fr: {one: voiture}}", ("QS202", "“other” is missing", "add: other: …")),
        ("{fr: {on: voiture, other: voitures}}", ("QS201", "unknown key “on”", "did you mean “one”?")),
        ("{fr: [voiture]}", ("QS203", "a single value is expected here", "write one text, not a list or a mapping")),
        ("{fr: {one: [], other: voitures}}", ("QS203", "a single value is expected here", "write one text, not a list or a mapping")),
    ],
)  # fmt: skip
def test_a_unit_that_cannot_be_read_is_told_at_its_place(unit, said):
    part, [found] = question(unit)
    assert (found.code, found.message, found.help) == said
    assert (found.where.line, part.unit is None or part.unit.keys() == {"fr"}) == (4, True)


@pytest.mark.parametrize(
    ("before", "after", "differ"),
    [
        ("voitures", "{fr: {one: voiture, other: voitures}}", []),
        ("{fr: {one: voiture, other: voitures}}", "{fr: {one: auto, other: voitures}}", []),
        ("{fr: {one: voiture, other: voitures}}", "{fr: {one: voiture, other: autos}}", ["unit"]),
        ("{fr: {one: voiture, other: voitures}}", "voiture", ["unit"]),
    ],
)
def test_questions_are_alike_whose_units_stand_alike_beside_the_answer(before, after, differ):
    assert differing_aspects(question(before)[0], question(after)[0], "fr") == differ
