"""QS323: a questionnaire that could identify a single employee, when staff were not informed.

Where staff do not know that visits happen, nothing may be collected that leads to one person: no names, no badge
numbers, no description, no photo, no recording of a voice.

Bad:    What name was on the badge of the person who served you?
Better: Did the person who served you wear a name badge?

Or inform the staff, and declare since when: `ethics: {staff_informed: 2026-02-02}` in qshop.yaml.
"""

import re
from collections.abc import Iterator

from qshop.programme.answers import AnswerType
from qshop.programme.part import Part
from qshop.programme.question import Question
from qshop.wording.finding import Finding, Holder, Survey
from qshop.wording.plain_text import Plain

HELP = "ask what was done, not by whom; or inform the staff and declare ethics: {staff_informed: …} in qshop.yaml"
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def find(survey: Survey) -> Iterator[Finding]:
    """Give the questions and instructions that ask who somebody is."""
    if survey.programme.settings.ethics.staff_informed is not None:
        return
    for criterion in survey.criteria:
        for question in criterion.questions:
            holders = (question, criterion)
            yield from _recorded(question, holders)
            if _may_name(question.answer_type):
                lists = ("identity", "who") if question.answer_type.nature == "text" else ("identity",)
                yield from _in(survey, question, "ask", question.ask, holders, lists)
                yield from _in(survey, question, "hint", question.hint or {}, holders)
    for stage in survey.programme.stages:
        yield from _in(survey, stage, "remember", stage.remember or {}, ())
    for questionnaire in survey.programme.questionnaires.values():
        yield from _in(survey, questionnaire, "introduction", questionnaire.introduction or {}, (questionnaire,))
        for scenario in questionnaire.scenarios:
            yield from _in(survey, scenario, "brief", scenario.brief or {}, (questionnaire,))


def _may_name(answer_type: AnswerType) -> bool:
    """Tell whether an answer can be a name or a number of a person: typed text, a plain number, or choices of names."""
    number = answer_type.nature == "measure" and not answer_type.in_seconds
    return number or answer_type.nature == "text" or answer_type.listed_in == "choices"


def _recorded(question: Question, holders: tuple[Holder, ...]) -> Iterator[Finding]:
    if question.evidence == "audio":
        message = "a recording could identify one person, and staff were not informed of visits"
        yield Finding(question, ("evidence",), message, HELP, holders)


def _in(
    survey: Survey,
    part: Part,
    name: str,
    text: dict[str, str],
    holders: tuple[Holder, ...],
    lists: tuple[str, ...] = ("identity",),
) -> Iterator[Finding]:
    for language, said in text.items():
        words = survey.words(language)
        sentences = [words.read(sentence) for sentence in _SENTENCE.split(said)] if words else []
        found = next((found for sentence in sentences if (found := _asked(sentence, lists))), "")
        if found:
            message = f"“{found}” could identify one person, and staff were not informed of visits"
            yield Finding(part, (name, language), message, HELP, holders)


def _asked(sentence: Plain, lists: tuple[str, ...]) -> str:
    """Find what is asked for, unless the sentence forbids it: “Note no names.”."""
    if sentence.find("negatives"):
        return ""
    sentence = sentence.without("not_identity")
    return next((found for name in lists if (found := sentence.find(name))), "")
