"""The prescription that a criterion points to, and that a mystery visit may suggest."""

from qshop.programme.gaps import Prescription
from qshop.programme.model import Programme


def first_prescription(criterion: str, programme: Programme) -> Prescription | None:
    """Return the first prescription that a criterion names and that a mystery visit may suggest; None without one.

    A gap that is named as a whole has none. One that must not follow from mystery visits is never it.
    """
    named = programme.criteria[criterion].gaps if criterion in programme.criteria else []
    known = [programme.prescriptions[id_][1] for id_ in named if id_ in programme.prescriptions]
    return next((prescription for prescription in known if prescription.from_visits), None)
