"""A foreign table mapped onto the columns of visits, as a profile says."""

from dataclasses import replace
from decimal import Decimal
from functools import partial

import numpy as np

from qshop.base.diagnostics import Diagnostic, Where
from qshop.base.plural import counted
from qshop.base.shown import shown
from qshop.base.suggest import did_you_mean
from qshop.programme.model import Programme
from qshop.programme.scalars import read_measure
from qshop.visits.column_names import shortened
from qshop.visits.intake.day_order import contradicted_order
from qshop.visits.intake.field_reading import FieldReading, compared, without_blanks
from qshop.visits.intake.not_asked import without_unasked
from qshop.visits.intake.profile import FieldSource, Profile, field_notation
from qshop.visits.intake.profile_columns import (
    all_columns_read,
    as_written,
    field_locations,
    trimmed,
    with_trimmed_headers,
)
from qshop.visits.intake.value_lists import TICKS, is_closed, meanings, questions
from qshop.visits.intake.written_form import month_names
from qshop.visits.mapped_table import MappedTable
from qshop.visits.problem import Problem, as_problem, as_text
from qshop.visits.rejects import Faults
from qshop.visits.table import Column, Table, paired


def apply_profile(profile: Profile, table: Table, programme: Programme) -> MappedTable:
    """Return `table` under the columns of visits; a column that the profile names and the file lacks refuses the file.

    A value follows this path: as in the file → trimmed → corrected → what the lists say it means (missing, na, map or
    labels), or else read by its notation. A file that contradicts its declared order of day and month is refused.
    """
    if profile.trim:
        table = with_trimmed_headers(table)
    lacking = sorted(all_columns_read(profile) - set(table.columns))
    if lacking:
        blanks = "its headers have blanks at the ends or line breaks: trim: true in the profile passes over them"
        hints = (hint for name in lacking[:3] if (hint := did_you_mean(name, table.columns)))
        help_ = blanks if {*map(trimmed, table.columns)} >= {*lacking} else "; ".join(hints)
        message = f"the profile reads columns that the file does not have: {', '.join(lacking[:8])}"
        where = Where(table.source, table.first_line, 1)
        return MappedTable(table, refusal=Diagnostic("QS427", message, where, help_ or "is it the right file?"))
    table = replace(table, locations=field_locations(table, profile))
    mapping = _Mapping(profile, table, programme)
    columns, faults = mapping.columns()
    if mapping.refusal:
        return MappedTable(table, refusal=mapping.refusal)
    read = replace(table.only(columns), locations=replace(table.locations, written=as_written(table, profile)))
    kept = read.take(faults.without_problem())
    version = programme.versions.get((profile.questionnaire, profile.version))
    kept = without_unasked(kept, programme, version) if version else kept
    return MappedTable(kept, faults.rejects(), mapping.notes, more_rejects=faults.more)


Cells = Column[str | Problem]


