"""The page of a team: the stages it runs, at its sites, on the days on which it ran them; never another team's."""

from qshop.debrief.figure_lines import figure_lines
from qshop.debrief.refusals import check_told
from qshop.debrief.told import told_of
from qshop.debrief.wave import Network, WaveDebrief, journey_of, visits_where, wave_debrief
from qshop.findings.results import Results


def subjects(results: Results) -> list[str]:
    """Return the teams that ran a stage on a visit of the wave, in the order in which they are declared."""
    run = set(results.tally.frames["team",]["team"])
    return [team.id for team in results.programme.teams if team.id in run]


def view(results: Results, code: str) -> WaveDebrief:
    """Return the page of a team.

    Raises `StopError` where the team is so small, or so little is known of it, that the page would tell of persons,
    and these were not informed or the uses were not declared.
    """
    team = next(one for one in results.programme.teams if one.id == code)
    check_told(results.programme, team, results.wave.from_)
    where = {"team": code}
    return wave_debrief(
        results,
        "team",
        code,
        visits_where(results, where),
        told_of(results, where),
        journey_of(results, where),
        Network(figure_lines(results, ("site", "stage"), where, results.programme.settings.targets.stages)),
        is_linked=team.contract == "linked",
    )
