"""The critical criteria that failed, visit by visit: what is to be put right at once."""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from qshop.findings.criterion_finding import CriticalFailure
from qshop.findings.judged_visits import JudgedVisits
from qshop.findings.results import Results
from qshop.programme.model import Programme
from qshop.programme.scalars import read_day
from qshop.score.kernel import ScoredCriterion, score_visits, scoring_version
from qshop.score.outcomes import NOT_MET
from qshop.visits.accepted import Visits
from qshop.visits.table import Rows


def critical_failures(results: Results, where: Mapping[str, str]) -> list[CriticalFailure]:
    """Return every failure of a critical criterion in the wave, in journey order, then by site, day and visit.

    Within `where`: nothing for the whole programme, {"site": S} or {"team": T}. The visits are those that figures
    count as failed: a criterion is critical if the version says so by which the visit is scored.
    """
    found = [
        failure
        for judged in results.judged
        for scored in judged.scored.criteria
        if scored.criterion.critical
        for failure in _failures(judged, scored, _failed(judged, scored, judged.rows(where, scored.stage.id)))
    ]
    return _in_order(found, results.programme)


def failures_on_arrival(visits: Iterable[Visits], programme: Programme) -> list[CriticalFailure]:
    """Return every failure of a critical criterion on visits that were just taken in, in the same order.

    What is dangerous is so on any visit: also on one with too many blanks for a figure, or that was made again. Only
    trials tell nothing, and void visits.
    """
    found: list[CriticalFailure] = []
    for batch in visits:
        if not scoring_version(batch.version, programme).has_criticals:
            continue
        told = ~(batch.table.get("status").is_in(["void"]) | batch.table.get("purpose").is_in(["trial"]))
        judged = JudgedVisits(score_visits(batch, programme), programme)
        for scored in judged.scored.criteria:
            if scored.criterion.critical:
                rows = np.flatnonzero(told & (scored.outcomes == NOT_MET))
                found += _failures(judged, scored, rows)
    return _in_order(found, programme)


def _in_order(found: list[CriticalFailure], programme: Programme) -> list[CriticalFailure]:
    order = {criterion: place for place, criterion in enumerate(programme.criteria)}
    return sorted(found, key=lambda one: (order.get(one.criterion.id, len(order)), one.criterion.id, *_place(one)))


def _failed(judged: JudgedVisits, scored: ScoredCriterion, rows: Rows) -> Rows:
    failed: Rows = rows[judged.counted[scored.criterion.id][rows] == NOT_MET]
    return failed


def _failures(judged: JudgedVisits, scored: ScoredCriterion, rows: Rows) -> Iterator[CriticalFailure]:
    for row in rows.tolist():
        yield CriticalFailure(
            criterion=scored.criterion,
            stage=scored.stage.id,
            site=judged.sites[row],
            team=judged.team(row, scored.stage.id),
            visit=judged.codes[row],
            day=read_day(judged.days[row]),
        )


def _place(one: CriticalFailure) -> tuple[str, str, str]:
    return one.site, one.day.isoformat() if one.day else "", one.visit
