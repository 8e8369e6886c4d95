"""Map a foreign export onto the columns of a visit, as a profile says and no cleverer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from qshop.base.diagnostics import Diagnostic, Where
from qshop.base.suggest import did_you_mean
from qshop.programme.answers import ANSWER_TYPES
from qshop.programme.model import Programme
from qshop.programme.scalars import read_measure
from qshop.visits.intake.profile import Below, FieldSource, Profile
from qshop.visits.metadata import shortened
from qshop.visits.rejects import Faults, Problem, Reject, as_problem, as_text
from qshop.visits.table import Column, RowLocations, Table, paired

_DATES = {"DD/MM/YYYY": ("/", (2, 1, 0)), "MM/DD/YYYY": ("/", (2, 0, 1)), "DD.MM.YYYY": (".", (2, 1, 0))}


@dataclass(frozen=True)
class Mapped:
    """A foreign table under the columns of a visit, the rows that could not be mapped, and what is worth saying."""

    table: Table
    rejects: list[Reject]
    notes: list[str]


def apply_profile(profile: Profile, table: Table, programme: Programme) -> Mapped | Diagnostic:
    """Map `table` by `profile`; a column that the profile names and the file lacks refuses the file.

    A value follows this path: as in the file → corrected → missing → mapped → date and decimal notation.
    """
    read = {name for source in profile.columns.values() for name in columns_read(source)}
    lacking = sorted(read - set(table.columns))
    if lacking:
        help_ = "; ".join(hint for name in lacking[:3] if (hint := did_you_mean(name, table.columns)))
        message = f"the profile reads columns that the file does not have: {', '.join(lacking[:8])}"
        return Diagnostic("QS427", message, Where(table.source, table.first_line, 1), help_ or "is it the right file?")
    table = replace(table, locations=_under_fields(table, profile))
    mapping = _Mapping(profile, table, _types(profile, programme))
    columns, faults = mapping.columns()
    sound = faults.without_problem()
    return Mapped(table.only(columns).take(sound), faults.rejects(), mapping.notes)


def _under_fields(table: Table, profile: Profile) -> RowLocations:
    """Let a field's cell be found in the column that the field comes from, the first of several."""
    homes = {field: next(columns_read(source), field) for field, source in profile.columns.items()}
    return replace(table.locations, position=lambda row, name: table.position(row, homes.get(name, name)))


def columns_read(source: FieldSource) -> Iterator[str]:
    """Name the file's columns that a field is made of."""
    if source.column:
        yield source.column
    yield from source.minus
    for part in source.join:
        yield from columns_read(part)


def _types(profile: Profile, programme: Programme) -> dict[str, str]:
    version = programme.versions.get((profile.questionnaire, profile.version))
    return {q.id: q.type for _, _, q in version.questions()} if version else {}


Cells = Column[str | Problem]


