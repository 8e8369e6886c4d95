"""The columns of `qshop compare` in a frame, in CSV and in JSON, in this order."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from qshop.score.comparison.compare import Differences
from qshop.score.comparison.figure_difference import FigureDifference
from qshop.score.figures import Percent
from qshop.score.measures import Measure

if TYPE_CHECKING:
    import pandas as pd

MEASURE_NAMES: dict[Measure, str] = {"score": "score", "must": "must_rate", "plus": "plus_rate"}
"""What measures are called, as the columns of `qshop score` are."""


@dataclass(frozen=True)
class DifferenceColumn:
    """One column: texts, whole numbers, or measures that may be missing; what it means, and where it is found."""

    dtype: Literal["str", "int64", "float64"]
    meaning: str
    value_of: Callable[[FigureDifference], str | Percent]


COLUMNS: dict[str, DifferenceColumn] = {
    "measure": DifferenceColumn("str", "score, must_rate or plus_rate", lambda line: MEASURE_NAMES[line.measure]),
    "visits_before": DifferenceColumn("int64", "visits compared that have the measure", lambda line: line.visits[0]),
    "visits_after": DifferenceColumn("int64", "the same on the other side", lambda line: line.visits[1]),
    "base_before": DifferenceColumn(
        "int64", "what the percentage is of: visits for a score, criteria asked for a rate", lambda line: line.base[0]
    ),
    "base_after": DifferenceColumn("int64", "the same on the other side", lambda line: line.base[1]),
    "before": DifferenceColumn(
        "float64", "the measure in percent, standardised over the cells that both sides have", lambda line: line.before
    ),
    "after": DifferenceColumn("float64", "the same on the other side", lambda line: line.after),
    "difference": DifferenceColumn("float64", "after − before, in percentage points", lambda line: line.difference),
    "low": DifferenceColumn("float64", "the lower limit of its 95 % interval", lambda line: line.low),
    "high": DifferenceColumn("float64", "its upper limit", lambda line: line.high),
    "p": DifferenceColumn(
        "float64", "the probability of a difference as far from 0, were there none", lambda line: line.p
    ),
    "change": DifferenceColumn(
        "str", "better, worse or no_clear_change; blank under the minimum base", lambda line: line.change or ""
    ),
    "family": DifferenceColumn(
        "int64", "of how many comparisons the word is one; 1 where it stands for itself", lambda line: line.family
    ),
}


def frame(differences: Differences) -> "pd.DataFrame":
    """Return differences as a table: `row` (total or part), the keys in their order, then `COLUMNS`."""
    import pandas as pd  # noqa: PLC0415 - heavy, and only tables need it

    lines = [*(("total", line) for line in differences.totals), *(("part", line) for line in differences.rows)]
    records = [
        {
            "row": row,
            **dict(zip(differences.keys, line.key or ("",) * len(differences.keys), strict=True)),
            **{name: column.value_of(line) for name, column in COLUMNS.items()},
        }
        for row, line in lines
    ]
    table = pd.DataFrame.from_records(records, columns=["row", *differences.keys, *COLUMNS])
    types = {name: column.dtype for name, column in COLUMNS.items()}
    return table.astype({**dict.fromkeys(("row", *differences.keys), "str"), **types})
