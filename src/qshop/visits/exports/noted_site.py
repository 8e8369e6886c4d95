"""Where a visit was: forms note the chosen site's code as text, `_site`, since services may write `007` as a number."""

from decimal import Decimal, InvalidOperation

from qshop.visits.metadata import shortened
from qshop.visits.rejects import Problem
from qshop.visits.table import Column, paired

NOTED = "_site"
_HELP = "find out which is right; opening the submission in the form and saving it again writes the note anew"


def told_site(columns: dict[str, Column[str]]) -> Column[str | Problem]:
    """Tell the site of each visit: as noted, or as chosen where nothing was noted. They may differ as numbers do."""
    return paired(columns.get("site", columns[NOTED]), columns[NOTED]).map(_settled)


def _settled(cells: tuple[str, ...]) -> str | Problem:
    chosen, noted = cells
    if not noted or chosen in ("", noted):
        return noted or chosen
    if _number(chosen) is not None and _number(chosen) == _number(noted):
        return noted
    message = f"“{shortened(chosen)}”, but the form's own note {NOTED} says “{shortened(noted)}”"
    return Problem("QS442", message, _HELP)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
