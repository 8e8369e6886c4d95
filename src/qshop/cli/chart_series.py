"""`qshop chart series`: one figure over the waves."""

from pathlib import Path
from typing import Annotated

import typer

from qshop.cli.inputs import open_programme, read_accepted
from qshop.cli.output import print_data


def command(
    context: typer.Context,
    visits: Annotated[
        list[Path] | None, typer.Argument(metavar="[VISITS…]", help="Files or folders; default: the programme's.")
    ] = None,
    site: Annotated[str, typer.Option(help="Only this site.")] = "",
    region: Annotated[str, typer.Option(help="Only this region.")] = "",
    scenario: Annotated[str, typer.Option(help="Only this scenario.")] = "",
    questionnaire: Annotated[str, typer.Option(help="Only this questionnaire.")] = "",
) -> int:
    """Follow a figure over the waves, in the calendar's order."""
    from qshop.pages.score_tables import figures_table
    from qshop.score.figure_table import figures
    from qshop.score.kernel import score_visits
    from qshop.score.selection import Selection
    from qshop.score.tally import tally

    loaded = open_programme(context.obj)
    selection = Selection("", site, region, scenario, questionnaire)
    batches, faults = read_accepted(loaded, visits)
    selection.check(loaded.programme)
    scored = [score_visits(one, loaded.programme) for one in selection.apply(batches, loaded.programme)]
    found = figures(tally(scored, loaded.programme, [("wave",)]), ("wave",), loaded.programme, selection.kinds)
    print_data(figures_table(found.keys, found.rows))
    return 1 if faults else 0
