"""`criteria/gaps.yaml` as types: where service falls short, and what closes each gap."""

from qshop.programme.part import Part
from qshop.programme.scalars import Flag, Format, Id, Words


class Prescription(Part):
    """One remedy for a gap.

    id: what a criterion names under gaps
    text: what to do
    from_visits: false where no mystery visit may ever suggest it, as with pay tied to one person's quality. No
        criterion may name it then, and no debrief prints it
    """

    id: Id
    text: Words
    from_visits: Flag = True


class Gap(Part):
    """One of the four places where service falls short, and what closes it.

    id: the gap's name, such as g3
    name: what people read
    aim: what closing it means, in a few words; it may be left out
    prescriptions: the remedies of this gap
    """

    id: Id
    name: Words
    aim: Words | None = None
    prescriptions: list[Prescription] = []


class GapsFile(Part):
    """`criteria/gaps.yaml`: the gaps and their prescriptions.

    format: the version of this file's format: 1
    gaps: the gaps, in order
    """

    format: Format
    gaps: list[Gap]
