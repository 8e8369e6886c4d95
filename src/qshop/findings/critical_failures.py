"""The critical criteria that failed, visit by visit: what is to be put right at once."""

from collections.abc import Iterator, Mapping

from qshop.findings.criterion_finding import CriticalFailure
from qshop.findings.judged_visits import JudgedVisits
from qshop.findings.results import Results
from qshop.programme.scalars import read_day
from qshop.score.kernel import ScoredCriterion
from qshop.score.outcomes import NOT_MET


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
        for failure in _failures(judged, scored, where)
    ]
    order = {criterion: place for place, criterion in enumerate(results.programme.criteria)}
    return sorted(found, key=lambda one: (order.get(one.criterion.id, len(order)), one.criterion.id, *_place(one)))


def _failures(judged: JudgedVisits, scored: ScoredCriterion, where: Mapping[str, str]) -> Iterator[CriticalFailure]:
    rows = judged.rows(where, scored.stage.id)
    for row in rows[judged.counted[scored.criterion.id][rows] == NOT_MET].tolist():
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
