"""A short quiz about the form to be filled in: the cases in which forms usually go wrong."""

from collections.abc import Callable, Iterator

from qshop.base.i18n import Tongue
from qshop.forms.briefing.quiz import answer_cases, conduct_cases, follow_up_cases
from qshop.forms.briefing.quiz.item import ItemWriter, QuizItem
from qshop.forms.briefing.role import Role
from qshop.programme.model import Programme

__all__ = ["QuizItem", "quiz"]

LONGEST = 8
CASES: tuple[Callable[[ItemWriter], Iterator[QuizItem]], ...] = (
    answer_cases.seconds,
    answer_cases.hints,
    answer_cases.not_applicable,
    follow_up_cases.further,
    answer_cases.blanks,
    follow_up_cases.closed,
    conduct_cases.never,
    follow_up_cases.absent,
    follow_up_cases.skipped,
    answer_cases.several,
    answer_cases.clock,
    follow_up_cases.no_more,
    conduct_cases.facts,
    conduct_cases.names,
    conduct_cases.friend,
    conduct_cases.unsafe,
)
"""Every kind of case, the most important first; those that few questions allow before those that many do."""


def quiz(role: Role, programme: Programme, tongue: Tongue) -> list[QuizItem]:
    """Return one item of each kind of case, at most `LONGEST`, about different questions as far as possible.

    Items about one question come first, in the order of the form. The choice is the same in every language.
    """
    writer = ItemWriter(role, programme, tongue)
    chosen: list[QuizItem] = []
    for case in CASES:
        items = list(case(writer))
        if items and len(chosen) < LONGEST:
            used = {item.about for item in chosen}
            chosen.append(next((item for item in items if item.about not in used), items[0]))
    return sorted(chosen, key=lambda item: role.numbers[item.questions[0]] if item.about else len(role.numbers) + 1)
