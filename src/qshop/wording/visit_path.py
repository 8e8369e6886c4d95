"""What one visit meets: for each questionnaire and scenario, the questions at the best-equipped site."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from qshop.programme.answers import labels
from qshop.programme.chosen_criteria import chosen_criteria
from qshop.programme.criteria import Criterion, Stage
from qshop.programme.model import Programme
from qshop.programme.question import Applies, Question, When
from qshop.programme.questionnaire import Questionnaire, Scenario
from qshop.programme.sites import Site

WRITTEN = {"letter", "email", "chat", "web"}
"""The channels on which the questions can lie in front of the shopper."""


@dataclass(frozen=True)
class Step:
    """A question on the way, with what else must hold for it to be asked."""

    stage: Stage
    criterion: Criterion
    question: Question

    @property
    def conditions(self) -> list[When]:
        """List the conditions of the question and of its stage."""
        return [when for when in (self.stage.when, self.question.when) if when]

    @property
    def scopes(self) -> list[Applies]:
        """List to which visits the question, its criterion and its stage apply."""
        parts = (self.stage.applies, self.criterion.applies, self.question.applies)
        return [applies for applies in parts if applies]

    def applies(self, site: Site, scenario: Scenario | None, channel: str | None) -> bool:
        """Return whether the question applies to a way of visiting; a channel of None is not known yet."""
        return all(applies.meets(site, scenario.id if scenario else "", channel) for applies in self.scopes)


@dataclass(frozen=True)
class Visit:
    """One way of visiting: a scenario of a questionnaire on a channel, at a site; and what may be asked there."""

    questionnaire: Questionnaire
    scenario: Scenario | None
    site: Site
    steps: tuple[Step, ...]

    @property
    def said(self) -> str:
        """Say which visit this is."""
        return (f"scenario “{self.scenario.id}”, " if self.scenario else "") + f"site {self.site.id}"

    @property
    def from_memory(self) -> bool:
        """Tell whether the shopper answers afterwards, out of sight of the people observed."""
        channels = set(self.questionnaire.channel)
        return not channels or not channels <= WRITTEN

    @cached_property
    def path(self) -> list[Question]:
        """List the questions met by a shopper who gives the answers on which most others hang."""
        followers = self._followers()
        answers: dict[str, set[str]] = {}
        path = []
        for step in self.steps:
            if all(when.holds(lambda question: answers.get(question, ())) for when in step.conditions):
                path.append(step.question)
                if step.question.id in followers:
                    answers[step.question.id] = _widest(step.question, followers[step.question.id])
        return path

    def _followers(self) -> Mapping[str, Counter[str]]:
        """Count the questions that hang on each answer, directly or not; without any, a question is left out."""
        followers: dict[str, Counter[str]] = defaultdict(Counter)
        for step in reversed(self.steps):
            below = followers.get(step.question.id)
            size = 1 + max(below.values()) if below else 1
            for leaf in (leaf for when in step.conditions for leaf in when.leaves()):
                followers[leaf.question or ""].update(dict.fromkeys(leaf.is_, size))
        return followers


def _widest(question: Question, followers: Counter[str]) -> set[str]:
    """Give the answer on which most questions hang; of a list to tick, all."""
    known = labels(question)
    if question.answer_type.nature == "several":
        return set(known)
    return {max(known, key=lambda label: followers[label], default="")}


def visits(programme: Programme) -> Iterator[Visit]:
    """Give every way of visiting; sites with the same equipment are one way."""
    for questionnaire in programme.questionnaires.values():
        steps = [
            Step(stage, criterion, question)
            for stage, criteria in chosen_criteria(programme, questionnaire)
            for criterion in criteria
            for question in criterion.questions
        ]
        scenarios: list[Scenario | None] = [*questionnaire.scenarios] or [None]
        sites = list(_kinds(programme.sites, steps))
        channels: list[str | None] = [*questionnaire.channel] or [None]
        for scenario in scenarios:
            for site in sites:
                for channel in channels:
                    met = tuple(step for step in steps if step.applies(site, scenario, channel))
                    yield Visit(questionnaire, scenario, site, met)


def _kinds(sites: Iterable[Site], steps: Iterable[Step]) -> Iterator[Site]:
    """Give one site of each kind: what a condition names, or the same tags."""
    named = {code for step in steps for applies in step.scopes for code in (*applies.sites, *applies.not_sites)}
    seen = set()
    for site in sites:
        kind = (frozenset(site.tags), site.id if site.id in named else "")
        if kind not in seen:
            seen.add(kind)
            yield site
