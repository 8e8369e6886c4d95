"""The commitment of management as one line at the foot of what people hold."""

from dataclasses import replace
from typing import TypeVar

from qshop.base.i18n import Tongue
from qshop.pages.debrief_page import DebriefPage
from qshop.pages.paper_page import PaperPage
from qshop.pages.person_page import PersonPage
from qshop.pages.visit_page import VisitPage
from qshop.programme.scalars import text_in
from qshop.workshop.communication import Communication

P = TypeVar("P")


def with_commitment(page: P, communication: Communication | None, tongue: Tongue) -> P:
    """Return a page with the one line of the commitment at its foot; what customers read, a charter, as it is."""
    commitment = communication.commitment if communication else None
    if commitment and isinstance(page, PaperPage | DebriefPage | PersonPage | VisitPage):
        return replace(page, foot=[*page.foot, text_in(commitment.footer, tongue.language)])
    return page
