"""What a briefing says in one language, in the order in which a shopper needs it."""

from dataclasses import dataclass

from qshop.base.i18n import Tongue
from qshop.forms.briefing.filling_rules import rules
from qshop.forms.briefing.key_questions import is_yes_or_no, key_questions, what_counts
from qshop.forms.briefing.quiz import QuizItem, quiz
from qshop.forms.briefing.role import Role
from qshop.forms.form_view import form
from qshop.programme.frozen import FrozenQuestion
from qshop.programme.model import Programme
from qshop.programme.scalars import Words, text_in


@dataclass(frozen=True)
class Point:
    """A question to keep in mind, and what counts there."""

    ask: str
    counts: list[str]


@dataclass(frozen=True)
class StagePoints:
    """What to notice at one stage; `only` says that not every visit goes through it."""

    name: str
    only: str
    remember: str
    points: list[Point]


@dataclass(frozen=True)
class BriefingPage:
    """The whole briefing of one role.

    counts: the yes-or-no questions whose hints say what counts as a yes
    """

    title: str
    programme: str
    version: str
    role: str
    brief: str
    introduction: str
    stages: list[StagePoints]
    counts: list[Point]
    asks_yes_no: bool
    never: list[str]
    safety: list[str]
    rules: list[str]
    quiz: list[QuizItem]


def page(role: Role, programme: Programme, tongue: Tongue) -> BriefingPage:
    """Decide what the briefing of a role says in one language."""
    language, version, scenario = tongue.language, role.version, role.scenario
    in_mind = key_questions(role, programme)
    hinted = [question for question in in_mind if is_yes_or_no(question) and what_counts(question)]
    never = [text_in(words, language) for words in scenario.never] if scenario else []
    safety = [text_in(words, language) for words in scenario.safety] if scenario else []
    return BriefingPage(
        title=text_in(version.title, language),
        programme=text_in(programme.settings.name, language),
        version=version.name,
        role=text_in(scenario.name, language) if scenario else "",
        brief=_said(scenario.brief, tongue) if scenario else "",
        introduction=_said(version.introduction, tongue),
        stages=_stages(role, [q for q in in_mind if q not in hinted], programme, tongue),
        counts=[_point(question, tongue) for question in hinted],
        asks_yes_no=any(is_yes_or_no(question) for _, _, question in version.questions()),
        never=[*never, tongue("briefing.untold")],
        safety=safety or [tongue("briefing.unsafe")],
        rules=list(rules(role, programme, tongue)),
        quiz=quiz(role, programme, tongue),
    )


def _stages(role: Role, shown: list[FrozenQuestion], programme: Programme, tongue: Tongue) -> list[StagePoints]:
    """List the stages that have something to keep in mind, in journey order."""
    known = {stage.id: stage for stage in programme.stages}
    sections = form(role.whole, programme, tongue).sections
    only = {stage.id: section.only for stage, section in zip(role.whole.stages, sections, strict=True)}
    stages = []
    for stage in role.version.stages:
        asked = [question for criterion in stage.criteria for question in criterion.questions]
        points = [_point(question, tongue) for question in asked if question in shown]
        remember = _said(known[stage.id].remember, tongue) if stage.id in known else ""
        if points or remember:
            name = programme.name_of("stage", stage.id, tongue.language)
            stages.append(StagePoints(name, only[stage.id], remember, points))
    return stages


def _point(question: FrozenQuestion, tongue: Tongue) -> Point:
    return Point(
        text_in(question.ask, tongue.language), [text_in(words, tongue.language) for words in what_counts(question)]
    )


def _said(words: Words | None, tongue: Tongue) -> str:
    return text_in(words, tongue.language) if words else ""
