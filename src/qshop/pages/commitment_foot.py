"""The commitment of management as one line at the foot of a paper."""

from dataclasses import replace

from qshop.pages.paper_page import PaperPage
from qshop.pages.workshop_facts import Asking


def with_commitment(page: PaperPage, asking: Asking) -> PaperPage:
    """Return a paper with the one line of the commitment at its foot, where there is a commitment."""
    line = asking.text(asking.commitment.footer) if asking.commitment else ""
    return replace(page, foot=[*page.foot, line]) if line else page
