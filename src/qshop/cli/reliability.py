"""`qshop reliability`: whether sites can be told apart."""

from typing import Annotated, Literal

import typer

from qshop.cli.inputs import check_known, open_programme, read_accepted
from qshop.cli.method_foot import print_method
from qshop.cli.options import Questionnaire, Region, Scenario, Stage, VisitPaths, Wave
from qshop.cli.output import print_data, print_frame, print_message


def command(
    context: typer.Context,
    visits: VisitPaths = None,
    format: Annotated[Literal["table", "csv", "json"], typer.Option(help="How figures are printed.")] = "table",  # noqa: A002 - its name
    wave: Wave = "",
    region: Region = "",
    stage: Stage = "",
    scenario: Scenario = "",
    questionnaire: Questionnaire = "",
    mix: Annotated[
        Literal["declared", "as_visited"],
        typer.Option(help="Which visits are taken together: those with shares in qshop.yaml, or all of them."),
    ] = "declared",
) -> int:
    """Say whether sites can be told apart by their scores, or differ no more than visits to one site do.

    The reliability of the sites' figures decides, as estimated, at .7; its interval says how sure that is. Visits are
    compared within their wave and kind, so that a hard scenario makes no site look bad; each counts once.
    """
    from qshop.io.git import state_of
    from qshop.pages.reliability_table import reliability_page
    from qshop.score.kernel import score_visits
    from qshop.score.method import Making, method
    from qshop.score.record_frame import record_frame
    from qshop.score.selection import Selection
    from qshop.score.sites.site_reliability import SiteReliability, site_reliability

    loaded = open_programme(context.obj)
    selection = Selection(wave=wave, region=region, scenario=scenario, questionnaire=questionnaire)
    batches, faults = read_accepted(loaded, visits)
    selection.check(loaded.programme)
    if stage:
        check_known("stage", stage, [known.id for known in loaded.programme.stages])
    scored = [score_visits(one, loaded.programme) for one in selection.apply(batches, loaded.programme)]
    rows = site_reliability(scored, loaded.programme, selection.kinds, stage, as_visited=mix == "as_visited")
    if not rows:
        print_message("there is nothing to compare: no visit is scored")
    if format == "table":
        print_data(reliability_page(rows))
    else:
        print_frame(record_frame(SiteReliability, rows), format)
    making = Making(as_visited=mix == "as_visited", claim="reliability", rejected=faults, commit=state_of(loaded.root))
    print_method(method(batches, scored, loaded.programme, selection, making), loaded.programme)
    return 1 if faults else 0
