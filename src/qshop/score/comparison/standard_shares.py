"""What each cell counts for where two sides are standardised over the cells that both have."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from qshop.programme.model import Programme
from qshop.score.comparison.matching import Cell, kind_of
from qshop.score.keys import Key, grouping_of
from qshop.score.mix import POOLED, Kind, KindShares, Mix, Seen
from qshop.score.sums import Sums
from qshop.score.tally import Tally
from qshop.stats.differences import joint_base


@dataclass(frozen=True)
class DeclaredShares:
    """The shares that a programme declares for kinds of visits; without a mix, none.

    keys: what rows are by
    filters: the kinds of visits that are looked at alone
    """

    mix: Mix | None
    keys: Key
    filters: Mapping[str, str]

    @classmethod
    def of(
        cls, programme: Programme, tally: Tally, keys: Key, where: Mapping[str, str], records: Iterable[Sums]
    ) -> "DeclaredShares":
        """Return the shares for rows by `keys` of a tally, all of whose rows are in `records`."""
        filters = {name: value for name, value in where.items() if name in POOLED}
        if programme.settings.mix is None:
            return cls(None, keys, filters)
        return cls(
            Mix(programme, grouping_of(keys), tally.stages, tally.versions, frozenset(map(Seen.of, records))),
            keys,
            filters,
        )

    @property
    def dimensions(self) -> Key:
        """Return the dimensions that shares are declared for."""
        return self.mix.named if self.mix else ()

    def of_row(self, row: Key, records: Iterable[Sums]) -> KindShares:
        """Return the shares of the kinds of visits in a row."""
        if self.mix is None:
            return KindShares({}, {}, {})
        return self.mix.shares(
            {**self.filters, **dict(zip(self.keys, row, strict=True))}, frozenset(map(Seen.of, records))
        )


def standard_shares(
    bases: Mapping[Cell, tuple[int, int]], of_kinds: Mapping[Kind, Fraction], declared: Key
) -> dict[Cell, Fraction]:
    """Return the shares of cells, which add up to one, by their bases before and after.

    Kinds of visits keep the shares declared for them (`of_kinds`) among those that differ in the dimensions `declared`
    alone; a kind without a share has no cell. Within a kind, and across other dimensions, cells count by what both
    sides have of them. Where no kind has a share, all cells do.
    """
    shared = {cell: base for cell, base in bases.items() if kind_of(cell) in of_kinds}
    if not shared:
        of_kinds, declared = {kind_of(cell): Fraction(1) for cell in bases}, ()
    effective = {cell: joint_base(*base) for cell, base in (shared or bases).items()}
    of_kind, of_group, given = (defaultdict[Key, Fraction](Fraction) for _ in range(3))
    for cell, base in effective.items():
        of_kind[kind_of(cell)] += base
        of_group[_group(kind_of(cell), declared)] += base
    for kind in of_kind:
        given[_group(Kind(*kind), declared)] += of_kinds[Kind(*kind)]
    whole = sum(effective.values())
    return {
        cell: of_group[group] / whole * of_kinds[kind] / given[group] * base / of_kind[kind]
        for cell, base in effective.items()
        for kind in [kind_of(cell)]
        for group in [_group(kind, declared)]
    }


def _group(kind: Kind, declared: Key) -> Key:
    """Return the kind without the dimensions whose shares are declared."""
    return tuple(getattr(kind, name) for name in POOLED if name not in declared)
