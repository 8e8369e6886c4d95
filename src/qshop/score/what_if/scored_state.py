"""Scored visits under one state of the programme: their figures as `qshop score` prints them, targets and verdicts."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from qshop.programme.model import Programme
from qshop.score.figure_table import Cell, Figures, figures
from qshop.score.figures import Figure
from qshop.score.kernel import ScoredVisits
from qshop.score.keys import KEYS, Key, is_of_visits
from qshop.score.outcomes import NOT_MET
from qshop.score.tally import Tally, tally
from qshop.score.targets import target_of
from qshop.score.visit_points import with_points

PROGRAMME = "programme"
SCOPES = (PROGRAMME, *KEYS)
"""The programme as a whole, and whatever else one key of `qshop score --by` makes figures of."""


@dataclass(frozen=True)
class Verdict:
    """The critical criteria that a visit fails, if it is scored at all."""

    is_scored: bool
    failed: tuple[str, ...]


@dataclass(frozen=True)
class ScoredState:
    """Scored visits, and the programme whose sites, waves, mix and targets count for their figures."""

    programme: Programme
    scored: list[ScoredVisits]

    @property
    def visits(self) -> int:
        """Return the number of visits, scored or not."""
        return sum(batch.visits.table.rows for batch in self.scored)

    @cached_property
    def _by_visits(self) -> Tally:
        return tally(self.scored, self.programme, [(key,) for key in KEYS if is_of_visits(key)])

    @cached_property
    def _by_criteria(self) -> Tally:
        return tally(self.scored, self.programme, [(key,) for key in KEYS if not is_of_visits(key)])

    def figures(self, scope: str) -> dict[Cell, Figure]:
        """Return the figures of a scope as `qshop score` prints them, in its order."""
        return self._tables[scope].by_cell()

    @cached_property
    def _tables(self) -> dict[str, Figures]:
        return {scope: self._table(scope) for scope in SCOPES}

    def _table(self, scope: str) -> Figures:
        own: Key = () if scope == PROGRAMME else (scope,)
        parts_visits = scope == PROGRAMME or is_of_visits(scope)
        table = figures(self._by_visits if parts_visits else self._by_criteria, own, self.programme)
        return with_points(table, self.scored, self.programme) if scope == "visit" else table

    def target(self, scope: str, cell: Cell, measure: str) -> float | None:
        """Return the target of a figure in percent, if it has one; what is only a part of what one is for has none."""
        if cell in map(self._tables[scope].cell, self._tables[scope].parts):
            return None
        return target_of(scope, dict(cell).get(scope, ""), measure, self.programme)

    def verdicts(self) -> dict[tuple[str, str], Verdict]:
        """Return the verdict on every visit, by visit and site."""
        verdicts: dict[tuple[str, str], Verdict] = {}
        for batch in self.scored:
            failed: dict[int, tuple[str, ...]] = {}
            for judged in (one for one in batch.criteria if one.criterion.critical):
                for row in np.flatnonzero(batch.counted(judged) == NOT_MET).tolist():
                    failed[row] = (*failed.get(row, ()), judged.criterion.id)
            visits, sites = (batch.visits.table.get(name).cells() for name in ("visit_id", "site"))
            for row, visit in enumerate(zip(visits, sites, strict=True)):
                verdicts[visit] = Verdict(bool(batch.is_scored[row]), failed.get(row, ()))
        return verdicts
