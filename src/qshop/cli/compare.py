"""`qshop compare`: two waves, sites or teams side by side, like with like."""

from typing import Annotated, Literal

import typer

from qshop.cli.inputs import check_known, open_programme, read_accepted
from qshop.cli.method_foot import print_method
from qshop.cli.options import Questionnaire, Region, Scenario, Site, Stage, VisitPaths, Wave
from qshop.cli.output import print_data, print_frame, print_message
from qshop.score.comparison.sides import ROW_KEYS


def command(
    context: typer.Context,
    before: Annotated[str, typer.Argument(metavar="A", help="A wave, or a site or team with --of.")],
    after: Annotated[str, typer.Argument(metavar="B", help="What it is compared with.")],
    visits: VisitPaths = None,
    of: Annotated[str, typer.Option("--of", metavar="WHAT", help="What A and B are: wave, site or team.")] = "wave",
    by: Annotated[str, typer.Option(metavar="KEYS", help=f"Rows: {', '.join(ROW_KEYS)}; comma-separated.")] = "",
    format: Annotated[Literal["table", "csv", "json"], typer.Option(help="How differences are printed.")] = "table",  # noqa: A002 - its name
    wave: Wave = "",
    site: Site = "",
    region: Region = "",
    stage: Stage = "",
    scenario: Scenario = "",
    questionnaire: Questionnaire = "",
) -> int:
    """Compare two waves, sites or teams: before, after, and the difference with its interval and its word.

    Compared are the questions that all versions ask alike, in the cells that both sides have; what is left out is told.
    A difference is better, worse or no clear change; of all rows together, at most 5 % of these words are false on
    average.
    """
    from qshop.io.git import state_of
    from qshop.pages.compare_table import compare_page, notes
    from qshop.score.comparison.compare_columns import frame
    from qshop.score.comparison.differences_by import differences_by
    from qshop.score.comparison.sides import check_rows, sides_of
    from qshop.score.method import Comparisons, Making, method
    from qshop.score.selection import Selection

    loaded = open_programme(context.obj)
    programme = loaded.programme
    if stage:
        check_known("stage", stage, [known.id for known in programme.stages])
    sides = sides_of(of, before, after, programme, stage)
    keys = check_rows([key.strip() for key in by.split(",") if key.strip()], sides.of)
    selection = Selection(wave, site, region, scenario, questionnaire)
    selection.check(programme)
    batches, faults = read_accepted(loaded, visits)
    found, like = differences_by(keys, batches, sides, programme, selection)
    for note in notes(found, like):
        print_message(note)
    if format == "table":
        print_data(compare_page(found))
    else:
        print_frame(frame(found), format)
    families = [line.family for line in (*found.totals, *found.rows) if line.p is not None]
    making = Making(
        sides=sides.of,
        claim="census" if sides.of == "site" else None,
        comparisons=Comparisons.of(families),
        is_narrowed=any(found.matching.left_out),
        rejected=faults,
        commit=state_of(loaded.root),
    )
    compared = sides.apply(batches, programme)
    print_method(method(compared, like.batches, programme, selection, making), programme)
    return 1 if faults else 0
