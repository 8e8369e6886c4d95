"""The moments of a visit in words, in order, with minutes from its start; those of frustration are emphasised."""

from dataclasses import dataclass

from qshop.base.i18n import Tongue
from qshop.base.rounding import whole_minutes
from qshop.debrief.visit_moments import Pause, VisitMoment


@dataclass(frozen=True)
class Step:
    """One moment: minutes from the start, and what the shopper did, felt and thought there."""

    after: str
    step: str
    feeling: str
    frustrated: bool
    thought: str
    evidence: str


@dataclass(frozen=True)
class Timeline:
    """All moments in order, below a sentence on frustration and one on the longest pause (empty: not known)."""

    frustrated: str
    pause: str
    steps: list[Step]
    has_thoughts: bool
    has_evidence: bool


def timeline(moments: list[VisitMoment], pause: Pause | None, tongue: Tongue) -> Timeline | None:
    """Return the moments of a visit in words; None where it has none."""
    if not moments:
        return None
    frustrated = sum(moment.is_frustrated for moment in moments)
    key = "visit.frustrated" if frustrated else "visit.not_frustrated"
    return Timeline(
        frustrated=tongue(key, n=len(moments), count=frustrated),
        pause=_pause(pause, tongue),
        steps=[_step(moment, tongue) for moment in moments],
        has_thoughts=any(moment.thought for moment in moments),
        has_evidence=any(moment.evidence for moment in moments),
    )


def _step(moment: VisitMoment, tongue: Tongue) -> Step:
    return Step(
        after="–" if moment.after is None else tongue("visit.minutes", n=whole_minutes(moment.after)),
        step=moment.step or _number(moment, tongue),
        feeling=tongue(f"visit.feeling.{moment.feeling}"),
        frustrated=moment.is_frustrated,
        thought=moment.thought,
        evidence=tongue("visit.kept") if moment.evidence else "",
    )


def _pause(pause: Pause | None, tongue: Tongue) -> str:
    """Return how long the longest pause was, in whole minutes; empty where that is none."""
    minutes = whole_minutes(pause.seconds) if pause else 0
    if pause is None or not minutes:
        return ""
    first, last = (_named(moment, tongue) for moment in (pause.after, pause.before))
    return tongue("visit.pause", n=minutes, first=first, last=last)


def _named(moment: VisitMoment, tongue: Tongue) -> str:
    return tongue("quoted", text=moment.step) if moment.step else _number(moment, tongue)


def _number(moment: VisitMoment, tongue: Tongue) -> str:
    return tongue("visit.moment", number=tongue.number(moment.number))
