"""The figure of each wave that a series follows, in the calendar's order, also where a wave has none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from qshop.programme.frozen import Version
from qshop.programme.model import Programme
from qshop.score.charts.version_breaks import Subject
from qshop.score.figure_table import Figures, figures
from qshop.score.figures import Figure, Percent, Rate
from qshop.score.kernel import ScoredVisits
from qshop.score.keys import Key
from qshop.score.outcomes import NOT_ASKED
from qshop.score.tally import tally

Measure = Literal["score", "must_rate", "plus_rate"]


def rate_of(priority: Literal["must", "plus"]) -> Measure:
    """Return the rate in which criteria of a priority are counted."""
    return "must_rate" if priority == "must" else "plus_rate"


@dataclass(frozen=True)
class Followed:
    """Which figure is followed; a blank stage or criterion is every one. The rate of a criterion is its own."""

    measure: Measure
    stage: str = ""
    criterion: str = ""

    @property
    def is_score(self) -> bool:
        """Return whether the figure is a score; else it is a rate."""
        return self.measure == "score"

    @property
    def subject(self) -> Subject:
        """Return what the figure counts."""
        priority = "" if self.criterion or self.is_score else self.measure.removesuffix("_rate")
        return Subject(self.stage, self.criterion, priority, weighs=self.is_score)


@dataclass(frozen=True)
class WavePoint:
    """A figure of one wave, in percent; None where there is none.

    low, high: its 95 % interval
    visits: the visits in it, the base of a score; asked: the criteria asked, the base of a rate
    met: the criteria met, where the value is met / asked and each visit was asked one: then trials are independent
    missing: why there is no value
    lacking: the kinds of visits for want of which there is none
    """

    wave: str
    value: Percent = None
    low: Percent = None
    high: Percent = None
    visits: int = 0
    asked: int | None = None
    met: int | None = None
    missing: str = ""
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True)
class WavePoints:
    """The points of visits that are pooled; `kind` names those that are kept apart.

    versions: by wave, what its visits were scored with, by questionnaire
    asked: the questions that any of the visits was asked
    """

    kind: dict[str, str]
    points: list[WavePoint]
    versions: dict[str, dict[str, list[Version]]]
    asked: frozenset[str]


def wave_points(
    batches: Sequence[ScoredVisits],
    programme: Programme,
    followed: Followed,
    kinds: dict[str, str],
    waves: Sequence[str],
    *,
    as_visited: bool = False,
) -> list[WavePoints]:
    """Return the points of these waves, apart for each kind of visits that is not pooled.

    `kinds` are the filters by kind of visits that the batches have passed.
    """
    keys: Key = ("wave", "criterion") if followed.criterion else ("wave",)
    where = kinds | ({"criterion": followed.criterion} if followed.criterion else {})
    stages = frozenset([followed.stage]) if followed.stage else frozenset[str]()
    table = figures(tally(batches, programme, [keys], stages), keys, programme, where, as_visited=as_visited)
    found = _kinds(table, keys)
    followed_batches = [(kind, _of_kind(batches, kind, found)) for kind in found]
    return [
        WavePoints(kind, _points(table, kind, waves, followed, own), _versions(own), _asked(own))
        for kind, own in followed_batches
    ]


def _kinds(table: Figures, keys: Key) -> list[dict[str, str]]:
    """Return the kinds of visits that are kept apart; a part of a cell without a pooled figure is none of them."""
    names = table.keys[len(keys) :]
    found = dict.fromkeys(cell[len(keys) :] for cell in table.rows if not table.is_part(cell))
    return [dict(zip(names, values, strict=True)) for values in found]


def _of_kind(batches: Iterable[ScoredVisits], kind: dict[str, str], kinds: list[dict[str, str]]) -> list[ScoredVisits]:
    """Return the visits of a kind; those that are pooled are of none of the `kinds` that stand apart from them."""
    apart = [one for one in kinds if _told(one) > _told(kind)]
    own = []
    for batch in batches:
        is_own = _is_of(batch, kind)
        for one in apart:
            is_own &= ~_is_of(batch, one)
        own.append(batch.take(np.flatnonzero(is_own)))
    return [batch for batch in own if batch.visits.table.rows]


def _told(kind: dict[str, str]) -> set[tuple[str, str]]:
    """Return what tells visits of a kind from others: blank is what they are pooled over."""
    return {(name, value) for name, value in kind.items() if value}


def _is_of(batch: ScoredVisits, kind: dict[str, str]) -> NDArray[np.bool_]:
    found = np.ones(batch.visits.table.rows, bool)
    for name, value in _told(kind):
        found &= batch.visits.table.get(name).is_in([value])
    return found


def _versions(batches: Iterable[ScoredVisits]) -> dict[str, dict[str, list[Version]]]:
    found: dict[str, dict[str, list[Version]]] = {}
    for batch in batches:
        versions = found.setdefault(batch.visits.wave, {}).setdefault(batch.version.questionnaire, [])
        if batch.version not in versions:
            versions.append(batch.version)
    return found


def _asked(batches: Iterable[ScoredVisits]) -> frozenset[str]:
    questions = (pair for batch in batches for criterion in batch.criteria for pair in criterion.questions)
    return frozenset(question.id for question, outcomes in questions if (outcomes != NOT_ASKED).any())


def _points(
    table: Figures, kind: dict[str, str], waves: Sequence[str], followed: Followed, batches: Iterable[ScoredVisits]
) -> list[WavePoint]:
    visited, points = {batch.visits.wave for batch in batches}, []
    for wave in waves:
        cell = (wave, followed.criterion) if followed.criterion else (wave,)
        figure = table.rows.get((*cell, *kind.values()))
        if figure:
            points.append(_of_score(wave, figure) if followed.is_score else _of_rate(wave, _rate(figure, followed)))
        else:
            lacking = table.missing.get((*cell, *(kind[name] for name in table.undeclared if name in kind)), ())
            missing = "no pooled figure" if lacking else "not asked" if wave in visited else "no visits"
            points.append(WavePoint(wave, missing=missing, lacking=tuple(lacking)))
    return points


def _of_score(wave: str, figure: Figure) -> WavePoint:
    missing = "" if figure.visits else "no visit scored"
    return WavePoint(wave, figure.score, figure.score_low, figure.score_high, figure.visits, missing=missing)


def _of_rate(wave: str, rate: Rate) -> WavePoint:
    missing = "" if rate.percent is not None else "not asked"
    is_quotient = not rate.is_mixed and rate.percent == 100 * rate.met / max(rate.asked, 1)
    met = rate.met if is_quotient and rate.asked == rate.visits else None
    return WavePoint(wave, rate.percent, rate.low, rate.high, rate.visits, rate.asked, met, missing)


def _rate(figure: Figure, followed: Followed) -> Rate:
    """Return the rate that is followed; a criterion's is the one of whichever priority it had."""
    rates = {"must_rate": figure.must, "plus_rate": figure.plus}
    rate = rates.pop(followed.measure)
    return next(iter(rates.values())) if followed.criterion and not rate.asked else rate