class _Mapping:
    """One profile applied to one table; `visit_ids` is needed to find the visits that are corrected.

    `refusal` is why the table cannot be read at all, if so.
    """

    def __init__(self, profile: Profile, table: Table, programme: Programme) -> None:
        self.profile, self.table, self.questions = profile, table, questions(profile, programme)
        self.languages = tuple(programme.settings.languages)
        self.notes = self._unused_columns()
        self.refusal: Diagnostic | None = None
        source = profile.columns.get("visit_id")
        self.visit_ids: Cells | None = None
        self.visit_ids = self._values("visit_id", source, self._raw(source)) if source else None

    def columns(self) -> tuple[dict[str, Column[str]], Faults]:
        """Return the mapped columns, and the problems of the rows that could not be mapped."""
        faults, rows = Faults(self.table), self.table.rows
        fixed = {"questionnaire": self.profile.questionnaire, "version": str(self.profile.version)}
        fixed |= {"wave": self.profile.wave} if self.profile.wave else {}
        columns = {name: Column.constant(value, rows) for name, value in fixed.items()}
        for name, source in self.profile.columns.items():
            raw = self._corrected(source, self._raw(source))
            if name == "date":
                declared = field_notation(self.profile, source).dates or []
                self.refusal = contradicted_order(self.table, raw.map(as_text), declared)
            cells = self._values(name, source, raw)
            faults.judge(name, cells, as_problem)
            columns[name] = cells.map(as_text)
        return columns, faults

    def _unused_columns(self) -> list[str]:
        unused = len(set(self.table.columns) - all_columns_read(self.profile))
        return [f"not used by the profile: {unused} of {counted(len(self.table.columns), 'column')}"] if unused else []

    def _raw(self, source: FieldSource) -> Cells:
        """Return a field's cells: of one column, as in the file, or as several columns make them, each read first."""
        if source.join:
            return paired(*map(self._part, source.join)).map(lambda cells: _joined(cells, source.between))
        if source.first_of:
            return paired(*map(self._part, source.first_of)).map(_first_filled)
        if source.choices:
            ticks = [self._ticks(source, choice, column) for choice, column in source.choices.items()]
            return paired(*ticks).map(lambda cells: _joined(tuple(filter(None, cells)), " "))
        if source.minus:
            return paired(*(self._number(source, column) for column in source.minus)).map(_difference)
        return self._cells(source, source.column or "").map(lambda text: text)

    def _part(self, source: FieldSource) -> Cells:
        return self._values("", source, self._corrected(source, self._raw(source)))

    def _cells(self, source: FieldSource, column: str) -> Column[str]:
        """Return the cells of a column of the file, without the blanks around them if those do not count."""
        notation, cells = field_notation(self.profile, source), self.table.get(column)
        return cells.map(partial(without_blanks, notation)) if notation.trim else cells

    def _number(self, source: FieldSource, column: str) -> Column[str]:
        """Return the cells of a column that is part of a difference, blank for “not answered”."""
        same = partial(compared, field_notation(self.profile, source))
        listed = meanings(self.profile, source, None, same)
        return self._cells(source, column).map(lambda text: "" if listed.get(same(text)) == "" else text)

    def _ticks(self, source: FieldSource, choice: str, column: str) -> Cells:
        """Return a choice for each row whose column says that it was ticked, else a blank, or why that is not known."""
        same = partial(compared, field_notation(self.profile, source))
        listed = source.map or {**TICKS, **self.profile.labels.get("yes_no", {})}
        missing = {
            same(text): "" for text in field_notation(self.profile, source).missing or () if isinstance(text, str)
        }
        ticks = {"": "", **{same(text): tick for text, tick in listed.items()}, **missing}

        def ticked(text: str) -> str | Problem:
            if same(text) not in ticks:
                message = f"{shown(text, ticks)} says neither that a choice was ticked nor that it was not"
                return Problem("QS429", message, "add it to the map of this question: as yes or as no", column)
            return choice if ticks[same(text)] == "yes" else ""

        return self._cells(source, column).map(ticked)

    def _corrected(self, source: FieldSource, raw: Cells) -> Cells:
        if self.visit_ids is None:
            return raw
        for correction in source.correct:
            rows = self.visit_ids.is_in([correction.visit]) & raw.is_in([correction.from_])
            if not rows.any():
                self.notes.append(f"the correction of visit {shortened(correction.visit)} found nothing to correct")
            codes = np.where(rows, len(raw.values), raw.codes).astype(np.int32)
            raw = Column(codes, [*raw.values, correction.to]).compact()
        return raw

    def _values(self, name: str, source: FieldSource, raw: Cells) -> Cells:
        read = self._reading(name, source)
        return raw if read.takes_as_is else raw.map(lambda text: text if isinstance(text, Problem) else read(text))

    def _reading(self, name: str, source: FieldSource) -> FieldReading:
        notation, question = field_notation(self.profile, source), self.questions.get(name)
        if source.choices:  # each column was read by its own map
            return FieldReading(notation, question=question)
        listed = meanings(self.profile, source, question, partial(compared, notation))
        names_months = any("MMM" in form for form in notation.dates or ())
        return FieldReading(
            notation,
            listed,
            is_closed(self.profile, source, question),
            source.separator,
            name,
            question,
            month_names(self.languages) if names_months else None,
        )


def _first_filled(cells: tuple[str | Problem, ...]) -> str | Problem:
    return next((cell for cell in cells if cell), "")


def _joined(cells: tuple[str | Problem, ...], between: str) -> str | Problem:
    problem = next((cell for cell in cells if isinstance(cell, Problem)), None)
    return problem or between.join(str(cell) for cell in cells)


def _difference(cells: tuple[str, ...]) -> str:
    """Return the first cell minus the others, exactly; blank if any of them is; unreadable cells as they are."""
    if "" in cells:
        return ""
    numbers = [read_measure(cell) for cell in cells]
    readable = [number for number in numbers if number is not None]
    if len(readable) < len(cells):
        return " - ".join(cells)
    return format(readable[0] - sum(readable[1:], Decimal(0)), "f")
