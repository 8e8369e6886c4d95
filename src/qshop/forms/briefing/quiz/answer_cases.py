"""Cases about one question: how what was seen, heard or measured is written down."""

from collections.abc import Callable, Iterator

from qshop.forms.briefing.quiz.item import Item, Quizzed
from qshop.programme.answers import NOT_APPLICABLE, AnswerType
from qshop.programme.frozen import FrozenQuestion
from qshop.programme.scalars import say

_LOST: tuple[tuple[Callable[[AnswerType], bool], str], ...] = (
    (lambda answer: answer.in_seconds, "quiz.not_timed"),
    (lambda answer: answer.nature == "measure" and not answer.in_seconds, "quiz.not_counted"),
    (lambda answer: answer.nature == "one" and not answer.listed_in, "quiz.not_sure"),
    (lambda answer: answer.nature == "one" and answer.listed_in == "choices", "quiz.not_sure"),
    (lambda answer: answer.nature == "one" and answer.listed_in == "scale", "quiz.not_sure"),
)
"""Answers that can be lost on the way, the easiest to lose first, and the case that says so."""


def seconds(quizzed: Quizzed) -> Iterator[Item]:
    """Ask for a duration: it is written in seconds, whatever the watch shows."""
    for question in quizzed.asked(lambda answer: answer.in_seconds):
        yield quizzed.item(question, quizzed.tongue("quiz.watch"), quizzed.tongue("quiz.seconds"))


def clock(quizzed: Quizzed) -> Iterator[Item]:
    """Ask for a time in the afternoon: the day has 24 hours."""
    for question in quizzed.asked(lambda answer: answer.nature == "clock"):
        yield quizzed.item(question, quizzed.tongue("quiz.afternoon"), quizzed.tongue("quiz.clock"))


def several(quizzed: Quizzed) -> Iterator[Item]:
    """Ask about several true answers: all of them are ticked."""
    for question in quizzed.asked(lambda answer: answer.nature == "several"):
        yield quizzed.item(question, quizzed.tongue("quiz.two_true"), quizzed.tongue("quiz.both"))


def blanks(quizzed: Quizzed) -> Iterator[Item]:
    """Ask about what was not measured, or is no longer sure: it is left blank."""
    for lost, case in _LOST:
        for question in filter(lambda asked: asked.required, quizzed.asked(lost)):
            yield quizzed.item(question, quizzed.tongue(case), quizzed.tongue("quiz.blank"))


def not_applicable(quizzed: Quizzed) -> Iterator[Item]:
    """Ask about a doubt: it is no reason for “does not apply”."""
    offering = [question for question in quizzed.asked() if question.na]
    for question in sorted(offering, key=lambda one: one.hint is None):
        na = quizzed.quoted(question, NOT_APPLICABLE)
        answer = [quizzed.tongue("quiz.not_for_doubt", na=na)]
        if question.hint:
            answer.append(quizzed.tongue("quiz.form_adds", hint=_hint(quizzed, question)))
        yield quizzed.item(question, quizzed.tongue("quiz.doubt", na=na), " ".join(answer))


def hints(quizzed: Quizzed) -> Iterator[Item]:
    """Ask for the hint, which is part of the question; critical standards and long hints come first."""
    hinted = [(c, q) for _, c, q in quizzed.role.version.questions() if q.hint and not q.na]
    language = quizzed.role.version.languages[0]
    for _, question in sorted(hinted, key=lambda row: (not row[0].critical, -len(say(row[1].hint or {}, language)))):
        yield quizzed.item(question, quizzed.tongue("quiz.in_mind"), _hint(quizzed, question))


def _hint(quizzed: Quizzed, question: FrozenQuestion) -> str:
    return quizzed.tongue("quoted", text=say(question.hint or {}, quizzed.tongue.language))
