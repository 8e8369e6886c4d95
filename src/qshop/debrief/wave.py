"""The debrief of visits of one wave, of a site or of all: decided and sorted, in codes and figures.

Strengths come first; people are never ranked and sites stand in the order of their codes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from qshop.debrief.trend import Trend, trends
from qshop.findings.results import Results
from qshop.programme.frozen import FrozenCriterion
from qshop.programme.settings import Wave
from qshop.score.as_judged import as_judged
from qshop.score.comparison.compare import in_one_family, matched
from qshop.score.figure_table import Cell, figures, kinds_seen, sorted_cells
from qshop.score.figures import Figure
from qshop.score.kernel import ScoredVisits
from qshop.score.method import Comparisons, Making, Method, method
from qshop.score.mix import Seen
from qshop.score.selection import Selection

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
    """A stage, a site or all of them: its figure, its trend from the wave before, and its target in percent, if any.

    apart: what kind of visits it is about, by dimension, where different visits are not pooled
    is_part: whether that is for want of visits of another kind; no target is meant for such a part
    """

    code: str
    apart: dict[str, str]
    now: Figure
    trend: Trend | None
    target: float | None
    is_part: bool


@dataclass(frozen=True)
class WaveDebrief:
    """The debrief of some visits of a wave.

    scores: the figure of all these visits together, or of each kind of visits that is not pooled
    must_target: of the must rate, in percent
    failed: how many visits failed a critical criterion
    judged: the priorities of the criteria that could be judged at all: where there is no must, none can be missed
    more_missed: how many more musts were missed than `missed` lists
    before: the wave before, where it has visits to compare with
    apart: the dimensions without shares, by which different visits are kept apart
    has_parts: whether any figure is only a part, for want of visits of another kind
    method: how the figures were made
    """

    wave: Wave
    scenarios: list[str]
    scores: list[FigureLine]
    must_target: float | None
    failed: int
    judged: frozenset[str]
    strengths: list[CriterionCount]
    missed: list[CriterionCount]
    more_missed: int
    stages: list[FigureLine]
    work: list[CriterionCount]
    before: Wave | None
    apart: list[str]
    has_parts: bool
    method: Method


def wave_debrief(
    now: list[ScoredVisits], results: Results, where: Mapping[str, str], others: Iterable[FigureLine] = ()
) -> WaveDebrief:
    """Return the debrief of visits of the wave (`now`), which are those of `where`, beside the wave before.

    `others` are further lines that are told beside it.

    Strengths are criteria met in nine visits of ten or more: never a single visit where there were several,
    never a critical one that failed. What to work on are the musts missed in the most visits.
    """
    counts = list(_criterion_counts(now, results, where))
    missed = sorted((count for count in counts if count.priority == "must" and count.missed), key=_worst_first)
    targets = results.programme.settings.targets
    scores = figure_lines(results, "", where, {"": targets.score})
    stages = figure_lines(results, "stage", where, targets.stages)
    lines = [*scores, *stages]
    before = results.wave_before if any(line.trend for line in lines) else None
    return WaveDebrief(
        wave=results.wave,
        scenarios=sorted({scenario for batch in now for scenario in batch.visits.table.get("scenario").cells()} - {""}),
        scores=scores,
        must_target=_float(targets.must_rate),
        failed=int(results.tally.cells((), where)["failed"].sum()),
        judged=frozenset(count.priority for count in counts),
        strengths=_strengths(counts),
        missed=missed[:MOST_MISSED],
        more_missed=max(0, len(missed) - MOST_MISSED),
        stages=stages,
        work=missed[:MOST_WORK],
        before=before,
        apart=list(dict.fromkeys(name for line in lines if not line.is_part for name in line.apart)),
        has_parts=any(line.is_part for line in lines),
        method=_method(now, results, where, [*lines, *others]),
    )


def _method(now: list[ScoredVisits], results: Results, where: Mapping[str, str], lines: Iterable[FigureLine]) -> Method:
    """Return how the figures of visits of the wave were made, beside those of the wave before if any is compared."""
    programme, accepted = results.programme, results.visits
    trends = [line.trend for line in lines if line.trend]
    before = results.wave_before if trends else None
    compared = Selection(wave=before.id, **where).apply(accepted, programme) if before else []
    families = [trend.difference.family for trend in trends if trend.difference.p is not None]
    making = Making(comparisons=Comparisons.of(families), rejected=results.rejected)
    return method(accepted, now, programme, Selection(wave=results.wave.id, **where), making, compared)


def figure_lines(
    results: Results, key: str, where: Mapping[str, str], targets: Mapping[str, object]
) -> list[FigureLine]:
    """Return the figures of each stage or site (`key`), or of all visits without a key, beside the wave before.

    The lines of a table are one family; those without a key stand outside any.
    """
    programme, keys = results.programme, (key,) if key else ()
    seen = kinds_seen(results.like_tally, keys, where) | kinds_seen(results.tally, keys, where)
    table = figures(results.tally, keys, programme, where, seen=seen)
    shown = {
        values: figure
        for values, figure in table.rows.items()
        if not table.is_part(values) or figure.visits or figure.must.asked or figure.plus.asked
    }
    trends = _trends(results, [table.cell(values) for values in shown], where, seen, is_family=bool(key))
    lines = []
    for values, figure in shown.items():
        cell, is_part = table.cell(values), table.is_part(values)
        named = dict(cell)
        code = named.get(key, "")
        target = None if is_part else _float(targets.get(code))
        apart = {name: value for name, value in named.items() if name in table.apart}
        lines.append(FigureLine(code, apart, figure, trends.get(cell), target, is_part))
    return lines


def _trends(
    results: Results, cells: list[Cell], where: Mapping[str, str], seen: frozenset[Seen], *, is_family: bool
) -> dict[Cell, Trend]:
    match = matched(results.like_tally, results.sides, results.programme, where)
    compared = results.like.only({one.kind.questionnaire for one in seen})
    found = trends(results.like_tally, match, compared, cells, results.programme, where)
    if not is_family:
        return found
    lines = in_one_family([trend.difference for trend in found.values()])
    return {cell: replace(trend, difference=line) for (cell, trend), line in zip(found.items(), lines, strict=True)}


def _criterion_counts(now: list[ScoredVisits], results: Results, where: Mapping[str, str]) -> Iterable[CriterionCount]:
    judged = as_judged(now)
    critical = {c.criterion.id for batch in now for c in batch.criteria if c.criterion.critical}
    keys = ("stage", "criterion", "priority")
    cells = {tuple(one[key] for key in keys): one for one in results.tally.cells(keys, where).to_dict("records")}
    for stage, criterion, priority in sorted_cells(cells, keys, results.programme):
        counts = cells[stage, criterion, priority]
        met, asked = counts["must_met"] + counts["plus_met"], counts["must_asked"] + counts["plus_asked"]
        if asked:
            yield CriterionCount(judged[criterion], stage, priority, criterion in critical, met, asked)


def _strengths(counts: list[CriterionCount]) -> list[CriterionCount]:
    most = max((count.asked for count in counts), default=0)
    usual = [c for c in counts if Fraction(c.met, c.asked) >= STRENGTH and (c.asked > 1 or most == 1)]
    strong = [c for c in usual if not (c.critical and c.missed)]
    return sorted(strong, key=lambda c: (-Fraction(c.met, c.asked), -c.asked, c.priority))[:MOST_STRENGTHS]


def _worst_first(count: CriterionCount) -> tuple[bool, int, Fraction]:
    return not count.critical, -count.missed, Fraction(-count.missed, count.asked)


def _float(value: object) -> float | None:
    return float(str(value)) if value is not None else None
