"""The announcement: what staff and providers’ staff are told before the first visit, and what is asked before."""

from dataclasses import replace

from qshop.base.file_names import distinct_names
from qshop.base.i18n import Tongue
from qshop.pages.asking import Asking
from qshop.pages.document_words import DocumentWords
from qshop.pages.packaged_papers import document_called
from qshop.pages.paper_page import PaperPage
from qshop.workshop.session import Session


def announcement_papers(session: Session, tongue: Tongue) -> dict[str, PaperPage]:
    """Return a letter to our own staff, a notice for each provider's, each with ten answers, and a note to be asked by.

    For a team, only its own letter or notice, and its answers.
    """
    papers: dict[str, PaperPage] = {}
    teams = [team for team in session.programme.teams if session.team in ("", team.id)]
    providers = [team.id for team in teams if team.provider]
    if not session.team or not providers:
        papers |= {name: _page(name, session, tongue) for name in ("letter", "answers")}
    for team, stem in distinct_names(providers).items():
        own = replace(session, team=team)
        papers |= {f"{name}-{stem}": _page(name, own, tongue) for name in ("notice", "answers")}
    return papers if session.team else papers | {"representatives": _page("representatives", session, tongue)}


def _page(name: str, session: Session, tongue: Tongue) -> PaperPage:
    """Return a document in words: the programme's own of that name, or else the packaged one."""
    return DocumentWords(Asking(session, tongue)).page(document_called(name, session.files))
