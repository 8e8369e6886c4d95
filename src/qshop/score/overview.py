"""The first screen of `qshop score`: the last wave beside the waves before it, with what changed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from qshop.programme.model import Programme
from qshop.score.caveats import caveats
from qshop.score.comparison.compare import matched
from qshop.score.comparison.like_visits import like_visits
from qshop.score.comparison.sides import Sides
from qshop.score.figure_table import Figures
from qshop.score.figures import IntervalMethod, least_base
from qshop.score.kernel import ScoredVisits
from qshop.score.keys import Key
from qshop.score.measures import Measure
from qshop.score.sites.sites_to_show import SitesToShow, sites_to_show
from qshop.score.tally import Tally, tally
from qshop.score.visits_made import MadeInWave, made_in_wave
from qshop.score.wave_lines import LikeWaves, WaveLine, WaveTallies, wave_lines, without_thin
from qshop.visits.accepted import Visits

_SCOPES: dict[str, Key] = {"programme": (), "site": ("site",), "stage": ("stage",), "team": ("team",)}
_MEASURES: dict[str, tuple[Measure, ...]] = {"programme": ("score", "must")}
"""What is compared with the wave before: of sites, stages and teams the score alone, lest a screen say too much."""


@dataclass(frozen=True)
class Overview:
    """What the first screen shows.

    waves: those that have visits, in their order
    made: what became of the visits of the last of them
    sections: the lines of the programme, of sites, stages and teams; nothing of what has no visits in the last wave
    thin: how many lines are left out, because they rest on fewer visits than the minimum base beside one that does not
    sites: which sites have lines
    caveats: what is kept apart or ignored in the figures of the last wave
    """

    waves: list[str]
    made: list[MadeInWave]
    sections: dict[str, list[WaveLine]]
    thin: int
    sites: SitesToShow
    caveats: list[str]

    @property
    def families(self) -> list[int]:
        """Return of how many comparisons each difference on the screen is one."""
        lines = (line for section in self.sections.values() for line in section)
        return [change.family for line in lines for change in line.changes.values() if change.p is not None]


def overview(
    batches: list[ScoredVisits],
    programme: Programme,
    kinds: Mapping[str, str] | None = None,
    set_aside: Iterable[Visits] = (),
    *,
    as_visited: bool = False,
    method: IntervalMethod = "clustered",
) -> Overview:
    """Return the first screen of scored visits (all of these kinds).

    set_aside: the visits that are in no figure, because they are not regular ones
    """
    waves = _visited(batches, programme)
    now = [batch for batch in batches if batch.visits.wave in waves[-1:]]
    total = tally(batches, programme, _keys(programme))
    where = kinds or {}
    like = _like(batches, waves, programme, total, where)
    tallies = WaveTallies(programme, waves, total, like, where, as_visited, method)
    sites = sites_to_show(now, programme, where, as_visited=as_visited)
    sections, tables = _sections(tallies, sites) if waves else ({}, {})
    shown = {
        scope: lines if scope == "programme" else without_thin(lines, least_base(programme))
        for scope, lines in sections.items()
    }
    return Overview(
        waves=waves,
        made=made_in_wave(waves[-1], now, set_aside, programme) if waves else [],
        sections=shown,
        thin=sum(map(len, sections.values())) - sum(map(len, shown.values())),
        sites=sites,
        caveats=caveats(now, [_told(table, shown[scope]) for scope, table in tables.items()], programme, ("wave",)),
    )


def _scopes(programme: Programme) -> dict[str, Key]:
    """Return what has lines, and what these are by; teams only where there are any, since they cost the most."""
    return {scope: keys for scope, keys in _SCOPES.items() if scope != "team" or programme.teams}


def _keys(programme: Programme) -> list[Key]:
    return [("wave", *keys) for keys in _scopes(programme).values()]


def _visited(batches: list[ScoredVisits], programme: Programme) -> list[str]:
    visited = {batch.visits.wave for batch in batches}
    waves = sorted(programme.settings.waves, key=lambda wave: wave.from_)
    return [wave.id for wave in waves if wave.id in visited]


def _like(
    batches: list[ScoredVisits], waves: list[str], programme: Programme, total: Tally, where: Mapping[str, str]
) -> LikeWaves | None:
    """Return the last two waves over what they have in common: part of the total, where that is all they were asked."""
    if len(waves) < 2:
        return None
    sides = Sides("wave", waves[-2], waves[-1])
    both = [batch for batch in batches if batch.visits.wave in sides.codes]
    like = like_visits(both, sides, programme).batches
    if [*map(id, like)] == [*map(id, both)]:
        of_both = _only("wave", sides.codes, total)
    else:
        of_both = tally(like, programme, _keys(programme))
    return LikeWaves(of_both, matched(of_both, sides, programme, where))


def _only(key: str, values: Collection[str], whole: Tally) -> Tally:
    return replace(whole, frames={name: frame[frame[key].isin(values)] for name, frame in whole.frames.items()})


def _sections(tallies: WaveTallies, sites: SitesToShow) -> tuple[dict[str, list[WaveLine]], dict[str, Figures]]:
    """Return the lines of every scope, and the tables that those of the last wave are from."""
    sections, tables = {}, {}
    for scope, keys in _scopes(tallies.programme).items():
        chosen = _narrowed(tallies, sites) if scope == "site" and sites.different is not None else tallies
        found = chosen.tables(keys)
        sections[scope] = wave_lines(scope, chosen, found, _MEASURES.get(scope, ("score",)))
        tables[scope] = found[tallies.waves[-1]]
    return sections, tables


def _told(table: Figures, lines: Sequence[WaveLine]) -> Figures:
    """Return a table that says no more of what it lacks than its lines show."""
    of_code = len(table.keys) - len(table.apart)
    shown = [(line.code, line.kind) for line in lines]

    def is_shown(cell: Key) -> bool:
        code, kind = "".join(cell[:of_code]), " · ".join(cell[of_code:])
        return any(one == code and of_kind.startswith(kind) for one, of_kind in shown)

    return replace(table, missing={cell: kinds for cell, kinds in table.missing.items() if is_shown(cell)})


def _narrowed(tallies: WaveTallies, sites: SitesToShow) -> WaveTallies:
    """Return the tallies of some sites, compared with nothing.

    Sites that are chosen by this wave would seem to have changed: by chance they come back to the others.
    """
    return replace(tallies, total=_only("site", sites.codes, tallies.total), like=None)
