"""The name list that goes round in a meeting: who is here, and who agrees to be thanked by name."""

from typing import Final

from qshop.base.i18n import Tongue
from qshop.pages.asking import Asking
from qshop.pages.paper_page import PaperPage, PaperTable
from qshop.pages.workbook_words import workbook_words
from qshop.pages.workshop_facts import FACT_WORDS
from qshop.workshop.groups import MOST_PEOPLE
from qshop.workshop.occasion import members
from qshop.workshop.roster import Person
from qshop.workshop.session import Session

COLUMNS: Final = ("name", "team", "role", "here", "thanked")
"""The columns of the name list."""
_WIDTHS: Final = [26, 28, 20, 10, 16]
_MORE = 2
"""Rows for people who come and are not on the roster; without one, there are as many as a group has people."""


def attendance_page(session: Session, tongue: Tongue) -> PaperPage:
    """Return the name list of a group; what is not known is written by hand."""
    asking, people = Asking(session, tongue), members(session)
    rows = [_row(person, asking) for person in people]
    rows += [[""] * len(COLUMNS)] * (_MORE if people else MOST_PEOPLE)
    told = (FACT_WORDS[name](asking) for name in ("group", "date", "place"))
    return PaperPage(
        title=tongue("names.title"),
        subtitle=" · ".join(filter(None, told)),
        language=tongue.spoken,
        pieces=[PaperTable([tongue(f"names.column.{name}") for name in COLUMNS], rows, _WIDTHS)],
        foot=[tongue("names.foot")],
    )


def _row(person: Person, asking: Asking) -> list[str]:
    works = asking.name("team", person.team) if person.team else asking.name("owner", person.owner)
    role = workbook_words(asking.tongue)["role"].get(person.role, "")
    return [person.name, works, role, "", ""]
