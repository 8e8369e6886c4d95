"""Sites around a target: whose rate of musts or pluses met lies where chance does not explain it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from qshop.base.errors import StopError
from qshop.base.rounding import reproducible
from qshop.base.suggest import did_you_mean
from qshop.programme.model import Programme
from qshop.score.kernel import ScoredVisits
from qshop.score.keys import Key
from qshop.score.mix import POOLED, Kind, Mix, Seen
from qshop.score.sites.kind_pools import KindPool, alone, kind_pools, mix_of
from qshop.score.sums import Sums
from qshop.score.tally import tally
from qshop.stats.effective_base import Counted, Weighed
from qshop.stats.funnel_limits import Funnel, FunnelPoint, funnel

Measure = Literal["must_rate", "plus_rate"]
_PRIORITIES = {"must_rate": "must", "plus_rate": "plus"}
_BY: Key = ("site", *POOLED, "version")


@dataclass(frozen=True)
class SiteInFunnel:
    """One line of `qshop chart funnel`; limits, rates and the target are in percent.

    kind: the kind of visits, where several are kept apart as `qshop score` keeps them
    site: the site's code
    visits: its visits in which any was asked
    asked: the musts, or pluses, asked in them
    n_eff: how many independent answers these are worth
    rate: what was met of those asked, visits by their weights; under a mix, of each kind of visits by its share
    low_95: the lower limit at 95 %
    high_95: the upper one
    low_998: the lower limit at 99.8 %
    high_998: the upper one
    tail: the probability of a rate so far from the target, on its side, at a site that does not differ
    outside: different, or blank; that is neither good nor bad
    target: what the limits are drawn around
    spread: τ², by which limits allow for how sites differ anyway, on the scale of the angle
    """

    kind: str
    site: str
    visits: int
    asked: int
    n_eff: float
    rate: float
    low_95: float
    high_95: float
    low_998: float
    high_998: float
    tail: float
    outside: Literal["", "different"]
    target: float
    spread: float


@dataclass(frozen=True)
class SiteFunnels:
    """The lines of every funnel, one kind of visits after the other, sites in the order of their codes.

    missing: by site, the kinds of visits that have a share and were not made there, so that it is in no funnel
    """

    lines: list[SiteInFunnel]
    missing: dict[str, list[str]]


def check_compared(name: str) -> None:
    """Raise `StopError` unless `name` is what a funnel compares: sites, and never people."""
    if name in ("shopper", "staff") or name.endswith("_staff"):
        help_ = "one person's rate says as much of who was met, and when; qshop debrief tells people what went well"
        raise StopError(f"no funnel by {name}: people are never compared or ranked", help_)
    if name != "site":
        raise StopError(f"no funnel by “{name}”", did_you_mean(name, ["site"]))


def site_funnels(
    batches: Iterable[ScoredVisits],
    programme: Programme,
    measure: Measure = "must_rate",
    kinds: Mapping[str, str] | None = None,
    stage: str = "",
    target: float | None = None,
    *,
    overdispersed: bool = False,
    as_visited: bool = False,
) -> SiteFunnels:
    """Return where sites lie by a rate, around `target` in percent, or else around their pooled rate.

    Visits (all of these `kinds`) are pooled as `qshop score` pools them, with `as_visited` as they are; with `stage`,
    over its criteria alone. Each counts by its weight. Raises `StopError` for a target that leaves no room for chance.
    """
    if target is not None and not 0 < target < 100:
        raise StopError("a funnel needs a target above 0 and below 100", "chance does not stray from either of them")
    found = tally(batches, programme, [_BY], frozenset([stage]) if stage else frozenset())
    mix, priority = mix_of(found, programme), _PRIORITIES[measure]
    cells: list[Sums] = [cell for cell in found.cells(_BY).to_dict("records") if cell[f"{priority}_asked"]]
    lines: list[SiteInFunnel] = []
    missing: dict[str, list[str]] = {}
    for pool in kind_pools(mix, kinds or {}, as_visited=as_visited):
        for part in _complete(pool, mix, kinds or {}, priority, cells):
            counted, lacking = _counted(part, mix, priority, cells)
            missing |= lacking
            drawn = funnel(counted, None if target is None else target / 100, overdispersed=overdispersed)
            lines += _lines(part.name, counted, drawn)
    return SiteFunnels(lines, missing)


def _complete(pool: KindPool, mix: Mix, where: Mapping[str, str], priority: str, cells: list[Sums]) -> list[KindPool]:
    """Return the pool, or each of its kinds alone where a kind that has a share was visited nowhere."""
    own = [cell for cell in cells if Kind.of(cell) in pool.kinds]
    visited = set(map(Kind.of, own))
    if pool.is_mixed and not _shares(pool, mix, priority, own).keys() <= visited:
        return [alone(kind, mix, where) for kind in sorted(visited)]
    return [pool]


def _shares(pool: KindPool, mix: Mix, priority: str, cells: list[Sums]) -> dict[Kind, Fraction]:
    """Return what each kind counts for in the rate of the sites that these cells are of."""
    seen = map(Seen.of, cells)
    shares: dict[Kind, Fraction] = getattr(mix.shares(pool.cell, seen, {cell["site"] for cell in cells}), priority)
    return shares


def _counted(pool: KindPool, mix: Mix, priority: str, cells: list[Sums]) -> tuple[list[Counted], dict[str, list[str]]]:
    """Return what was met and asked at each site in the order of their codes, and by site the kinds that lack."""
    by_site: dict[str, list[Sums]] = {}
    for cell in cells:
        if Kind.of(cell) in pool.kinds:
            by_site.setdefault(cell["site"], []).append(cell)
    counted: list[Counted] = []
    missing: dict[str, list[str]] = {}
    for site, own in sorted(by_site.items()):
        if not pool.is_mixed:
            counted.append(_count(site, pool.name, Fraction(1), priority, own))
            continue
        parts = {kind: [cell for cell in own if Kind.of(cell) == kind] for kind in map(Kind.of, own)}
        shares = _shares(pool, mix, priority, own)
        lacking = [" ".join(getattr(kind, name) for name in mix.named) for kind in shares if kind not in parts]
        if lacking:
            missing[site] = lacking
        else:
            counted += [_count(site, " ".join(k), share, priority, parts[k]) for k, share in shares.items()]
    return counted, missing


def _count(site: str, kind: str, share: Fraction, priority: str, cells: list[Sums]) -> Counted:
    names = ("units", "met", "asked", "mm", "ma", "aa")
    visits, met, asked, mm, ma, aa = (sum(cell[f"{priority}_{name}"] for cell in cells) for name in names)
    weights = [f"{priority}_{name}" for name in ("wm", "wa", "ww", "wwa")]
    weighed = Weighed(*(sum(cell[name] for cell in cells) for name in weights)) if weights[0] in cells[0] else None
    return Counted(site, kind, share, visits, met, asked, mm, ma, aa, weighed)


def _lines(kind: str, counted: list[Counted], drawn: Funnel) -> list[SiteInFunnel]:
    visits, asked = Counter[str](), Counter[str]()
    for one in counted:
        visits[one.place] += one.visits
        asked[one.place] += one.asked
    return [_line(kind, point, drawn, visits[point.place], asked[point.place]) for point in drawn.points]


def _line(kind: str, point: FunnelPoint, drawn: Funnel, visits: int, asked: int) -> SiteInFunnel:
    low_95, high_95, low_998, high_998 = (reproducible(100 * limit) for limit in (*point.inner, *point.outer))
    return SiteInFunnel(
        kind=kind,
        site=point.place,
        visits=visits,
        asked=asked,
        n_eff=reproducible(point.base),
        rate=100 * point.rate,
        low_95=low_95,
        high_95=high_95,
        low_998=low_998,
        high_998=high_998,
        tail=point.tail,
        outside="different" if point.is_outside else "",
        target=100 * drawn.target,
        spread=reproducible(drawn.spread),
    )
