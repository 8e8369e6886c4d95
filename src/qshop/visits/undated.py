"""Visits without a day, known only by their wave: what changed in it cannot be told of them.

A tag that changed rejects such a visit, for it cannot be known what had to be asked. A team that changed leaves it
without a team.
"""

from collections.abc import Collection

from qshop.base.plural import counted
from qshop.programme.model import Programme
from qshop.programme.question import Applies
from qshop.programme.spells import EVER
from qshop.visits.accepted import Visits
from qshop.visits.periods import sites_and_periods
from qshop.visits.problem import Check, Problem

Cells = tuple[str, ...]
DECIDED_BY = ("site", "date", "wave", "status", "scenario", "channel")
"""The columns by which it is decided whether a visit without a day can be taken."""


def tags_check(programme: Programme, limits: Collection[Applies]) -> Check[Cells]:
    """Return the check of visits by `DECIDED_BY`: without a day, `limits` hold all through the wave, or never."""

    def check(cells: Cells) -> Problem | None:
        site, day, wave, status, scenario, channel = cells
        period = programme.period_of(day, wave)
        if day or period == EVER or status == "void" or site not in programme.site:
            return None
        history = programme.facts_of(site)
        facts = history.during(period)
        if all(len({limit.meets(then, scenario, channel) for then in facts}) == 1 for limit in limits):
            return None
        days = " and ".join(map(str, history.changes(period)))
        message = f"without a day it is not known what had to be asked: the tags of {site} changed on {days}"
        return Problem("QS453", message, "give the day of the visit; its wave alone does not decide it")

    return check


def teams_note(batches: Collection[Visits], programme: Programme, stages: Collection[str] = ()) -> str:
    """Return how many visits count for no team because one changed within their wave; empty where none does.

    With `stages`, only the teams of these stages matter.
    """
    count = sum(_without_team(visits, programme, stages) for visits in batches)
    if not count:
        return ""
    visits = counted(count, "visit without a day counts", "visits without a day count")
    return f"{visits} for no team in a stage whose team changed within the wave: give the day"


def _without_team(visits: Visits, programme: Programme, stages: Collection[str]) -> int:
    undated = visits.table.take(visits.table.get("date").is_in([""]))
    asked = [stage.id for stage in visits.version.stages if not stages or stage.id in stages]

    places = sites_and_periods(undated, programme)
    has_changed = places.where(lambda one: any(len(programme.teams_in(one[0], stage, one[1])) > 1 for stage in asked))
    return int(has_changed.sum())
