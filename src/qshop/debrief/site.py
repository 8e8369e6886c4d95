"""The debrief of one site: its visits of a wave, and nothing of another site. What is said of them: wave.py."""

from dataclasses import dataclass

import numpy as np

from qshop.debrief.wave import WaveDebrief, wave_debrief
from qshop.findings.results import Results
from qshop.score.kernel import ScoredVisits


@dataclass(frozen=True)
class SiteDebrief:
    """The debrief of a site in a wave."""

    site: str
    debrief: WaveDebrief


def subjects(results: Results) -> list[str]:
    """Return the sites that have visits in the wave, by code."""
    return sorted({site for batch in results.now for site in batch.visits.table.get("site").cells()})


def view(results: Results, site: str) -> SiteDebrief:
    """Return the debrief of a site."""
    return SiteDebrief(site, wave_debrief(_visits_of(site, results.now), results, {"site": site}))


def _visits_of(site: str, batches: list[ScoredVisits]) -> list[ScoredVisits]:
    rows_of = [np.flatnonzero(batch.visits.table.get("site").is_in([site])) for batch in batches]
    return [batch.take(rows) for batch, rows in zip(batches, rows_of, strict=True) if len(rows)]
