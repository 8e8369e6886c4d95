"""QS323: a questionnaire that could identify a single employee, when staff were not informed.

Where staff do not know that visits happen, nothing may be collected that leads to one person: no names, no badge
numbers, no description, no photo, no recording of a voice or on film.

Bad:    What name was on the badge of the person who served you?
Better: Did the person who served you wear a name badge?

Or inform the staff, and declare since when: `ethics: {staff_informed: 2026-02-02}` in qshop.yaml.
"""

import re
from collections.abc import Iterator

from qshop.programme.answers import AnswerType
from qshop.programme.informed_staff import staff_named_from
from qshop.programme.part import Part
from qshop.programme.question import Question
from qshop.wording.finding import AcceptingPart, Finding, ProgrammeTexts, accepting
from qshop.wording.plain_text import PlainText

HELP = "ask what was done, not by whom; or inform the staff and declare ethics: {staff_informed: …} in qshop.yaml"
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def find(texts: ProgrammeTexts) -> Iterator[Finding]:
    """Yield a finding for each question or instruction that asks who somebody is."""
    if staff_named_from(texts.programme) is not None:
        return
    for _, criterion, question in texts.placed_questions:
        may_accept = accepting(question, criterion)
        yield from _recordings(question, may_accept)
        if _may_name(question.answer_type):
            lists = ("identity", "who") if question.answer_type.nature == "text" else ("identity",)
            yield from _identities(texts, question, "ask", question.ask, may_accept, lists)
            yield from _identities(texts, question, "hint", question.hint or {}, may_accept)
    for stage in texts.programme.stages:
        yield from _identities(texts, stage, "remember", stage.remember or {}, ())
    for questionnaire in texts.programme.questionnaires.values():
        yield from _identities(texts, questionnaire, "introduction", questionnaire.introduction or {}, (questionnaire,))
        for scenario in questionnaire.scenarios:
            yield from _identities(texts, scenario, "brief", scenario.brief or {}, (questionnaire,))


def _may_name(answer_type: AnswerType) -> bool:
    """Return whether an answer can name a person: typed text, a plain number, or one of a list of choices."""
    number = answer_type.nature == "measure" and not answer_type.in_seconds
    return number or answer_type.nature == "text" or answer_type.listed_in == "choices"


def _recordings(question: Question, may_accept: tuple[AcceptingPart, ...]) -> Iterator[Finding]:
    if question.evidence in ("audio", "video"):
        message = "a recording could identify one person, and staff were not informed of visits"
        yield Finding(question, ("evidence",), message, HELP, may_accept)


def _identities(
    texts: ProgrammeTexts,
    part: Part,
    name: str,
    text: dict[str, str],
    may_accept: tuple[AcceptingPart, ...],
    lists: tuple[str, ...] = ("identity",),
) -> Iterator[Finding]:
    for lexicon, sentences in texts.by_lexicon(text):
        plain = [lexicon.read(sentence) for sentence in _SENTENCE.split(sentences)]
        phrase = next(filter(None, (_identity(sentence, lists) for sentence in plain)), "")
        if phrase:
            message = f"“{phrase}” could identify one person, and staff were not informed of visits"
            yield Finding(part, (name, lexicon.language), message, HELP, may_accept)


def _identity(sentence: PlainText, lists: tuple[str, ...]) -> str:
    """Return the phrase that asks who somebody is, unless the sentence forbids it: “Note no names.”."""
    if sentence.find("negatives"):
        return ""
    sentence = sentence.without("not_identity")
    return next(filter(None, (sentence.find(name) for name in lists)), "")
