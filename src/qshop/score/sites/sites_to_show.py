"""Which sites a screen shows: all of them, or where they are many, those that chance does not explain."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qshop.programme.model import Programme
from qshop.score.kernel import ScoredVisits
from qshop.score.sites.site_funnel import site_funnels

MOST_SITES = 30


@dataclass(frozen=True)
class SitesToShow:
    """The sites that are shown, by code.

    of: how many have visits
    different: how many of these lie outside the limits of a funnel; None where it was not asked, for all are shown
    """

    codes: list[str]
    of: int
    different: int | None = None


def sites_to_show(
    batches: Iterable[ScoredVisits], programme: Programme, kinds: Mapping[str, str], *, as_visited: bool
) -> SitesToShow:
    """Return the sites of these visits (all of these kinds), or where they are many, those that are different.

    A site is different where its rate of musts met lies outside the limits of `site_funnel`, high or low. If these are
    many too, the farthest off, by the probability that chance brings a site there.
    """
    found = list(batches)
    sites = sorted({site for batch in found for site in batch.visits.table.get("site").cells()})
    if len(sites) <= MOST_SITES:
        return SitesToShow(sites, len(sites))
    lines = site_funnels(found, programme, kinds=kinds, as_visited=as_visited).lines
    tails: dict[str, float] = {}
    for line in lines:
        if line.outside:
            tails[line.site] = min(line.tail, tails.get(line.site, 1.0))
    farthest = sorted(tails, key=lambda site: (tails[site], site))[:MOST_SITES]
    return SitesToShow(sorted(farthest), len(sites), len(tails))
