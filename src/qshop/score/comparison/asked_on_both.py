"""Questions that only one side was asked, because its sites have what the other's lack: they are compared on neither.

Tags of sites decide what applies, and may change; so may what scenarios and channels ask. Two sites are compared over
what both were asked in visits of the same kind, two waves over what each site was asked in both.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from qshop.programme.diff.comparability import restricted
from qshop.programme.frozen import FrozenStage, Version
from qshop.programme.model import Programme
from qshop.score.comparison.sides import Sides
from qshop.score.kernel import ScoredVisits, score_visits
from qshop.score.keys import Key, visit_values
from qshop.score.mix import POOLED
from qshop.visits.accepted import Visits
from qshop.visits.applicable import Applicability
from qshop.visits.table import Column, Mask, paired


@dataclass(frozen=True)
class AskedOnBoth:
    """Visits scored over the questions that both sides were asked in their cell.

    left_out: the questions that some cell was asked on one side only
    """

    batches: list[ScoredVisits]
    left_out: frozenset[str]


def asked_on_both(batches: list[ScoredVisits], sides: Sides, programme: Programme) -> AskedOnBoth:
    """Return visits of two sides, scored anew where one side was asked what the other was not."""
    if sides.of == "wave" and not programme.sites_change:
        return AskedOnBoth(batches, frozenset())
    asked = _Asked()
    for batch in batches:
        asked.add(batch, sides, programme)
    one_sided = asked.one_sided()
    parts = [part for batch in batches for part in _without(one_sided, batch, sides, programme)]
    left_out = frozenset[str]().union(*one_sided.values())
    return AskedOnBoth([part for part in parts if part.visits.table.rows], left_out)


@dataclass(frozen=True)
class _Asked:
    """By cell and stage, which sides have visits, and, by question, which sides were asked it."""

    visited: dict[tuple[Key, str], set[int]] = field(default_factory=lambda: defaultdict(set))
    questions: dict[tuple[Key, str], dict[str, set[int]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(set))
    )

    def add(self, batch: ScoredVisits, sides: Sides, programme: Programme) -> None:
        """Note what the visits of a batch were asked."""
        cells = _cells(batch.visits, sides, programme)
        applicable = Applicability(programme, batch.version, batch.visits.table)
        for stage, on_side in _stages(batch, sides, programme):
            for side, mask in enumerate(on_side):
                for cell in _found(cells, mask):
                    self.visited[cell, stage.id].add(side)
                for criterion in stage.criteria:
                    for question in criterion.scored_questions:
                        for cell in _found(cells, mask & applicable.by_design(stage, criterion, question)):
                            self.questions[cell, stage.id][question.id].add(side)

    def one_sided(self) -> dict[Key, frozenset[str]]:
        """Return by cell the questions that one side alone was asked, of the stages in which both have visits."""
        found: dict[Key, frozenset[str]] = {}
        for (cell, stage), questions in self.questions.items():
            if len(self.visited[cell, stage]) > 1:
                lacking = frozenset(question for question, asked in questions.items() if len(asked) == 1)
                found[cell] = found.get(cell, frozenset()) | lacking
        return found


def _cells(visits: Visits, sides: Sides, programme: Programme) -> Column[Key]:
    keys = ("site", *POOLED) if sides.of == "wave" else POOLED
    return paired(*(visit_values(key, programme, visits) for key in keys))


def _stages(batch: ScoredVisits, sides: Sides, programme: Programme) -> Iterator[tuple[FrozenStage, tuple[Mask, Mask]]]:
    """Yield each stage that is compared, and which visits each side has in it."""
    for stage in batch.version.stages:
        if not sides.stages or stage.id in sides.stages:
            column = sides.column(batch.visits, stage.id, programme)
            yield stage, (column.is_in([sides.before]), column.is_in([sides.after]))


def _found(cells: Column[Key], mask: Mask) -> list[Key]:
    return [cells.values[code] for code in np.unique(cells.codes[mask])]


def _without(
    one_sided: Mapping[Key, frozenset[str]], batch: ScoredVisits, sides: Sides, programme: Programme
) -> Iterator[ScoredVisits]:
    """Yield the visits of a batch, those scored anew that were asked what the other side was not."""
    cells = _cells(batch.visits, sides, programme)
    left_out = cells.map(lambda cell: one_sided.get(cell, frozenset())).merged()
    for questions in left_out.values:
        part = batch.take(np.flatnonzero(left_out.is_in([questions])))
        version = _less(batch.version, questions)
        if version.stages:
            yield score_visits(part.visits, programme, version) if questions else part


def _less(version: Version, questions: frozenset[str]) -> Version:
    if not questions:
        return version
    return restricted(version, frozenset(question.id for _, _, question in version.questions()) - questions)
