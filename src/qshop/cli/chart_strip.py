"""`qshop chart strip`: every measured value of a question."""

from typing import Annotated, Literal

import typer

from qshop.cli.inputs import open_programme, read_accepted
from qshop.cli.method_foot import print_method
from qshop.cli.options import Questionnaire, Region, Scenario, Site, VisitPaths, Wave
from qshop.cli.output import print_data, print_frame


def command(
    context: typer.Context,
    question: Annotated[str, typer.Argument(help="The id of a question that is a number or a duration.")],
    visits: VisitPaths = None,
    format: Annotated[Literal["table", "csv", "json"], typer.Option(help="How values are printed.")] = "table",  # noqa: A002 - its name
    wave: Wave = "",
    site: Site = "",
    region: Region = "",
    scenario: Scenario = "",
    questionnaire: Questionnaire = "",
) -> int:
    """Show every measured value of a question beside its limit, its median and what was promised.

    One line for all sites and one a site, in the order of their codes; csv and json have a row a visit. Each answer
    is judged by the version of its visit; the promise is today's (`promise.up_to` of the criterion). Every visit counts
    once, also where visits have weights.
    """
    from qshop.io.git import state_of
    from qshop.pages.strip_chart import strip_page
    from qshop.score.charts.strip import MeasuredVisit, strip
    from qshop.score.kernel import score_visits
    from qshop.score.method import Making, method
    from qshop.score.record_frame import record_frame
    from qshop.score.selection import Selection

    loaded = open_programme(context.obj)
    selection = Selection(wave, site, region, scenario, questionnaire)
    batches, faults = read_accepted(loaded, visits)
    selection.check(loaded.programme)
    scored = [score_visits(one, loaded.programme) for one in selection.apply(batches, loaded.programme)]
    found = strip(scored, loaded.programme, question)
    if format == "table":
        print_data(strip_page(found))
    else:
        print_frame(record_frame(MeasuredVisit, found.visits), format)
    making = Making(claim="none", rejected=faults, commit=state_of(loaded.root))
    print_method(method(batches, scored, loaded.programme, selection, making), loaded.programme)
    return 1 if faults else 0
