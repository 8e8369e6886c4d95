"""What a briefing shows in one language, in the order in which a shopper needs it."""

from dataclasses import dataclass

from qshop.base.i18n import Tongue
from qshop.forms.briefing.filling_rules import rules
from qshop.forms.briefing.key_questions import is_yes_or_no, key_questions, what_counts
from qshop.forms.briefing.quiz import QuizItem, quiz
from qshop.forms.briefing.role import Role
from qshop.forms.form_view import form, optional_text
from qshop.programme.frozen import FrozenQuestion
from qshop.programme.model import Programme
from qshop.programme.scalars import text_in


@dataclass(frozen=True)
class Point:
    """A question to keep in mind; `counts` are its hint and its choices, as `what_counts` returns them."""

    ask: str
    counts: list[str]


@dataclass(frozen=True)
class StagePoints:
    """What to notice at one stage; `only` says for which visits, empty: for all."""

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
    """Return what the briefing of a role shows in one language."""
    language, version, scenario = tongue.language, role.version, role.scenario
    chosen = key_questions(role, programme)
    hinted = [question for question in chosen if is_yes_or_no(question) and what_counts(question)]
    never = [text_in(words, language) for words in scenario.never] if scenario else []
    safety = [text_in(words, language) for words in scenario.safety] if scenario else []
    return BriefingPage(
        title=text_in(version.title, language),
        programme=text_in(programme.settings.name, language),
        version=version.name,
        role=text_in(scenario.name, language) if scenario else "",
        brief=optional_text(scenario.brief, language) if scenario else "",
        introduction=optional_text(version.introduction, language),
        stages=_stages(role, [q for q in chosen if q not in hinted], programme, tongue),
        counts=[_point(question, tongue) for question in hinted],
        asks_yes_no=any(is_yes_or_no(question) for _, _, question in version.questions()),
        never=[*never, tongue("briefing.untold")],
        safety=safety or [tongue("briefing.unsafe")],
        rules=list(rules(role, programme, tongue)),
        quiz=quiz(role, programme, tongue),
    )


def _stages(role: Role, shown: list[FrozenQuestion], programme: Programme, tongue: Tongue) -> list[StagePoints]:
    """Return the stages that have something to keep in mind, in journey order."""
    form_sections = form(role.whole, programme, tongue).sections
    sections = {stage.id: section for stage, section in zip(role.whole.stages, form_sections, strict=True)}
    stages = []
    for stage in role.version.stages:
        section = sections[stage.id]
        points = [_point(q, tongue) for _, q in stage.asked() if q in shown]
        if points or section.remember:
            stages.append(StagePoints(section.name, section.only, section.remember, points))
    return stages


def _point(question: FrozenQuestion, tongue: Tongue) -> Point:
    counts = [text_in(words, tongue.language) for words in what_counts(question)]
    return Point(text_in(question.ask, tongue.language), counts)
