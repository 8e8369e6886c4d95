"""The moments of one visit, in seconds from its start: no page has a time of day."""

from dataclasses import dataclass
from itertools import pairwise

from qshop.debrief.one_visit import fact, seconds_of
from qshop.debrief.released_words import are_moments_released
from qshop.findings.results import Results
from qshop.visits.accepted import Visits
from qshop.visits.moments import FRUSTRATED, Moment

UNATTENDED = "web"
"""The channel on which nobody serves: there, the name of a step is that of a page, elsewhere it may be a person's."""


@dataclass(frozen=True)
class VisitMoment:
    """One moment of a visit.

    number: which of its moments it is
    after: seconds from the start of the visit; None where its time was not noted
    step, thought: what the shopper wrote; empty unless it may be shown
    evidence: whether any was handed in
    """

    number: int
    after: int | None
    step: str
    feeling: str
    thought: str
    evidence: bool

    @property
    def is_frustrated(self) -> bool:
        """Return whether it was a moment of frustration."""
        return self.feeling == FRUSTRATED


@dataclass(frozen=True)
class Pause:
    """The time between two moments, in seconds."""

    seconds: int
    after: VisitMoment
    before: VisitMoment


def visit_moments(results: Results, visit: Visits) -> list[VisitMoment]:
    """Return the moments of one visit, in order; they begin with the visit or, where that is not known, the first."""
    moments = _moments(results, visit)
    clocks = [seconds_of(clock) for clock in (fact(visit, "time_in"), *(moment.time for moment in moments)) if clock]
    released = are_moments_released(results)
    steps = released or fact(visit, "channel") == UNATTENDED
    start = min(clocks, default=0)
    return [
        VisitMoment(
            number=number,
            after=seconds_of(moment.time) - start if moment.time else None,
            step=moment.step if steps else "",
            feeling=moment.feeling,
            thought=moment.thought if released else "",
            evidence=moment.evidence != "",
        )
        for number, moment in enumerate(moments, 1)
    ]


def longest_pause(moments: list[VisitMoment]) -> Pause | None:
    """Return the longest time between two moments that follow each other and both have their time, if there is one."""
    pauses = [
        Pause(before.after - after.after, after, before)
        for after, before in pairwise(moments)
        if after.after is not None and before.after is not None
    ]
    return max(pauses, key=lambda pause: pause.seconds, default=None)


def have_withheld(results: Results, visit: Visits, told: list[VisitMoment]) -> bool:
    """Return whether the moments of one visit have words of the shopper that are not told."""
    pairs = zip(_moments(results, visit), told, strict=True)
    return any((moment.thought, moment.step) != (shown.thought, shown.step) for moment, shown in pairs)


def _moments(results: Results, visit: Visits) -> list[Moment]:
    return [moment for moment in results.moments if moment.visit_id == fact(visit, "visit_id")]
