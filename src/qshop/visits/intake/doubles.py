"""The same visit under two ids: most likely handed in twice, as by a double tap. Both count, so it is noted."""

from collections.abc import Iterable

import numpy as np

from qshop.base.plural import first_of
from qshop.visits.accepted import Visits
from qshop.visits.intake.settle import VisitRecord

FEWEST_ANSWERS = 3
"""Visits with fewer answers, such as void ones, are alike without being the same."""
_LISTED = 5
Contents = dict[int, VisitRecord]
"""A visit by the hash of all it says but its id: the first of those that say the same."""


def by_content(records: Iterable[VisitRecord]) -> Contents:
    """Return visits by what they say."""
    found: Contents = {}
    for record in records:
        found.setdefault(hash(record.says), record)
    return found


def double_notes(accepted: list[Visits], records: Iterable[VisitRecord], contents: Contents) -> list[str]:
    """Return the note on visits that say the same as one before under another id, or nothing.

    `records` are those of `accepted`, in order; each is added to `contents`.
    """
    pairs = []
    for record, is_telling in zip(records, _are_telling(accepted), strict=True):
        other = contents.setdefault(hash(record.says), record)
        if other is not record and is_telling and other.says == record.says:
            pairs.append(f"“{record.visit_id}” in line {record.where.line} as “{other.visit_id}” at {other.where}")
    if not pairs:
        return []
    return [
        f"the same visit under two ids, all else equal: {first_of(pairs, _LISTED)};"
        " both count: take one out if it was handed in twice"
    ]


def _are_telling(accepted: list[Visits]) -> list[bool]:
    """Return for each visit whether its answers are enough to tell that two are the same."""
    telling: list[bool] = []
    for visits in accepted:
        columns = [visits.table.get(question.id) for _, _, question in visits.version.questions()]
        answers = np.zeros(visits.table.rows, np.int64)
        for column in columns:
            answers += column.where(bool)
        telling += (answers >= FEWEST_ANSWERS).tolist()
    return telling
