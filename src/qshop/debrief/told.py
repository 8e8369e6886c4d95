"""What a reader is told of the criteria of some visits: what to put right, to praise, to decide on and to pass up."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from qshop.findings.criterion_finding import Finding
from qshop.findings.criterion_findings import findings, in_one_family
from qshop.findings.critical_failures import critical_failures
from qshop.findings.priorities import Priorities, most_passed_up, passed_up, priorities
from qshop.findings.results import Results
from qshop.programme.settings import MANAGEMENT
from qshop.score.figures import least_base


def told_of(results: Results, where: Mapping[str, str]) -> Priorities:
    """Return what is told of the visits to a site, of those of a team, or (nothing) of all.

    A site's strengths are chosen beside those of all sites; a team learns nothing of others.
    """
    found = of_all(results) if not where else in_one_family(findings(results, where))
    elsewhere, providers = (of_all(results), _providers(results)) if "site" in where else ((), ())
    critical = critical_failures(results, where)
    return priorities(found, critical, least_base(results.programme), elsewhere, providers)


def _providers(results: Results) -> list[str]:
    return [team.id for team in results.programme.teams if team.provider]


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
    most = most_passed_up(up)
    told = replace(told, passed_up=most, more_up=len(up) - len(most))
    if owner != MANAGEMENT:
        return told
    return replace(told, urgent=critical, well_done=priorities(found, critical, least).well_done)


@lru_cache(maxsize=1)
def of_all(results: Results) -> Sequence[Finding]:
    """Return the findings of all visits of the wave, worked out once for every reader."""
    return in_one_family(findings(results, {}))
