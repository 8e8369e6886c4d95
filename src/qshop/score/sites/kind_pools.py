"""Which kinds of visits are taken together where sites are compared: those that `qshop score` pools into one figure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from qshop.programme.model import Programme
from qshop.score.mix import POOLED, Kind, Mix, Seen
from qshop.score.tally import Tally


@dataclass(frozen=True)
class KindPool:
    """Kinds of visits that are taken together.

    name: what they are called; blank where nothing stands apart
    cell: what all of them have in common, as far as it tells them from others
    kinds: those that were visited
    is_mixed: whether each of several counts for its share
    """

    name: str
    cell: Mapping[str, str]
    kinds: frozenset[Kind]
    is_mixed: bool = False


def mix_of(tally: Tally, programme: Programme) -> Mix:
    """Return the declared shares, for figures over the visits of a tally."""
    cells = tally.cells((*POOLED, "version")).to_dict("records")
    seen = frozenset(map(Seen.of, cells))
    return Mix(programme, (), tally.stages, tally.versions, seen)


def kind_pools(mix: Mix, where: Mapping[str, str], *, as_visited: bool = False) -> list[KindPool]:
    """Return the kinds of visits by what is taken together: those that shares are declared for, any other by itself.

    `where` are the filters that the visits have passed. With `as_visited`, all kinds are taken together.
    """
    kinds = sorted({one.kind for one in mix.seen})
    if as_visited:
        return [KindPool("", {}, frozenset(kinds))] if kinds else []
    split = mix.split(tuple(where))
    pools: dict[str, KindPool] = {}
    for kind in kinds:
        cell = {**where, **{name: getattr(kind, name) for name in split}}
        alike = [one for one in mix.seen if all(getattr(one.kind, name) == cell[name] for name in split)]
        shares = mix.shares(cell, alike).score
        if kind in shares:
            name = _name(kind, split)
            others = pools[name].kinds if name in pools else frozenset[Kind]()
            pools[name] = KindPool(name, cell, others | {kind}, is_mixed=len(shares) > 1)
        else:
            own = alone(kind, mix, where)
            pools[own.name] = own
    return [*pools.values()]


def alone(kind: Kind, mix: Mix, where: Mapping[str, str]) -> KindPool:
    """Return a pool of one kind of visits."""
    telling = {*mix.split(tuple(where)), *mix.named} - where.keys()
    return KindPool(_name(kind, telling), kind._asdict(), frozenset([kind]))


def _name(kind: Kind, telling: Collection[str]) -> str:
    return " · ".join(value for name, value in kind._asdict().items() if name in telling and value)
