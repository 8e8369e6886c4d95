"""The papers that `qshop workshop print` makes, by name."""

from collections.abc import Callable, Mapping
from typing import Final

from qshop.base.i18n import Tongue
from qshop.pages.announcement_pages import announcement_papers
from qshop.pages.paper_page import PaperPage
from qshop.pages.plan_page import plan_papers
from qshop.workshop.session import Session

PAPERS: Final[Mapping[str, Callable[[Session, Tongue], dict[str, PaperPage]]]] = {
    "announcement": announcement_papers,
    "plan": plan_papers,
}
"""By the name of what is printed: its papers, each by the stem of its file."""