class _Mapping:
    """One profile at work on one table; `visit_ids` tells which visit a correction is about."""

    def __init__(self, profile: Profile, table: Table, types: dict[str, str]) -> None:
        self.profile, self.table, self.types = profile, table, types
        self.notes = self._unused()
        source = profile.columns.get("visit_id")
        self.visit_ids: Cells | None = None
        self.visit_ids = self._values("visit_id", source, self._raw(source)) if source else None

    def columns(self) -> tuple[dict[str, Column[str]], Faults]:
        """Give every mapped column, and the problems of the rows that could not be mapped."""
        faults, rows = Faults(self.table), self.table.rows
        fixed = {"questionnaire": self.profile.questionnaire, "version": str(self.profile.version)}
        fixed |= {"wave": self.profile.wave} if self.profile.wave else {}
        columns = {name: Column.constant(value, rows) for name, value in fixed.items()}
        for name, source in self.profile.columns.items():
            found = self._values(name, source, self._corrected(source, self._raw(source)))
            faults.judge(name, found, as_problem)
            columns[name] = found.map(as_text)
        return columns, faults

    def _unused(self) -> list[str]:
        used = {name for source in self.profile.columns.values() for name in columns_read(source)}
        unused = len(set(self.table.columns) - used)
        return [f"{unused} of {len(self.table.columns)} columns are not used by the profile"] if unused else []

    def _raw(self, source: FieldSource) -> Cells:
        """Give the field as the file has it: one column, several joined (each mapped first), or a difference."""
        if source.join:
            parts = [self._values("", part, self._corrected(part, self._raw(part))) for part in source.join]
            return paired(*parts).map(lambda cells: _joined(cells, source.between))
        if source.minus:
            missing = self._missing(source)
            numbers = [self.table.get(name).map(lambda text: "" if text in missing else text) for name in source.minus]
            return paired(*numbers).map(_difference)
        return self.table.get(source.column or "").map(lambda text: text)

    def _corrected(self, source: FieldSource, raw: Cells) -> Cells:
        for correction in source.correct if self.visit_ids else ():
            rows = self.visit_ids.is_in([correction.visit]) & raw.is_in([correction.from_])  # type: ignore[union-attr]
            if not rows.any():
                self.notes.append(f"the correction of visit {shortened(correction.visit)} found nothing to correct")
            codes = np.where(rows, len(raw.values), raw.codes).astype(np.int32)
            raw = Column(codes, [*raw.values, correction.to]).compact()
        return raw

    def _missing(self, source: FieldSource) -> set[str]:
        return {*self.profile.missing, *(text for text in source.missing if isinstance(text, str))}

    def _values(self, name: str, source: FieldSource, raw: Cells) -> Cells:
        mapping = source.map or self.profile.labels.get(self.types.get(name, ""), {})
        missing = self._missing(source)
        limits = [limit.below for limit in source.missing if isinstance(limit, Below)]

        def value(text: str | Problem) -> str | Problem:
            if isinstance(text, Problem):
                return text
            if text in missing or any(_is_below(text, limit) for limit in limits):
                return ""
            return _mapped(text, mapping) if mapping else self._notated(name, text)

        return raw.map(value)

    def _notated(self, name: str, text: str) -> str:
        if name == "date":
            return _iso(text, self.profile.dates)
        is_measure = name in self.types and ANSWER_TYPES[self.types[name]].nature == "measure"
        decimal_comma = self.profile.decimal == "comma" and is_measure
        return text.replace(",", ".", 1) if decimal_comma and "." not in text else text


def _mapped(text: str, mapping: dict[str, str]) -> str | Problem:
    if text in mapping or not text:
        return mapping.get(text, "")
    return Problem(
        "QS429", f"the profile does not map “{shortened(text)}”", "add it to the profile's map, or to missing"
    )


def _joined(cells: tuple[str | Problem, ...], between: str) -> str | Problem:
    problem = next((cell for cell in cells if isinstance(cell, Problem)), None)
    return problem or between.join(str(cell) for cell in cells)


def _difference(cells: tuple[str, ...]) -> str:
    """Take the later cells from the first, exactly; blank if any of them is; unreadable cells stay visible."""
    if "" in cells:
        return ""
    numbers = [read_measure(cell) for cell in cells]
    known = [number for number in numbers if number is not None]
    if len(known) < len(cells):
        return " - ".join(cells)
    return format(known[0] - sum(known[1:], Decimal(0)), "f")


def _is_below(text: str, limit: Decimal) -> bool:
    number = read_measure(text.removeprefix("-"))
    return number is not None and (-number if text.startswith("-") else number) < limit


def _iso(text: str, notation: str) -> str:
    """Write a date in the file's notation as YYYY-MM-DD; leave what does not fit it for the judge to reject."""
    if notation not in _DATES:
        return text
    separator, order = _DATES[notation]
    parts = text.split(separator)
    fits = len(parts) == 3 and [len(parts[place]) for place in order] == [4, 2, 2]
    return "-".join(parts[place] for place in order) if fits else text
