"""The commitment of management as one line at the foot of a paper."""

from collections.abc import Mapping
from dataclasses import replace

from qshop.base.i18n import Tongue
from qshop.pages.asking import Asking
from qshop.pages.charter_page import CharterPage
from qshop.pages.paper_page import PaperPage
from qshop.workshop.session import Session

Paper = PaperPage | CharterPage


def with_commitment(papers: Mapping[str, Paper], session: Session, tongue: Tongue) -> dict[str, Paper]:
    """Return papers with the one line of the commitment at their foot; a charter, which customers read, as it is."""
    asking = Asking(session, tongue)
    line = asking.text(asking.commitment.footer) if asking.commitment else ""
    return {name: _with(line, page) if line else page for name, page in papers.items()}


def _with(line: str, page: Paper) -> Paper:
    return replace(page, foot=[*page.foot, line]) if isinstance(page, PaperPage) else page
