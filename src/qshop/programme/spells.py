"""What holds from a day on, until something else does: the tags of a site, the team that runs a stage there."""

from collections.abc import Hashable, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple, TypeVar

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


def in_order(spells: Sequence[S]) -> list[S]:
    """Return spells by the day on which they begin, without those that only repeat the one before."""
    ordered = sorted(spells, key=lambda spell: spell.first)
    return [next(alike) for _, alike in groupby(ordered, key=lambda spell: spell.holds)]


def during(spells: Sequence[S], period: Period) -> list[S | None]:
    """Return the spells that held at some time of a period, in order; None stands for a time before any of them."""
    ordered = in_order(spells)
    begun = [spell for spell in ordered if spell.first <= period.first]
    beginning = [spell for spell in ordered if period.first < spell.first <= period.last]
    return [begun[-1] if begun else None, *beginning]
