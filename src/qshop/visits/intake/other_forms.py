"""What to say of a cell that has none of the declared forms: which form it may have."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from qshop.base.shown import shown
from qshop.visits.intake.written_form import written_forms
from qshop.visits.problem import Problem

_TWO_DIGITS: Final = re.compile(r"\bDD\b|\bMM\b")
CLOCKS: Final = (
    "H:MM",
    "H.MM",
    "H:MM:SS",
    "H:MM AM",
    "H.MM AM",
    "H:MMAM",
    "H.MMAM",
    "HAM",
    "HhMM",
    "H;MM",
    "HH.MM.SS",
)
"""Forms in which people write times of day."""


def close_to(declared: Sequence[str]) -> Iterator[str]:
    """Yield forms that keep the order of day and month of one that is declared."""
    for form in declared:
        loose = _TWO_DIGITS.sub(lambda field: field[0][0], form.partition(" H")[0])
        for day in (loose, loose.replace("YYYY", "YY")):
            yield from (day, f"{day} H:MM", f"{day} H:MM:SS")


def unread(text: str, key: str, declared: Sequence[str], others: Iterable[str] = ()) -> str | Problem:
    """Return the problem of a cell that has none of the declared forms; its help names one of `others` that it has.

    Where none is declared, return the cell: it is judged as it stands.
    """
    if not declared:
        return text
    if any(form.pattern.fullmatch(text) for form in written_forms(declared)):
        message = f"“{text}”, read as {' or '.join(declared)}, does not exist"
        return Problem("QS470", message, "correct the cell")
    fitting = next((form.text for form in written_forms(others) if form.pattern.fullmatch(text)), "…")
    help_ = f"correct the cell, or say that the file writes it so: {key}: [{', '.join([*declared, fitting])}]"
    return Problem("QS470", f"{shown(text)} is not written as {' or '.join(declared)}", help_)
