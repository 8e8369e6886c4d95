"""Scored visits under one state of the programme: their figures as `qshop score` prints them, targets and verdicts."""

from dataclasses import dataclass

import numpy as np

from qshop.programme.model import Programme
from qshop.score.figures import Figure, figures
from qshop.score.kernel import ScoredVisits
from qshop.score.keys import KEYS, Key
from qshop.score.outcomes import NOT_MET
from qshop.score.selection import split_keys
from qshop.score.tally import tally

PROGRAMME = "programme"
SCOPES = (PROGRAMME, *KEYS)
"""The programme as a whole, and whatever else one key of `qshop score --by` makes figures of."""

Cell = tuple[tuple[str, str], ...]
"""What a figure is about: keys with their values. First that of its scope, then those that the mix does not pool."""


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

    def figures(self, scope: str) -> dict[Cell, Figure]:
        """Return the figures of a scope as `qshop score` prints them, in its order."""
        own: Key = () if scope == PROGRAMME else (scope,)
        keys = (*own, *split_keys(self.scored, own, self.programme))
        rows = figures(tally(self.scored, keys, self.programme), self.programme)
        return {tuple(zip(keys, values, strict=True)): figure for values, figure in rows.items()}

    def target(self, scope: str, cell: Cell, measure: str) -> float | None:
        """Return the target of a figure in percent, if it has one: a stage has its own, sites share the programme's."""
        targets, target = self.programme.settings.targets, None
        if scope == "stage" and measure == "score":
            target = targets.stages.get(dict(cell)[scope])
        elif scope in (PROGRAMME, "site"):
            target = {"score": targets.score, "must_rate": targets.must_rate}.get(measure)
        return None if target is None else float(target)

    def verdicts(self) -> dict[tuple[str, str], Verdict]:
        """Return the verdict on every visit, by visit and site."""
        verdicts: dict[tuple[str, str], Verdict] = {}
        for batch in self.scored:
            failed: dict[int, tuple[str, ...]] = {}
            for _, criterion, outcomes in batch.criteria:
                for row in np.flatnonzero(outcomes == NOT_MET).tolist() if criterion.critical else ():
                    failed[row] = (*failed.get(row, ()), criterion.id)
            visits, sites = (batch.visits.table.get(name).cells() for name in ("visit_id", "site"))
            for row, visit in enumerate(zip(visits, sites, strict=True)):
                verdicts[visit] = Verdict(bool(batch.is_scored[row]), failed.get(row, ()))
        return verdicts
