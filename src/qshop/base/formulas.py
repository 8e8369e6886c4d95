"""Cells that a spreadsheet would run, and the neutral form in which they are only shown.

The neutral form is a leading `'`. A cell that begins with `'` gets one more, so that the form can be undone exactly.
"""

import re

_STARTS = re.compile(r"""[\s"'\u200b\ufeff]*[=+\-@＝＋－＠−]|[\t\r]""")
_NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?([eE][+-]?[0-9]+)?")


def is_formula(cell: str) -> bool:
    """Return whether a spreadsheet that opens the cell might run it; plain numbers, also below zero, are none."""
    return _STARTS.match(cell) is not None and _NUMBER.fullmatch(cell) is None


def neutral(cell: str) -> str:
    """Return the cell in a form that no spreadsheet runs."""
    return f"'{cell}" if cell.startswith("'") or is_formula(cell) else cell


def as_typed(cell: str) -> str:
    """Return the cell as it was before `neutral`."""
    return cell.removeprefix("'")
