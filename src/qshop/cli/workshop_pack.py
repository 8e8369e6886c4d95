"""`qshop workshop pack`: everything that is printed and carried to one meeting, and the workbook that comes back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qshop.base.errors import StopError
from qshop.base.file_names import safe_name
from qshop.cli.document_formats import formats_of
from qshop.cli.inputs import check_known, open_programme, tongue_asked
from qshop.cli.meeting_options import AsOf, Group, GuideName, Site, Start
from qshop.cli.options import Language
from qshop.cli.output import print_data, print_message
from qshop.cli.papers import give_papers

if TYPE_CHECKING:
    from qshop.base.i18n import Tongue
    from qshop.pages.pack_papers import Sent
    from qshop.workshop.guide import Guide
    from qshop.workshop.session import Session

_WORKBOOKS = ("xlsx", "csv")


def command(
    context: typer.Context,
    name: GuideName,
    out: Annotated[Path, typer.Option(metavar="DIR", help="The folder to write; it is made if it is not there.")],
    group: Group = "",
    site: Site = "",
    start: Start = "",
    lang: Language = "",
    as_of: AsOf = "",
    format: Annotated[  # noqa: A002 - the word of the contract
        str, typer.Option(metavar="F,F,…", help="Of the papers: md, html or pdf, or several of them.")
    ] = "html",
    workbook: Annotated[
        str, typer.Option(metavar="KIND", help="Of the note-taker's workbook: xlsx, or csv for one file a sheet.")
    ] = "xlsx",
) -> int:
    """Write the folder of a meeting: guide, name list, handouts, workbook, and a list of what to print how often."""
    from qshop.cli.workshop_session import open_session
    from qshop.io.write import write_file
    from qshop.pages.commitment_foot import with_commitment
    from qshop.pages.pack_papers import pack_papers, print_list
    from qshop.pages.packaged_papers import guide_called
    from qshop.workshop.workbook import has_workbook

    loaded = open_programme(context.obj)
    words = tongue_asked(lang, loaded)
    check_known("workbook of the kind", workbook, _WORKBOOKS, "known: xlsx, csv")
    formats = formats_of(format)
    session, faults = open_session(loaded, group=group, site=site, guide=name, start=start, as_of=as_of)
    guide = guide_called(name, session.files)
    papers = pack_papers(name, guide, session, words)
    sent = None
    if has_workbook(guide):
        sent = _workbook(guide, session, words, f"{len(papers) + 1:02}-workbook", workbook)
    else:
        print_message(f"no workbook goes with {name}: nobody writes down there what comes back as a sheet")
    pages = {"00-print": print_list(papers, sent, guide, session, words)} | {one.stem: one.page for one in papers}
    told = {stem: with_commitment(page, session.files.communication, words) for stem, page in pages.items()}
    give_papers(told, loaded, words, formats, out)
    for path, content in (sent.files if sent else {}).items():
        write_file(out, path, content)
        print_data(f"{out / path}\n")
    return 1 if faults else 0


def _workbook(guide: "Guide", session: "Session", tongue: "Tongue", stem: str, kind: str) -> "Sent":
    """Return the workbook as one file, or as a folder with a CSV file a sheet. Raises `StopError` without a group."""
    from qshop.io.spreadsheet_csv import spreadsheet_csv
    from qshop.io.xlsx.form_writer import form_workbook
    from qshop.pages.pack_papers import Sent
    from qshop.pages.workbook_page import meeting_workbook

    stem = f"{stem}-{safe_name(_group(session))}"  # several groups' files lie side by side when they come back
    form = meeting_workbook(guide, session, tongue)
    if kind == "xlsx":
        return Sent(f"{stem}.xlsx", tongue("pack.workbook"), {f"{stem}.xlsx": form_workbook(form)})
    tables = form.tables().items()
    files = {f"{stem}/{name}.csv": spreadsheet_csv([*rows[0]], rows[1:]) for name, rows in tables}
    return Sent(f"{stem}/", tongue("pack.workbook_files"), files)


def _group(session: "Session") -> str:
    if session.group is None:
        groups = session.files.groups.groups if session.files.groups else []
        named = ", ".join(one.id for one in groups)
        help_ = f"say which one meets: --group, one of {named}" if named else "write workshops/groups.yaml first"
        raise StopError(f"{session.guide} is led with a working group", help_)
    return session.group.id
