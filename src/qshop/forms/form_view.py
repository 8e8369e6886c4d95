"""What the form of a version shows, in one language: numbered questions in journey order."""

from dataclasses import dataclass

from qshop.base.i18n import Tongue
from qshop.forms.scope_words import ScopeWords
from qshop.forms.visit_fields import Field, Option, code_rule, visit_fields
from qshop.pages.answer_words import has_own_words, option_words
from qshop.programme import answers
from qshop.programme.counted_words import counted_in
from qshop.programme.frozen import FrozenQuestion, Version
from qshop.programme.informed_staff import staff_named_from
from qshop.programme.model import Programme
from qshop.programme.question import EvidenceKind
from qshop.programme.questionnaire import Scenario
from qshop.programme.scalars import Words, text_in


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

    staff_rule: how the codes of staff are written
    fields: those of the visit, but for its number and its scenario, which each form shows in its own way
    """

    title: str
    version: str
    programme: str
    introduction: str
    with_staff: bool
    staff_rule: str
    scenarios: list[ScenarioCard]
    fields: list[Field]
    sections: list[Section]


def form(version: Version, programme: Programme, tongue: Tongue) -> Form:
    """Return what the form of a version shows in one language."""
    language = tongue.language
    scopes = ScopeWords(version, programme, tongue)
    remember = {stage.id: stage.remember for stage in programme.stages}
    sections = []
    for stage in version.stages:
        questions = [
            _question(
                q, scopes.numbered[q.id][0], tongue, scopes.only(c.applies if c else None, q.applies, when=q.when)
            )
            for c, q in stage.asked()
        ]
        name = programme.name_of("stage", stage.id, language)
        only = scopes.only(stage.applies, when=stage.when)
        sections.append(Section(name, optional_text(remember.get(stage.id), language), only, questions))
    return Form(
        title=text_in(version.title, language),
        version=version.name,
        programme=text_in(programme.settings.name, language),
        introduction=optional_text(version.introduction, language),
        with_staff=asks_for_staff(programme),
        staff_rule=code_rule(programme.settings.privacy.codes.staff, tongue),
        scenarios=[_card(scenario, language) for scenario in version.scenarios],
        fields=[field for field in visit_fields(version, programme, tongue) if field.id != "scenario"],
        sections=sections,
    )


def asks_for_staff(programme: Programme) -> bool:
    """Return whether a form may ask for the codes of staff: only where staff were informed of the visits."""
    return staff_named_from(programme) is not None


def optional_text(words: Words | None, language: str) -> str:
    """Return a text of the programme in a language; empty where there is none."""
    return text_in(words, language) if words else ""


def _card(scenario: Scenario, language: str) -> ScenarioCard:
    rules = [text_in(words, language) for words in (*scenario.never, *scenario.safety)]
    return ScenarioCard(text_in(scenario.name, language), optional_text(scenario.brief, language), rules)


def _question(question: FrozenQuestion, number: int, tongue: Tongue, only: str) -> FormQuestion:
    return FormQuestion(
        number=number,
        id=question.id,
        ask=text_in(question.ask, tongue.language),
        hint=optional_text(question.hint, tongue.language),
        nature=question.answer_type.nature,
        in_seconds=question.answer_type.in_seconds,
        unit=counted_in(question.unit, tongue.language) if question.unit else "",
        full_mark=question.full_mark,
        options=[_option(question, value, tongue) for value in answers.labels(question)],
        comment_on=[option_words(question, value, tongue) for value in question.comment],
        evidence=question.evidence,
        only=only,
        required=question.required,
    )


def _option(question: FrozenQuestion, value: str, tongue: Tongue) -> Option:
    return Option(value, option_words(question, value, tongue), own=has_own_words(question, value))
