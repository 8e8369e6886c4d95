"""A role that a shopper plays, and the part of a version that can be asked in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from qshop.base.i18n import Tongue
from qshop.programme.answers import labels
from qshop.programme.diff.comparability import restricted
from qshop.programme.frozen import Version
from qshop.programme.model import Programme
from qshop.programme.question import Applies
from qshop.programme.questionnaire import Scenario
from qshop.programme.sites import SiteFacts


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
        """Return the number of each question on the form, by its id."""
        return {question.id: number for number, (_, _, question) in enumerate(self.whole.questions(), 1)}

    def sentence(self, key: str, questions: Sequence[str], tongue: Tongue, **values: str) -> str:
        """Return a sentence about questions, given by id; it shows their `{numbers}`, `n` of them."""
        numbers = [tongue.number(self.numbers[one]) for one in questions]
        return tongue(key, n=len(numbers), numbers=tongue.joined(numbers), **values)


def roles(version: Version, programme: Programme) -> Iterator[Role]:
    """Yield every role of a version in the order of its scenarios; a version without scenarios is one role."""
    scenarios: Sequence[Scenario | None] = version.scenarios or [None]
    for scenario in scenarios:
        yield Role(scenario, version, restricted(version, _askable(version, programme, scenario)))


def _askable(version: Version, programme: Programme, scenario: Scenario | None) -> frozenset[str]:
    """Return the ids of the questions that a visit in this role may be asked.

    The answers are not known yet, so every answer to an earlier question counts as chosen. Two conditions that
    exclude each other therefore both hold: the result may have a question that is never asked, but lacks none.
    """
    chosen: dict[str, list[str]] = {}
    for stage, criterion, question in version.questions():
        conditions = version.conditions(stage, question)
        if _has_visits(version.limits(stage, criterion, question), version, programme, scenario) and all(
            when.holds(lambda name: chosen.get(name, ())) for when in conditions
        ):
            chosen[question.id] = labels(question)
    return frozenset(chosen)


def _has_visits(limits: Sequence[Applies], version: Version, programme: Programme, scenario: Scenario | None) -> bool:
    """Return whether a visit in this role can meet all `limits`; without sites or channels any is possible."""
    sites: Sequence[SiteFacts | None] = programme.site_facts or [None]
    return any(may_meet(limits, site, version, scenario) for site in sites)


def may_meet(limits: Sequence[Applies], site: SiteFacts | None, version: Version, scenario: Scenario | None) -> bool:
    """Return whether a visit to a site in this role can meet all `limits`, on one channel or another."""
    channels: Sequence[str | None] = version.channel or [None]
    code = scenario.id if scenario else ""
    return any(all(limit.meets(site, code, channel) for limit in limits) for channel in channels)
