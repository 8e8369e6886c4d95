"""What places and shoppers each add to the variance of visits, where shoppers visit several places."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
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
    groups = Counter[Hashable]()
    totals = Counter[Hashable]()
    for cell in listed:
        groups[cell.group] += cell.visits
        totals[cell.group] += cell.total
    means = {group: Fraction(totals[group], visits) for group, visits in groups.items()}
    place, shopper = (_Factor.of(listed, name, means) for name in ("place", "shopper"))
    pairs = Counter[tuple[str, str]]()
    for cell in listed:
        pairs[cell.place, cell.shopper] += cell.visits
    mirrored = Counter({(second, first): visits for (first, second), visits in pairs.items()})
    all_squares = sum(cell.squares for cell in listed) - sum(totals[group] * means[group] for group in groups)
    equations = [
        [place.own(groups), place.others(shopper, pairs, groups), place.freedom(groups), place.squares],
        [shopper.others(place, mirrored, groups), shopper.own(groups), shopper.freedom(groups), shopper.squares],
        [place.held(groups), shopper.held(groups), Fraction(groups.total() - len(groups)), Fraction(all_squares)],
    ]
    solution = _solved(equations)
    return Components(*solution) if solution else None


@dataclass(frozen=True)
class _Factor:
    """The visits of each level of a factor (a place, say), also by group, and the squares of its deviations' totals."""

    visits: Counter[str]
    in_groups: dict[str, Counter[Hashable]]
    squares: Fraction

    @classmethod
    def of(cls, cells: list[CrossedVisits], name: str, means: dict[Hashable, Fraction]) -> "_Factor":
        visits, deviations, in_groups = Counter[str](), dict[str, Fraction](), dict[str, Counter[Hashable]]()
        for cell in cells:
            level = getattr(cell, name)
            visits[level] += cell.visits
            in_groups.setdefault(level, Counter())[cell.group] += cell.visits
            deviations[level] = deviations.get(level, Fraction()) + cell.total - cell.visits * means[cell.group]
        squares = sum((deviations[level] ** 2 / count for level, count in visits.items()), Fraction())
        return cls(visits, in_groups, squares)

    # Traces of the matrices whose quadratic forms are the three sums of squares. With N the visits of levels by group,
    # D the visits of levels on the diagonal and G those of groups, a level's own part is D - N G⁻¹ Nᵀ.

    def held(self, groups: Counter[Hashable]) -> Fraction:
        """Return how often a variance of levels stands in the squares of all visits."""
        shared = (Fraction(count**2, groups[g]) for own in self.in_groups.values() for g, count in own.items())
        return self.visits.total() - sum(shared, Fraction())

    def freedom(self, groups: Counter[Hashable]) -> Fraction:
        """Return how often a variance of visits stands in the squares of the levels' totals."""
        return len(self.visits) - sum(
            (
                Fraction(count**2, self.visits[level] * groups[group])
                for level, own in self.in_groups.items()
                for group, count in own.items()
            ),
            Fraction(),
        )

    def own(self, groups: Counter[Hashable]) -> Fraction:
        """Return how often the variance of levels stands in the squares of their totals."""
        return self.others(self, Counter({(level, level): count for level, count in self.visits.items()}), groups)

    def others(self, other: "_Factor", pairs: Counter[tuple[str, str]], groups: Counter[Hashable]) -> Fraction:
        """Return how often the variance of another factor stands in the squares of the levels' totals."""
        total = Fraction()
        for (level, at), count in pairs.items():
            expected = sum(
                (Fraction(n * other.in_groups[at][group], groups[group]) for group, n in self.in_groups[level].items()),
                Fraction(),
            )
            total += (count**2 - 2 * count * expected) / self.visits[level]
        mine, theirs = self._products(self.visits), other._products(None)
        both = mine.keys() & theirs.keys()
        return total + sum((mine[g, h] * theirs[g, h] / (groups[g] * groups[h]) for g, h in both), Fraction())

    def _products(self, visits: Counter[str] | None) -> dict[tuple[Hashable, Hashable], Fraction]:
        """Return for each two groups the products of a level's visits in them, added up, each a visit of the level."""
        products: dict[tuple[Hashable, Hashable], Fraction] = {}
        for level, own in self.in_groups.items():
            for first, second in product(own, own):
                part = Fraction(own[first] * own[second], visits[level] if visits else 1)
                products[first, second] = products.get((first, second), Fraction()) + part
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
