"""The ways of visiting: by questionnaire, scenario, channel and kind of site, with the questions met on each."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from qshop.programme.answers import labels
from qshop.programme.chosen_criteria import chosen_criteria
from qshop.programme.criteria import Criterion, Stage
from qshop.programme.model import Programme
from qshop.programme.question import Applies, Question, When
from qshop.programme.questionnaire import Questionnaire, Scenario
from qshop.programme.sites import SiteFacts

WRITTEN = {"letter", "email", "chat", "web"}
"""The channels on which the questions can lie in front of the shopper."""


@dataclass(frozen=True)
class Step:
    """A question of a questionnaire, with the stage and criterion (None: it hangs on the stage) that limit it."""

    stage: Stage
    criterion: Criterion | None
    question: Question

    @property
    def conditions(self) -> list[When]:
        """Return the conditions of the question and of its stage."""
        return [when for when in (self.stage.when, self.question.when) if when]

    @property
    def scopes(self) -> list[Applies]:
        """Return what limits the visits to which the question, its criterion and its stage apply."""
        return [part.applies for part in (self.stage, self.criterion, self.question) if part and part.applies]

    def applies(self, site: SiteFacts, scenario: Scenario | None, channel: str | None) -> bool:
        """Return whether the question applies to a way of visiting; a channel of None is not known yet."""
        return all(applies.meets(site, scenario.id if scenario else "", channel) for applies in self.scopes)


@dataclass(frozen=True)
class VisitPath:
    """One way of visiting: a scenario of a questionnaire on a channel, at a site.

    steps: the questions that apply there, in journey order
    """

    questionnaire: Questionnaire
    scenario: Scenario | None
    site: SiteFacts
    steps: tuple[Step, ...]

    @property
    def label(self) -> str:
        """Return the scenario and the site, for a message."""
        return (f"scenario “{self.scenario.id}”, " if self.scenario else "") + f"site {self.site.id}"

    @property
    def from_memory(self) -> bool:
        """Return whether the shopper answers afterwards, out of sight of the people observed."""
        channels = set(self.questionnaire.channel)
        return not channels or not channels <= WRITTEN

    @cached_property
    def questions(self) -> list[Question]:
        """Return the questions met by a shopper who gives the answers on which most other questions depend."""
        followers = self._followers()
        answers: dict[str, set[str]] = {}
        questions = []
        for step in self.steps:
            if all(when.holds(lambda question: answers.get(question, ())) for when in step.conditions):
                questions.append(step.question)
                if step.question.id in followers:
                    answers[step.question.id] = _widest(step.question, followers[step.question.id])
        return questions

    def _followers(self) -> Mapping[str, Counter[str]]:
        """Return, by question and answer, how many questions depend on it, directly or not; 0 is left out."""
        followers: dict[str, Counter[str]] = defaultdict(Counter)
        for step in reversed(self.steps):
            below = followers.get(step.question.id)
            size = 1 + max(below.values()) if below else 1
            for leaf in (leaf for when in step.conditions for leaf in when.leaves()):
                followers[leaf.question or ""].update(dict.fromkeys(leaf.is_, size))
        return followers


def _widest(question: Question, followers: Counter[str]) -> set[str]:
    """Return the answer on which most questions depend; all answers where several may be ticked."""
    answers = labels(question)
    if question.answer_type.nature == "several":
        return set(answers)
    return {max(answers, key=lambda answer: followers[answer], default="")}


def visit_paths(programme: Programme) -> Iterator[VisitPath]:
    """Yield every way of visiting; sites with the same equipment are one way."""
    for questionnaire in programme.questionnaires.values():
        steps = [
            Step(stage, criterion, question)
            for stage, criteria in chosen_criteria(programme, questionnaire)
            for criterion, question in _asked(programme, stage, criteria)
        ]
        scenarios: list[Scenario | None] = [*questionnaire.scenarios] or [None]
        sites = list(_one_of_each_kind(programme.site_facts, steps))
        channels: list[str | None] = [*questionnaire.channel] or [None]
        for scenario in scenarios:
            for site in sites:
                for channel in channels:
                    applicable = tuple(step for step in steps if step.applies(site, scenario, channel))
                    yield VisitPath(questionnaire, scenario, site, applicable)


def _asked(
    programme: Programme, stage: Stage, criteria: Sequence[Criterion]
) -> Iterator[tuple[Criterion | None, Question]]:
    """Yield what is asked in a stage, in order: what hangs on the stage itself (None) comes first."""
    yield from ((None, question) for question in programme.stage_questions.get(stage.id, []))
    yield from ((criterion, question) for criterion in criteria for question in criterion.questions)


def longest_from_memory(
    paths: Iterable[VisitPath], length: Callable[[VisitPath], int], most: int
) -> list[tuple[int, VisitPath]]:
    """Return the longest path of each questionnaire answered from memory, where it is longer than `most`."""
    longest: dict[int, tuple[int, VisitPath]] = {}
    for path in paths:
        size = length(path) if path.from_memory else 0
        if size > longest.get(id(path.questionnaire), (most, path))[0]:
            longest[id(path.questionnaire)] = (size, path)
    return list(longest.values())


def _one_of_each_kind(sites: Iterable[SiteFacts], steps: Iterable[Step]) -> Iterator[SiteFacts]:
    """Yield one site of each kind: of those with the same tags, and each that is named by its code."""
    scopes = [applies for step in steps for scope in step.scopes for applies in scope.each()]
    named = {code for applies in scopes for code in (*applies.sites, *applies.not_sites)}
    seen = set()
    for site in sites:
        kind = (site.tags, site.id if site.id in named else "")
        if kind not in seen:
            seen.add(kind)
            yield site
