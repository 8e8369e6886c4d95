"""`criteria/gaps.yaml` as types: where service falls short, and what closes each gap."""

from qshop.programme.part import Part
from qshop.programme.scalars import Format, Id, Words


class Prescription(Part):
    """One remedy for a gap.

    id: what a criterion names under gaps
    text: what to do
    """

    id: Id
    text: Words


class Gap(Part):
    """One of the four places where service falls short, and what closes it.

    id: the gap's name, such as g3
    name: what people read
    prescriptions: the remedies of this gap
    """

    id: Id
    name: Words
    prescriptions: list[Prescription] = []


class GapsFile(Part):
    """`criteria/gaps.yaml`: the gaps and their prescriptions.

    format: the version of this file's format: 1
    gaps: the gaps, in order
    """

    format: Format
    gaps: list[Gap]
