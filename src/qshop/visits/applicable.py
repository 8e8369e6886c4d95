"""Which questions apply to which visits: by design (site, scenario, channel), and by earlier answers."""

from dataclasses import dataclass

import numpy as np

from qshop.programme.frozen import FrozenCriterion, FrozenQuestion, FrozenStage, Version
from qshop.programme.model import Programme
from qshop.programme.question import Applies, When
from qshop.programme.sites import Site
from qshop.visits.table import Mask, Table


@dataclass(frozen=True)
class Applicability:
    """Answers, for the visits of one version, what applies to each of them."""

    programme: Programme
    version: Version
    visits: Table

    def by_design(self, stage: FrozenStage, criterion: FrozenCriterion, question: FrozenQuestion) -> Mask:
        """Tell for each visit whether the question was meant for it, whatever was answered."""
        holds = self._everyone()
        for applies in (stage.applies, criterion.applies, question.applies):
            if applies:
                holds = holds & self._meets(applies)
        return holds

    def applies(self, stage: FrozenStage, criterion: FrozenCriterion, question: FrozenQuestion) -> Mask:
        """Tell for each visit whether the question had to be answered: also asks status and earlier answers."""
        holds = self.by_design(stage, criterion, question)
        if not criterion.access:
            holds = holds & ~self.visits.get("status").is_in(["no_service"])
        for when in self.version.conditions(stage, question):
            holds = holds & self._when(when)
        return holds

    def _everyone(self) -> Mask:
        return np.ones(self.visits.rows, np.bool_)

    def _meets(self, applies: Applies) -> Mask:
        holds = self._everyone()
        if applies.tags or applies.sites or applies.not_sites:
            holds = holds & self.visits.get("site").where(lambda code: site_meets(self.programme.site[code], applies))
        for name, wanted in (("scenario", applies.scenario), ("channel", applies.channel)):
            if wanted:
                holds = holds & self.visits.get(name).is_in(wanted)
        return holds

    def _when(self, when: When) -> Mask:
        if when.question:
            return self.visits.get(when.question).where(lambda answer: is_one_of(answer, when.is_))
        parts = [self._when(part) for part in when.all or when.any]
        joined: Mask = (np.logical_and if when.all else np.logical_or).reduce(parts)
        return joined


def is_one_of(answer: str, wanted: list[str]) -> bool:
    """Tell whether an answer, or one of several chosen, is among `wanted`."""
    return not set(answer.split(" ")).isdisjoint(wanted)


def site_meets(site: Site, applies: Applies) -> bool:
    """Tell whether a site has what `applies` asks of sites."""
    return (
        (not applies.tags or bool(set(applies.tags) & set(site.tags)))
        and (not applies.sites or site.id in applies.sites)
        and site.id not in applies.not_sites
    )
