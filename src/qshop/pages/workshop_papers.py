"""The papers that `qshop workshop print` makes, by name."""

from collections.abc import Callable, Mapping
from typing import Final

from qshop.base.i18n import Tongue
from qshop.pages.announcement_pages import announcement_papers
from qshop.pages.charter_page import CharterPage, charter_papers
from qshop.pages.paper_page import PaperPage
from qshop.pages.people_page import people_papers
from qshop.pages.plan_page import plan_papers
from qshop.pages.report_back_page import report_back_papers
from qshop.pages.steering_page import steering_papers
from qshop.workshop.session import Session

Papers = Mapping[str, PaperPage | CharterPage]

PAPERS: Final[Mapping[str, Callable[[Session, Tongue], Papers]]] = {
    "announcement": announcement_papers,
    "charter": charter_papers,
    "plan": plan_papers,
    "people": people_papers,
    "steering": steering_papers,
    "report-back": report_back_papers,
}
"""By the name of what is printed: its papers, each by the stem of its file."""
LAYOUTS: Final = {"charter": "workshop/charter"}
"""What arranges a paper that is not arranged as others are, by the name of what is printed."""
