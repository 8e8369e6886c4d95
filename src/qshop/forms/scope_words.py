"""For which visits something is asked, in words, as far as a shopper can know: sites, scenario, channel, answers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from qshop.base.i18n import Tongue
from qshop.pages.answer_words import option_words
from qshop.programme.frozen import FrozenQuestion, Version
from qshop.programme.model import Programme
from qshop.programme.question import Applies, When
from qshop.programme.scalars import text_in

MOST_SITES = 6
"""How many sites are named: a longer list is not read, and a form for the screen shows only what applies anyway."""


@dataclass(frozen=True)
class ScopeWords:
    """The scopes of a version's stages and questions, in one language."""

    version: Version
    programme: Programme
    tongue: Tongue

    @cached_property
    def numbered(self) -> dict[str, tuple[int, FrozenQuestion]]:
        """Return the questions of the version by id, each with its number on the form."""
        return {q.id: (number, q) for number, (_, _, q) in enumerate(self.version.questions(), 1)}

    def only(self, *limits: Applies | None, when: When | None = None) -> str:
        """Return for which visits something is asked; empty where it holds for all."""
        clauses = self._clauses([limit for limit in limits if limit], alone=when is None)
        if when:
            clauses.append(self.tongue("form.if", condition=self._condition(when)))
        return self.tongue("form.only", limits=self.tongue.joined(clauses)) if clauses else ""

    def _clauses(self, limits: Sequence[Applies], *, alone: bool = True) -> list[str]:
        """Return the clauses that must all hold. A choice stands in brackets where it is not `alone`."""
        clauses = list(dict.fromkeys(self._keys(limits)))
        choices = [choice for limit in limits if (choice := self._choice(limit))]
        alone = alone and not clauses and len(choices) == 1
        return choices if alone else [*clauses, *(f"({choice})" for choice in choices)]

    def _keys(self, limits: Sequence[Applies]) -> Iterator[str]:
        """Yield a clause for each kind of key, but for what every visit of the version meets."""
        tongue, known_channels = self.tongue, set(self.version.channel)
        names = {scenario.id: text_in(scenario.name, tongue.language) for scenario in self.version.scenarios}
        scenarios = _shared([limit.scenario for limit in limits])
        channels = _shared([limit.channel for limit in limits])
        if scenarios and set(names) - set(scenarios):
            yield tongue("form.in_scenario", names=tongue.one_of(names.get(code, code) for code in scenarios))
        if channels and not (known_channels and known_channels <= set(channels)):
            yield tongue.joined([tongue(f"channel.{channel}") for channel in channels], alternatives=True)
        if any(limit.sites or limit.not_sites or limit.tags for limit in limits):
            yield from self._sites(limits)

    def _sites(self, limits: Sequence[Applies]) -> Iterator[str]:
        """Yield a clause that names the sites, or those left out if these are fewer; nothing where all are meant."""
        at = {site.id for site in self.programme.site_facts if all(limit.meets_site(site) for limit in limits)}
        inside = [code for code in self.programme.site if code in at]
        outside = [code for code in self.programme.site if code not in at]
        if not inside or min(len(inside), len(outside)) > MOST_SITES:
            yield self.tongue("form.at_some_sites")
        elif len(inside) <= len(outside):
            yield self.tongue("form.at_sites", n=len(inside), names=self._names(inside))
        elif outside:
            yield self.tongue("form.at_other_sites", names=self._names(outside))

    def _names(self, sites: Iterable[str]) -> str:
        return self.tongue.joined(self.programme.name_of("site", code, self.tongue.language) for code in sites)

    def _choice(self, applies: Applies) -> str:
        """Return the alternatives as one clause; empty where there are none, or where every visit meets one of them."""
        tongue = self.tongue
        alternatives = [self._clauses([one]) for one in applies.any if self._is_possible(one)]
        clauses = [tongue.joined(each) if len(each) < 2 else f"({tongue.joined(each)})" for each in alternatives]
        return tongue.joined(dict.fromkeys(clauses), alternatives=True) if all(clauses) else ""

    def _is_possible(self, applies: Applies) -> bool:
        """Return whether some visit of the version can meet `applies`, at a site that does."""
        scenarios = [scenario.id for scenario in self.version.scenarios] or [""]
        channels: Sequence[str] = self.version.channel or [""]
        return any(applies.meets(None, *kind) for kind in product(scenarios, channels))

    def _condition(self, when: When) -> str:
        """Return a condition as a clause; a condition inside another one stands in brackets."""
        tongue = self.tongue
        if when.question:
            number, question = self.numbered[when.question]
            chosen = tongue.one_of(option_words(question, label, tongue) for label in when.is_)
            return tongue("form.answered", number=number, answers=chosen)
        clauses = []
        for inner in when.all or when.any:
            clause = self._condition(inner)
            clauses.append(clause if inner.question else f"({clause})")
        return tongue.joined(clauses, alternatives=not when.all)


def _shared(lists: Iterable[Sequence[str]]) -> list[str]:
    """Return what all lists that are not empty have in common."""
    first, *others = [names for names in lists if names] or [()]
    return [name for name in first if all(name in names for names in others)]
