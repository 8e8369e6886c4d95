"""`qshop workshop print`: the papers that people are told by, and those that they decide on."""

from pathlib import Path
from typing import Annotated

import typer

from qshop.cli.document_formats import formats_of
from qshop.cli.inputs import check_known, check_language, open_programme
from qshop.cli.papers import PAPER, give_papers


def command(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="announcement, charter, plan, people, steering or report-back.")
    ],
    group: Annotated[str, typer.Option(metavar="CODE", help="The working group it is for.", show_default=False)] = "",
    team: Annotated[str, typer.Option(metavar="CODE", help="The team it is for.", show_default=False)] = "",
    lang: Annotated[str, typer.Option(metavar="L", help="Language; default: the programme's first.")] = "",
    as_of: Annotated[
        str, typer.Option(metavar="DAY", help="The day that is now; default: the last of the last wave with visits.")
    ] = "",
    format: Annotated[  # noqa: A002 - the word of the contract
        str, typer.Option(metavar="F,F,…", help="md, html or pdf, or several of them.")
    ] = "md",
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Write the papers there; else it is printed.")] = None,
) -> int:
    """Print what people hold before any visit: what they are told, what customers are promised, who hears what when."""
    from qshop.cli.workshop_session import open_session
    from qshop.io.packaged import tongue
    from qshop.pages.commitment_foot import with_commitment
    from qshop.pages.workshop_facts import Asking
    from qshop.pages.workshop_papers import LAYOUTS, PAPERS

    check_known("paper", name, PAPERS)
    loaded = open_programme(context.obj)
    language = lang or loaded.programme.language
    check_language(language, loaded)
    formats = formats_of(format)
    session, faults = open_session(loaded, group=group, team=team, as_of=as_of)
    words = tongue(language, loaded.programme.settings.languages)
    asking = Asking(session, words)
    papers = {stem: with_commitment(page, asking) for stem, page in PAPERS[name](session, words).items()}
    give_papers(papers, loaded, words, formats, out, LAYOUTS.get(name, PAPER))
    return 1 if faults else 0
