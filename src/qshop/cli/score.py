"""`qshop score`: from accepted visits to figures."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qshop.cli import session
from qshop.score.keys import KEYS, check_keys

if TYPE_CHECKING:
    from qshop.io.folder import Loaded
    from qshop.score.kernel import ScoredVisits
    from qshop.score.keys import Key


def command(
    context: typer.Context,
    visits: Annotated[
        list[Path] | None, typer.Argument(metavar="[VISITS…]", help="Files or folders; default: the programme's.")
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            metavar="KEYS",
            help=f"{', '.join(KEYS)}; comma-separated. An empty text: the programme.",
        ),
    ] = None,
    format: Annotated[session.Format, typer.Option(help="How figures are printed.")] = "table",  # noqa: A002 - its name
    wave: Annotated[str, typer.Option(help="Only this wave.")] = "",
    site: Annotated[str, typer.Option(help="Only this site.")] = "",
    region: Annotated[str, typer.Option(help="Only this region.")] = "",
    stage: Annotated[str, typer.Option(help="Only the criteria of this stage.")] = "",
    scenario: Annotated[str, typer.Option(help="Only this scenario.")] = "",
    questionnaire: Annotated[str, typer.Option(help="Only this questionnaire.")] = "",
) -> int:
    """Score visits and print figures: an overview, or one row a cell with --by.

    Scores and rates are percentages with their base; csv and json are unrounded. `visits` counts the visits
    scored in the cell, `critical_asked` its critical criteria, `failed` the visits that failed one of them.
    """
    from qshop.score.overview import overview
    from qshop.score.selection import Selection

    loaded = session.open_programme(context.obj)
    selection = Selection(wave, site, region, scenario, questionnaire)
    batches, faults = session.accepted(loaded, visits)
    parts = session.scored(batches, selection, loaded.programme)
    if by is None and format == "table" and not stage:
        from qshop.pages.score_tables import overview_page

        session.put(overview_page(overview(parts, loaded.programme), loaded.programme))
    else:
        keys = tuple(key.strip() for key in (by or "").split(",") if key.strip())
        _put_figures(loaded, parts, keys, stage, format)
    return 1 if faults else 0


def _put_figures(loaded: "Loaded", parts: "list[ScoredVisits]", by: "Key", stage: str, format_: str) -> None:
    from qshop.base.errors import StopError
    from qshop.base.suggest import did_you_mean
    from qshop.pages.score_tables import figures_table
    from qshop.score.figure_columns import frame
    from qshop.score.figures import figures
    from qshop.score.selection import split_keys
    from qshop.score.tally import tally

    programme = loaded.programme
    stages = [known.id for known in programme.stages]
    if stage and stage not in stages:
        raise StopError(f"there is no stage “{stage}”", did_you_mean(stage, stages))
    keys = check_keys(by)
    split = split_keys(parts, keys, programme)
    if split:
        session.talk(f"qshop.yaml declares no mix: one row each for {', '.join(split)}")
    wanted = frozenset([stage]) if stage else frozenset[str]()
    rows = figures(tally(parts, (*keys, *split), programme, wanted), programme)
    if format_ == "table":
        session.put(figures_table((*keys, *split), rows))
    elif format_ == "csv":
        session.put(frame((*keys, *split), rows).to_csv(index=False, lineterminator="\n"))
    else:
        table = frame((*keys, *split), rows).astype(object)
        records = table.where(table.notna(), None).to_dict("records")
        session.put_json([{str(name): value for name, value in record.items()} for record in records])
