"""`qshop workshop guide`: a leader's guide, with its times, its words and its papers."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qshop.base.plural import counted
from qshop.cli.document_formats import formats_of
from qshop.cli.inputs import check_language, open_programme
from qshop.cli.output import print_message
from qshop.cli.papers import give_papers

if TYPE_CHECKING:
    from qshop.workshop.guide import Guide
    from qshop.workshop.session import Session


def command(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="criteria, managers, team_talk, huddle, or a guide of your own.")
    ],
    group: Annotated[str, typer.Option(metavar="CODE", help="The working group that meets.", show_default=False)] = "",
    site: Annotated[str, typer.Option(metavar="CODE", help="The site whose findings it is about.")] = "",
    start: Annotated[
        str, typer.Option(metavar="TIME", help="When it begins, as in 09:30; default: as the group or the guide says.")
    ] = "",
    lang: Annotated[str, typer.Option(metavar="L", help="Language; default: the programme's first.")] = "",
    as_of: Annotated[
        str, typer.Option(metavar="DAY", help="The day that is now; default: the last of the last wave with visits.")
    ] = "",
    format: Annotated[  # noqa: A002 - the word of the contract
        str, typer.Option(metavar="F,F,…", help="md, html or pdf, or several of them.")
    ] = "md",
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write the guide and its handouts there; else it is printed.")
    ] = None,
) -> int:
    """Write a leader's guide: what to say and do, minute by minute; with --out, its handouts too."""
    from qshop.cli.packaged_papers import guide_called
    from qshop.cli.workshop_session import open_session
    from qshop.io.packaged import tongue
    from qshop.pages.guide_page import guide_page, handout_pages

    loaded = open_programme(context.obj)
    language = lang or loaded.programme.language
    check_language(language, loaded)
    formats = formats_of(format)
    session, faults = open_session(loaded, group=group, site=site, guide=name, start=start, as_of=as_of)
    guide, words = guide_called(name, session.files), tongue(language, loaded.programme.settings.languages)
    handouts = handout_pages(guide, session, words)
    papers = {name: guide_page(guide, session, words)}
    if out is not None:
        papers |= {f"{name}-{handout}": page for handout, page in handouts.items()}
    elif handouts:
        print_message(f"{counted(len(handouts), 'handout')} with it; to have them too: --out DIR")
    _tell_many_stages(guide, session)
    give_papers(papers, loaded, words, formats, out)
    return 1 if faults else 0


def _tell_many_stages(guide: "Guide", session: "Session") -> None:
    """Print a message where a guide holds more stages than one group takes, since nobody said which group."""
    from qshop.workshop.groups import MOST_STAGES

    stages = len(session.programme.stages)
    if session.group is None and stages > MOST_STAGES and any(item.each == "stage" for item in guide.items):
        print_message(f"all {stages} stages are in it, and a group takes {MOST_STAGES} at most: name one with --group")
