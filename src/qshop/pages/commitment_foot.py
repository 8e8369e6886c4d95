"""The commitment of management as one line at the foot of a paper."""

from dataclasses import replace

from qshop.pages.charter_page import CharterPage
from qshop.pages.paper_page import PaperPage
from qshop.pages.workshop_facts import Asking


def with_commitment(page: PaperPage | CharterPage, asking: Asking) -> PaperPage | CharterPage:
    """Return a paper with the one line of the commitment at its foot; a charter, which customers read, as it is."""
    line = asking.text(asking.commitment.footer) if asking.commitment else ""
    return replace(page, foot=[*page.foot, line]) if line and isinstance(page, PaperPage) else page
