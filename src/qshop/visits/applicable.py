"""Which questions apply to which visits: by design (site, scenario, channel), and by earlier answers.

The same as `Applies` and `When` say of one visit, column by column: what holds for a value is decided once. Forms say
it in XPath and in JavaScript; `tests/test_applicability.py` holds the four together.
"""

from dataclasses import dataclass

import numpy as np

from qshop.programme.frozen import FrozenCriterion, FrozenQuestion, FrozenStage, Version
from qshop.programme.model import Programme
from qshop.programme.question import Applies, When
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
        for applies in self.version.limits(stage, criterion, question):
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
            holds = holds & self.visits.get("site").where(lambda code: applies.meets_site(self.programme.site[code]))
        for name, wanted in (("scenario", applies.scenario), ("channel", applies.channel)):
            if wanted:
                holds = holds & self.visits.get(name).is_in(wanted)
        return holds

    def _when(self, when: When) -> Mask:
        if when.question:
            return self.visits.get(when.question).where(lambda answer: when.holds(lambda _: answer.split(" ")))
        parts = [self._when(part) for part in when.all or when.any]
        joined: Mask = (np.logical_and if when.all else np.logical_or).reduce(parts)
        return joined
