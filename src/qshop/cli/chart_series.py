"""`qshop chart series`: one figure over the waves."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qshop.base.errors import StopError
from qshop.cli.inputs import check_known, open_programme, read_accepted
from qshop.cli.method_foot import print_method
from qshop.cli.options import Mix, Questionnaire, Region, Scenario, Site, Stage, VisitPaths
from qshop.cli.output import print_data, print_frame

if TYPE_CHECKING:
    from qshop.programme.model import Programme
    from qshop.score.charts.wave_points import Followed, Measure
    from qshop.score.kernel import ScoredVisits


def command(
    context: typer.Context,
    visits: VisitPaths = None,
    measure: Annotated[
        Literal["score", "must_rate", "plus_rate"] | None,
        typer.Option(help="What is followed; default: the score, of a criterion its rate."),
    ] = None,
    format: Annotated[Literal["table", "csv", "json"], typer.Option(help="How figures are printed.")] = "table",  # noqa: A002 - its name
    site: Site = "",
    region: Region = "",
    stage: Stage = "",
    criterion: Annotated[str, typer.Option(help="Only this criterion.")] = "",
    scenario: Scenario = "",
    questionnaire: Questionnaire = "",
    mix: Mix = "declared",
) -> int:
    """Follow a figure over the waves: the programme's, or of a site, a stage, a criterion.

    The chart depends on the number of waves in a line: under 10, values with their intervals; from 10 a run chart;
    from 12 control limits (an XmR chart of scores, a p or p′ chart of rates). Every rule says its rate of false alarms.
    A line breaks where versions ask or judge differently; a wave without visits is a gap in it.
    """
    from qshop.io.git import state_of
    from qshop.pages.series_chart import series_page
    from qshop.score.charts.series import SeriesRow, series, series_rows, waves_visited
    from qshop.score.kernel import score_visits
    from qshop.score.method import Making, method
    from qshop.score.record_frame import record_frame
    from qshop.score.selection import Selection

    loaded = open_programme(context.obj)
    selection = Selection("", site, region, scenario, questionnaire)
    batches, faults = read_accepted(loaded, visits)
    selection.check(loaded.programme)
    waves = waves_visited((batch.wave for batch in batches), loaded.programme)
    scored = [score_visits(one, loaded.programme) for one in selection.apply(batches, loaded.programme)]
    followed = _followed(measure, stage, criterion, scored, loaded.programme)
    found = series(scored, loaded.programme, followed, selection.kinds, waves, as_visited=mix == "as_visited")
    if not found:
        raise StopError("no wave has such a figure", "qshop score --by wave shows what there is")
    if format == "table":
        subject = ", ".join(filter(None, [site, region, stage, criterion, scenario, questionnaire])) or "the programme"
        print_data(series_page(found, followed, subject))
    else:
        print_frame(record_frame(SeriesRow, series_rows(found, followed)), format)
    making = Making(as_visited=mix == "as_visited", rejected=faults, commit=state_of(loaded.root))
    print_method(method(batches, scored, loaded.programme, selection, making), loaded.programme)
    return 1 if faults else 0


def _followed(
    measure: "Measure | None",
    stage: str,
    criterion: str,
    scored: "list[ScoredVisits]",
    programme: "Programme",
) -> "Followed":
    """Return what is followed; raise `StopError` for a stage or a criterion that nobody knows, or was judged by."""
    from qshop.score.as_judged import as_judged
    from qshop.score.charts.wave_points import Followed, rate_of

    if stage:
        check_known("stage", stage, [known.id for known in programme.stages])
    judged = as_judged(scored)
    if criterion:
        listed = "qshop score --by criterion lists those that were judged"
        if criterion in programme.criteria and criterion not in judged:
            raise StopError(f"no visit was judged by the criterion “{criterion}”", listed)
        check_known("criterion", criterion, judged, listed)
    if measure is None:
        measure = rate_of(judged[criterion].priority) if criterion else "score"
    return Followed(measure, stage, criterion)
