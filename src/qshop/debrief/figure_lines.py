"""Lines of figures on a page: all visits, stages or sites, each beside the wave before and its target."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from qshop.debrief.trend import Trend, trends
from qshop.findings.results import Results
from qshop.findings.tally_parts import TallyParts
from qshop.score.comparison.compare import in_one_family, matched
from qshop.score.figure_table import Cell, figures, kinds_seen
from qshop.score.figures import Figure
from qshop.score.keys import Key
from qshop.score.mix import Seen
from qshop.score.tally import Tally


@dataclass(frozen=True)
class FigureLine:
    """A stage, a site, a team or all of them: its figure, its trend from the wave before, and its target, if any.

    key: the codes of the stage, site or team; none for all of them
    target: in percent
    apart: what kind of visits it is about, by dimension, where different visits are not pooled
    is_part: whether that is for want of visits of another kind; no target is meant for such a part
    values: the scores of the single visits, where these are too few for an interval and are to be told
    """

    key: Key
    apart: dict[str, str]
    now: Figure
    trend: Trend | None
    target: float | None
    is_part: bool
    values: list[float] = field(default_factory=list)


def figure_lines(
    results: Results, keys: Key, where: Mapping[str, str], targets: Mapping[str, object]
) -> list[FigureLine]:
    """Return the figures by `keys` (none: of all visits) of a site, a team or (nothing) of all, beside the wave before.

    Those of a team are about the stages it runs. The lines of a table are one family; those without a key stand outside
    any.
    """
    now, like = _within(results.parts, where), _within(results.like_parts, where)
    seen = kinds_seen(like, keys, None) | kinds_seen(now, keys, None)
    table = figures(now, keys, results.programme, seen=seen)
    shown = {
        values: figure
        for values, figure in table.rows.items()
        if not table.is_part(values) or figure.visits or figure.must.asked or figure.plus.asked
    }
    found = _trends(results, like, [table.cell(values) for values in shown], seen, is_family=bool(keys))
    lines = []
    for values, figure in shown.items():
        cell, is_part = table.cell(values), table.is_part(values)
        named = dict(cell)
        codes = tuple(named[key] for key in keys)
        target = None if is_part else _float(targets.get(codes[-1] if codes else ""))
        apart = {name: value for name, value in named.items() if name in table.apart}
        lines.append(FigureLine(codes, apart, figure, found.get(cell), target, is_part))
    return lines


def _within(parts: TallyParts, where: Mapping[str, str]) -> Tally:
    """Return the cells of `where`; those of a team are about the stages it runs, and so are the shares of visits."""
    tally = parts.of(where)
    return replace(tally, stages=frozenset(tally.frames["stage",]["stage"])) if "team" in where else tally


def _trends(
    results: Results,
    like: Tally,
    cells: list[Cell],
    seen: frozenset[Seen],
    *,
    is_family: bool,
) -> dict[Cell, Trend]:
    match = matched(like, results.sides, results.programme)
    compared = results.like.only({one.kind.questionnaire for one in seen})
    found = trends(like, match, compared, cells, results.programme, {})
    if not is_family:
        return found
    lines = in_one_family([trend.difference for trend in found.values()])
    return {cell: replace(trend, difference=line) for (cell, trend), line in zip(found.items(), lines, strict=True)}


def _float(value: object) -> float | None:
    return float(str(value)) if value is not None else None
