"""Tables of figures: one figure a cell, pooled under declared shares, or kept apart by kind of visits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from qshop.programme.model import Programme
from qshop.score.figures import Figure, IntervalMethod, Intervals, figure, figure_as_visited, least_base
from qshop.score.keys import Key, grouping_of
from qshop.score.mix import KIND_KEYS, POOLED, Kind, KindShares, Mix, Seen
from qshop.score.sums import CellSums, Sums, added, cell_sums
from qshop.score.tally import Tally

_MORE_THAN_ANY = 10**15
Cell = tuple[tuple[str, str], ...]
"""What a figure is about: keys with their values."""


@dataclass(frozen=True)
class Figures:
    """The figures of every cell: stages and criteria in the order of the journey, all else by name.

    keys: those wanted, then `apart`
    apart: the dimensions by which visits are kept apart, because no shares are declared for them or because a kind of
        visits that has a share was not made; blank in a cell in which they are pooled
    undeclared: those of them for which no shares are declared
    missing: by cell, under the keys wanted and `undeclared`, the kinds of visits for want of whose score there is no
        pooled figure
    parts: the cells that stand in its place, one for each kind of visits that there is
    """

    keys: Key
    apart: Key
    undeclared: Key
    rows: dict[Key, Figure]
    missing: dict[Key, list[str]]
    parts: frozenset[Key]

    def cell(self, values: Key) -> Cell:
        """Return the cell of a row: the keys wanted with their values, then the kind of visits that is kept apart."""
        pairs = zip(self.keys, values, strict=True)
        return tuple((key, value) for key, value in pairs if value or key not in self.apart)

    def is_part(self, values: Key) -> bool:
        """Return whether a row is only a part of what the keys wanted are about: no target is meant for it."""
        return values in self.parts

    def by_cell(self) -> dict[Cell, Figure]:
        """Return the figures by their cells, which are the same in tables that keep other visits apart."""
        return {self.cell(values): figure for values, figure in self.rows.items()}


def figures(
    tally: Tally,
    keys: Key,
    programme: Programme,
    where: Mapping[str, str] | None = None,
    *,
    seen: frozenset[Seen] | None = None,
    as_visited: bool = False,
    method: IntervalMethod = "clustered",
    has_intervals: bool = True,
) -> Figures:
    """Return the figures by `keys` (of the cells of `where`, if given), pooled under the shares that are declared.

    Tables that are made for the same kinds of visits, those `seen`, keep the same apart. With `as_visited`, and visit
    by visit, all is pooled as it was visited. Without intervals, they cost much less.
    """
    least = least_base(programme) if has_intervals else _MORE_THAN_ANY
    intervals = Intervals(least, programme.settings.scoring.sites, method)
    if as_visited or "visit" in keys:
        rows = {cell: figure_as_visited([sums], intervals) for cell, sums in cell_sums(tally, keys, where).items()}
        return Figures(keys, (), (), _sorted(rows, keys, programme), {}, frozenset())
    kinds = kinds_seen(tally, keys, where) if seen is None else seen
    mix = Mix(programme, grouping_of(keys), tally.stages, tally.versions, kinds)
    split = mix.split(keys)
    own = (*keys, *split)
    chosen = {name: value for name, value in (where or {}).items() if name in POOLED}
    others = tuple(name for name in mix.named if name not in own and name not in chosen)
    rows = {}
    missing: dict[Key, list[str]] = {}
    apart: set[Key] = set()
    for cell, parts in _parts(tally, own, where).items():
        pool = _pool(mix, chosen | dict(zip(own, cell, strict=True)), parts)
        if pool.pooled:
            rows[*cell, *("" for _ in others)] = figure(pool.pooled, pool.shares, intervals)
        singles = {
            (*cell, *_values(kind, others)): figure_as_visited(cells, intervals) for kind, cells in pool.single.items()
        }
        rows |= singles
        if pool.lacking:
            missing[cell] = [" ".join(_values(kind, others)) for kind in pool.lacking]
            apart.update(singles)
    table = Figures((*own, *others), (*split, *others), split, rows, missing, frozenset(apart))
    return _without_blanks(table, programme)


def _values(kind: Kind, names: Key) -> Key:
    return tuple(getattr(kind, name) for name in names)


@dataclass(frozen=True)
class _Pool:
    """The kinds of visits in a cell: those that are pooled under shares, those that are not, and those that lack.

    Where any lacks, nothing is pooled.
    """

    shares: KindShares
    pooled: dict[Kind, list[CellSums]]
    single: dict[Kind, list[CellSums]]
    lacking: list[Kind]


def _pool(mix: Mix, named: Mapping[str, str], parts: Mapping[Seen, CellSums]) -> _Pool:
    """Return what is pooled in a cell, given by its keys with their values.

    Where its sites differ in what they are asked is looked at only if a kind seems to lack: it costs much.
    """
    cells, shares = _by_kind(parts), mix.shares(named, parts)
    sums = {kind: added(row for cell in of_kind for row in cell.by_site) for kind, of_kind in cells.items()}
    if _lacks_any(shares, sums):
        sites = {row["site"] for part in parts.values() for row in part.by_site}
        shares = mix.shares(named, parts, sorted(sites))
    lacking = _lacking(shares.score, sums, "units")
    pooled = {} if lacking else {kind: cells[kind] for kind in shares.score if kind in cells}
    return _Pool(shares, pooled, {kind: found for kind, found in cells.items() if kind not in pooled}, lacking)


def kinds_seen(tally: Tally, keys: Key, where: Mapping[str, str] | None) -> frozenset[Seen]:
    """Return the kinds of visits in a tally (in the cells of `where`, if given), as far as figures by `keys` go."""
    cells = tally.cells((*grouping_of(keys), *KIND_KEYS), where)
    return frozenset(Seen.of(sums) for sums in cells[list(KIND_KEYS)].drop_duplicates().to_dict("records"))


def _parts(tally: Tally, keys: Key, where: Mapping[str, str] | None) -> dict[Key, dict[Seen, CellSums]]:
    """Return the sums of each cell, apart by the kind of visits and the version they were made with."""
    parts: dict[Key, dict[Seen, CellSums]] = {}
    named = tuple(dict.fromkeys((*keys, *KIND_KEYS)))
    for values, sums in cell_sums(tally, named, where).items():
        cell = dict(zip(named, values, strict=True))
        parts.setdefault(tuple(cell[key] for key in keys), {})[Seen.of(cell)] = sums
    return parts


def _lacks_any(shares: KindShares, sums: Mapping[Kind, Sums]) -> bool:
    bases = ((shares.score, "units"), (shares.must, "must_asked"), (shares.plus, "plus_asked"))
    return any(_lacking(kinds, sums, base) for kinds, base in bases)


def _lacking(shares: Mapping[Kind, Fraction], sums: Mapping[Kind, Sums], base: str) -> list[Kind]:
    """Return the kinds of visits that count for a share and have no base, where there are several."""
    return [kind for kind in shares if len(shares) > 1 and not (kind in sums and sums[kind][base])]


def _by_kind(parts: Mapping[Seen, CellSums]) -> dict[Kind, list[CellSums]]:
    """Return the sums of each kind of visits, whatever version they were made with."""
    by_kind: dict[Kind, list[CellSums]] = {}
    for seen, cell in parts.items():
        by_kind.setdefault(seen.kind, []).append(cell)
    return by_kind


def _without_blanks(table: Figures, programme: Programme) -> Figures:
    """Return figures in their order, without the dimensions in which no cell is kept apart."""
    is_needed = {name: any(cell[table.keys.index(name)] for cell in table.rows) for name in table.apart}
    needed = tuple(name for name in POOLED if is_needed.get(name))
    keys = (*(key for key in table.keys if key not in table.apart), *needed)
    places = [table.keys.index(key) for key in keys]

    def shorter(cell: Key) -> Key:
        return tuple(cell[place] for place in places)

    rows = {shorter(cell): found for cell, found in table.rows.items()}
    parts = frozenset(map(shorter, table.parts))
    return Figures(keys, needed, table.undeclared, _sorted(rows, keys, programme), table.missing, parts)


def _sorted(rows: dict[Key, Figure], keys: Key, programme: Programme) -> dict[Key, Figure]:
    return {cell: rows[cell] for cell in sorted_cells(rows, keys, programme)}


def sorted_cells(cells: Iterable[Key], keys: Key, programme: Programme) -> list[Key]:
    """Return cells sorted by their keys, each in its own order: the journey's, the calendar's, or the alphabet's."""
    orders = {
        "stage": [stage.id for stage in programme.stages],
        "criterion": list(programme.criteria),
        "wave": [wave.id for wave in sorted(programme.settings.waves, key=lambda wave: wave.from_)],
    }
    ranks = [{name: place for place, name in enumerate(orders.get(key, ()))} for key in keys]
    return sorted(cells, key=lambda cell: [(rank.get(v, len(rank)), v) for rank, v in zip(ranks, cell, strict=True)])
