"""`qshop workshop guide`: a leader's guide, with its times, its words and its papers."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qshop.base.plural import counted
from qshop.cli.document_formats import formats_of
from qshop.cli.inputs import open_programme, tongue_asked
from qshop.cli.meeting_options import AsOf, Group, GuideName, Site, Start
from qshop.cli.options import Language, PageFormats
from qshop.cli.output import print_message
from qshop.cli.papers import give_papers

if TYPE_CHECKING:
    from qshop.workshop.guide import Guide
    from qshop.workshop.session import Session


def command(
    context: typer.Context,
    name: GuideName,
    group: Group = "",
    site: Site = "",
    start: Start = "",
    lang: Language = "",
    as_of: AsOf = "",
    format: PageFormats = "md",  # noqa: A002 - the word of the contract
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write the guide and its handouts there; else it is printed.")
    ] = None,
) -> int:
    """Write a leader's guide: what to say and do, minute by minute; with --out, its handouts too."""
    from qshop.cli.workshop_session import open_session
    from qshop.pages.commitment_foot import with_commitment
    from qshop.pages.guide_page import guide_page, handout_pages
    from qshop.pages.packaged_papers import guide_called

    loaded = open_programme(context.obj)
    words = tongue_asked(lang, loaded)
    formats = formats_of(format)
    session, faults = open_session(loaded, group=group, site=site, guide=name, start=start, as_of=as_of)
    guide = guide_called(name, session.files)
    handouts = handout_pages(guide, session, words)
    papers = {name: guide_page(guide, session, words)}
    if out is not None:
        papers |= {f"{name}-{handout}": page for handout, page in handouts.items()}
    elif handouts:
        print_message(f"{counted(len(handouts), 'handout')} with it; to have them too: --out DIR")
    _tell_many_stages(guide, session)
    told = {stem: with_commitment(page, session.files.communication, words) for stem, page in papers.items()}
    give_papers(told, loaded, words, formats, out)
    return 1 if faults else 0


def _tell_many_stages(guide: "Guide", session: "Session") -> None:
    """Print a message where a guide holds more stages than one group takes, since nobody said which group."""
    from qshop.workshop.groups import MOST_STAGES

    stages = len(session.programme.stages)
    if session.group is None and stages > MOST_STAGES and any(item.each == "stage" for item in guide.items):
        print_message(
            f"all {counted(stages, 'stage')} are in it, and a group takes {MOST_STAGES} at most: name one with --group"
        )
