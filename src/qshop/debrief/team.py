"""The page of a team: the stages it runs, at its sites, on the days on which it ran them; never another team's."""

from collections.abc import Iterable

from qshop.debrief.figure_lines import figure_lines
from qshop.debrief.own_visits import own_visits
from qshop.debrief.refusals import check_told
from qshop.debrief.told import told_of
from qshop.debrief.wave import Network, WaveDebrief, journey_of, wave_debrief
from qshop.findings.results import Results
from qshop.score.kernel import ScoredVisits


def subjects(results: Results) -> list[str]:
    """Return the teams that ran a stage on a visit of the wave that is not void, in the order of declaration."""
    programme = results.programme
    return [one.id for one in programme.teams if _is_seen(own_visits(results.now, "team", one.id, programme))]


def _is_seen(visits: Iterable[ScoredVisits]) -> bool:
    return any(not all(batch.visits.table.get("status").is_in(["void"])) for batch in visits)


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
        told_of(results, where),
        journey_of(results, where),
        Network(figure_lines(results, ("site", "stage"), where, results.programme.settings.targets.stages)),
        is_linked=team.contract == "linked",
    )
