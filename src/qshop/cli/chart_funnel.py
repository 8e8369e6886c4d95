"""`qshop chart funnel`: sites around a target."""

from typing import Annotated, Literal

import typer

from qshop.cli.inputs import check_known, open_programme, read_accepted
from qshop.cli.method_foot import print_method
from qshop.cli.options import Mix, Questionnaire, Region, Scenario, Stage, VisitPaths, Wave
from qshop.cli.output import print_data, print_frame, print_message


def command(
    context: typer.Context,
    visits: VisitPaths = None,
    measure: Annotated[
        Literal["must_rate", "plus_rate"], typer.Option(help="The share of musts, or of pluses, met of those asked.")
    ] = "must_rate",
    target: Annotated[
        float | None,
        typer.Option(metavar="PERCENT", help="What the limits are drawn around. Default: the sites' pooled rate."),
    ] = None,
    overdispersion: Annotated[
        bool, typer.Option("--overdispersion", help="Widen the limits by how much sites differ anyway (τ²).")
    ] = False,
    of: Annotated[str, typer.Option(help="What is compared: sites. People never are.")] = "site",
    wave: Wave = "",
    region: Region = "",
    stage: Stage = "",
    scenario: Scenario = "",
    questionnaire: Questionnaire = "",
    mix: Mix = "declared",
    format: Annotated[Literal["table", "csv", "json"], typer.Option(help="How numbers are printed.")] = "table",  # noqa: A002 - its name
) -> int:
    """Show which sites lie farther from a target than chance explains: the numbers, then a drawing.

    Limits narrow with what was asked at a site, as far as its answers are independent. A site outside the limits at
    99.8 % whose exact tail is below .001 is different; that is neither good nor bad.
    """
    from qshop.io.git import state_of
    from qshop.pages.funnel_page import funnel_page
    from qshop.score.kernel import score_visits
    from qshop.score.method import Making, method
    from qshop.score.record_frame import record_frame
    from qshop.score.selection import Selection
    from qshop.score.sites.site_funnel import SiteInFunnel, check_compared, site_funnels

    check_compared(of)
    loaded = open_programme(context.obj)
    selection = Selection(wave=wave, region=region, scenario=scenario, questionnaire=questionnaire)
    batches, faults = read_accepted(loaded, visits)
    selection.check(loaded.programme)
    if stage:
        check_known("stage", stage, [known.id for known in loaded.programme.stages])
    scored = [score_visits(one, loaded.programme) for one in selection.apply(batches, loaded.programme)]
    found = site_funnels(
        scored,
        loaded.programme,
        measure,
        selection.kinds,
        stage,
        target,
        overdispersed=overdispersion,
        as_visited=mix == "as_visited",
    )
    for site, kinds in found.missing.items():
        print_message(f"{site} is left out: no visits of {', '.join(kinds)}, which the mix in qshop.yaml counts on")
    if not found.lines:
        print_message("no site has such a rate: nothing of it was asked on any visit that is scored")
    if format == "table":
        print_data(funnel_page(found.lines, loaded.programme, measure, is_pooled=target is None))
    else:
        print_frame(record_frame(SiteInFunnel, found.lines), format)
    making = Making(as_visited=mix == "as_visited", claim="funnel", rejected=faults, commit=state_of(loaded.root))
    print_method(method(batches, scored, loaded.programme, selection, making), loaded.programme)
    return 1 if faults else 0
