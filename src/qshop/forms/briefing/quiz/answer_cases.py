"""Cases about one question: how an observation or a measurement is written down."""

from collections.abc import Callable, Iterator

from qshop.forms.briefing.quiz.item import ItemWriter, QuizItem
from qshop.programme.answers import NOT_APPLICABLE, AnswerType
from qshop.programme.frozen import FrozenQuestion
from qshop.programme.scalars import text_in

_BLANK_CASES: tuple[tuple[Callable[[AnswerType], bool], str], ...] = (
    (lambda answer: answer.in_seconds, "quiz.not_timed"),
    (lambda answer: answer.nature == "measure" and not answer.in_seconds, "quiz.not_counted"),
    (lambda answer: answer.nature == "one" and not answer.listed_in, "quiz.not_sure"),
    (lambda answer: answer.nature == "one" and answer.listed_in == "choices", "quiz.not_sure"),
    (lambda answer: answer.nature == "one" and answer.listed_in == "scale", "quiz.not_sure"),
)
"""Answers that a shopper may fail to get, those most often lost first, each with its case."""


def seconds(writer: ItemWriter) -> Iterator[QuizItem]:
    """Yield cases on a duration: it is written in seconds, whatever the watch shows."""
    for question in writer.questions(lambda answer: answer.in_seconds):
        yield writer.item(question, writer.tongue("quiz.watch"), writer.tongue("quiz.seconds"))


def clock(writer: ItemWriter) -> Iterator[QuizItem]:
    """Yield cases on a time in the afternoon: the day has 24 hours."""
    for question in writer.questions(lambda answer: answer.nature == "clock"):
        yield writer.item(question, writer.tongue("quiz.afternoon"), writer.tongue("quiz.clock"))


def several(writer: ItemWriter) -> Iterator[QuizItem]:
    """Yield cases on several true answers: all of them are ticked."""
    for question in writer.questions(lambda answer: answer.nature == "several"):
        yield writer.item(question, writer.tongue("quiz.two_true"), writer.tongue("quiz.both"))


def blanks(writer: ItemWriter) -> Iterator[QuizItem]:
    """Yield cases on what was not measured, or is no longer sure: it is left blank."""
    for wanted, case in _BLANK_CASES:
        for question in writer.questions(wanted):
            if question.required:
                yield writer.item(question, writer.tongue(case), writer.tongue("quiz.blank"))


def not_applicable(writer: ItemWriter) -> Iterator[QuizItem]:
    """Yield cases on a doubt: it is no reason for “does not apply”."""
    questions = [question for question in writer.questions() if question.na]
    for question in sorted(questions, key=lambda one: one.hint is None):
        na = writer.quoted(question, NOT_APPLICABLE)
        answer = [writer.tongue("quiz.not_for_doubt", na=na)]
        if question.hint:
            answer.append(writer.tongue("quiz.form_adds", hint=_hint(writer, question)))
        yield writer.item(question, writer.tongue("quiz.doubt", na=na), " ".join(answer))


def hints(writer: ItemWriter) -> Iterator[QuizItem]:
    """Yield cases on the hint, which is part of the question; critical standards and long hints come first."""
    version = writer.role.version
    first = version.languages[0]
    asked = [(c is not None and c.critical, q) for _, c, q in version.questions()]
    hinted = [(is_critical, q, len(text_in(q.hint, first))) for is_critical, q in asked if q.hint and not q.na]
    for _, question, _ in sorted(hinted, key=lambda row: (not row[0], -row[2])):
        yield writer.item(question, writer.tongue("quiz.in_mind"), _hint(writer, question))


def _hint(writer: ItemWriter, question: FrozenQuestion) -> str:
    return writer.tongue("quoted", text=text_in(question.hint or {}, writer.tongue.language))
