"""The page of the programme: a wave over all its sites. What is said of it: wave.py."""

from qshop.debrief.figure_lines import figure_lines
from qshop.debrief.refusals import untold
from qshop.debrief.told import told_of
from qshop.debrief.wave import Network, WaveDebrief, journey_of, wave_debrief
from qshop.findings.results import Results
from qshop.score.charts.series import series, waves_visited
from qshop.score.charts.wave_points import Followed
from qshop.score.kernel import score_visits
from qshop.score.selection import Selection
from qshop.score.sites.site_funnel import SiteInFunnel, site_funnels

MOST_SITES = 30
"""The most sites that a page sets beside each other; of more, it names those that need a look."""


def subjects(results: Results) -> list[str]:
    """Return one empty code, for the programme itself; no code where no visit of the wave took place."""
    return [""] if results.sites else []


def view(results: Results, _programme: str) -> WaveDebrief:
    """Return the page of the programme."""
    told = told_of(results, {})
    return wave_debrief(results, "programme", "", told, journey_of(results, {}), _network(results))


def _network(results: Results) -> Network:
    programme = results.programme
    cells = figure_lines(results, ("site", "stage"), {}, programme.settings.targets.stages)
    sites = {line.key[0] for line in cells}
    is_wide = len(sites) > MOST_SITES
    to_see = _to_see(results) if is_wide else []
    seen = {one.site for one in to_see} if is_wide else sites
    teams = figure_lines(results, ("team",), {}, {})
    seen_at_work = [team for team in programme.teams if team.id in {line.key[0] for line in teams}]
    order = [team.id for team in seen_at_work if not untold(programme, team, results.wave.from_)]
    batches = Selection().apply(results.visits, programme)
    waves = waves_visited((batch.wave for batch in batches), programme)
    scored = [score_visits(batch, programme) for batch in batches]
    return Network(
        cells=[line for line in cells if line.key[0] in seen],
        teams=sorted((line for line in teams if line.key[0] in order), key=lambda line: order.index(line.key[0])),
        untold=len(seen_at_work) - len(order),
        waves=series(scored, programme, Followed("score"), {}, waves[: waves.index(results.wave.id) + 1]),
        to_see=to_see,
        of_sites=len(sites) if is_wide else 0,
    )


def _to_see(results: Results) -> list[SiteInFunnel]:
    """Return the sites whose rate of musts lies where chance does not explain it, in the order of their codes."""
    found = site_funnels(results.now, results.programme, overdispersed=True)
    return [line for line in found.lines if line.outside]
