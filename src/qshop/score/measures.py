"""What figures measure (scores, musts met, pluses met), as counts that estimates are made from."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cache
from typing import Literal, NamedTuple

import numpy as np

from qshop.score.kernel import MILLION
from qshop.score.sums import CellSums, ShopperRows, Sums
from qshop.stats.estimates import Counts, Part, ShopperCounts

Measure = Literal["score", "must", "plus"]


class _Names(NamedTuple):
    """The sums of a tally that hold a measure.

    visits: how many visits have it; plain: Σw, Σwy and, for a rate, Σwa; powers: those with w² and w³
    """

    visits: str
    plain: tuple[str, ...]
    powers: tuple[str, ...]


@cache
def _names(measure: Measure, *, weighted: bool) -> _Names:
    if measure == "score":
        names = _Names("units", ("w", "wx"), ("ww", "www", "wwx", "wwxx"))
        return names if weighted else _Names("units", ("units", "x"), ("units", "units", "x", "xx"))
    plain, powers = ("w", "wm", "wa"), ("ww", "www", "wwm", "wwa", "wwmm", "wwma", "wwaa")
    if not weighted:
        plain, powers = ("units", "met", "asked"), ("units", "units", "met", "asked", "mm", "ma", "aa")
    of_plain, of_powers = (tuple(f"{measure}_{name}" for name in names) for names in (plain, powers))
    return _Names(f"{measure}_units", of_plain, of_powers)


def unit_of(measure: Measure) -> int:
    """Return what one yes or no counts: scores count in millionths."""
    return MILLION if measure == "score" else 1


def part_of(share: Fraction, cells: Iterable[CellSums], measure: Measure, kind: str = "") -> Part:
    """Return the visits of some cells that have a measure, as a part that counts for `share` of an estimate."""
    found = list(cells)
    by_site: dict[str, Counts] = {}
    for sums in (row for cell in found for row in cell.by_site):
        counts, site = counts_of(sums, measure), sums["site"]
        if counts.visits:
            by_site[site] = by_site[site].plus(counts) if site in by_site else counts
    return Part(share, by_site, _by_shopper([rows for cell in found for rows in cell.by_shopper], measure), kind)


def counts_of(sums: Sums, measure: Measure) -> Counts:
    """Return the counts of the visits of a row of a tally that have a measure."""
    names = _names(measure, weighted="w" in sums)
    plain, powers = ([int(sums[name]) for name in of] for of in (names.plain, names.powers))
    if measure == "score":
        (w, y), (ww, www, wwy, yy) = plain, powers
        a, wwa, ya, aa = MILLION * w, MILLION * ww, MILLION * wwy, MILLION**2 * ww
    else:
        (w, y, a), (ww, www, wwy, wwa, yy, ya, aa) = plain, powers
    return Counts(int(sums[names.visits]), w, ww, www, y, a, wwy, wwa, yy, ya, aa)


def _by_shopper(rows: Sequence[ShopperRows], measure: Measure) -> ShopperCounts | None:
    """Return the counts by site and shopper; nothing where any visit has no shopper."""
    found = [_of_rows(one, measure) for one in rows]
    sites = [site for one in found for site in one.sites]
    shoppers = [shopper for one in found for shopper in one.shoppers]
    if not sites or "" in shoppers:
        return None
    w, y, a = (np.concatenate([getattr(one, name) for one in found]) for name in ("w", "y", "a"))
    return ShopperCounts(sites, shoppers, w, y, a)


def _of_rows(rows: ShopperRows, measure: Measure) -> ShopperCounts:
    names = _names(measure, weighted="w" in rows.columns)
    chosen = np.flatnonzero(rows.get(names.visits))
    sites, shoppers = (rows.get(name)[chosen].tolist() for name in ("site", "shopper"))
    w, y, *a = (rows.get(name)[chosen].astype(np.float64) for name in names.plain)
    return ShopperCounts(sites, shoppers, w, y, a[0] if a else MILLION * w)
