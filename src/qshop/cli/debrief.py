"""`qshop debrief`: what a reader needs to know and to do, as a page."""

from pathlib import Path
from typing import Annotated

import typer

from qshop.cli.document_formats import formats_of
from qshop.cli.inputs import check_known, check_language, open_programme
from qshop.cli.named_subjects import named_subjects
from qshop.cli.options import Language, PageFormats
from qshop.cli.quotes import write_quotes
from qshop.cli.recipients import print_page, write_folders
from qshop.cli.results_read import results_about
from qshop.cli.subject_pages import SubjectPages
from qshop.debrief.readers import READERS


def command(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="[NAME]",
            help="A site, a team or an owner, by code; VISIT, VISIT:TEAM or VISIT:STAGE; default: all of them.",
            show_default=False,
        ),
    ] = "",
    reader: Annotated[
        str, typer.Option("--for", metavar="READER", help=f"Who reads it: {', '.join(READERS)}.")
    ] = "programme",
    wave: Annotated[str, typer.Option(metavar="ID", help="One wave; default: the last one with visits.")] = "",
    lang: Language = "",
    as_of: Annotated[
        str, typer.Option(metavar="DAY", help="The day from which dates count; default: that of the last visit.")
    ] = "",
    format: PageFormats = "md",  # noqa: A002 - the word of the contract
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write a folder for each recipient there; else one page is printed."),
    ] = None,
    quotes: Annotated[
        bool, typer.Option("--quotes", help="Instead, list remarks to be released: tick them, then qshop ingest.")
    ] = False,
    late: Annotated[
        bool, typer.Option("--late", help="Also what is shown only within days of a visit, such as a person's sheet.")
    ] = False,
) -> int:
    """Write the debrief of a wave, a site, a visit …: what went well, and what to decide."""
    loaded = open_programme(context.obj)
    check_known("reader", reader, READERS)
    language = lang or loaded.programme.language
    check_language(language, loaded)
    formats = formats_of(format)
    results, faults = results_about(loaded, reader, name, wave_id=wave, as_of=as_of, is_late=late, with_words=quotes)
    pages = SubjectPages(loaded, results, reader, language, formats)
    subjects = named_subjects(results, reader, name, pages.subjects)
    if quotes:
        write_quotes(results, reader, subjects, language, out)
    elif out is None:
        print_page(pages, subjects)
    else:
        write_folders(pages, subjects, out)
    return 1 if faults else 0
