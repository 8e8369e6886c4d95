"""The debrief of the programme: a wave over all its sites."""

from dataclasses import dataclass

from qshop.debrief.results import Results
from qshop.debrief.wave import FigureLine, WaveDebrief, figure_lines, wave_debrief


@dataclass(frozen=True)
class ProgrammeDebrief:
    """What the wave says of the programme, and each site's figures in the order of their codes."""

    debrief: WaveDebrief
    sites: list[FigureLine]


def subjects(results: Results) -> list[str]:
    """Return the programme, which needs no code to tell it from others; nothing where the wave has no visits."""
    return [""] if results.now else []


def view(results: Results, _programme: str) -> ProgrammeDebrief:
    """Return what is said of the programme."""
    sites = figure_lines(results.now, results.before, results.programme, "site", {})
    return ProgrammeDebrief(wave_debrief(results.now, results.before, results), sites)
