"""Which questions apply to which visits: by design (site as of the day, scenario, channel), and by earlier answers.

`Applies` and `When` decide it for one visit; here it is decided for columns, once for each distinct value. Forms
decide it in XPath and in JavaScript; `tests/test_applicability.py` checks that all four agree.
"""

from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np

from qshop.programme.frozen import FrozenCriterion, FrozenQuestion, FrozenStage, Version
from qshop.programme.model import Programme
from qshop.programme.question import Applies, When
from qshop.programme.sites import SiteFacts
from qshop.visits.periods import sites_and_periods
from qshop.visits.table import Column, Mask, Table


@dataclass(frozen=True)
class Applicability:
    """What applies to each of the visits of one version."""

    programme: Programme
    version: Version
    visits: Table

    def by_design(self, stage: FrozenStage, criterion: FrozenCriterion | None, question: FrozenQuestion) -> Mask:
        """Return for each visit whether the question was meant for it, whatever was answered."""
        holds = self._every_visit()
        for applies in self.version.limits(stage, criterion, question):
            holds = holds & self._meets(applies)
        return holds

    def applies(self, stage: FrozenStage, criterion: FrozenCriterion | None, question: FrozenQuestion) -> Mask:
        """Return for each visit whether the question had to be answered, by its status and earlier answers too."""
        holds = self.by_design(stage, criterion, question)
        if not stage.is_asked_without_service(criterion):
            holds = holds & ~self.visits.get("status").is_in(["no_service"])
        for when in self.version.conditions(stage, question):
            holds = holds & self._when(when)
        return holds

    def _every_visit(self) -> Mask:
        return np.ones(self.visits.rows, np.bool_)

    def _meets(self, applies: Applies) -> Mask:
        masks = [self._meets_at(sites, applies) for sites in self._sites]
        throughout: Mask = np.logical_and.reduce(masks)
        return throughout

    def _meets_at(self, sites: Column[SiteFacts], applies: Applies) -> Mask:
        holds = self._every_visit()
        if applies.tags or applies.sites or applies.not_sites:
            holds = holds & sites.where(applies.meets_site)
        for name, values in (("scenario", applies.scenario), ("channel", applies.channel)):
            if values:
                holds = holds & self.visits.get(name).is_in(values)
        if applies.any:
            holds = holds & np.logical_or.reduce([self._meets_at(sites, alternative) for alternative in applies.any])
        return holds

    @cached_property
    def _sites(self) -> list[Column[SiteFacts]]:
        """Return the site of each visit as it was on its day.

        Of a visit without a day, the columns hold what its site was like one after the other in its wave. No visit is
        accepted for which that matters to its own version (see `visits.undated`). To another version it may: there,
        what did not apply all the time does not apply.
        """
        if not self.programme.sites_change:
            return [self.visits.get("site").map(lambda code: self.programme.facts_of(code).values[0])]
        places = sites_and_periods(self.visits, self.programme)
        states = places.map(lambda place: tuple(self.programme.facts_of(place[0]).during(place[1]))).merged()
        most = max(map(len, states.values), default=1)
        return [states.map(partial(_at, place=place)) for place in range(most)]

    def _when(self, when: When) -> Mask:
        if when.question:
            return self.visits.get(when.question).where(lambda answer: when.holds(lambda _: answer.split(" ")))
        masks = [self._when(condition) for condition in when.all or when.any]
        joined: Mask = (np.logical_and if when.all else np.logical_or).reduce(masks)
        return joined


def _at(states: tuple[SiteFacts, ...], place: int) -> SiteFacts:
    return states[min(place, len(states) - 1)]
