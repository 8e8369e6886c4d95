"""`qshop score`: from accepted visits to figures."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qshop.cli.inputs import check_known, open_programme, read_accepted
from qshop.cli.method_foot import print_method
from qshop.cli.options import Mix, Questionnaire, Region, Scenario, Site, Stage, VisitPaths, Wave
from qshop.cli.output import print_data, print_frame, print_message
from qshop.score.keys import KEYS, check_keys

if TYPE_CHECKING:
    from qshop.programme.model import Programme
    from qshop.score.figure_table import Figures
    from qshop.score.figures import IntervalMethod
    from qshop.score.kernel import ScoredVisits
    from qshop.score.keys import Key
    from qshop.score.selection import Selection


def command(
    context: typer.Context,
    visits: VisitPaths = None,
    by: Annotated[
        str | None,
        typer.Option(
            metavar="KEYS",
            help=f"{', '.join(KEYS)}; comma-separated. An empty text: the programme.",
        ),
    ] = None,
    format: Annotated[Literal["table", "csv", "json"], typer.Option(help="How figures are printed.")] = "table",  # noqa: A002 - its name
    wave: Wave = "",
    site: Site = "",
    region: Region = "",
    stage: Stage = "",
    scenario: Scenario = "",
    questionnaire: Questionnaire = "",
    mix: Mix = "declared",
    interval: Annotated[
        Literal["clustered", "simple"],
        typer.Option(
            help="clustered: visits stand in sites and shoppers. simple: a textbook's, for comparison with published"
            " tables."
        ),
    ] = "clustered",
) -> int:
    """Score visits and print figures: the last wave beside those before it, or one row a cell with --by.

    The overview compares the last two waves as qshop compare does, and the last with its targets; of more than thirty
    sites it shows those that qshop chart funnel finds different. In csv and json it is the programme's figures.
    Scores and rates are percentages with their base; csv and json are unrounded. `visits` counts the visits
    scored in the cell, `critical_asked` its critical criteria, `failed` the visits that failed one of them.
    Questionnaires, scenarios and channels are pooled under the shares of `mix:` in qshop.yaml, else kept apart.
    """
    from qshop.io.git import state_of
    from qshop.score.kernel import score_visits
    from qshop.score.method import Claim, Making, method
    from qshop.score.overview import overview
    from qshop.score.selection import Selection

    loaded = open_programme(context.obj)
    selection = Selection(wave, site, region, scenario, questionnaire)
    batches, faults = read_accepted(loaded, visits)
    selection.check(loaded.programme)
    scored = [score_visits(visits, loaded.programme) for visits in selection.apply(batches, loaded.programme)]
    if by is None and format == "table" and not stage:
        from qshop.findings.first_look import first_look
        from qshop.findings.results import Results, last_wave
        from qshop.pages.overview_page import overview_page

        set_aside = selection.set_aside(batches, loaded.programme)
        view = overview(
            scored, loaded.programme, selection.kinds, set_aside, as_visited=mix == "as_visited", method=interval
        )
        last = last_wave([one.visits for one in scored], loaded.programme)
        look = first_look(Results(loaded.programme, last, [], [], scored=scored)) if last else None
        print_data(overview_page(view, loaded.programme, look, faults))
    else:
        keys = tuple(key.strip() for key in (by or "").split(",") if key.strip())
        found = _figures(
            scored, loaded.programme, keys, selection, stage, as_visited=mix == "as_visited", method=interval
        )
        _print_figures(found, format)
    claim: Claim | None = "simple" if interval == "simple" else None
    making = Making(as_visited=mix == "as_visited", claim=claim, rejected=faults, commit=state_of(loaded.root))
    print_method(method(batches, scored, loaded.programme, selection, making), loaded.programme)
    return 1 if faults else 0


def _figures(
    scored: "list[ScoredVisits]",
    programme: "Programme",
    by: "Key",
    selection: "Selection",
    stage: str,
    *,
    as_visited: bool,
    method: "IntervalMethod",
) -> "Figures":
    """Return the figures by keys; print as messages what must be said beside them."""
    from qshop.score.caveats import caveats
    from qshop.score.figures_by import figures_by
    from qshop.visits.undated import teams_note

    if stage:
        check_known("stage", stage, [known.id for known in programme.stages])
    keys = check_keys(by)
    if "team" in keys and (note := teams_note([batch.visits for batch in scored], programme, [stage] if stage else [])):
        print_message(note)
    if "shopper" in keys:
        print_message("shoppers stand here to check the data by, and never to be ranked")
    found = figures_by(keys, scored, programme, selection, stage, as_visited=as_visited, method=method)
    for caveat in caveats(scored, [found], programme, keys):
        print_message(caveat)
    return found


def _print_figures(found: "Figures", format_: Literal["table", "csv", "json"]) -> None:
    from qshop.pages.score_tables import figures_table
    from qshop.score.figure_columns import frame

    if format_ == "table":
        print_data(figures_table(found.keys, found.rows))
    else:
        print_frame(frame(found.keys, found.rows), format_)
