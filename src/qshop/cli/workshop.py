"""`qshop workshop`: what people need before any visit: guides, letters, and sheets that come back."""

import typer

from qshop.cli import workshop_capture, workshop_guide, workshop_pack, workshop_print

app = typer.Typer(no_args_is_help=True, context_settings={"help_option_names": ["-h", "--help"]})


@app.callback()
def workshop() -> None:
    """Prepare people: tell them before any visit, lead the groups that agree the criteria, take in what they agreed."""


app.command("guide")(workshop_guide.command)
app.command("pack")(workshop_pack.command)
app.command("print")(workshop_print.command)
app.command("capture")(workshop_capture.command)
