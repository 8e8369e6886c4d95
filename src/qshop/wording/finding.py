"""What the wording rules share: a finding, and the programme's questions as texts to read."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from qshop.base.diagnostics import Diagnostic
from qshop.programme.criteria import Criterion
from qshop.programme.model import Programme
from qshop.programme.part import Part
from qshop.programme.question import Question
from qshop.programme.questionnaire import Questionnaire
from qshop.wording.lexicon import Lexicon
from qshop.wording.plain_text import PlainText
from qshop.wording.visit_path import VisitPath, visit_paths

AcceptingPart = Question | Criterion | Questionnaire
"""A part that has `accept`."""


def accepting(question: Question, criterion: Criterion | None) -> tuple[AcceptingPart, ...]:
    """Return the parts beside which a finding about a question may be accepted."""
    return (question, criterion) if criterion else (question,)


@dataclass(frozen=True)
class Finding:
    """What a rule found: where, what, and what to do; `may_accept` are the parts whose `accept` silences it."""

    part: Part
    path: tuple[object, ...]
    message: str
    help: str
    may_accept: tuple[AcceptingPart, ...]

    def diagnostic(self, code: str) -> Diagnostic:
        """Return the finding under the code of its rule."""
        return self.part.diagnostic(code, self.message, *self.path, help=self.help)


@dataclass(frozen=True)
class QuestionText:
    """One question in one language, with the word lists of that language."""

    stage: str
    criterion: Criterion | None
    question: Question
    lexicon: Lexicon

    @property
    def ask(self) -> str:
        """Return the question as it is written."""
        return self.question.ask[self.lexicon.language]

    @cached_property
    def plain(self) -> PlainText:
        """Return the question made plain, in which phrases of the word lists can be found."""
        return self.lexicon.read(self.ask)

    def finding(self, message: str, help_: str) -> Finding:
        """Return a finding about the question in this language."""
        path = ("ask", self.lexicon.language)
        return Finding(self.question, path, message, help_, accepting(self.question, self.criterion))


@dataclass(frozen=True)
class ProgrammeTexts:
    """A programme's questions, and the word lists that they are read with, by language."""

    programme: Programme
    lexicons: Mapping[str, Lexicon]

    @cached_property
    def criteria(self) -> list[Criterion]:
        """Return the criteria that are not retired, in journey order."""
        return [criterion for criterion in self.programme.criteria.values() if criterion.is_live]

    def by_lexicon(self, text: Mapping[str, str]) -> list[tuple[Lexicon, str]]:
        """Return a text in each of its languages that has word lists, with these."""
        return [(self.lexicons[language], sentence) for language, sentence in text.items() if language in self.lexicons]

    @cached_property
    def placed_questions(self) -> list[tuple[str, Criterion | None, Question]]:
        """Return the questions with their stage and criterion, but for those of criteria that are retired."""
        placed = self.programme.placed_questions
        return [(stage, c, question) for stage, c, question in placed if c is None or c.is_live]

    @cached_property
    def questions(self) -> list[QuestionText]:
        """Return every question once for each language that it is written in and that has word lists."""
        return [
            QuestionText(stage, criterion, question, lexicon)
            for stage, criterion, question in self.placed_questions
            for lexicon, _ in self.by_lexicon(question.ask)
        ]

    def questions_with(self, *lists: str) -> list[QuestionText]:
        """Return the questions that may contain a phrase of any of these word lists."""
        places = set[int]().union(*(self._places[name] for name in lists if name in self._places))
        return [self.questions[place] for place in sorted(places)]

    @cached_property
    def _places(self) -> Mapping[str, list[int]]:
        """Return, by word list, the places in `questions` of those that may contain a phrase of it."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(self.questions):
            for name in text.plain.candidates:
                places[name].append(place)
        return places

    @cached_property
    def visit_paths(self) -> list[VisitPath]:
        """Return every way of visiting."""
        return list(visit_paths(self.programme))
