"""Figures of several waves side by side: a line for the programme, or for each site, stage or team.

The last wave is what is looked at: it alone is compared with the wave before it, and with its target.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from qshop.programme.model import Programme
from qshop.score.comparison.cell_differences import cell_differences
from qshop.score.comparison.compare import in_one_family
from qshop.score.comparison.figure_difference import FigureDifference
from qshop.score.comparison.matching import Matching
from qshop.score.figure_table import Cell, Figures, figures, kinds_seen
from qshop.score.figures import Figure, IntervalMethod, least_base
from qshop.score.keys import Key
from qshop.score.measures import Measure
from qshop.score.tally import Tally
from qshop.score.targets import reaches, target_of

_AIMED: dict[Measure, str] = {"score": "score", "must": "must_rate"}


@dataclass(frozen=True)
class WaveLine:
    """The figures of the programme, a site, a stage or a team, wave by wave.

    kind: the kind of visits, where several are kept apart
    figures: by wave, in those that it has any in
    changes: by measure, the difference between the last wave and the wave before; without visits alike, none
    reached: by measure, whether the last wave reaches its target; nothing where it has none, is a part of what the
        target is for, or rests on fewer visits than the minimum base
    """

    scope: str
    code: str
    kind: str
    figures: dict[str, Figure]
    changes: dict[Measure, FigureDifference]
    reached: dict[Measure, bool]

    @property
    def visits(self) -> int:
        """Return the visits of the last wave."""
        return [*self.figures.values()][-1].visits


@dataclass(frozen=True)
class LikeWaves:
    """The visits of two waves over what they have in common, and how they are matched."""

    tally: Tally
    match: Matching


@dataclass(frozen=True)
class WaveTallies:
    """What lines are made from.

    waves: those that have visits, in their order
    total: the visits of all of them
    like: those of the last two, over what these have in common; None where nothing is compared
    where: the kinds of visits that these are, where they are chosen
    """

    programme: Programme
    waves: list[str]
    total: Tally
    like: LikeWaves | None
    where: Mapping[str, str]
    as_visited: bool
    method: IntervalMethod

    def tables(self, keys: Key) -> dict[str, Figures]:
        """Return the figures by keys, wave by wave; all keep the same kinds of visits apart.

        Only those of the last wave have intervals: the others are beside it for their values, and cost less so.
        """
        seen = kinds_seen(self.total, keys, self.where)
        past = self.total.without_shoppers()
        return {
            wave: figures(
                self.total if wave == self.waves[-1] else past,
                keys,
                self.programme,
                {**self.where, "wave": wave},
                seen=seen,
                as_visited=self.as_visited,
                method=self.method,
                has_intervals=wave == self.waves[-1],
            )
            for wave in self.waves
        }

    def changes(self, cells: Collection[Cell], measures: Collection[Measure]) -> dict[Cell, list[FigureDifference]]:
        """Return what changed in some cells between the last two waves, in words that each difference has alone."""
        if self.like is None:
            return {}
        return cell_differences(self.like.tally, self.like.match, cells, self.programme, self.where, measures)


def wave_lines(
    scope: str, tallies: WaveTallies, tables: Mapping[str, Figures], measures: Collection[Measure]
) -> list[WaveLine]:
    """Return the lines of a scope, those that have visits in the last wave, with what changed in some measures.

    Lines of one table are one family; the programme's stand for themselves.
    """
    last, *earlier = reversed(tallies.waves)
    now = tables[last]
    shown = {
        now.cell(values): (values, figure)
        for values, figure in now.rows.items()
        if figure.visits or figure.must.asked or figure.plus.asked
    }
    past = {wave: tables[wave].by_cell() for wave in reversed(earlier)}
    changes = tallies.changes(shown, measures)
    if scope != "programme":
        changes = _in_one_family(changes)
    return [
        WaveLine(
            scope=scope,
            code=dict(cell).get(scope, ""),
            kind=" · ".join(value for key, value in cell if key in now.apart),
            figures={**{wave: of[cell] for wave, of in past.items() if cell in of}, last: figure},
            changes={line.measure: line for line in changes.get(cell, [])},
            reached={}
            if now.is_part(values)
            else _reached(scope, dict(cell).get(scope, ""), figure, tallies.programme),
        )
        for cell, (values, figure) in shown.items()
    ]


def without_thin(lines: Sequence[WaveLine], least: int) -> list[WaveLine]:
    """Return the lines without those that rest on fewer visits than `least` beside one of the same that does not.

    So no site, stage or team vanishes: where all that is known of one is little, it is shown.
    """
    enough = {line.code for line in lines if line.visits >= least}
    return [line for line in lines if line.visits >= least or line.code not in enough]


def _in_one_family(changes: Mapping[Cell, list[FigureDifference]]) -> dict[Cell, list[FigureDifference]]:
    lines = iter(in_one_family([line for of_cell in changes.values() for line in of_cell]))
    return {cell: [next(lines) for _ in of_cell] for cell, of_cell in changes.items()}


def _reached(scope: str, code: str, figure: Figure, programme: Programme) -> dict[Measure, bool]:
    bases = {"score": (figure.visits, figure.score), "must": (figure.must.visits, figure.must.percent)}
    found: dict[Measure, bool] = {}
    for measure, name in _AIMED.items():
        visits, percent = bases[measure]
        target = target_of(scope, code, name, programme)
        if target is not None and percent is not None and visits >= least_base(programme):
            found[measure] = reaches(percent, target)
    return found
