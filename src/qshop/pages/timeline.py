"""The moments of a visit in words, in order: when the shopper was frustrated, and what came before and after."""

from dataclasses import dataclass

from qshop.base.i18n import Tongue
from qshop.base.rounding import whole_minutes
from qshop.debrief.visit import Pause, VisitDebrief
from qshop.visits.moments import FRUSTRATED, Moment


@dataclass(frozen=True)
class Step:
    """One moment; one that was frustrating is emphasised. Of evidence, its number is told and not the file's name."""

    time: str
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


def timeline(view: VisitDebrief, tongue: Tongue) -> Timeline | None:
    """Return the moments of a visit in words; None where it has none."""
    if not view.moments:
        return None
    return Timeline(
        frustrated=_frustrated(view.frustrated, tongue),
        pause=_pause(view.pause, tongue),
        steps=[_step(moment, tongue) for moment in view.moments],
        has_thoughts=any(moment.thought for moment in view.moments),
        has_evidence=any(moment.evidence for moment in view.moments),
    )


def _step(moment: Moment, tongue: Tongue) -> Step:
    feeling = tongue(f"visit.feeling.{moment.feeling}")
    evidence = tongue.number(1) if moment.evidence else ""
    return Step(moment.time, moment.step, feeling, moment.feeling == FRUSTRATED, moment.thought, evidence)


def _frustrated(moments: list[Moment], tongue: Tongue) -> str:
    if not moments:
        return tongue("visit.not_frustrated")
    steps = tongue.joined(f"{moment.time} {tongue('quoted', text=moment.step)}".strip() for moment in moments)
    return tongue("visit.frustrated", n=len(moments), steps=steps)


def _pause(pause: Pause | None, tongue: Tongue) -> str:
    """Return how long the longest pause was, in whole minutes; empty where that is none."""
    minutes = whole_minutes(pause.seconds) if pause else 0
    return tongue("visit.pause", n=minutes, first=pause.after.time, last=pause.before.time) if pause and minutes else ""
