"""The same visit under two ids: most likely handed in twice, as by a double tap. Both count, so it is noted."""

from collections.abc import Iterable, Iterator

import numpy as np

from qshop.visits.accepted import Visits
from qshop.visits.intake.settle import VisitRecord, visits_by_id

FEWEST_ANSWERS = 3
"""Visits with fewer answers, such as void ones, are alike without being the same."""
_LISTED = 5
Contents = dict[int, VisitRecord]
"""A visit by the hash of all it says but its id: the first of those that say the same."""


def contents(records: Iterable[VisitRecord]) -> Contents:
    """Return visits by what they say."""
    found: Contents = {}
    for record in records:
        found.setdefault(_content(record), record)
    return found


def double_notes(accepted: list[Visits], earlier: Contents) -> list[str]:
    """Return the note on visits that say the same as one before under another id, or nothing."""
    seen: Contents = {}
    pairs = []
    for record in _telling(accepted):
        content = _content(record)
        other = earlier.get(content) or seen.setdefault(content, record)
        if other is not record and other.visit_id != record.visit_id and other.says == record.says:
            pairs.append(f"“{record.visit_id}” in line {record.where.line} as “{other.visit_id}” at {other.where}")
    if not pairs:
        return []
    more = f" and {len(pairs) - _LISTED} more" if len(pairs) > _LISTED else ""
    return [
        f"the same visit under two ids, all else equal: {', '.join(pairs[:_LISTED])}{more};"
        " both count: take one out if it was handed in twice"
    ]


def _content(record: VisitRecord) -> int:
    return hash(record.says)


def _telling(accepted: list[Visits]) -> Iterator[VisitRecord]:
    """Yield the visits whose answers are enough to tell that two are the same."""
    for visits in accepted:
        columns = [visits.table.get(question.id) for _, _, question in visits.version.questions()]
        answers = sum(
            (column.where(bool).astype(np.int64) for column in columns), np.zeros(visits.table.rows, np.int64)
        )
        chosen = visits.table.take(answers >= FEWEST_ANSWERS)
        yield from visits_by_id([Visits(visits.wave, visits.version, chosen)]).values()
