"""What the wording rules share: a finding, and the programme's questions as texts to read."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from qshop.base.diagnostics import Diagnostic
from qshop.programme.criteria import Criterion
from qshop.programme.model import Programme
from qshop.programme.part import Part
from qshop.programme.question import Question
from qshop.programme.questionnaire import Questionnaire
from qshop.wording.lexicon import Lexicon
from qshop.wording.plain_text import Plain
from qshop.wording.visit_path import Visit, visits

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
    def text(self) -> Plain:
        """Give the question as the word lists read it."""
        return self.words.read(self.ask)

    def finding(self, message: str, help_: str) -> Finding:
        """Report something about the question in this language."""
        path = ("ask", self.words.language)
        return Finding(self.question, path, message, help_, (self.question, self.criterion))


@dataclass(frozen=True)
class Survey:
    """A programme's live criteria and questions, as the rules read them."""

    programme: Programme
    lexicons: Mapping[str, Lexicon]

    @cached_property
    def criteria(self) -> list[Criterion]:
        """List the criteria that are not retired, in journey order."""
        return [criterion for criterion in self.programme.criteria.values() if criterion.status != "retired"]

    @cached_property
    def items(self) -> list[Item]:
        """List every question once a language that it is written in and that has word lists."""
        return list(self._items())

    def having(self, *lists: str) -> list[Item]:
        """List the items that may hold a phrase of any of these word lists."""
        places = set[int]().union(*(self._places[name] for name in lists if name in self._places))
        return [self.items[place] for place in sorted(places)]

    @cached_property
    def _places(self) -> Mapping[str, list[int]]:
        """Give, by word list, which items may hold something of it."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, item in enumerate(self.items):
            for name in item.text.known:
                places[name].append(place)
        return places

    def _items(self) -> Iterator[Item]:
        for criterion in self.criteria:
            stage = self.programme.stage_of[criterion.id]
            for question in criterion.questions:
                for language in question.ask:
                    words = self.words(language)
                    if words:
                        yield Item(stage, criterion, question, words)

    @cached_property
    def visits(self) -> list[Visit]:
        """List every way of visiting."""
        return list(visits(self.programme))

    def words(self, language: str) -> Lexicon | None:
        """Give the word lists of a language."""
        return self.lexicons.get(language)
