"""The `qshop` command: its sub-commands, and how each way of ending becomes an exit code."""

import gc
import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from traceback import extract_tb
from typing import Annotated, Any

import typer

from qshop import __version__
from qshop.base.errors import FaultyError, StopError
from qshop.cli import (
    build_questionnaire,
    chart,
    check,
    compare,
    debrief,
    diff,
    ingest,
    init,
    reliability,
    schema,
    score,
    simulate,
    workshop,
)
from qshop.cli.output import print_diagnostics, print_message
from qshop.cli.streams import give_up, open_streams
from qshop.cli.system_errors import refusal_of

CLEAN, FINDINGS, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130

# Typer may bring its own click: ask it for the exception that a wrong call raises.
_WRONG_CALL: Any = typer.BadParameter.__mro__[2]

app = typer.Typer(
    name="qshop",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("init")(init.command)
app.command("check")(check.command)
app.command("diff")(diff.command)
app.command("build-questionnaire")(build_questionnaire.command)
app.command("ingest")(ingest.command)
app.command("score")(score.command)
app.command("compare")(compare.command)
app.command("reliability")(reliability.command)
app.command("debrief")(debrief.command)
app.command("simulate")(simulate.command)
app.command("schema")(schema.command)
app.add_typer(chart.app, name="chart")
app.add_typer(workshop.app, name="workshop")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"qshop {__version__}")
        raise typer.Exit


@app.callback()
def programme(
    context: typer.Context,
    project: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The programme's folder; default: the nearest one upward.")
    ] = None,
    version: Annotated[  # noqa: ARG001 - handled by its callback
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Run a mystery-shopping improvement programme from plain text files in git."""
    context.obj = project


def main() -> None:
    """Run the command line and end the process with the exit code of its contract."""
    gc.set_threshold(200_000, 20, 20)  # large programmes are many small parts and no cycles: looking often costs much
    is_open = open_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # the same bytes wherever it runs, and nothing that cannot be said
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    sys.exit(run() if is_open else USAGE)


def run(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code.

    0: clean, 1: findings, 2: wrong call or configuration, 3: bug, 130: interrupted.
    """
    try:
        exit_code = app(arguments, standalone_mode=False)
        sys.stdout.flush()
    except StopError as stop:
        if isinstance(stop, FaultyError):
            print_diagnostics(stop.diagnostics)
        print_message(f"qshop: {stop.message}" + (f"\n  {stop.help}" if stop.help else ""))
        return USAGE
    except _WRONG_CALL as error:
        error.message = error.message.removeprefix("Value error, ")  # the words of a library, not of a person
        with suppress(OSError):
            error.show()
        return USAGE
    except (typer.Abort, KeyboardInterrupt):
        print_message("qshop: interrupted")
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):  # the latter is how Typer ends on a pipe whose reader closed it
        sys.stdout = sys.__stdout__ or sys.stdout
        give_up(sys.stdout)
        return CLEAN
    except Exception as error:  # noqa: BLE001 - the one place where a bug becomes a message
        refusal = refusal_of(error)
        if not refusal:
            return _report_bug(error)
        print_message(f"qshop: {refusal}")
        return USAGE
    if exit_code == INTERRUPTED:
        print_message("qshop: interrupted")
    return exit_code if isinstance(exit_code, int) else CLEAN


def _report_bug(error: Exception) -> int:
    """Report a bug by its kind and place, never by its message, which may hold what people typed."""
    if os.environ.get("QSHOP_DEBUG"):
        raise error
    frames = [frame for frame in extract_tb(error.__traceback__) if "qshop" in frame.filename]
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "an unknown place"
    print_message(f"qshop: a bug ({type(error).__name__} at {where})")
    print_message("  please report it; QSHOP_DEBUG=1 shows the details")
    return BUG
