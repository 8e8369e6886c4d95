"""Which visits of two sides are alike: those in cells that both have, and what is left out for want of another side.

A cell is a kind of visits at a site (for waves), in a wave (for sites), or both (for teams that share sites). Where
more than a fifth of the visits would be left out so, cells are wider: kinds of visits, at those sites or in those waves
that both sides have. Strata that hold next to nothing say little, and leave out most of what was seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from qshop.score.comparison.sides import Dimension, Sides
from qshop.score.keys import Key
from qshop.score.mix import POOLED, Kind
from qshop.score.sums import Sums
from qshop.stats.clusters import Sites

MOST_LEFT_OUT = Fraction(1, 5)
_WAYS: dict[Dimension, list[tuple[Key, Key]]] = {
    "wave": [(("site",), ()), ((), ("site",))],
    "site": [(("wave",), ()), ((), ("wave",))],
    "team": [(("stage", "site", "wave"), ()), (("stage", "wave"), ()), (("stage",), ("wave",))],
}
"""The ways to match visits, the strictest first: what makes a cell beside their kind, and what both sides must have.

Teams run different stages at different sites, so they are compared stage by stage.
"""
_OF_ALL: Key = ("site", "wave", *POOLED)
Cell = Key
"""The values of what makes a cell, with the kind of visits at the end."""


@dataclass(frozen=True)
class Matching:
    """How visits are matched.

    cell: the keys that make a cell, besides the kind of visits
    within: keys of which only values that both sides have are compared, though they make no cell
    cluster: the key of what visits vary within, or by, so that it is no chance of theirs: see `_cluster`
    both: the cells that both sides have
    visits: how many there are on either side; of teams, each stage that they ran on a visit
    left_out: how many of them are in no cell that both sides have
    one_sided: by site, wave, questionnaire, scenario and channel, the values that only one side has, before and after
    """

    sides: Sides
    cell: Key
    within: Key
    cluster: str
    common: frozenset[Key]
    both: frozenset[Cell]
    visits: tuple[int, int]
    left_out: tuple[int, int]
    one_sided: dict[str, tuple[list[str], list[str]]]

    @property
    def is_wider(self) -> bool:
        """Return whether cells are wider than they might be, so that fewer visits are left out."""
        return (self.cell, self.within) != _WAYS[self.sides.of][0]

    def cell_of(self, record: Sums) -> Cell:
        """Return the cell of a row of a tally."""
        return values_of(record, (*self.cell, *POOLED))

    def side_of(self, record: Sums) -> int:
        """Return the side of a row of a tally: 0 before, 1 after."""
        return self.sides.codes.index(record[self.sides.of])

    def is_kept(self, record: Sums) -> bool:
        """Return whether a row of a tally is in a cell that both sides have."""
        return self.cell_of(record) in self.both and values_of(record, self.within) in self.common


def kind_of(cell: Cell) -> Kind:
    """Return the kind of the visits in a cell."""
    return Kind(*cell[-len(POOLED) :])


def match_keys(sides: Sides) -> Key:
    """Return the keys that a tally must have, so that its visits can be matched."""
    return ("stage", "visit", *_OF_ALL) if sides.of == "team" else _OF_ALL


def matching(records: Sequence[Sums], sides: Sides, sites: Sites) -> Matching:
    """Return how the visits of two sides are matched, from the rows of a tally of all of them, by `match_keys`."""
    scored = [record for record in records if record["units"]]
    ways = [_matched(scored, sides, sites, *way) for way in _WAYS[sides.of]]
    enough = [one for one in ways if sum(one.left_out) <= MOST_LEFT_OUT * sum(one.visits)]
    return enough[0] if enough else min(ways, key=lambda one: sum(one.left_out))


def _matched(records: Sequence[Sums], sides: Sides, sites: Sites, cell: Key, within: Key) -> Matching:
    common = _on_both(records, sides, within)
    inside = [record for record in records if values_of(record, within) in common]
    both = _on_both(inside, sides, (*cell, *POOLED))
    visits, kept = [0, 0], [0, 0]
    cluster = _cluster(records, sides, sites)
    match = Matching(sides, cell, within, cluster, common, both, (0, 0), (0, 0), _one_sided(records, sides))
    for record in records:
        side = match.side_of(record)
        visits[side] += record["units"]
        kept[side] += record["units"] if match.is_kept(record) else 0
    return replace(match, visits=(visits[0], visits[1]), left_out=(visits[0] - kept[0], visits[1] - kept[1]))


def _cluster(records: Sequence[Sums], sides: Sides, sites: Sites) -> str:
    """Return the key of what is no chance of single visits.

    Waves are compared within sites, sites within waves. Teams that stand for a network vary from site to site; others
    from visit to visit, for the stages of one visit go up and down together.
    """
    if sides.of != "team":
        return "site" if sides.of == "wave" else "wave"
    visited = [{one["site"] for one in records if one["team"] == code} for code in sides.codes]
    return "site" if sites == "sample" and min(map(len, visited)) > 1 else "visit"


def _on_both(records: Sequence[Sums], sides: Sides, keys: Key) -> frozenset[Key]:
    """Return the values of keys that both sides have."""
    before, after = ({values_of(one, keys) for one in records if one[sides.of] == code} for code in sides.codes)
    return frozenset(before & after)


def _one_sided(records: Sequence[Sums], sides: Sides) -> dict[str, tuple[list[str], list[str]]]:
    found = {}
    for key in _OF_ALL:
        if key != sides.of:
            before, after = ({one[key] for one in records if one[sides.of] == code} for code in sides.codes)
            if before ^ after:
                found[key] = (sorted(before - after), sorted(after - before))
    return found


def values_of(record: Sums, keys: Key) -> Key:
    """Return the values of a row of a tally under some keys."""
    return tuple(record[key] for key in keys)
