"""The sentences of every packaged language, and how each writes numbers, shares, dates and lists."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
from babel import Locale
from jinja2 import Environment, nodes

from qshop.base.i18n import Sentence
from qshop.debrief.contacts import Contact, Contacts
from qshop.debrief.one_visit import PartOfDay
from qshop.io.packaged import packaged_languages, tongue
from qshop.pages import attendance_page, pack_papers, steering_page, workbook_page
from qshop.pages.mail_page import KINDS
from qshop.programme.question import EVIDENCE_KINDS
from qshop.programme.scalars import CHANNELS
from qshop.programme.settings import Use
from qshop.score.comparison.change_words import Change
from qshop.score.mix import POOLED
from qshop.visits.moments import FEELINGS
from qshop.workshop.workbook import WORDS

ROOT = Path(__file__).parents[1]
EN, FR, TR = (tongue(language) for language in ("en", "fr", "tr"))
OTHERS = [tongue(language) for language in packaged_languages() if language != "en"]
NBSP, THIN = "\u00a0", "\u202f"

# Sentences whose key is put together, and with which endings.
FAMILIES = {"answer.": ("yes", "no", "na"), "channel.": CHANNELS, "apart.": POOLED, "visit.feeling.": FEELINGS}
FAMILIES |= {"status.": ("completed", "no_service"), "form.": EVIDENCE_KINDS, "change.": get_args(Change)}
FAMILIES |= {"person.part.": [part for part in get_args(PartOfDay) if part], "person.use.": get_args(Use)}
FAMILIES |= {f"mail.{part}.": KINDS for part in ("to", "not_to", "about", "says", "only")}
FAMILIES |= {f"page.{of}.": get_args(Contacts) for of in ("made", "made_of")}
FAMILIES |= {"page.kind.": ("calls", "web"), "page.sure_one.": get_args(Contact)}
FAMILIES |= {"workbook.": tuple(f"{of}.{name}" for of, names in WORDS.items() for name in names)}
FAMILIES |= {"workshop.priority.": ("must", "plus"), "workshop.commitment.": ("ready", "not_ready")}
FAMILIES |= {"guide.mark.": ("say", "do", "note", "model"), "guide.top.": ("needs", "leave_with", "roles")}
FAMILIES |= {"guide.column.": ("time", "item", "minutes", "led_by", "handed_out")}
ORDERS = {
    "guide.counted",
    "workshop.group_and_stages",
    "workshop.commitment.by",
    "workshop.counted",
    "workshop.criterion",
    "workshop.promise",
    "workshop.recorded",
    "report_back.why",
}
FAMILIES |= {"workbook.role.": WORDS["role"]}
FAMILIES |= {"workbook.help.": workbook_page.HELP, "workbook.refused.": workbook_page.REFUSED}
FAMILIES |= {"steering.status.": ("proposed", "validated", "declined"), "steering.": ("on", "by", "told_by")}
FAMILIES |= {"steering.column.": (*steering_page.COLUMNS, "obstacle", "stage", "who", "by_when")}
FAMILIES |= {"report_back.column.": ("criterion", "question", "accept", "obstacle", "who", "answer")}
FAMILIES |= {"names.column.": attendance_page.COLUMNS, "pack.column.": pack_papers.COLUMNS}
# Words and signs that a language shares with English.
SAME = {
    "fr": {
        "briefing.comment_after",
        "report_back.why",
        "date_and_weekday",
        "day",
        "form.minutes",
        "form.photo",
        "guide.minutes",
        "workshop.counted",
        "workshop.criterion",
        "workshop.priority.plus",
        "workshop.promise",
        "apart.questionnaire",
        "page.base_head",
        "page.made.contacts",
        "page.score_head",
        "page.site",
        "workbook.obstacles.obstacle",
        "workbook.sheet.obstacles",
    },
    "tr": {"colon", "semicolon", "day", "form.video", "page.values_of", "quoted", *ORDERS},
}


def forms(sentence: Sentence) -> dict[str, str]:
    return sentence if isinstance(sentence, dict) else {"": sentence}


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def shape(sentence: Sentence) -> tuple[bool, set[str]]:
    """Say whether a sentence has plural forms, and what it has gaps for."""
    return isinstance(sentence, dict), set().union(*(gaps(text) for text in forms(sentence).values()))


def needed(key: str) -> set[str]:
    """Give what must be passed with a sentence: its placeholders, and `n` where it has plural forms."""
    is_plural, names = shape(EN.sentences[key])
    return names | {"n"} if is_plural else names


def said_in_source() -> Iterator[tuple[str, str, set[str]]]:
    """Give every sentence that the source says: where, its key, and the names of the values passed."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and call.args and _called(call.func) in ("tongue", "self"):
                first, names = call.args[0], {keyword.arg or "" for keyword in call.keywords}
                place = f"{path.relative_to(ROOT)}:{call.lineno}"
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield place, first.value, names
                if isinstance(first, ast.JoinedStr) and isinstance(first.values[0], ast.Constant):
                    prefix = str(first.values[0].value)
                    assert prefix in FAMILIES, f"{place}: declare the keys that begin with {prefix}"
                    yield from ((place, prefix + ending, names) for ending in FAMILIES[prefix])


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def said_in_layouts() -> Iterator[tuple[str, str, set[str]]]:
    for path in sorted((ROOT / "src").rglob("*.j2")):
        for call in Environment(autoescape=True).parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "t" and isinstance(call.args[0], nodes.Const):
                yield f"{path.name}:{call.lineno}", call.args[0].value, {keyword.key for keyword in call.kwargs}


