"""What to look at first in a wave: the choice of the programme's page, with nothing estimated."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from qshop.findings.counted_findings import asked_within, counted
from qshop.findings.criterion_finding import Finding, Place
from qshop.findings.critical_failures import critical_failures
from qshop.findings.judged_visits import AskedVisits
from qshop.findings.places import is_everywhere
from qshop.findings.priorities import Priorities, priorities
from qshop.findings.results import Results
from qshop.score.figures import least_base
from qshop.score.kernel import ScoredVisits
from qshop.score.outcomes import MET, NOT_ASKED, NOT_MET


@dataclass(frozen=True)
class FirstLook:
    """What to look at first, and how often each criterion was missed in the wave before, of how often it was asked."""

    told: Priorities
    before: dict[str, tuple[int, int]]


def first_look(results: Results) -> FirstLook:
    """Return what to look at first in a wave, over all that was visited.

    Its findings have counts alone: neither an interval nor a change, and nothing of what was measured.
    """
    asked, order = asked_within(results, {}), {id_: place for place, id_ in enumerate(results.programme.criteria)}
    found = [_counted(asked[one], results) for one in sorted(asked, key=lambda one: order.get(one, len(order)))]
    told = priorities(found, critical_failures(results, {}), least_base(results.programme))
    return FirstLook(told, _missed(results.before))


def _counted(asked: Sequence[AskedVisits], results: Results) -> Finding:
    places = _places(asked)
    return counted(asked, places, results, is_everywhere=is_everywhere(places))


def _places(asked: Iterable[AskedVisits]) -> list[Place]:
    """Return the sites where a criterion was asked, in the order of codes, whoever ran its stage."""
    met: dict[str, int] = {}
    missed: dict[str, int] = {}
    for one in asked:
        sites = one.judged.scored.visits.table.get("site")
        for counts, outcome in ((met, MET), (missed, NOT_MET)):
            found = np.bincount(sites.codes[one.rows[one.outcomes == outcome]], minlength=len(sites.values)).tolist()
            for site, count in zip(sites.values, found, strict=True):
                counts[site] = counts.get(site, 0) + count
    return [Place(site, "", met[site], met[site] + missed[site]) for site in sorted(met) if met[site] + missed[site]]


def _missed(batches: Iterable[ScoredVisits]) -> dict[str, tuple[int, int]]:
    """Return how often each criterion was missed, of how often it was asked."""
    found: dict[str, tuple[int, int]] = {}
    for batch in batches:
        for scored in batch.criteria:
            outcomes = batch.counted(scored)
            missed, asked = int((outcomes == NOT_MET).sum()), int((outcomes != NOT_ASKED).sum())
            so_far = found.get(scored.criterion.id, (0, 0))
            found[scored.criterion.id] = so_far[0] + missed, so_far[1] + asked
    return found
