"""The workbook of a meeting as data: its sheets and their columns, as they go out and come back.

What its headings are called stands among the sentences of each language, under `workbook.SHEET.COLUMN`.
"""

from typing import Final

from qshop.workshop.guide import Guide
from qshop.workshop.roster import COLUMNS, ROLES

SHEETS: Final[dict[str, tuple[str, ...]]] = {
    "meeting": ("what", "answer"),
    "criteria": (
        "id",
        "stage",
        "criterion",
        "visible",
        "must_dots",
        "plus_dots",
        "owner",
        "standard",
        "promise",
        "promise_where",
        "missed",
        "try",
        "check_first",
        "remark",
    ),
    "obstacles": ("stage", "obstacle", "owner"),
    "people": COLUMNS,
}
"""The sheets that come back, by name, each with its columns in order."""

FILLED_IN: Final = ("owner", "standard", "promise", "promise_where", "missed", "try", "check_first")
"""The columns in which something may still be written beside a validated criterion, where it is blank."""

ASKED: Final = ("group", "guide", "date", "present", "note_taker")
"""What the sheet of the meeting asks, in order: `workbook.asked.NAME`."""

FORMAT: Final = 1
"""The version of the workbook's form, as its first sheet says it."""

BLANK_ROWS: Final = {"criteria": 15, "obstacles": 20, "people": 5}
"""How many rows of a sheet are ready to be written in; of the criteria, for each stage."""

WORDS: Final = {
    "sheet": (*SHEETS, "help", "lists"),
    **SHEETS,
    "asked": ASKED,
    "role": ROLES,
}
"""Every sentence of a workbook under `workbook.`: by the word that comes next, those that come after it."""


def has_workbook(guide: Guide) -> bool:
    """Return whether a workbook goes with a guide: where a group goes through its stages and agrees something."""
    return any(item.each == "stage" for item in guide.items)