def said() -> list[tuple[str, str, set[str]]]:
    return [use for use in (*said_in_source(), *said_in_layouts()) if use[1] not in packaged_languages()]


def named_in_source() -> set[str]:
    """Give every text constant of the source: a key may also stand in a table of keys."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "src").rglob("*.py"))
    constants = (node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str)}


def test_every_language_has_the_same_sentences_in_the_same_order():
    for other in OTHERS:
        assert set(other.sentences) ^ set(EN.sentences) == set(), other.language
        assert list(other.sentences) == list(EN.sentences), other.language


@pytest.mark.parametrize("other", OTHERS, ids=lambda other: other.language)
def test_every_language_fills_in_the_same_values(other):
    different = {key for key, sentence in other.sentences.items() if shape(sentence) != shape(EN.sentences[key])}
    assert different == set()


def test_every_sentence_that_is_said_exists_and_gets_its_values():
    wrong = [
        f"{place}: {key} with {sorted(names)}"
        for place, key, names in said()
        if key not in EN.sentences or not needed(key) <= names <= needed(key) | {"n"}
    ]
    assert wrong == []


def test_every_sentence_is_said():
    assert set(EN.sentences) - {key for _, key, _ in said()} - named_in_source() == set()


@pytest.mark.parametrize("language", packaged_languages())
def test_plural_forms_are_those_of_the_language_and_fill_in_the_same_values(language):
    plurals = {key: sentence for key, sentence in tongue(language).sentences.items() if isinstance(sentence, dict)}
    form_of = Locale.parse(language, sep="-").plural_form
    of_language = {form_of(count) for count in range(1000)} | {"other"}  # French has one more, from a million on
    for key, sentence in plurals.items():
        assert set(sentence) == of_language, key
        assert all(gaps(form) == gaps(sentence["other"]) for form in sentence.values()), key


@pytest.mark.parametrize("other", OTHERS, ids=lambda other: other.language)
def test_nothing_is_left_in_english_but_what_the_languages_share(other):
    same = {
        key
        for key, sentence in other.sentences.items()
        if set(forms(sentence).values()) & set(forms(EN.sentences[key]).values())
    }
    assert same == SAME.get(other.language, set())


def test_french_signs_and_apostrophes_are_printers_signs_and_nothing_is_elided_before_a_value():
    texts = {f"{key} {form}": text for key, sentence in FR.sentences.items() for form, text in forms(sentence).items()}
    loose = re.compile(rf"(?<!{NBSP})([;?!%»]|:(?=\s|$))|«(?!{NBSP})|[“”\"']|’\{{")
    assert {key: text for key, text in texts.items() if loose.search(text)} == {}


def test_turkish_never_hangs_an_ending_on_a_value_and_writes_the_percent_sign_first():
    texts = {f"{key} {form}": text for key, sentence in TR.sentences.items() for form, text in forms(sentence).items()}
    wrong = re.compile(r"\}['’]?[a-zçğıöşü]|(?<=[\d}])\s?%|[«»\"']")
    assert {key: text for key, text in texts.items() if wrong.search(text)} == {}


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        (None, ("–", "–", "–")),
        (0, ("0.0%", f"0,0{NBSP}%", "%0,0")),
        (0.04, ("0.1%", f"0,1{NBSP}%", "%0,1")),
        (39.46, ("39.5%", f"39,5{NBSP}%", "%39,5")),
        (99.94, ("99.9%", f"99,9{NBSP}%", "%99,9")),
        (99.97, ("99.9%", f"99,9{NBSP}%", "%99,9")),
        (100, ("100.0%", f"100,0{NBSP}%", "%100,0")),
    ],
)
def test_rounding_a_percentage_never_invents_0_or_100(value, texts):
    assert tuple(t.percent(value) for t in (EN, FR, TR)) == texts


@pytest.mark.parametrize(
    ("low", "high", "texts"),
    [
        (36.81, 42.2, ("36.8–42.2%", f"de 36,8 à 42,2{NBSP}%", "%36,8–42,2")),
        (0.02, 99.98, ("0.1–99.9%", f"de 0,1 à 99,9{NBSP}%", "%0,1–99,9")),
        (0, 100, ("0.0–100.0%", f"de 0,0 à 100,0{NBSP}%", "%0,0–100,0")),
        (None, 42.2, ("–", "–", "–")),
        (36.8, None, ("–", "–", "–")),
    ],
)
def test_an_interval_is_rounded_like_a_percentage(low, high, texts):
    assert tuple(t.interval(low, high) for t in (EN, FR, TR)) == texts


@pytest.mark.parametrize(
    ("value", "decimals", "texts"),
    [
        (7, 0, ("7", "7", "7")),
        (2447, 0, ("2,447", f"2{THIN}447", "2.447")),
        (1234567.5, 1, ("1,234,567.5", f"1{THIN}234{THIN}567,5", "1.234.567,5")),
    ],
)
def test_numbers_are_grouped_as_the_language_does(value, decimals, texts):
    assert tuple(t.number(value, decimals) for t in (EN, FR, TR)) == texts


@pytest.mark.parametrize(
    ("day", "texts"),
    [
        (date(2026, 3, 1), ("1 March 2026", "1er mars 2026", "1 Mart 2026")),
        (date(2026, 8, 21), ("21 August 2026", "21 août 2026", "21 Ağustos 2026")),
    ],
)
def test_a_day_is_written_in_full(day, texts):
    assert tuple(t.date(day) for t in (EN, FR, TR)) == texts


@pytest.mark.parametrize(
    ("first", "last", "texts"),
    [
        (date(2026, 4, 3), date(2026, 4, 3), ("3 April 2026", "3 avril 2026", "3 Nisan 2026")),
        (date(2026, 3, 1), date(2026, 3, 15), ("1 to 15 March 2026", "du 1er au 15 mars 2026", "1–15 Mart 2026")),
        (
            date(2026, 3, 2),
            date(2026, 6, 1),
            ("2 March to 1 June 2026", "du 2 mars au 1er juin 2026", "2 Mart–1 Haziran 2026"),
        ),
        (
            date(2025, 12, 2),
            date(2026, 12, 12),
            (
                "2 December 2025 to 12 December 2026",
                "du 2 décembre 2025 au 12 décembre 2026",
                "2 Aralık 2025–12 Aralık 2026",
            ),
        ),
    ],
)
def test_a_period_says_no_month_or_year_twice(first, last, texts):
    assert tuple(t.period(first, last) for t in (EN, FR, TR)) == texts


@pytest.mark.parametrize(
    ("n", "texts"),
    [
        (0, ("0 visits", "0 visite", "0 ziyaret")),
        (1, ("1 visit", "1 visite", "1 ziyaret")),
        (2, ("2 visits", "2 visites", "2 ziyaret")),
        (1_000_000, ("1,000,000 visits", f"1{THIN}000{THIN}000 visites", "1.000.000 ziyaret")),
    ],
)
def test_the_number_chooses_the_plural_form(n, texts):
    assert tuple(t("page.made.visits", n=n) for t in (EN, FR, TR)) == texts


def test_names_are_joined_and_answers_quoted_as_the_language_does():
    assert tuple(t.joined(["a", "b", "c"]) for t in (EN, FR, TR)) == ("a, b and c", "a, b et c", "a, b ve c")
    assert tuple(t.one_of(["a", "b", "c"]) for t in (EN, FR, TR)) == (
        "“a”, “b” or “c”",
        f"«{NBSP}a{NBSP}», «{NBSP}b{NBSP}» ou «{NBSP}c{NBSP}»",
        "“a”, “b” veya “c”",
    )
    assert EN.joined([]) == ""
