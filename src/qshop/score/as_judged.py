"""The criteria in the words by which visits were judged: those of the newest version in a figure."""

from qshop.programme.frozen import FrozenCriterion
from qshop.score.kernel import ScoredVisits
from qshop.score.outcomes import is_decided


def as_judged(batches: list[ScoredVisits]) -> dict[str, FrozenCriterion]:
    """Return every criterion that was judged on any visit, by id, as the newest of the versions that judged it has it.

    The version that counts is the one that visits were scored with. Where two questionnaires judge the same criterion,
    the higher number counts as newer.
    """
    criteria: dict[str, FrozenCriterion] = {}
    for batch in sorted(batches, key=lambda batch: batch.version.version):
        judged = [one.criterion for one in batch.criteria if is_decided(batch.counted(one)).any()]
        criteria |= {criterion.id: criterion for criterion in judged}
    return criteria
