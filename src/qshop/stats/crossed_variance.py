"""What places and shoppers each add to the variance of visits, where shoppers visit several places."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import lcm
from typing import NamedTuple

MIN_SHOPPERS, MIN_PLACES = 3, 2
"""Shoppers that every place must have had, and places that shoppers must have been to on average."""


class CrossedVisits(NamedTuple):
    """The visits of one group to one place by one shopper; scores are whole numbers of any one unit."""

    place: str
    shopper: str
    group: Hashable
    visits: int
    total: int
    squares: int


@dataclass(frozen=True)
class Components:
    """The variance between places, between shoppers, and between the visits of one shopper to one place.

    Estimates are unbiased, so one that is truly near 0 may come out below it.
    """

    place: Fraction
    shopper: Fraction
    rest: Fraction

    @property
    def shopper_share(self) -> Fraction | None:
        """Return the shoppers' share of the variance, what is below 0 taken as 0; None where nothing varies."""
        parts = [max(Fraction(), part) for part in (self.shopper, self.place, self.rest)]
        return parts[0] / sum(parts) if any(parts) else None


def can_be_separated(cells: Iterable[CrossedVisits]) -> bool:
    """Return whether every place had shoppers enough, all of them known, and shoppers went to places enough."""
    pairs = {(cell.place, cell.shopper) for cell in cells}
    shoppers = Counter(place for place, _ in pairs)
    places = Counter(shopper for _, shopper in pairs)
    return (
        bool(pairs)
        and "" not in places
        and min(shoppers.values()) >= MIN_SHOPPERS
        and len(pairs) >= MIN_PLACES * len(places)
    )


def components(cells: Iterable[CrossedVisits]) -> Components | None:
    """Return the components of variance; None where visits are too few or too regular to tell them apart.

    Henderson (1953), Biometrics 9:226-252, method 1; also Searle, Casella and McCulloch (1992), Variance Components,
    §5.3: the sums of squares of the place totals, of the shopper totals and of all visits are set equal to what is
    expected of them. Here visits are taken from the mean of their group first, and the expectations allow for that;
    with a single group it is Henderson's method as it stands.
    """
    listed = list(cells)
    groups = _Groups.of(listed)
    place, shopper = (_Factor.of(listed, name, groups) for name in ("place", "shopper"))
    pairs = Counter[tuple[str, str]]()
    for cell in listed:
        pairs[cell.place, cell.shopper] += cell.visits
    mirrored = Counter({(shopper_, place_): visits for (place_, shopper_), visits in pairs.items()})
    visits = Fraction(groups.visits.total() - len(groups.visits))
    equations = [
        [place.own(), place.others(shopper, pairs), place.freedom(), place.squares],
        [shopper.others(place, mirrored), shopper.own(), shopper.freedom(), shopper.squares],
        [place.held(), shopper.held(), visits, groups.squares],
    ]
    solution = _solved(equations)
    return Components(*solution) if solution else None


@dataclass(frozen=True)
class _Groups:
    """The visits of each group, the totals of their scores, and the squares of their deviations from the group's mean.

    scale: what the visits of every group divide; a visit counts as scale / visits in the mean of its group
    """

    visits: Counter[Hashable]
    totals: Counter[Hashable]
    squares: Fraction
    scale: int

    @classmethod
    def of(cls, cells: list[CrossedVisits]) -> "_Groups":
        visits, totals = Counter[Hashable](), Counter[Hashable]()
        for cell in cells:
            visits[cell.group] += cell.visits
            totals[cell.group] += cell.total
        squares = sum(cell.squares for cell in cells) - sum(Fraction(totals[g] ** 2, n) for g, n in visits.items())
        return cls(visits, totals, Fraction(squares), lcm(*visits.values()))

    def part(self, group: Hashable) -> int:
        """Return what a visit counts for in the mean of its group, of `scale`."""
        return self.scale // self.visits[group]


@dataclass(frozen=True)
class _Factor:
    """The visits of each level of a factor (a place, say), also by group, and the squares of its deviations' totals.

    Its methods return traces: how often a variance stands in each of the sums of squares. With N the visits of levels
    by group, D and G those of levels and of groups on the diagonal, a level's own part is D - N G⁻¹ Nᵀ.
    """

    groups: _Groups
    visits: Counter[str]
    in_groups: dict[str, Counter[Hashable]]
    squares: Fraction

    @classmethod
    def of(cls, cells: list[CrossedVisits], name: str, groups: _Groups) -> "_Factor":
        visits, deviations, in_groups = Counter[str](), Counter[str](), dict[str, Counter[Hashable]]()
        for cell in cells:
            level = getattr(cell, name)
            visits[level] += cell.visits
            in_groups.setdefault(level, Counter())[cell.group] += cell.visits
            expected = cell.visits * groups.totals[cell.group] * groups.part(cell.group)
            deviations[level] += cell.total * groups.scale - expected
        squares = sum((Fraction(deviations[level] ** 2, n) for level, n in visits.items()), Fraction())
        return cls(groups, visits, in_groups, squares / groups.scale**2)

    def held(self) -> Fraction:
        """Return how often a variance of levels stands in the squares of all visits."""
        shared = sum(n * n * self.groups.part(g) for own in self.in_groups.values() for g, n in own.items())
        return self.visits.total() - Fraction(shared, self.groups.scale)

    def freedom(self) -> Fraction:
        """Return how often the variance of visits stands in the squares of the levels' totals."""
        shared = Fraction()
        for level, own in self.in_groups.items():
            shared += Fraction(sum(n * n * self.groups.part(g) for g, n in own.items()), self.visits[level])
        return len(self.visits) - shared / self.groups.scale

    def own(self) -> Fraction:
        """Return how often the variance of levels stands in the squares of their totals."""
        return self.others(self, Counter({(level, level): count for level, count in self.visits.items()}))

    def others(self, other: "_Factor", pairs: Counter[tuple[str, str]]) -> Fraction:
        """Return how often the variance of another factor stands in the squares of the levels' totals."""
        scale, shared = self.groups.scale, other.products()
        numerators = Counter[str]()
        for (level, at), count in pairs.items():
            expected = sum(n * other.in_groups[at][g] * self.groups.part(g) for g, n in self.in_groups[level].items())
            numerators[level] += scale * (count**2 * scale - 2 * count * expected)
        for level, own in self.in_groups.items():
            parts = [(g, n * self.groups.part(g)) for g, n in own.items()]
            numerators[level] += sum(n * m * shared[g, h] for (g, n), (h, m) in product(parts, parts))
        return sum((Fraction(n, self.visits[level]) for level, n in numerators.items()), Fraction()) / scale**2

    def products(self) -> Counter[tuple[Hashable, Hashable]]:
        """Return for each two groups the products of a level's visits in them, added up."""
        products = Counter[tuple[Hashable, Hashable]]()
        for own in self.in_groups.values():
            for first, second in product(own, own):
                products[first, second] += own[first] * own[second]
        return products


def _solved(equations: list[list[Fraction]]) -> list[Fraction] | None:
    """Return the solution of linear equations; None where there is no single one."""
    rows = [list(row) for row in equations]
    for at in range(len(rows)):
        pivot = next((row for row in rows[at:] if row[at]), None)
        if pivot is None:
            return None
        rows.remove(pivot)
        rows = [[entry - row[at] / pivot[at] * top for entry, top in zip(row, pivot, strict=True)] for row in rows]
        rows.insert(at, [entry / pivot[at] for entry in pivot])
    return [row[-1] for row in rows]
