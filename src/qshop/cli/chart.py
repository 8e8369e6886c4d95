"""`qshop chart`: figures one after the other, place beside place, and every value of one question."""

import typer

from qshop.cli import chart_funnel, chart_series, chart_strip

app = typer.Typer(no_args_is_help=True, context_settings={"help_option_names": ["-h", "--help"]})
app.command("series")(chart_series.command)
app.command("strip")(chart_strip.command)
app.command("funnel")(chart_funnel.command)


@app.callback()
def charts() -> None:
    """Draw figures in the terminal: over waves, over sites, or every value of a question. Numbers come first."""
