"""Cases about how a shopper behaves, whatever the form asks."""

from collections.abc import Iterator

from qshop.forms.briefing.quiz.item import ItemWriter, QuizItem
from qshop.forms.form_view import asks_for_staff
from qshop.programme.scalars import text_in


def never(writer: ItemWriter) -> Iterator[QuizItem]:
    """Yield a case on what the role forbids: it must be known by heart."""
    scenario = writer.role.scenario
    if scenario and scenario.never:
        forbidden = " ".join(text_in(words, writer.tongue.language) for words in scenario.never)
        yield QuizItem((), "", writer.tongue("quiz.never"), forbidden)


def facts(writer: ItemWriter) -> Iterator[QuizItem]:
    """Yield a case on a comment about a feeling: the comment says what happened instead."""
    yield QuizItem((), "", writer.tongue("quiz.unfriendly"), writer.tongue("quiz.facts"))


def names(writer: ItemWriter) -> Iterator[QuizItem]:
    """Yield a case on the name of a person, which is written nowhere."""
    code = asks_for_staff(writer.programme)
    answer = writer.tongue("quiz.only_code" if code else "quiz.no_name")
    yield QuizItem((), "", writer.tongue("quiz.name_read"), answer)


def friend(writer: ItemWriter) -> Iterator[QuizItem]:
    """Yield a case on what may be told before the form is handed in: nothing."""
    yield QuizItem((), "", writer.tongue("quiz.friend"), writer.tongue("quiz.not_yet"))


def unsafe(writer: ItemWriter) -> Iterator[QuizItem]:
    """Yield a case on what comes before the visit: safety."""
    yield QuizItem((), "", writer.tongue("quiz.unsafe"), writer.tongue("quiz.leave"))
