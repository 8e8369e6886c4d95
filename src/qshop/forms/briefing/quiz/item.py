"""The items of a quiz, and how they are written in one language."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from qshop.base.i18n import Tongue
from qshop.forms.briefing.role import Role
from qshop.pages.answer_words import option_words
from qshop.programme.answers import AnswerType
from qshop.programme.frozen import FrozenQuestion
from qshop.programme.model import Programme
from qshop.programme.scalars import text_in


@dataclass(frozen=True)
class QuizItem:
    """One question of the quiz, with its answer.

    questions: the ids of the form's questions that the case and the answer mention
    about: the form's question at hand, as the form words it; empty where the case is about something else
    case: what happened, and what is asked
    """

    questions: tuple[str, ...]
    about: str
    case: str
    answer: str


@dataclass(frozen=True)
class ItemWriter:
    """Writes quiz items about one role in one language."""

    role: Role
    programme: Programme
    tongue: Tongue

    def questions(self, wanted: Callable[[AnswerType], bool] = lambda _: True) -> list[FrozenQuestion]:
        """Return the questions of the wanted answer types, or of all; first those that depend on no earlier answer."""
        version = self.role.version
        rows = [row for row in version.questions() if wanted(row[2].answer_type)]
        return [q for _, _, q in sorted(rows, key=lambda row: bool(version.conditions(row[0], row[2])))]

    def quoted(self, question: FrozenQuestion, label: str) -> str:
        """Return an answer as the form words it, in quotation marks."""
        return self.tongue("quoted", text=option_words(question, label, self.tongue))

    def quoted_any(self, question: FrozenQuestion, labels: Iterable[str]) -> str:
        """Return alternative answers, each in quotation marks: “a”, “b” or “c”."""
        return self.tongue.one_of(option_words(question, label, self.tongue) for label in labels)

    def numbered(self, question: FrozenQuestion, key: str) -> str:
        """Return a sentence that shows a question by its number and its words."""
        ask = self.tongue("quoted", text=text_in(question.ask, self.tongue.language))
        return self.tongue(key, number=self.role.numbers[question.id], ask=ask)

    def item(self, question: FrozenQuestion, case: str, answer: str, *others: FrozenQuestion) -> QuizItem:
        """Return an item about one question, whose case or answer also mentions the `others`."""
        ids = tuple(one.id for one in (question, *others))
        return QuizItem(ids, self.numbered(question, "quiz.about"), case, answer)
