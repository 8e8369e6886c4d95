"""The debrief of one site: its visits of a wave, and nothing about any other site."""

from dataclasses import dataclass

import numpy as np

from qshop.debrief.results import Results
from qshop.debrief.wave import WaveDebrief, wave_debrief
from qshop.score.kernel import ScoredVisits


@dataclass(frozen=True)
class SiteDebrief:
    """What the wave says of one site."""

    site: str
    debrief: WaveDebrief


def subjects(results: Results) -> list[str]:
    """Return the sites that have visits in the wave, by code."""
    return sorted({site for scored in results.now for site in scored.visits.table.get("site").cells()})


def view(results: Results, site: str) -> SiteDebrief:
    """Return what is said of a site."""
    now, before = (_visits_of(site, scored) for scored in (results.now, results.before))
    return SiteDebrief(site, wave_debrief(now, before, results))


def _visits_of(site: str, scored: list[ScoredVisits]) -> list[ScoredVisits]:
    kept = [(one, np.flatnonzero(one.visits.table.get("site").is_in([site]))) for one in scored]
    return [one.take(rows) for one, rows in kept if len(rows)]
