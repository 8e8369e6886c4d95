"""What holds from a day on, until something else does: the tags of a site, the team that runs a stage there."""

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Generic, NamedTuple, TypeVar

from pydantic import Field

from qshop.programme.part import Part
from qshop.programme.scalars import Day


class Period(NamedTuple):
    """The days on which a visit may have been made: its own day, or all of its wave where only that is known."""

    first: date
    last: date


EVER = Period(date.min, date.max)


def on(day: date) -> Period:
    """Return the period of a single day."""
    return Period(day, day)


class Spell(Part):
    """What holds from a day on, until the next spell begins.

    from: the first day; left out: from the beginning
    """

    from_: Day | None = Field(None, alias="from")

    @property
    def first(self) -> date:
        """Return the first day, or the first of all days."""
        return self.from_ or date.min

    @property
    def holds(self) -> Hashable:
        """Return what holds, without its day."""
        raise NotImplementedError


S = TypeVar("S", bound=Spell)
T = TypeVar("T")


def in_order(spells: Sequence[S]) -> list[S]:
    """Return spells by the day on which they begin, without those that only repeat the one before."""
    ordered = sorted(spells, key=lambda spell: spell.first)
    return [next(alike) for _, alike in groupby(ordered, key=lambda spell: spell.holds)]


@dataclass(frozen=True)
class History(Generic[T]):
    """What held over all time: each of `values` from its day of `firsts` on, until the next; two in a row differ."""

    firsts: list[date]
    values: list[T]

    @classmethod
    def of(cls, before: T, entries: Iterable[tuple[date, T]]) -> "History[T]":
        """Return the history of entries, each with its first day; `before` is what held before all of them."""
        ordered = sorted(({date.min: before} | dict(entries)).items())
        kept = [next(alike) for _, alike in groupby(ordered, key=lambda entry: entry[1])]
        return cls([first for first, _ in kept], [value for _, value in kept])

    def during(self, period: Period) -> list[T]:
        """Return what held at some time of a period, in order: one value where nothing changed."""
        return self.values[self._at(period.first) : self._at(period.last) + 1]

    def changes(self, period: Period) -> list[date]:
        """Return the days of a period, but for its first, on which something changed."""
        return self.firsts[self._at(period.first) + 1 : self._at(period.last) + 1]

    def _at(self, day: date) -> int:
        return bisect_right(self.firsts, day) - 1
