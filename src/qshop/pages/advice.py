"""What to do about a missed criterion, in words: who acts, what customers were promised, and what closes the gaps."""

from dataclasses import dataclass, replace

from qshop.base.i18n import Tongue
from qshop.findings.prescriptions import remedies
from qshop.programme.model import Programme
from qshop.programme.scalars import text_in


@dataclass(frozen=True)
class Advice:
    """The owner's name and the promise (empty where there is none), and by gap the prescriptions to consider."""

    owner: str
    promise: str
    remedies: list[tuple[str, list[str]]]

    def shortened(self, most: int) -> "Advice":
        """Keep the first prescriptions only: something to talk over, not a plan."""
        kept, left = [], most
        for gap, prescriptions in self.remedies:
            if left > 0:
                kept.append((gap, prescriptions[:left]))
                left -= len(prescriptions)
        return replace(self, remedies=kept)


def advice_for(criterion: str, programme: Programme, tongue: Tongue) -> Advice:
    """Say what the programme knows to do about a criterion."""
    language, known = tongue.language, programme.criteria.get(criterion)
    return Advice(
        owner=programme.name_of("owner", known.owner, language) if known and known.owner else "",
        promise=_promise(criterion, programme, tongue),
        remedies=[
            (text_in(remedy.gap.name, language), [text_in(p.text, language) for p in remedy.prescriptions])
            for remedy in remedies(criterion, programme)
        ],
    )


def _promise(criterion: str, programme: Programme, tongue: Tongue) -> str:
    known, language = programme.criteria.get(criterion), tongue.language
    if known is None or known.promise is None:
        return ""
    promise = known.promise
    return tongue("debrief.promise", says=text_in(promise.says, language), where=text_in(promise.where, language))
