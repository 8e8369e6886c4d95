"""The debrief of the programme: a wave over all its sites. What is said of it: wave.py."""

from dataclasses import dataclass

from qshop.debrief.wave import FigureLine, WaveDebrief, figure_lines, wave_debrief
from qshop.findings.results import Results


@dataclass(frozen=True)
class ProgrammeDebrief:
    """The debrief of the programme in a wave, and each site's figures in the order of their codes."""

    debrief: WaveDebrief
    sites: list[FigureLine]


def subjects(results: Results) -> list[str]:
    """Return one empty code, for the programme itself; no code where the wave has no visits."""
    return [""] if results.now else []


def view(results: Results, _programme: str) -> ProgrammeDebrief:
    """Return the debrief of the programme."""
    targets = dict.fromkeys(results.programme.site, results.programme.settings.targets.score)
    sites = figure_lines(results, "site", {}, targets)
    return ProgrammeDebrief(wave_debrief(results.now, results, {}, sites), sites)
