"""The debrief of visits of one wave, of a site or of all: decided and sorted, in codes and figures.

Strengths come first; people are never ranked and sites stand in the order of their codes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from qshop.debrief.results import Results
from qshop.programme.frozen import FrozenCriterion
from qshop.programme.model import Programme
from qshop.programme.scalars import read_day
from qshop.programme.settings import Wave
from qshop.score.as_judged import as_judged
from qshop.score.figures import Figure, figures, sorted_cells
from qshop.score.kernel import ScoredVisits
from qshop.score.overview import Base, base_of
from qshop.score.selection import split_keys
from qshop.score.tally import tally

STRENGTH = Fraction(9, 10)
MOST_STRENGTHS, MOST_MISSED, MOST_WORK = 5, 12, 3


@dataclass(frozen=True)
class CriterionCount:
    """A criterion, as the newest version that judged it has it, and how often it was met when it was asked."""

    criterion: FrozenCriterion
    stage: str
    priority: str
    critical: bool
    met: int
    asked: int

    @property
    def missed(self) -> int:
        """Return how many visits missed it."""
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
    """The debrief of some visits of a wave.

    first, last: the days of the first and the last visit
    score: the figure of all these visits together
    must_target: of the must rate, in percent
    failed: how many visits failed a critical criterion
    judged: the priorities of the criteria that could be judged at all: where there is no must, none can be missed
    more_missed: how many more musts were missed than `missed` lists
    before: the wave before, where it has visits to compare with
    pooled: the keys in which the visits differ although the programme declares no mix
    """

    wave: Wave
    first: date | None
    last: date | None
    base: Base
    scenarios: list[str]
    score: FigureLine
    must_target: float | None
    failed: int
    judged: frozenset[str]
    strengths: list[CriterionCount]
    missed: list[CriterionCount]
    more_missed: int
    stages: list[FigureLine]
    work: list[CriterionCount]
    before: Wave | None
    pooled: list[str]


def wave_debrief(now: list[ScoredVisits], before: list[ScoredVisits], results: Results) -> WaveDebrief:
    """Return the debrief of visits of the wave (`now`) beside visits of the wave before (`before`).

    Strengths are criteria met in nine visits of ten or more: never a single visit where there were several,
    never a critical one that failed. What to work on are the musts missed in the most visits.
    """
    programme = results.programme
    counts = list(_criterion_counts(now, programme))
    missed = sorted((count for count in counts if count.priority == "must" and count.missed), key=_worst_first)
    days = sorted(_days(now))
    targets = programme.settings.targets
    return WaveDebrief(
        wave=results.wave,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        base=base_of(now),
        scenarios=sorted({scenario for batch in now for scenario in batch.visits.table.get("scenario").cells()} - {""}),
        score=figure_lines(now, before, programme, "", {"": targets.score})[0],
        must_target=_float(targets.must_rate),
        failed=sum(sums.failed for sums in tally(now, (), programme).cells.values()),
        judged=frozenset(count.priority for count in counts),
        strengths=_strengths(counts),
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
    current, earlier = (figures(tally(batches, keys, programme), programme) for batches in (now, before))
    rows = [(cell[0] if key else "", figure, earlier.get(cell)) for cell, figure in current.items()]
    return [FigureLine(code, figure, figure_before, _float(targets.get(code))) for code, figure, figure_before in rows]


def _criterion_counts(batches: list[ScoredVisits], programme: Programme) -> Iterable[CriterionCount]:
    judged = as_judged(batches)
    critical = {criterion.id for batch in batches for _, criterion, _ in batch.criteria if criterion.critical}
    cells = tally(batches, ("stage", "criterion", "priority"), programme).cells
    for stage, criterion, priority in sorted_cells(cells, ("stage", "criterion", "priority"), programme):
        sums = cells[stage, criterion, priority]
        met, asked = sums.must_met + sums.plus_met, sums.must_asked + sums.plus_asked
        if asked:
            yield CriterionCount(judged[criterion], stage, priority, criterion in critical, met, asked)


def _strengths(counts: list[CriterionCount]) -> list[CriterionCount]:
    most = max((count.asked for count in counts), default=0)
    usual = [c for c in counts if Fraction(c.met, c.asked) >= STRENGTH and (c.asked > 1 or most == 1)]
    strong = [c for c in usual if not (c.critical and c.missed)]
    return sorted(strong, key=lambda c: (-Fraction(c.met, c.asked), -c.asked, c.priority))[:MOST_STRENGTHS]


def _worst_first(count: CriterionCount) -> tuple[bool, int, Fraction]:
    return not count.critical, -count.missed, Fraction(-count.missed, count.asked)


def _days(batches: list[ScoredVisits]) -> Iterable[date]:
    for batch in batches:
        for text in set(batch.visits.table.get("date").cells()):
            day = read_day(text)
            if day:
                yield day


def _float(value: object) -> float | None:
    return float(str(value)) if value is not None else None
