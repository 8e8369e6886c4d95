"""The page of one site: its visits of a wave, and nothing of another site. What is said of them: wave.py."""

from qshop.debrief.told import told_of
from qshop.debrief.wave import WaveDebrief, journey_of, wave_debrief
from qshop.findings.results import Results


def subjects(results: Results) -> list[str]:
    """Return the sites that have visits in the wave, by code."""
    return results.sites


def view(results: Results, site: str) -> WaveDebrief:
    """Return the page of a site."""
    where = {"site": site}
    return wave_debrief(results, "site", site, told_of(results, where), journey_of(results, where))
