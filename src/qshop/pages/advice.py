"""What to do about a missed criterion, in words: who acts, what was promised, and which prescriptions help."""

from dataclasses import dataclass, replace

from qshop.base.i18n import Tongue
from qshop.findings.prescriptions import remedies
from qshop.programme.criteria import Promise
from qshop.programme.model import Programme
from qshop.programme.scalars import text_in


@dataclass(frozen=True)
class Advice:
    """The owner's name and the promise (empty where there is none), and for each gap the prescriptions to consider."""

    owner: str
    promise: str
    remedies: list[tuple[str, list[str]]]

    def shortened(self, most: int) -> "Advice":
        """Return the advice with the first `most` prescriptions only: something to talk over, not a plan."""
        remedies, left = [], most
        for gap, prescriptions in self.remedies:
            if left > 0:
                remedies.append((gap, prescriptions[:left]))
                left -= len(prescriptions)
        return replace(self, remedies=remedies)


def advice_for(code: str, programme: Programme, tongue: Tongue) -> Advice:
    """Return the programme's advice on a criterion, given by its id."""
    language, criterion = tongue.language, programme.criteria.get(code)
    return Advice(
        owner=programme.name_of("owner", criterion.owner, language) if criterion and criterion.owner else "",
        promise=_promise(criterion.promise, tongue) if criterion and criterion.promise else "",
        remedies=[
            (text_in(remedy.gap.name, language), [text_in(p.text, language) for p in remedy.prescriptions])
            for remedy in remedies(code, programme)
        ],
    )


def _promise(promise: Promise, tongue: Tongue) -> str:
    says, where = text_in(promise.says, tongue.language), text_in(promise.where, tongue.language)
    return tongue("debrief.promise", says=says, where=where)
