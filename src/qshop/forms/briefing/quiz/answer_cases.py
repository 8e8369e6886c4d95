"""Cases about one question: how what was seen, heard or measured is written down."""

from collections.abc import Callable, Iterator

from qshop.forms.briefing.quiz.item import ItemWriter, QuizItem
from qshop.programme.answers import NOT_APPLICABLE, AnswerType
from qshop.programme.frozen import FrozenQuestion
from qshop.programme.scalars import text_in

_LOST: tuple[tuple[Callable[[AnswerType], bool], str], ...] = (
    (lambda answer: answer.in_seconds, "quiz.not_timed"),
    (lambda answer: answer.nature == "measure" and not answer.in_seconds, "quiz.not_counted"),
    (lambda answer: answer.nature == "one" and not answer.listed_in, "quiz.not_sure"),
    (lambda answer: answer.nature == "one" and answer.listed_in == "choices", "quiz.not_sure"),
    (lambda answer: answer.nature == "one" and answer.listed_in == "scale", "quiz.not_sure"),
)
"""Answers that can be lost on the way, the easiest to lose first, and the case that says so."""


def seconds(writer: ItemWriter) -> Iterator[QuizItem]:
    """Ask for a duration: it is written in seconds, whatever the watch shows."""
    for question in writer.questions(lambda answer: answer.in_seconds):
        yield writer.item(question, writer.tongue("quiz.watch"), writer.tongue("quiz.seconds"))


def clock(writer: ItemWriter) -> Iterator[QuizItem]:
    """Ask for a time in the afternoon: the day has 24 hours."""
    for question in writer.questions(lambda answer: answer.nature == "clock"):
        yield writer.item(question, writer.tongue("quiz.afternoon"), writer.tongue("quiz.clock"))


def several(writer: ItemWriter) -> Iterator[QuizItem]:
    """Ask about several true answers: all of them are ticked."""
    for question in writer.questions(lambda answer: answer.nature == "several"):
        yield writer.item(question, writer.tongue("quiz.two_true"), writer.tongue("quiz.both"))


def blanks(writer: ItemWriter) -> Iterator[QuizItem]:
    """Ask about what was not measured, or is no longer sure: it is left blank."""
    for lost, case in _LOST:
        for question in filter(lambda asked: asked.required, writer.questions(lost)):
            yield writer.item(question, writer.tongue(case), writer.tongue("quiz.blank"))


def not_applicable(writer: ItemWriter) -> Iterator[QuizItem]:
    """Ask about a doubt: it is no reason for “does not apply”."""
    offering = [question for question in writer.questions() if question.na]
    for question in sorted(offering, key=lambda one: one.hint is None):
        na = writer.quoted(question, NOT_APPLICABLE)
        answer = [writer.tongue("quiz.not_for_doubt", na=na)]
        if question.hint:
            answer.append(writer.tongue("quiz.form_adds", hint=_hint(writer, question)))
        yield writer.item(question, writer.tongue("quiz.doubt", na=na), " ".join(answer))


def hints(writer: ItemWriter) -> Iterator[QuizItem]:
    """Ask for the hint, which is part of the question; critical standards and long hints come first."""
    hinted = [(c, q) for _, c, q in writer.role.version.questions() if q.hint and not q.na]
    language = writer.role.version.languages[0]
    for _, question in sorted(
        hinted, key=lambda row: (not row[0].critical, -len(text_in(row[1].hint or {}, language)))
    ):
        yield writer.item(question, writer.tongue("quiz.in_mind"), _hint(writer, question))


def _hint(writer: ItemWriter, question: FrozenQuestion) -> str:
    return writer.tongue("quoted", text=text_in(question.hint or {}, writer.tongue.language))
