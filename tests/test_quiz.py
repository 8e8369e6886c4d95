"""The quiz of a briefing: whatever it says is true by the rules for accepting visits."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk import FILES
from qshop.forms.briefing.quiz import quiz
from qshop.forms.briefing.quiz.answer_cases import blanks, clock, hints, not_applicable, seconds, several
from qshop.forms.briefing.quiz.follow_up_cases import absent, closed, further, no_more, skipped
from qshop.forms.briefing.quiz.item import ItemWriter
from qshop.forms.briefing.role import roles
from qshop.io.folder import load
from qshop.io.packaged import packaged_languages, tongue
from qshop.programme.answers import labels
from qshop.programme.diff.comparability import drafts
from qshop.programme.frozen import Version
from qshop.programme.frozen_file import text_tree
from qshop.visits.applicable import Applicability
from qshop.visits.table import Column, Table
from support import programme

NAIROBI = Path(__file__).parent / "programmes/nairobi"
EN = tongue("en")


class Truth:
    """What the rules for accepting visits say about one role, one set of questions a site."""

    def __init__(self, role, known):
        self.role, self.known = role, known
        scenario = {"scenario": role.scenario.id} if role.scenario else {}
        channel = {"channel": role.whole.channel[0]} if role.whole.channel else {}
        self.visit = scenario | channel

    def meant(self):
        """Return what is meant to be asked, whatever is answered."""
        judge = self._judge({})
        return self._by_site({row[2].id: judge.by_design(*row) for row in self.role.whole.questions()})

    def asked(self, **cells):
        """Return what is asked of a visit with these cells."""
        judge = self._judge(cells)
        return self._by_site({row[2].id: judge.applies(*row) for row in self.role.whole.questions()})

    def adds(self, question, label):
        """Return what one answer adds, at every site that has the question."""
        after = self.asked(**{question.id: label})
        sites = zip(self.meant(), self.asked(), after, strict=True)
        return [now - before for meant, before, now in sites if question.id in meant]

    def _judge(self, cells):
        rows = len(self.known.sites)
        columns = {name: Column.constant(value, rows) for name, value in {**self.visit, **cells}.items()}
        sites = Column.of([site.id for site in self.known.sites])
        return Applicability(self.known, self.role.whole, Table("-", {"site": sites} | columns, rows))

    def _by_site(self, masks):
        return [{name for name, mask in masks.items() if mask[place]} for place in range(len(self.known.sites))]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return load(programme(tmp_path_factory.mktemp("desk"), FILES)).programme


def played(known, versions):
    return [ItemWriter(role, known, EN) for version in versions for role in roles(version, known)]


def nairobi():
    known = load(NAIROBI).programme
    return played(known, drafts(known).values())


def about(writer, item):
    """Return the questions that an item mentions."""
    questions = {question.id: question for _, _, question in writer.role.whole.questions()}
    return [questions[name] for name in item.questions]


def answered(writer, item, sentence, question, **values):
    """Return the answer that an item's case mentions."""
    quotes = {label: writer.quoted(question, label) for label in labels(question)}
    return next(one for one, quote in quotes.items() if item.case == EN(sentence, answer=quote, **values))


def assert_it_is_short_and_within_the_role(writer):
    items = quiz(writer.role, writer.programme, EN)
    assert 5 <= len(items) <= 8
    assert len({(item.about, item.case) for item in items}) == len(items)
    assert {name for item in items for name in item.questions} <= set().union(
        *Truth(writer.role, writer.programme).meant()
    )


def assert_what_follows_is_true(writer):
    truth = Truth(writer.role, writer.programme)
    for item in [*further(writer), *no_more(writer)]:
        question, *then = about(writer, item)
        label = answered(writer, item, "quiz.further", question)
        assert (EN("quiz.comment") in item.answer) == (label in question.comment)
        assert all(added == {one.id for one in then} for added in truth.adds(question, label))
    for item in skipped(writer):
        question, earlier = about(writer, item)
        label = answered(writer, item, "quiz.answered", earlier, number=writer.role.numbers[earlier.id])
        assert not any(question.id in site for site in truth.asked(**{earlier.id: label}))


def assert_what_stays_blank_is_true(writer):
    truth = Truth(writer.role, writer.programme)
    for item in absent(writer):
        assert any(not site & set(item.questions) for site in truth.meant())
    for item in closed(writer):
        assert set().union(*truth.asked(status="no_service")) <= set(item.questions)


def assert_what_is_written_is_true(writer):
    kinds = {seconds: ("duration",), clock: ("time",), several: ("multi",)}
    for case, types in kinds.items():
        assert all(about(writer, item)[0].type in types for item in case(writer))
    assert all(about(writer, item)[0].required for item in blanks(writer))
    assert all(about(writer, item)[0].na for item in not_applicable(writer))
    for item in hints(writer):
        assert item.answer == EN("quoted", text=about(writer, item)[0].hint["en"])


