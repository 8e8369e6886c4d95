"""The site of a visit: forms note the chosen code as text, in `_site`, since services may write `007` as a number."""

from decimal import Decimal, InvalidOperation

from qshop.base.shown import shown
from qshop.visits.problem import Problem
from qshop.visits.table import Column, paired

SITE_NOTE = "_site"
_HELP = "find out which is right; opening the submission in the form and saving it again writes the note anew"


def noted_sites(columns: dict[str, Column[str]]) -> Column[str | Problem]:
    """Return the site of each visit as the form noted it, or as chosen if it noted nothing.

    It is a problem if the two differ, except as ways of writing one number do.
    """
    return paired(columns.get("site", columns[SITE_NOTE]), columns[SITE_NOTE]).map(_noted_site)


def _noted_site(cells: tuple[str, ...]) -> str | Problem:
    chosen, noted = cells
    if not noted or chosen in ("", noted):
        return noted or chosen
    if _number(chosen) is not None and _number(chosen) == _number(noted):
        return noted
    message = f"{shown(chosen, [noted])}, but the form's own note {SITE_NOTE} says {shown(noted, [chosen])}"
    return Problem("QS442", message, _HELP)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
