"""`qshop workshop print`: the papers that people are told by, and those that they decide on."""

from pathlib import Path
from typing import Annotated

import typer

from qshop.cli.document_formats import formats_of
from qshop.cli.inputs import check_known, open_programme, tongue_asked
from qshop.cli.meeting_options import AsOf
from qshop.cli.options import Language, PageFormats
from qshop.cli.papers import PAPER, give_papers


def command(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="announcement, charter, plan, people, steering or report-back.")
    ],
    group: Annotated[str, typer.Option(metavar="CODE", help="The working group it is for.", show_default=False)] = "",
    team: Annotated[str, typer.Option(metavar="CODE", help="The team it is for.", show_default=False)] = "",
    lang: Language = "",
    as_of: AsOf = "",
    format: PageFormats = "md",  # noqa: A002 - the word of the contract
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Write the papers there; else it is printed.")] = None,
) -> int:
    """Print what people hold before any visit: what they are told, what customers are promised, who hears what when."""
    from qshop.cli.workshop_session import open_session
    from qshop.pages.commitment_foot import with_commitment
    from qshop.pages.workshop_papers import LAYOUTS, PAPERS

    check_known("paper", name, PAPERS)
    loaded = open_programme(context.obj)
    words = tongue_asked(lang, loaded)
    formats = formats_of(format)
    session, faults = open_session(loaded, group=group, team=team, as_of=as_of)
    papers = PAPERS[name](session, words).items()
    told = {stem: with_commitment(page, session.files.communication, words) for stem, page in papers}
    give_papers(told, loaded, words, formats, out, LAYOUTS.get(name, PAPER))
    return 1 if faults else 0
