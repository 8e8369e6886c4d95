"""What visits of one wave say, of a site or of all: decided and sorted here, in codes and figures.

Strengths come first; people are never ranked and sites stand in the order of their codes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from qshop.debrief.results import Results
from qshop.programme.model import Programme
from qshop.programme.scalars import read_day
from qshop.programme.settings import Wave
from qshop.score.figures import Figure, figures, in_order
from qshop.score.kernel import ScoredVisits
from qshop.score.overview import Base, base_of
from qshop.score.selection import split_keys
from qshop.score.tally import Sums, tally

STRENGTH = Fraction(9, 10)
MOST_STRENGTHS, MOST_MISSED, MOST_WORK = 5, 12, 3


@dataclass(frozen=True)
class CriterionCount:
    """How often a criterion was met, of the visits that could tell."""

    criterion: str
    stage: str
    priority: str
    critical: bool
    met: int
    asked: int

    @property
    def missed(self) -> int:
        """Count the visits that missed it."""
        return self.asked - self.met


@dataclass(frozen=True)
class FigureLine:
    """A stage or a site: its figure now and in the wave before, and its target in percent, if any."""

    code: str
    now: Figure
    before: Figure | None
    target: float | None


@dataclass(frozen=True)
class WaveDebrief:
    """What some visits of a wave say. `first` and `last` are the days of the first and the last visit.

    before: the wave before, where it has visits to compare with
    pooled: by what the visits differ although the programme declares no mix for it
    """

    wave: Wave
    first: date | None
    last: date | None
    base: Base
    scenarios: list[str]
    score: FigureLine
    must_target: float | None
    failed: int
    strengths: list[CriterionCount]
    missed: list[CriterionCount]
    more_missed: int
    stages: list[FigureLine]
    work: list[CriterionCount]
    before: Wave | None
    pooled: list[str]


def wave_debrief(now: list[ScoredVisits], before: list[ScoredVisits], results: Results) -> WaveDebrief:
    """Return what is said of visits of the wave (`now`) beside visits of the wave before (`before`).

    Strengths are criteria met in nine visits of ten or more: never a single visit where there were several,
    never a critical one that failed. What to work on are the musts missed in the most visits.
    """
    programme = results.programme
    held = list(_held(now, programme))
    missed = sorted((h for h in held if h.priority == "must" and h.missed), key=_worst)
    days = sorted(_days(now))
    targets = programme.settings.targets
    return WaveDebrief(
        wave=results.wave,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        base=base_of(now),
        scenarios=sorted({scenario for part in now for scenario in part.visits.table.get("scenario").cells()} - {""}),
        score=figure_lines(now, before, programme, "", {"": targets.score})[0],
        must_target=_float(targets.must_rate),
        failed=sum(sums.failed for sums in tally(now, (), programme).cells.values()),
        strengths=_strengths(held),
        missed=missed[:MOST_MISSED],
        more_missed=max(0, len(missed) - MOST_MISSED),
        stages=figure_lines(now, before, programme, "stage", targets.stages),
        work=missed[:MOST_WORK],
        before=results.wave_before if before else None,
        pooled=list(split_keys(now, (), programme)),
    )


def figure_lines(
    now: list[ScoredVisits], before: list[ScoredVisits], programme: Programme, key: str, targets: Mapping[str, object]
) -> list[FigureLine]:
    """Return the figures of each stage or site (`key`), or of all visits without a key, beside the wave before."""
    keys = (key,) if key else ()
    current, earlier = (figures(tally(visits, keys, programme), programme) for visits in (now, before))
    return [
        FigureLine(values[0] if key else "", figure, earlier.get(values), _float(targets.get(values[0] if key else "")))
        for values, figure in current.items()
    ]


def _held(parts: list[ScoredVisits], programme: Programme) -> Iterable[CriterionCount]:
    critical = {c.id for part in parts for _, c, _ in part.criteria if c.critical}
    cells = tally(parts, ("stage", "criterion", "priority"), programme).cells
    for stage, criterion, priority in in_order(cells, ("stage", "criterion", "priority"), programme):
        met, asked = _met(cells[stage, criterion, priority])
        if asked:
            yield CriterionCount(criterion, stage, priority, criterion in critical, met, asked)


def _met(sums: Sums) -> tuple[int, int]:
    return sums.must_met + sums.plus_met, sums.must_asked + sums.plus_asked


def _strengths(held: list[CriterionCount]) -> list[CriterionCount]:
    most = max((one.asked for one in held), default=0)
    usual = [h for h in held if Fraction(h.met, h.asked) >= STRENGTH and (h.asked > 1 or most == 1)]
    strong = [h for h in usual if not (h.critical and h.missed)]
    return sorted(strong, key=lambda h: (-Fraction(h.met, h.asked), -h.asked, h.priority))[:MOST_STRENGTHS]


def _worst(held: CriterionCount) -> tuple[bool, int, Fraction]:
    return not held.critical, -held.missed, Fraction(-held.missed, held.asked)


def _days(parts: list[ScoredVisits]) -> Iterable[date]:
    for part in parts:
        for text in set(part.visits.table.get("date").cells()):
            day = read_day(text)
            if day:
                yield day


def _float(value: object) -> float | None:
    return float(str(value)) if value is not None else None
