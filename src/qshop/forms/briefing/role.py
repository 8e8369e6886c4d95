"""A role that a shopper plays, and the part of a version that can be asked in it."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from qshop.base.i18n import Tongue
from qshop.programme.diff.comparability import restricted
from qshop.programme.frozen import Version
from qshop.programme.model import Programme
from qshop.programme.question import Applies, When
from qshop.programme.questionnaire import Scenario
from qshop.programme.sites import Site
from qshop.visits.applicable import site_meets


@dataclass(frozen=True)
class Role:
    """One scenario of a version, or the version itself where it has none.

    whole: everything that the form asks
    version: only what may be asked in this role, at one site or another
    """

    scenario: Scenario | None
    whole: Version
    version: Version

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Give the number that each question has on the form."""
        return {question.id: number for number, (_, _, question) in enumerate(self.whole.questions(), 1)}

    def say(self, sentence: str, questions: Sequence[str], tongue: Tongue, **values: str) -> str:
        """Give a sentence that names questions by their `{numbers}`, `n` of them."""
        numbers = [tongue.number(self.numbers[name]) for name in questions]
        return tongue(sentence, n=len(numbers), numbers=tongue.listed(numbers), **values)


def roles(version: Version, programme: Programme) -> Iterator[Role]:
    """Give every role of a version in the order written; a version without scenarios is one role."""
    scenarios: Sequence[Scenario | None] = version.scenarios or [None]
    for scenario in scenarios:
        yield Role(scenario, version, restricted(version, _askable(version, programme, scenario)))


def _askable(version: Version, programme: Programme, scenario: Scenario | None) -> frozenset[str]:
    askable: set[str] = set()
    for stage, criterion, question in version.questions():
        limits = [part.applies for part in (stage, criterion, question) if part.applies]
        if (
            all(_played(applies, version, scenario) for applies in limits)
            and _found_somewhere(limits, programme.sites)
            and all(_can_hold(when, askable) for when in version.conditions(stage, question))
        ):
            askable.add(question.id)
    return frozenset(askable)


def _played(applies: Applies, version: Version, scenario: Scenario | None) -> bool:
    played = not applies.scenario or (scenario is not None and scenario.id in applies.scenario)
    return played and (not applies.channel or not version.channel or bool(set(applies.channel) & set(version.channel)))


def _found_somewhere(limits: Sequence[Applies], sites: Sequence[Site]) -> bool:
    return not sites or any(all(site_meets(site, applies) for applies in limits) for site in sites)


def _can_hold(when: When, askable: Container[str]) -> bool:
    """Tell whether some answers meet a condition, given which earlier questions can be asked."""
    if when.question:
        return when.question in askable
    return (all if when.all else any)(_can_hold(part, askable) for part in when.all or when.any)
