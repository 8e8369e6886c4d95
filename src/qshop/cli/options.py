"""What many commands ask for alike: which visits, which of them, and how pages are made, with one help text for all."""

from pathlib import Path
from typing import Annotated, Literal

import typer

VisitPaths = Annotated[
    list[Path] | None, typer.Argument(metavar="[VISITS…]", help="Files or folders; default: the programme's.")
]
Wave = Annotated[str, typer.Option(help="Only this wave.")]
Site = Annotated[str, typer.Option(help="Only this site.")]
Region = Annotated[str, typer.Option(help="Only this region.")]
Stage = Annotated[str, typer.Option(help="Only the criteria of this stage.")]
Scenario = Annotated[str, typer.Option(help="Only this scenario.")]
Questionnaire = Annotated[str, typer.Option(help="Only this questionnaire.")]
Mix = Annotated[
    Literal["declared", "as_visited"],
    typer.Option(help="How different visits are pooled: under the shares of qshop.yaml, or just as they are."),
]
Language = Annotated[str, typer.Option(metavar="L", help="Language; default: the programme's first.")]
PageFormats = Annotated[str, typer.Option(metavar="F,F,…", help="md, html or pdf, or several of them.")]
