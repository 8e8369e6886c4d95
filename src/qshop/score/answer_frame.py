"""Answers as a data frame, one row for each question that applied to a visit."""

from collections.abc import Iterable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from qshop.programme.answers import NOT_APPLICABLE, is_met, points_of
from qshop.programme.frozen import FrozenQuestion
from qshop.programme.model import Programme
from qshop.score.kernel import ScoredVisits
from qshop.score.visit_frame import FrameColumn, in_order, no_rows
from qshop.visits.applicable import Applicability

COLUMNS: dict[str, FrameColumn] = {
    "visit": FrameColumn("str", "the visit's id"),
    "wave": FrameColumn("str", "its wave"),
    "site": FrameColumn("str", "its site's code"),
    "stage": FrameColumn("str", "the stage of the journey"),
    "criterion": FrameColumn("str", "the criterion that the question belongs to; blank for a question of the stage"),
    "priority": FrameColumn("str", "`must` or `plus`; blank likewise"),
    "question": FrameColumn("str", "the question's id"),
    "answer": FrameColumn("str", "the answer as it stands in the file: `na` does not apply; blank: not answered"),
    "points": FrameColumn("float64", "what it earns, from 0 to 1; missing where it is not scored, `na` or blank"),
    "met": FrameColumn("boolean", "whether it is good enough to meet the criterion; missing likewise"),
}


def answer_frame(scored: Iterable[ScoredVisits], programme: Programme) -> pd.DataFrame:
    """Return the answers of accepted visits, a visit after the other, each in the order of the journey."""
    return in_order(pd.concat([no_rows(COLUMNS), *(_of_batch(batch, programme) for batch in scored)]), programme)


def _of_batch(batch: ScoredVisits, programme: Programme) -> pd.DataFrame:
    """Return the answers of the visits of one version, question after question; each distinct one is judged once."""
    table, unit = batch.visits.table, batch.version.scale.points
    applicable = Applicability(programme, batch.version, table)
    cells: dict[str, list[Any]] = {name: [] for name in COLUMNS}
    for stage, criterion, question in batch.version.questions():
        rows = np.flatnonzero(applicable.applies(stage, criterion, question))
        answers = table.get(question.id).take(rows)
        judged = answers.map(partial(_judged, question, unit)).cells()
        columns: dict[str, list[Any]] = {
            "visit": table.get("visit_id").take(rows).cells(),
            "wave": [batch.visits.wave] * len(rows),
            "site": table.get("site").take(rows).cells(),
            "stage": [stage.id] * len(rows),
            "criterion": [criterion.id if criterion else ""] * len(rows),
            "priority": [criterion.priority if criterion else ""] * len(rows),
            "question": [question.id] * len(rows),
            "answer": answers.cells(),
            "points": [points for points, _ in judged],
            "met": [is_good for _, is_good in judged],
        }
        for name, added in columns.items():
            cells[name] += added
    return pd.DataFrame(cells).astype({name: column.dtype for name, column in COLUMNS.items()})


def _judged(question: FrozenQuestion, unit: int, answer: str) -> tuple[float | None, bool | None]:
    """Return what an answer earns, in points, and whether it meets the criterion; nothing where it is not scored."""
    if question.points is None or answer in ("", NOT_APPLICABLE):
        return None, None
    return points_of(question, answer) / unit, is_met(question, answer)