CLAIMS = [
    assert_it_is_short_and_within_the_role,
    assert_what_follows_is_true,
    assert_what_stays_blank_is_true,
    assert_what_is_written_is_true,
]


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_holds_in_every_role_of_a_long_questionnaire(claim):
    for writer in nairobi():
        claim(writer)


@settings(max_examples=50)
@given(chance=st.randoms(use_true_random=True))
def test_the_choice_of_cases_is_the_same_in_every_language(desk, chance):
    for writer in played(desk, [Maker(chance).version()]):
        chosen = [quiz(writer.role, writer.programme, tongue(language)) for language in packaged_languages()]
        assert len({tuple(item.questions for item in items) for items in chosen}) == 1


def test_a_question_that_follows_from_two_answers_is_never_said_to_follow_from_one(desk):
    leaves = [{"question": "greeted", "is": ["yes"]}, {"question": "seated", "is": ["yes"]}]
    first, second = ({"id": name, "ask": {"en": f"{name}?"}, "type": "yes_no"} for name in ("greeted", "seated"))
    third = {"id": "offered", "ask": {"en": "Offered?"}, "type": "yes_no", "when": {"all": leaves}}
    criterion = {
        "id": "welcome",
        "text": {"en": "So it is"},
        "priority": "must",
        "weight": 1,
        "questions": [first, second, third],
    }
    (writer,) = played(desk, [version([{"id": "desk", "criteria": [criterion]}], scenarios=[])])
    assert list(further(writer)) == []


def version(stages, scenarios):
    head = {
        "format": 1,
        "questionnaire": "onsite",
        "version": 1,
        "hash": "-",
        "languages": ["en"],
        "title": {"en": "Desk"},
    }
    rules = {"policy": {"plus": "counted", "min_answered": 95}, "scale": {"points": 1, "weights": 1}}
    return Version.model_validate(text_tree({**head, "scenarios": scenarios, **rules, "stages": stages}))


def words(text):
    """Return a text of another length in every language."""
    return {"en": text, "fr": f"{text} {text}", "tr": text[:-1]}


class Maker:
    """Makes versions with conditions, limits, comments and hints of every kind."""

    def __init__(self, chance):
        self.chance = chance
        self.ticked = []
        self.number = 0

    def version(self):
        scenarios = [{"id": name, "name": {"en": name}} for name in ("guest", "courier")]
        return version([self.stage(name) for name in ("desk", "leaving")], scenarios)

    def stage(self, name):
        condition = self.when() if self.chance.random() < 0.3 else {}
        criteria = [self.criterion(f"{name}_{number}") for number in range(self.chance.randint(1, 2))]
        return {"id": name, **condition, **self.limit(), "criteria": criteria}

    def criterion(self, name):
        rules = {
            "priority": self.chance.choice(["must", "plus"]),
            "weight": 1,
            "access": self.maybe(),
            "critical": self.maybe(),
        }
        return {
            "id": name,
            "text": words(name),
            **rules,
            **self.limit(),
            "questions": [self.question() for _ in range(self.chance.randint(1, 3))],
        }

    def question(self):
        self.number += 1
        name, condition = f"q{self.number}", self.when() if self.maybe() else {}
        kind = self.chance.choice(["yes_no", "choice", "multi", "scale", "duration", "number", "time", "text"])
        ticks = {"yes_no": ["yes", "no"], "choice": [f"{name}a", f"{name}b"], "multi": [f"{name}a", f"{name}b"]}.get(
            kind, []
        )
        choices = [{"id": tick, "text": words(f"Tick {tick}")} for tick in ticks if kind != "yes_no"]
        comment = [self.chance.choice(ticks)] if ticks and self.maybe() else []
        hint = {"hint": words(f"Mind {name}.")} if self.maybe() else {}
        scale = {"scale": {"from": 1, "to": 2}} if kind == "scale" else {}
        self.ticked += [(name, ticks)] if ticks else []
        rest = {"choices": choices, "comment": comment, "na": self.maybe(), "required": self.maybe(), **hint, **scale}
        return {"id": name, "ask": words(f"Asked {name}?"), "type": kind, **condition, **rest, **self.limit()}

    def when(self):
        """Make a condition on one earlier answer, or on either of two."""
        if not self.ticked:
            return {}
        leaves = [{"question": name, "is": ticks[:1]} for name, ticks in self.chance.choices(self.ticked, k=2)]
        return {"when": leaves[0] if self.maybe() else {"any": leaves}}

    def limit(self):
        limits = [{"tags": ["staffed"]}, {"tags": ["staffed"]}, {"scenario": ["guest"]}, {"scenario": ["courier"]}]
        return {"applies": self.chance.choice(limits)} if self.chance.random() < 0.3 else {}

    def maybe(self):
        return self.chance.random() < 0.5


@settings(max_examples=300)
@given(chance=st.randoms(use_true_random=True))
def test_every_claim_holds_whatever_the_version(desk, chance):
    for writer in played(desk, [Maker(chance).version()]):
        for claim in CLAIMS:
            claim(writer)
