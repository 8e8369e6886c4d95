"""Whether sites can be told apart by their scores: over the whole journey and in each stage, by kind of visits."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isinf, lcm
from typing import Literal

from qshop.base.plural import counted
from qshop.programme.model import Programme
from qshop.score.figures import least_base
from qshop.score.kernel import ScoredVisits
from qshop.score.keys import Key
from qshop.score.mix import POOLED, Kind
from qshop.score.sites.kind_pools import kind_pools, mix_of
from qshop.score.sums import Sums
from qshop.score.tally import Tally, tally
from qshop.stats.crossed_variance import CrossedVisits, can_be_separated, components
from qshop.stats.reliability import OneWay, Visits, can_be_told_apart, icc, one_way, reliability, visits_needed

Answer = Literal["can be told apart", "cannot be told apart"]
Measure = Literal["score", "must_rate"]


@dataclass(frozen=True)
class SiteReliability:
    """One line of `qshop reliability`; what cannot be worked out is None.

    stage: the stage whose criteria it is about; blank: all
    kind: the kind of visits, where several are kept apart as `qshop score` keeps them
    measure: score, or must_rate
    sites: sites with such visits
    visits: their visits that have a score, or that any must was asked in
    visits_per_site: how many visits a site that is, averaged for unequal numbers
    f: the variance between sites over that between visits to one site
    icc: the share of the variance between single visits that lies between sites
    icc_low: the lower limit of its 95 % interval
    icc_high: its upper limit
    reliability: of the sites' figures, with the visits there are; from .7 sites can be told apart
    reliability_low: the lower limit of its 95 % interval
    reliability_high: its upper limit
    visits_needed: visits a site that would give .7; None where no number would
    visits_needed_low: how few might do, by the same 95 %
    visits_needed_high: how many might be needed; None: there is no bound
    shopper_share: the share of the variance between visits that lies between shoppers; None: cannot be separated
    answer: whether the sites can be told apart
    reason: why there is nothing to work out
    """

    stage: str
    kind: str
    measure: Measure
    sites: int
    visits: int
    visits_per_site: float | None
    f: float | None
    icc: float | None
    icc_low: float | None
    icc_high: float | None
    reliability: float | None
    reliability_low: float | None
    reliability_high: float | None
    visits_needed: int | None
    visits_needed_low: int | None
    visits_needed_high: int | None
    shopper_share: float | None
    answer: Answer
    reason: str


_BY: Key = ("site", "wave", *POOLED, "shopper")
_GROUP: Key = ("wave", *POOLED)
"""Visits are compared within these: a hard scenario, or a good year for all, is no trait of a site."""


def site_reliability(
    batches: Iterable[ScoredVisits],
    programme: Programme,
    kinds: Mapping[str, str] | None = None,
    stage: str = "",
    *,
    as_visited: bool = False,
) -> list[SiteReliability]:
    """Return how well sites can be told apart by their score and must rate, and by their score in each stage.

    Visits (all of these `kinds`) are taken together where `qshop score` pools them, with `as_visited` all of them; with
    `stage`, over its criteria alone. They count once each, whatever weight they may have.
    """
    found = tally(batches, programme, [_BY, (*_BY, "stage")], frozenset([stage]) if stage else frozenset())
    pools = kind_pools(mix_of(found, programme), kinds or {}, as_visited=as_visited)
    least, rows = least_base(programme), []
    for name in ["", *([] if stage else [one.id for one in programme.stages])]:
        cells = _cells(found, name)
        for pool in pools:
            own = [cell for cell in cells if Kind.of(cell) in pool.kinds]
            measures: tuple[Measure, ...] = ("score",) if name else ("score", "must_rate")
            rows += [row for measure in measures if (row := _row(own, name or stage, pool.name, measure, least))]
    return rows


def _cells(found: Tally, stage: str) -> list[Sums]:
    frame = found.cells((*_BY, "stage"), {"stage": stage}) if stage else found.cells(_BY)
    return [*frame.to_dict("records")]


def _row(cells: list[Sums], stage: str, kind: str, measure: Measure, least: int) -> SiteReliability | None:
    """Return the line of a measure over cells; None where nothing of it was asked.

    Below `least` visits it has no interval, and tells no site from another.
    """
    visits = _scores(cells) if measure == "score" else _musts(cells)
    if not visits:
        return None
    found = one_way(Visits(one.place, one.group, one.visits, one.total, one.squares) for one in visits)
    is_enough = found.visits >= least
    limits = (is_enough and found.f_limits) or (None, None)
    at, low, high = (_At.of(f, found.per_place) for f in (found.f, *limits))
    return SiteReliability(
        stage=stage,
        kind=kind,
        measure=measure,
        sites=found.places,
        visits=found.visits,
        visits_per_site=float(found.per_place) if found.between_freedom else None,
        f=_finite(found.f),
        icc=at.icc,
        icc_low=low.icc,
        icc_high=high.icc,
        reliability=at.reliability,
        reliability_low=low.reliability,
        reliability_high=high.reliability,
        visits_needed=at.visits_needed,
        visits_needed_low=high.visits_needed,
        visits_needed_high=low.visits_needed,
        shopper_share=_shopper_share(visits),
        answer="can be told apart" if is_enough and can_be_told_apart(found.f) else "cannot be told apart",
        reason=_reason(found) if is_enough else f"there are fewer than {counted(least, 'visit')}",
    )


@dataclass(frozen=True)
class _At:
    """What follows from one value of F."""

    icc: float | None = None
    reliability: float | None = None
    visits_needed: int | None = None

    @classmethod
    def of(cls, f: Fraction | float | None, per_site: Fraction) -> "_At":
        if f is None:
            return cls()
        correlation = icc(f, per_site)
        return cls(_finite(correlation), _finite(reliability(f)), visits_needed(correlation))


def _finite(number: Fraction | float | None) -> float | None:
    return None if number is None or isinf(number) else float(number)


def _scores(cells: list[Sums]) -> list[CrossedVisits]:
    return [CrossedVisits(*_labels(cell), cell["units"], cell["x"], cell["xx"]) for cell in cells if cell["units"]]


def _musts(cells: list[Sums]) -> list[CrossedVisits]:
    """Return what each visit met above the rate of its group, as in a linearised ratio: met - rate · asked.

    Counted in parts that the musts asked in every group divide (Cochran 1977, Sampling Techniques, §6.3).
    """
    met, asked = Counter[Key](), Counter[Key]()
    for cell in cells:
        met[_group(cell)] += cell["must_met"]
        asked[_group(cell)] += cell["must_asked"]
    parts = lcm(*filter(None, asked.values()))
    visits = []
    for cell in cells:
        if cell["must_units"]:
            m, a = met[_group(cell)], asked[_group(cell)]
            total = cell["must_met"] * a - cell["must_asked"] * m
            squares = cell["must_mm"] * a * a - 2 * cell["must_ma"] * a * m + cell["must_aa"] * m * m
            part = parts // a
            visits.append(CrossedVisits(*_labels(cell), cell["must_units"], total * part, squares * part * part))
    return visits


def _labels(cell: Sums) -> tuple[str, str, Key]:
    return cell["site"], cell["shopper"], _group(cell)


def _group(cell: Sums) -> Key:
    return tuple(cell[key] for key in _GROUP)


def _shopper_share(visits: list[CrossedVisits]) -> float | None:
    parts = components(visits) if can_be_separated(visits) else None
    share = parts.shopper_share if parts else None
    return None if share is None else float(share)


def _reason(found: OneWay) -> str:
    if found.places == 1:
        return "there is one site"
    if not found.between_freedom:
        return "no two sites had visits of the same kind in the same wave"
    if not found.within_freedom:
        return "no site had a second visit to compare with"
    if found.within:
        return ""
    return "visits to one site score the same" if found.between else "all visits score the same"
