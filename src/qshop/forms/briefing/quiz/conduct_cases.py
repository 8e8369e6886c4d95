"""Cases about how a shopper behaves, whatever the form asks."""

from collections.abc import Iterator

from qshop.forms.briefing.quiz.item import Item, Quizzed
from qshop.forms.form_view import asks_for_staff
from qshop.programme.scalars import say


def never(quizzed: Quizzed) -> Iterator[Item]:
    """Ask what the role forbids: it must be known by heart."""
    scenario = quizzed.role.scenario
    if scenario and scenario.never:
        forbidden = " ".join(say(words, quizzed.tongue.language) for words in scenario.never)
        yield Item((), "", quizzed.tongue("quiz.never"), forbidden)


def facts(quizzed: Quizzed) -> Iterator[Item]:
    """Ask for a comment on a feeling: it says what happened instead."""
    yield Item((), "", quizzed.tongue("quiz.unfriendly"), quizzed.tongue("quiz.facts"))


def names(quizzed: Quizzed) -> Iterator[Item]:
    """Ask where a name is written: nowhere."""
    code = asks_for_staff(quizzed.programme)
    answer = quizzed.tongue("quiz.only_code" if code else "quiz.no_name")
    yield Item((), "", quizzed.tongue("quiz.name_read"), answer)


def friend(quizzed: Quizzed) -> Iterator[Item]:
    """Ask what may be told before the form is handed in: nothing."""
    yield Item((), "", quizzed.tongue("quiz.friend"), quizzed.tongue("quiz.not_yet"))


def unsafe(quizzed: Quizzed) -> Iterator[Item]:
    """Ask what comes before the visit: safety."""
    yield Item((), "", quizzed.tongue("quiz.unsafe"), quizzed.tongue("quiz.leave"))
