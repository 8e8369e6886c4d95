"""What a reader is told of the criteria of some visits: what to put right, to praise, to decide on and to pass up."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from qshop.findings.criterion_finding import Finding
from qshop.findings.criterion_findings import findings, in_one_family
from qshop.findings.critical_failures import critical_failures
from qshop.findings.priorities import Priorities, passed_up, priorities
from qshop.findings.results import Results
from qshop.programme.settings import MANAGEMENT
from qshop.score.figures import least_base


def told_of(results: Results, where: Mapping[str, str]) -> Priorities:
    """Return what is told of the visits to a site, of those of a team, or (nothing) of all.

    A site's strengths are chosen beside those of all sites; a team learns nothing of others.
    """
    found = of_all(results) if not where else in_one_family(findings(results, where))
    elsewhere = of_all(results) if "site" in where else ()
    return priorities(found, critical_failures(results, where), least_base(results.programme), elsewhere)


def told_to_owner(results: Results, owner: str) -> Priorities:
    """Return what is told of the criteria on which an owner acts, and what was passed on to it or by it.

    Management is told of all that is to be put right at once and of all that was done well, whoever acts.
    """
    critical, found = critical_failures(results, {}), of_all(results)
    criteria = results.programme.criteria
    own = {id_ for id_, criterion in criteria.items() if criterion.owner == owner}
    mine = in_one_family([one for one in found if one.owner == owner])
    least = least_base(results.programme)
    told = priorities(mine, [one for one in critical if one.criterion.id in own], least)
    up = [one for one in passed_up(found, critical, least) if owner in (one.owner, one.above)]
    if owner != MANAGEMENT:
        return replace(told, passed_up=up)
    whole = priorities(found, critical, least)
    return replace(told, urgent=critical, well_done=whole.well_done, passed_up=up)


@lru_cache(maxsize=1)
def of_all(results: Results) -> Sequence[Finding]:
    """Return the findings of all visits of the wave, worked out once for every reader."""
    return in_one_family(findings(results, {}))
