"""What the form of a version shows, in one language: numbered questions in journey order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from qshop.base.i18n import Tongue
from qshop.forms.visit_fields import Field, Option, visit_fields
from qshop.pages.answer_words import has_own_words, option_words
from qshop.programme import answers
from qshop.programme.frozen import FrozenQuestion, Version
from qshop.programme.model import Programme
from qshop.programme.question import Applies, EvidenceKind, When
from qshop.programme.questionnaire import Scenario
from qshop.programme.scalars import Words, text_in

Numbered = Mapping[str, tuple[int, FrozenQuestion]]
"""The questions of a version by id, each with its number on the form."""


@dataclass(frozen=True)
class FormQuestion:
    """One question as a shopper reads it.

    nature, in_seconds: how it is answered, by its answer type
    comment_on: the answers after which a comment is required
    full_mark: the highest mark there is; None: the answer is no mark
    evidence: what may be handed in with the answer; None: nothing
    only: for which visits or after which answers it is asked; empty: always
    """

    number: int
    id: str
    ask: str
    hint: str
    nature: answers.Nature
    in_seconds: bool
    unit: str
    full_mark: int | None
    options: list[Option]
    comment_on: list[str]
    evidence: EvidenceKind | None
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
    """The role to play; `rules` are what never to do in it and how to stay safe."""

    name: str
    brief: str
    rules: list[str]


@dataclass(frozen=True)
class Form:
    """The whole form of one version in one language.

    fields: those of the visit, but for its number and its scenario, which each form shows in its own way
    """

    title: str
    version: str
    programme: str
    introduction: str
    with_staff: bool
    scenarios: list[ScenarioCard]
    fields: list[Field]
    sections: list[Section]


def form(version: Version, programme: Programme, tongue: Tongue) -> Form:
    """Return what the form of a version shows in one language."""
    language = tongue.language
    numbered = {q.id: (number, q) for number, (_, _, q) in enumerate(version.questions(), 1)}
    remember = {stage.id: stage.remember for stage in programme.stages}
    sections = []
    for stage in version.stages:
        questions = [
            _question(
                q, numbered, tongue, _only(version, numbered, tongue, c.applies if c else None, q.applies, when=q.when)
            )
            for c, q in stage.asked()
        ]
        name = programme.name_of("stage", stage.id, language)
        only = _only(version, numbered, tongue, stage.applies, when=stage.when)
        sections.append(Section(name, optional_text(remember.get(stage.id), language), only, questions))
    return Form(
        title=text_in(version.title, language),
        version=version.name,
        programme=text_in(programme.settings.name, language),
        introduction=optional_text(version.introduction, language),
        with_staff=asks_for_staff(programme),
        scenarios=[_card(scenario, language) for scenario in version.scenarios],
        fields=[field for field in visit_fields(version, programme, tongue) if field.id != "scenario"],
        sections=sections,
    )


def asks_for_staff(programme: Programme) -> bool:
    """Return whether a form may ask for the codes of staff: only where staff were informed of the visits."""
    return programme.settings.ethics.staff_informed is not None


def optional_text(words: Words | None, language: str) -> str:
    """Return a text of the programme in a language; empty where there is none."""
    return text_in(words, language) if words else ""


def _card(scenario: Scenario, language: str) -> ScenarioCard:
    rules = [text_in(words, language) for words in (*scenario.never, *scenario.safety)]
    return ScenarioCard(text_in(scenario.name, language), optional_text(scenario.brief, language), rules)


def _question(question: FrozenQuestion, numbered: Numbered, tongue: Tongue, only: str) -> FormQuestion:
    return FormQuestion(
        number=numbered[question.id][0],
        id=question.id,
        ask=text_in(question.ask, tongue.language),
        hint=optional_text(question.hint, tongue.language),
        nature=question.answer_type.nature,
        in_seconds=question.answer_type.in_seconds,
        unit=optional_text(question.unit, tongue.language),
        full_mark=question.full_mark,
        options=[_option(question, value, tongue) for value in answers.labels(question)],
        comment_on=[option_words(question, value, tongue) for value in question.comment],
        evidence=question.evidence,
        only=only,
        required=question.required,
    )


def _option(question: FrozenQuestion, value: str, tongue: Tongue) -> Option:
    return Option(value, option_words(question, value, tongue), own=has_own_words(question, value))


def _only(
    version: Version, numbered: Numbered, tongue: Tongue, *limits: Applies | None, when: When | None = None
) -> str:
    """Return for which visits something is asked, as far as a shopper can know; empty where it holds for all."""
    clauses = _limits([limit for limit in limits if limit], version, tongue, alone=when is None)
    if when:
        clauses.append(tongue("form.if", condition=_condition(when, numbered, tongue)))
    return tongue("form.only", limits=tongue.joined(clauses)) if clauses else ""


def _limits(limits: Sequence[Applies], version: Version, tongue: Tongue, *, alone: bool = True) -> list[str]:
    """Return the clauses that must all hold. A choice of alternatives stands in brackets where it is not `alone`."""
    clauses = list(dict.fromkeys(_keys(limits, version, tongue)))
    choices = [choice for limit in limits if (choice := _choice(limit, version, tongue))]
    alone = alone and not clauses and len(choices) == 1
    return choices if alone else [*clauses, *(f"({choice})" for choice in choices)]


def _keys(limits: Sequence[Applies], version: Version, tongue: Tongue) -> Iterator[str]:
    """Yield a clause for each kind of key, but for what every visit of the version meets."""
    names = {scenario.id: text_in(scenario.name, tongue.language) for scenario in version.scenarios}
    scenarios = _shared([limit.scenario for limit in limits])
    channels = _shared([limit.channel for limit in limits])
    if scenarios and set(names) - set(scenarios):
        yield tongue("form.in_scenario", names=tongue.one_of(names.get(code, code) for code in scenarios))
    if channels and not (version.channel and set(version.channel) <= set(channels)):
        yield tongue.joined([tongue(f"channel.{channel}") for channel in channels], alternatives=True)
    if any(limit.sites or limit.not_sites or limit.tags for limit in limits):
        yield tongue("form.at_some_sites")


def _choice(applies: Applies, version: Version, tongue: Tongue) -> str:
    """Return the alternatives as one clause; empty where there are none, or where every visit meets one of them."""
    alternatives = [_limits([one], version, tongue) for one in applies.any if _is_possible(one, version)]
    clauses = [tongue.joined(limits) if len(limits) < 2 else f"({tongue.joined(limits)})" for limits in alternatives]
    return tongue.joined(dict.fromkeys(clauses), alternatives=True) if all(clauses) else ""


def _is_possible(applies: Applies, version: Version) -> bool:
    """Return whether some visit of a version can meet `applies`, at a site that does."""
    scenarios = [scenario.id for scenario in version.scenarios] or [""]
    channels: Sequence[str] = version.channel or [""]
    return any(applies.meets(None, *kind) for kind in product(scenarios, channels))


def _shared(lists: Iterable[Sequence[str]]) -> list[str]:
    """Return what all lists that are not empty have in common."""
    first, *others = [names for names in lists if names] or [()]
    return [name for name in first if all(name in names for names in others)]


def _condition(when: When, numbered: Numbered, tongue: Tongue) -> str:
    """Return a condition as a clause; a condition inside another one stands in brackets."""
    if when.question:
        number, question = numbered[when.question]
        chosen = tongue.one_of(option_words(question, label, tongue) for label in when.is_)
        return tongue("form.answered", number=number, answers=chosen)
    clauses = []
    for inner in when.all or when.any:
        clause = _condition(inner, numbered, tongue)
        clauses.append(clause if inner.question else f"({clause})")
    return tongue.joined(clauses, alternatives=not when.all)
