"""The debrief of the programme: a wave over all its sites."""

from dataclasses import dataclass

from qshop.debrief.results import Results
from qshop.debrief.wave import Line, WaveDebrief, lines, wave_debrief


@dataclass(frozen=True)
class ProgrammeDebrief:
    """What the wave says of the programme, and each site's figures in the order of their codes."""

    debrief: WaveDebrief
    sites: list[Line]


def subjects(results: Results) -> list[str]:
    """Return the programme, which needs no code to tell it from others; nothing where the wave has no visits."""
    return [""] if results.now else []


def view(results: Results, _programme: str) -> ProgrammeDebrief:
    """Return what is said of the programme."""
    sites = lines(results.now, results.before, results.programme, "site", {})
    return ProgrammeDebrief(wave_debrief(results.now, results.before, results), sites)
