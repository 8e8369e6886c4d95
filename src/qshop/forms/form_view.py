"""A version as its form shows it: numbered questions in journey order, with everything decided and in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qshop.base.i18n import Tongue
from qshop.pages.answer_words import option_words
from qshop.programme import answers
from qshop.programme.frozen import FrozenQuestion, Version
from qshop.programme.model import Programme
from qshop.programme.question import Applies, When
from qshop.programme.questionnaire import Scenario
from qshop.programme.scalars import text_in


@dataclass(frozen=True)
class Option:
    """One answer to tick: the value that is recorded, and its words."""

    value: str
    words: str


@dataclass(frozen=True)
class FormQuestion:
    """One question as a shopper reads it; `only` says for whom or after which answer it is asked.

    nature, in_seconds: how it is answered, as its answer type says
    """

    number: int
    id: str
    ask: str
    hint: str
    nature: answers.Nature
    in_seconds: bool
    unit: str
    options: list[Option]
    comment_on: list[str]
    only: str
    required: bool


@dataclass(frozen=True)
class Section:
    """One stage of the visit."""

    name: str
    remember: str
    only: str
    questions: list[FormQuestion]


@dataclass(frozen=True)
class ScenarioCard:
    """The role to play; `rules` are what never to do in it, and how to stay safe."""

    name: str
    brief: str
    rules: list[str]


@dataclass(frozen=True)
class Form:
    """The whole form of one version in one language."""

    title: str
    version: str
    programme: str
    introduction: str
    with_staff: bool
    scenarios: list[ScenarioCard]
    sections: list[Section]


@dataclass(frozen=True)
class _Asked:
    """All questions of a version by id, and the number each has on the form."""

    questions: dict[str, FrozenQuestion]
    numbers: dict[str, int]


def form(version: Version, programme: Programme, tongue: Tongue) -> Form:
    """Decide what the form of a version says in one language."""
    language = tongue.language
    questions = {q.id: q for _, _, q in version.questions()}
    asked = _Asked(questions, {name: number for number, name in enumerate(questions, 1)})
    stages = {stage.id: stage for stage in programme.stages}
    sections = []
    for stage in version.stages:
        known = stages.get(stage.id)
        shown = [
            _question(q, asked, tongue, _only(version, asked, tongue, c.applies, q.applies, when=q.when))
            for c in stage.criteria
            for q in c.questions
        ]
        remember = text_in(known.remember, language) if known and known.remember else ""
        name = programme.name_of("stage", stage.id, language)
        only = _only(version, asked, tongue, stage.applies, when=stage.when)
        sections.append(Section(name, remember, only, shown))
    cards = [_card(scenario, language) for scenario in version.scenarios]
    introduction = text_in(version.introduction, language) if version.introduction else ""
    name = text_in(programme.settings.name, language)
    return Form(
        text_in(version.title, language), version.name, name, introduction, asks_for_staff(programme), cards, sections
    )


def asks_for_staff(programme: Programme) -> bool:
    """Tell whether a form may ask for the codes of staff: only where staff were told of the visits."""
    return programme.settings.ethics.staff_informed is not None


def _card(scenario: Scenario, language: str) -> ScenarioCard:
    rules = [text_in(words, language) for words in (*scenario.never, *scenario.safety)]
    return ScenarioCard(
        text_in(scenario.name, language), text_in(scenario.brief, language) if scenario.brief else "", rules
    )


def _question(question: FrozenQuestion, asked: "_Asked", tongue: Tongue, only: str) -> FormQuestion:
    language = tongue.language
    options = [Option(value, option_words(question, value, tongue)) for value in answers.labels(question)]
    return FormQuestion(
        number=asked.numbers[question.id],
        id=question.id,
        ask=text_in(question.ask, language),
        hint=text_in(question.hint, language) if question.hint else "",
        nature=question.answer_type.nature,
        in_seconds=question.answer_type.in_seconds,
        unit=text_in(question.unit, language) if question.unit else "",
        options=options,
        comment_on=[option_words(question, value, tongue) for value in question.comment],
        only=only,
        required=question.required,
    )


def _only(version: Version, asked: "_Asked", tongue: Tongue, *parts: Applies | None, when: When | None = None) -> str:
    """Say for which visits something is asked, as far as a shopper can tell; what holds for all is not said."""
    applies = [part for part in parts if part]
    scenarios = {scenario.id: text_in(scenario.name, tongue.language) for scenario in version.scenarios}
    asked_in = _shared([part.scenario for part in applies])
    asked_by = _shared([part.channel for part in applies])
    limits = []
    if asked_in and set(scenarios) - set(asked_in):
        limits.append(tongue("form.in_scenario", names=tongue.one_of(scenarios.get(s, s) for s in asked_in)))
    if asked_by and not (version.channel and set(version.channel) <= set(asked_by)):
        limits.append(tongue.joined([tongue(f"channel.{channel}") for channel in asked_by], alternatives=True))
    if any(part.sites or part.not_sites or part.tags for part in applies):
        limits.append(tongue("form.at_some_sites"))
    if when:
        limits.append(tongue("form.if", condition=_condition(when, asked, tongue)))
    return tongue("form.only", limits=tongue.joined(limits)) if limits else ""


def _shared(lists: Iterable[Sequence[str]]) -> list[str]:
    """Give what all lists that name anything have in common."""
    naming = [names for names in lists if names]
    return [name for name in naming[0] if all(name in names for names in naming)] if naming else []


def _condition(when: When, asked: "_Asked", tongue: Tongue) -> str:
    """Say a condition as a clause; a condition inside another stands in brackets."""
    if when.question:
        question = asked.questions[when.question]
        chosen = tongue.one_of(option_words(question, label, tongue) for label in when.is_)
        return tongue("form.answered", number=asked.numbers[when.question], answers=chosen)
    clauses = [(part, _condition(part, asked, tongue)) for part in when.all or when.any]
    words = [said if part.question else f"({said})" for part, said in clauses]
    return tongue.joined(words, alternatives=not when.all)
