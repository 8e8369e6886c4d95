"""Cells as qshop writes them, so that one answer is stored, compared and scored in one way, whoever wrote the file.

A sheet makes `299.9999999999989` of five minutes, a data frame `4.0` of a level, a checkout on Windows other line ends.
"""

from collections.abc import Callable
from functools import partial

from qshop.programme import answers
from qshop.programme.answers.free_text import with_plain_line_ends
from qshop.programme.frozen import Version
from qshop.visits.columns import TEXT_SUFFIXES
from qshop.visits.metadata_checks import canonical_number, canonical_weight
from qshop.visits.table import Column, Table

_METADATA: dict[str, Callable[[str], str]] = {
    "version": canonical_number,
    "attempts": canonical_number,
    "weight": canonical_weight,
}


def canonical_metadata(table: Table) -> tuple[Table, list[str]]:
    """Return the table with the numbers that visits say about themselves as qshop writes them, and notes.

    The note: which weights were rounded. What is no such number stays as it is, and is rejected later.
    """
    weights = table.get("weight")
    rounded = weights.where(lambda text: canonical_weight(text) != canonical_number(text))
    return _changed(table, _METADATA), _rounding_note(table, weights, rounded.nonzero()[0].tolist())


def _rounding_note(table: Table, weights: Column[str], rows: list[int]) -> list[str]:
    if not rows:
        return []
    first = weights.cell(rows[0])
    example = f"line {table.line(rows[0])}: {first} is {canonical_weight(first)}"
    return [f"weights of more than six decimals are rounded: {len(rows)}, first in {example}"]


def canonical_answers(visits: Table, version: Version) -> Table:
    """Return the visits of a version with their answers, comments and evidence as qshop writes them."""
    changes: dict[str, Callable[[str], str]] = {
        question.id: partial(answers.canonical, question) for _, _, question in version.questions()
    }
    changes |= {name: with_plain_line_ends for name in visits.columns if name.endswith(TEXT_SUFFIXES)}
    return _changed(visits, changes)


def _changed(table: Table, changes: dict[str, Callable[[str], str]]) -> Table:
    changed = {}
    for name, change in changes.items():
        column = table.columns.get(name)
        values = [change(value) for value in column.values] if column else []
        if column and values != column.values:
            changed[name] = Column(column.codes, values).merged()
    return table.with_columns(changed)
