"""The gaps a criterion points to, and the prescriptions that close them."""

from dataclasses import dataclass

from qshop.programme.gaps import Gap, Prescription
from qshop.programme.model import Programme


@dataclass(frozen=True)
class Remedy:
    """A gap that may be open, and the prescriptions the criterion names for it (none: the gap as a whole)."""

    gap: Gap
    prescriptions: list[Prescription]


def remedies(criterion: str, programme: Programme) -> list[Remedy]:
    """Return the gaps a criterion points to, in the order of criteria/gaps.yaml, with the prescriptions it names.

    A prescription that must not follow from mystery visits is never among them, even where a criterion names it.
    """
    named = set(programme.criteria[criterion].gaps) if criterion in programme.criteria else set()
    candidates = [Remedy(gap, [p for p in _suggested(gap) if p.id in named]) for gap in programme.gaps]
    return [remedy for remedy in candidates if remedy.prescriptions or remedy.gap.id in named]


def _suggested(gap: Gap) -> list[Prescription]:
    """Return the prescriptions of a gap that a mystery visit may suggest."""
    return [prescription for prescription in gap.prescriptions if prescription.from_visits]
