"""Whether a file keeps to one order of day and month: where it does not, no date of it can be trusted."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from qshop.base.diagnostics import Diagnostic
from qshop.base.shown import shown
from qshop.visits.intake.written_form import (
    WrittenForm,
    read_certain_day,
    read_day,
    read_swapped_day,
    written_forms,
)
from qshop.visits.rejects import place_of_cell
from qshop.visits.table import Column, Table

_LAST_MONTH = 12
_COMMON = [f"D{mark}M{mark}{year}" for mark in "/.-" for year in ("YYYY", "YY")]


def contradicted_order(table: Table, cells: Column[str], declared: Sequence[str]) -> Diagnostic | None:
    """Return the refusal of a file whose dates, in `cells`, contradict the order of day and month; else None.

    They do if one is a day only in the other order than the declared one, or if a spreadsheet has exchanged day and
    month wherever it could: true dates up to the 12th of a month alone, beside texts of later days.
    """
    return _other_order(table, cells, written_forms(declared)) or _exchanged(table, cells, declared)


def _other_order(table: Table, cells: Column[str], declared: list[WrittenForm]) -> Diagnostic | None:
    def is_other(text: str) -> bool:
        return not read_day(declared, text) and read_swapped_day(declared, text) is not None

    text = next(filter(is_other, cells.values), None)
    if text is None:
        return None
    form = next(form for form in declared if read_swapped_day([form], text))
    message = f"{shown(text)} is no day written as {form.text}, but is one with day and month exchanged"
    day, *clock = form.text.partition("H")
    other = "".join([day.translate(str.maketrans("DM", "MD")), *clock])
    help_ = f"if the whole file is written so, declare dates: {other}; if only this cell is wrong, correct it"
    return _refusal(table, cells, text, f"{message}: which are right cannot be known", help_)


def _exchanged(table: Table, cells: Column[str], declared: Sequence[str]) -> Diagnostic | None:
    forms = [form for form in written_forms([*declared, *_COMMON]) if form.text != "YYYY-MM-DD"]
    true_days = list(filter(None, map(read_certain_day, cells.values)))
    if all(day.day == day.month for day in true_days) or any(day.day > _LAST_MONTH for day in true_days):
        return None

    def is_late(text: str) -> bool:
        day: date | None = read_day(forms, text) or read_swapped_day(forms, text)
        return day is not None and day.day > _LAST_MONTH and not read_certain_day(text)

    text = next(filter(is_late, cells.values), None)
    if text is None:
        return None
    message = (
        f"{shown(text)} is a text beside true dates, of which none is later than the 12th of a month: "
        "a spreadsheet has exchanged day and month in those"
    )
    help_ = "ask for the file as it was before, or have it opened under the right region: then all are true dates"
    return _refusal(table, cells, text, message, help_)


def _refusal(table: Table, cells: Column[str], text: str, message: str, help_: str) -> Diagnostic:
    row = int(np.flatnonzero(cells.is_in([text]))[0])
    return Diagnostic("QS471", f"date: {message}", place_of_cell(table, row, "date"), help_)
