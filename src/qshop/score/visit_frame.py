"""Visits as a data frame, one row a visit, with what each of them scored."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from qshop.programme.model import Programme
from qshop.score.figure_columns import frame
from qshop.score.figure_table import figures
from qshop.score.kernel import ScoredVisits
from qshop.score.keys import visit_values
from qshop.score.tally import tally
from qshop.score.visit_points import with_points


class FrameColumn(NamedTuple):
    """The dtype of a column of a data frame, and what it holds."""

    dtype: str
    meaning: str


FACTS: dict[str, FrameColumn] = {
    "visit": FrameColumn("str", "the visit's id: `visit_id` in the files"),
    "wave": FrameColumn("str", "its wave"),
    "site": FrameColumn("str", "the site's code"),
    "region": FrameColumn("str", "the site's region; blank where none is declared"),
    "type": FrameColumn("str", "the site's type, likewise"),
    "date": FrameColumn("datetime64[ns]", "its day; missing where only the wave is known"),
    "time_in": FrameColumn("str", "when it began, at the site's clock: `HH:MM`, or blank"),
    "time_out": FrameColumn("str", "when it ended"),
    "questionnaire": FrameColumn("str", "the questionnaire"),
    "version": FrameColumn("int64", "the version it was made with"),
    "channel": FrameColumn("str", "how it was made"),
    "scenario": FrameColumn("str", "the role that was played"),
    "service": FrameColumn("str", "the service that was asked for"),
    "purpose": FrameColumn("str", "`regular`, `reshop` or `trial`: only regular visits are in figures"),
    "status": FrameColumn("str", "`completed`, `no_service` or `void`"),
    "attempts": FrameColumn("Int64", "how many attempts it took, where that is noted"),
    "shopper": FrameColumn("str", "the shopper's code; blank where none is noted"),
    "weight": FrameColumn("float64", "the weight it counts by in figures; 1 unless it has one of its own"),
    "is_scored": FrameColumn("bool", "whether it is scored: neither void nor too blank"),
}
"""What is known of a visit."""
SCORED: dict[str, FrameColumn] = {
    "score": FrameColumn("float64", "its score, in percent"),
    "must_met": FrameColumn("Int64", "the musts that it met"),
    "must_asked": FrameColumn("Int64", "the musts that could be judged"),
    "plus_met": FrameColumn("Int64", "the pluses that it met"),
    "plus_asked": FrameColumn("Int64", "the pluses that could be judged"),
    "critical_asked": FrameColumn("Int64", "the critical criteria that could be judged"),
    "failed": FrameColumn("Int64", "1 if it failed one of them, else 0"),
    "earned": FrameColumn("float64", "the points it earned, each criterion by its weight, or its stage's"),
    "possible": FrameColumn("float64", "the points it could have earned; earned / possible is its score"),
}
"""What it scored, as `qshop score --by visit` has it; missing where a visit is not scored."""
_UNWEIGHTED = 1.0


def visit_frame(scored: Iterable[ScoredVisits], programme: Programme) -> pd.DataFrame:
    """Return accepted visits of every purpose, by wave and id: the columns `FACTS`, then `SCORED`."""
    batches = list(scored)
    facts = pd.concat([no_rows(FACTS), *(_facts(batch, programme) for batch in batches)])
    found = in_order(facts, programme).merge(_scores(batches, programme), how="left", on="visit")
    found[list(SCORED)] = found[list(SCORED)].where(found["is_scored"])
    return found


def no_rows(columns: Mapping[str, FrameColumn]) -> pd.DataFrame:
    """Return a data frame of these columns without rows."""
    return pd.DataFrame({name: pd.Series([], dtype=column.dtype) for name, column in columns.items()})


def in_order(found: pd.DataFrame, programme: Programme) -> pd.DataFrame:
    """Return rows by wave, in the order of the calendar, then by visit; rows of one visit keep their order."""
    waves = sorted(programme.settings.waves, key=lambda wave: wave.from_)
    places = found["wave"].map({wave.id: place for place, wave in enumerate(waves)})
    order = found.assign(place=places).sort_values(["place", "visit"], kind="stable", ignore_index=True)
    return order.drop(columns="place")


def _facts(batch: ScoredVisits, programme: Programme) -> pd.DataFrame:
    table = batch.visits.table
    cells = {name: table.get("visit_id" if name == "visit" else name).cells() for name in FACTS}
    cells |= {key: visit_values(key, programme, batch.visits).cells() for key in ("wave", "region", "type")}
    found = pd.DataFrame(cells)
    found["date"] = pd.to_datetime(found["date"], format="%Y-%m-%d")
    found["attempts"] = pd.to_numeric(found["attempts"]).astype("Int64")
    found["weight"] = pd.to_numeric(found["weight"]).fillna(_UNWEIGHTED)
    found["is_scored"] = batch.is_scored
    return found.astype({name: column.dtype for name, column in FACTS.items()})


def _scores(batches: list[ScoredVisits], programme: Programme) -> pd.DataFrame:
    keys = ("visit",)
    found = with_points(figures(tally(batches, programme, [keys]), keys, programme), batches, programme)
    scores = frame(found.keys, found.rows)[["visit", *SCORED]]
    return scores.astype({name: column.dtype for name, column in SCORED.items()})
