"""`qshop workshop capture`: the workbook of a meeting becomes proposed criteria, obstacles and the roster."""

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated, Literal

import typer

from qshop.cli.captured_files import captured_files
from qshop.cli.captured_words import report
from qshop.cli.inputs import check_language, open_programme
from qshop.cli.meeting_books import groups_of, meeting_books
from qshop.cli.workshop_read import open_workshop_files


def command(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="The workbook of a meeting; or its CSV files, all of them.")
    ],
    lang: Annotated[
        str, typer.Option(metavar="L", help="The language in which it is filled in; default: that of its headings.")
    ] = "",
    encoding: Annotated[str, typer.Option(metavar="E", help="The encoding of CSV files, if not UTF-8.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")] = False,
    format: Annotated[Literal["table", "json"], typer.Option(help="How the result is printed.")] = "table",  # noqa: A002 - its name
) -> int:
    """Take back what a group agreed: criteria become proposed ones, in criteria/<stage>.yaml.

    Likely doubles are shown side by side and taken; of validated criteria only blanks are filled in.
    The file is kept in workshops/sheets/ as it came.
    """
    from qshop.io.write import locked, write_files
    from qshop.workshop.capture.captured import Capture

    with nullcontext() if dry_run else locked(open_programme(context.obj).root):
        loaded = open_programme(context.obj)
        if lang:
            check_language(lang, loaded)
        workshop = open_workshop_files(loaded)
        books, lists, kept = meeting_books(files, loaded, workshop, encoding, lang)
        captured = Capture(loaded.programme, groups_of(workshop), lists, kept).take([book for book, _ in books])
        changed = captured_files(captured, kept, loaded, books)
        if not dry_run:
            write_files(changed)
    return report(captured, loaded.programme, format)
