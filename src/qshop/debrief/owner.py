"""The page of an owner: what this person has to act on, at every site; first of all, what was passed on to it."""

from qshop.debrief.figure_lines import figure_lines
from qshop.debrief.told import told_to_owner
from qshop.debrief.wave import Network, WaveDebrief, journey_of, wave_debrief
from qshop.findings.results import Results
from qshop.programme.settings import MANAGEMENT


def subjects(results: Results) -> list[str]:
    """Return who acts on anything that was judged in the wave, in the order of declaration, and management."""
    if not results.sites:
        return []
    programme = results.programme
    judged = {criterion.criterion.id for batch in results.now for criterion in batch.criteria}
    owners = {programme.criteria[id_].owner for id_ in judged if id_ in programme.criteria}
    above = {programme.owner_above(owner) for owner in owners if owner}
    named = [owner for owner in programme.settings.owners if owner in owners | above and owner != MANAGEMENT]
    return [*named, MANAGEMENT]


def view(results: Results, owner: str) -> WaveDebrief:
    """Return the page of an owner; management's has the figures of the programme too.

    Others have no journey: what they act on is part of many stages, whose scores are mostly about what others act on.
    """
    told = told_to_owner(results, owner)
    if owner != MANAGEMENT:
        return wave_debrief(results, "owner", owner, told, None)
    cells = figure_lines(results, ("site", "stage"), {}, results.programme.settings.targets.stages)
    return wave_debrief(results, "owner", owner, told, journey_of(results, {}), Network(cells))
