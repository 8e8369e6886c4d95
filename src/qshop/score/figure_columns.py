"""The columns of `qshop score` in a frame, in CSV and in JSON, in this order."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from qshop.score.figures import Figure
from qshop.score.keys import Key

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class FigureColumn:
    """One column: whole numbers, or measures that may be missing (`float64`); what it means, and where it is found."""

    dtype: Literal["int64", "float64"]
    meaning: str
    value_of: Callable[[Figure], float | None]


COLUMNS: dict[str, FigureColumn] = {
    "visits": FigureColumn("int64", "visits scored: the base of the score", lambda figure: figure.visits),
    "score": FigureColumn(
        "float64",
        "the mean of their scores, in percent; each visit by its weight, each kind of visits by its share",
        lambda figure: figure.score,
    ),
    "score_low": FigureColumn("float64", "the lower limit of its 95 % interval", lambda figure: figure.score_low),
    "score_high": FigureColumn("float64", "its upper limit", lambda figure: figure.score_high),
    "must_met": FigureColumn("int64", "musts met", lambda figure: figure.must.met),
    "must_asked": FigureColumn("int64", "musts asked: the base of the must rate", lambda figure: figure.must.asked),
    "must_rate": FigureColumn(
        "float64",
        "musts met of those asked, in percent, weighted likewise",
        lambda figure: figure.must.percent,
    ),
    "must_low": FigureColumn("float64", "the lower limit of its 95 % interval", lambda figure: figure.must.low),
    "must_high": FigureColumn("float64", "its upper limit", lambda figure: figure.must.high),
    "plus_met": FigureColumn("int64", "pluses met", lambda figure: figure.plus.met),
    "plus_asked": FigureColumn("int64", "pluses asked: the base of the plus rate", lambda figure: figure.plus.asked),
    "plus_rate": FigureColumn(
        "float64", "pluses met of those asked, in percent, weighted likewise", lambda figure: figure.plus.percent
    ),
    "plus_low": FigureColumn("float64", "the lower limit of its 95 % interval", lambda figure: figure.plus.low),
    "plus_high": FigureColumn("float64", "its upper limit", lambda figure: figure.plus.high),
    "critical_asked": FigureColumn("int64", "critical criteria asked", lambda figure: figure.critical_asked),
    "failed": FigureColumn("int64", "the visits that failed one of them", lambda figure: figure.failed),
    "single_sites": FigureColumn(
        "int64",
        "sites visited once: the interval of the score takes their variance from the other sites",
        lambda figure: figure.singles,
    ),
}


POINTS: dict[str, FigureColumn] = {
    "earned": FigureColumn(
        "float64",
        "visit by visit: the points it earned, each criterion by its weight, or its stage's",
        lambda figure: figure.points.earned if figure.points else None,
    ),
    "possible": FigureColumn(
        "float64",
        "visit by visit: the points it could have earned; earned / possible is its score",
        lambda figure: figure.points.possible if figure.points else None,
    ),
}
"""Columns at the end of figures that are given visit by visit."""


def columns_by(keys: Iterable[str]) -> dict[str, FigureColumn]:
    """Return the columns of figures by these keys."""
    return COLUMNS | POINTS if "visit" in keys else COLUMNS


def frame(keys: Key, rows: dict[Key, Figure]) -> "pd.DataFrame":
    """Return figures as a table: the keys in their order, then the columns of `qshop score`."""
    import pandas as pd  # noqa: PLC0415 - heavy, and only tables need it

    columns = columns_by(keys)
    records = [
        {**dict(zip(keys, key, strict=True)), **{name: column.value_of(figure) for name, column in columns.items()}}
        for key, figure in rows.items()
    ]
    table = pd.DataFrame.from_records(records, columns=[*keys, *columns])
    return table.astype({**dict.fromkeys(keys, "str"), **{name: column.dtype for name, column in columns.items()}})
