"""Figures: the results of a cell in percent, each with its base and, where the base allows, its interval."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from qshop.programme.model import Programme
from qshop.score.kernel import MILLION
from qshop.score.mix import Kind, KindShares
from qshop.score.units import SUMS
from qshop.stats.intervals import mean_interval, mixed_mean_interval, mixed_rate_interval, rate_interval

Percent = float | None
Sums = Mapping[Hashable, Any]
"""The whole numbers of a cell, by the names in `SUMS`."""


@dataclass(frozen=True)
class Rate:
    """Criteria met of those asked, in percent; no interval under the policy's minimum base of visits.

    is_mixed: whether kinds of visits weigh by declared shares, so that the percentage is not met of asked
    """

    met: int
    asked: int
    visits: int
    percent: Percent = None
    low: Percent = None
    high: Percent = None
    is_mixed: bool = False


@dataclass(frozen=True)
class Points:
    """What the score of one visit is made of, weighted."""

    earned: float
    possible: float


@dataclass(frozen=True)
class Figure:
    """The results of one cell; `visits` is the base of the score, which is a mean of visits and no ratio of points.

    points: only where figures are given visit by visit
    """

    visits: int
    score: Percent
    score_low: Percent
    score_high: Percent
    must: Rate
    plus: Rate
    critical_asked: int
    failed: int
    points: Points | None = None


def figure(sums: Sums, least: int) -> Figure:
    """Return the figure of visits of one kind, or as they were visited; below `least` visits it has no interval."""
    low = high = None
    if sums["units"] >= least:
        low, high = mean_interval(sums["units"], sums["x"], sums["xx"], MILLION)
    score = Fraction(sums["x"], sums["units"] * MILLION) if sums["units"] else None
    return _figure(sums, score, (low, high), _rate(sums, "must", least), _rate(sums, "plus", least))


def mixed_figure(kinds: Mapping[Kind, Sums], shares: KindShares, least: int) -> Figure:
    """Return the figure of visits of several kinds, each of which has visits and counts for its share."""
    if len(kinds) == 1:
        return figure(next(iter(kinds.values())), least)
    total = added(kinds.values())
    limits: tuple[Percent, Percent] = (None, None)
    parts = [(share, *(kinds[kind][name] for name in ("units", "x", "xx"))) for kind, share in shares.score.items()]
    score = sum((share * Fraction(x, units * MILLION) for share, units, x, _ in parts), Fraction())
    if total["units"] >= least and all(units > 1 for _, units, _, _ in parts):
        limits = mixed_mean_interval(parts, MILLION)
    must, plus = (_mixed_rate(kinds, own, name, least) for name, own in (("must", shares.must), ("plus", shares.plus)))
    return _figure(total, score, limits, must, plus)


def added(parts: Iterable[Sums]) -> Sums:
    """Return the sums of several cells together."""
    listed = list(parts)
    return {name: sum(part[name] for part in listed) for name in SUMS}


def _figure(sums: Sums, score: Fraction | None, limits: tuple[Percent, Percent], must: Rate, plus: Rate) -> Figure:
    low, high = limits
    return Figure(
        visits=sums["units"],
        score=_percent(score),
        score_low=_percent(low),
        score_high=_percent(high),
        must=must,
        plus=plus,
        critical_asked=sums["critical_asked"],
        failed=sums["failed"],
    )


def _percent(share: Fraction | float | None) -> Percent:
    return None if share is None else float(100 * share)


def _rate(sums: Sums, kind: str, least: int) -> Rate:
    met, asked, units, mm, ma, aa = (sums[f"{kind}_{name}"] for name in _RATE)
    if not asked:
        return Rate(0, 0, 0)
    low = high = None
    if units >= least:
        low, high = rate_interval(units, met, asked, (mm, ma, aa))
    return Rate(met, asked, units, _percent(Fraction(met, asked)), _percent(low), _percent(high))


_RATE = ("met", "asked", "units", "mm", "ma", "aa")


def _mixed_rate(kinds: Mapping[Kind, Sums], shares: Mapping[Kind, Fraction], kind: str, least: int) -> Rate:
    """Return a rate over visits of several kinds; no percentage if one that has a share was asked no such criterion."""
    total = added(kinds.values())
    if len(shares) < 2:
        return _rate(total, kind, least)
    met, asked, units = (total[f"{kind}_{name}"] for name in ("met", "asked", "units"))
    parts = [(share, *(kinds[one][f"{kind}_{name}"] for name in _RATE)) for one, share in shares.items()]
    if not all(part[2] for part in parts):
        return Rate(met, asked, units, is_mixed=True)
    rate = sum((share * Fraction(own_met, own_asked) for share, own_met, own_asked, *_ in parts), Fraction())
    low = high = None
    if units >= least and all(own_units > 1 for _, _, _, own_units, *_ in parts):
        low, high = mixed_rate_interval(parts)
    return Rate(met, asked, units, _percent(rate), _percent(low), _percent(high), is_mixed=True)


def least_base(programme: Programme) -> int:
    """Return the number of visits under which a figure has no interval: the policy's, and never a single visit."""
    return max(programme.settings.scoring.minimum_base, 2)
