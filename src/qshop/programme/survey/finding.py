"""What the wording rules share: a finding, and the programme's questions as texts to read."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from qshop.base.diagnostics import Diagnostic
from qshop.programme.model import Criterion, Part, Question, Questionnaire
from qshop.programme.programme import Programme
from qshop.programme.survey.lexicon import Lexicon

Holder = Question | Criterion | Questionnaire


@dataclass(frozen=True)
class Finding:
    """One thing a rule found: where, what and what to do; `holders` are the parts that may accept it."""

    part: Part
    path: tuple[object, ...]
    message: str
    help: str
    holders: tuple[Holder, ...]

    def diagnostic(self, code: str) -> Diagnostic:
        """Give the finding under the code of its rule."""
        return self.part.diagnostic(code, self.message, *self.path, help=self.help)


@dataclass(frozen=True)
class Item:
    """One question in one language; `text` is its wording made plain."""

    stage: str
    criterion: Criterion
    question: Question
    words: Lexicon

    @property
    def ask(self) -> str:
        """Give the question as it is written."""
        return self.question.ask[self.words.language]

    @cached_property
    def text(self) -> str:
        """Give the question as the word lists read it."""
        return self.words.plain(self.ask)

    def finding(self, message: str, help_: str) -> Finding:
        """Report something about the question in this language."""
        path = ("ask", self.words.language)
        return Finding(self.question, path, message, help_, (self.question, self.criterion))


@dataclass(frozen=True)
class Survey:
    """A programme's live criteria and questions, as the rules read them."""

    programme: Programme

    @cached_property
    def criteria(self) -> list[Criterion]:
        """List the criteria that are not retired, in journey order."""
        return [criterion for criterion in self.programme.criteria.values() if criterion.status != "retired"]

    @cached_property
    def items(self) -> list[Item]:
        """List every question once a language that it is written in and that has word lists."""
        return list(self._items())

    def _items(self) -> Iterator[Item]:
        for criterion in self.criteria:
            stage = self.programme.stage_of[criterion.id]
            for question in criterion.questions:
                for language in question.ask:
                    words = self.words(language)
                    if words:
                        yield Item(stage, criterion, question, words)

    def words(self, language: str) -> Lexicon | None:
        """Give the word lists of a language."""
        return self.programme.words.get(language)
