"""Scored visits added up: whole numbers by cell, in pandas frames that add up in any order.

A *unit* is a visit restricted to the criteria of a cell: a visit counts once in each cell that asks it something, with
the score it has on that cell's criteria alone. So visits add up to coarser cells, and criteria never do: for each
grouping of criteria that figures are wanted by, a tally keeps a frame of its own.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from qshop.programme.frozen import Version
from qshop.programme.model import Programme
from qshop.score.kernel import ScoredVisits
from qshop.score.keys import KEYS, Key, is_of_visits, visit_values
from qshop.score.mix import KIND_KEYS
from qshop.score.units import SUMS, Units, units_of
from qshop.visits.table import Column

_SQUARES_FIT = 4_000_000  # so many squares of a million add up to less than int64 holds


@dataclass(frozen=True, eq=False)
class Tally:
    """The whole numbers of every cell.

    visit_keys: the keys of visits that cells are kept apart by
    frames: by the keys of a grouping of criteria, a frame with one row a cell, in the order of its values: a column
        for each of `visit_keys` and of the grouping's keys (text), then those of `SUMS` (whole numbers)
    versions: what the visits were scored with, by questionnaire and by the number of the version they were made with
    stages: the stages whose criteria are in it; none: all
    """

    visit_keys: Key
    frames: dict[Key, pd.DataFrame]
    versions: dict[tuple[str, int], Version]
    stages: frozenset[str]

    def cells(self, keys: Key, where: Mapping[str, str] | None = None) -> pd.DataFrame:
        """Return the cells by `keys`, added up over all other keys of visits; only those of `where`, if given.

        Raises `KeyError` if the tally was not made for the keys.
        """
        frame = self.frames[_grouping(keys)]
        for key, value in (where or {}).items():
            frame = frame[frame[key] == value]
        return _added_up(frame, keys)


def tally(
    batches: Iterable[ScoredVisits], programme: Programme, by: Iterable[Key], stages: frozenset[str] = frozenset()
) -> Tally:
    """Return scored visits added up so that figures can be had by each of the keys in `by`, and by coarser ones.

    With `stages`, over the criteria of those stages only.
    """
    wanted = list(by)
    visit_keys = tuple(
        dict.fromkeys(key for keys in (*wanted, KIND_KEYS, ("site",)) for key in keys if is_of_visits(key))
    )
    groupings = dict.fromkeys(_grouping(keys) for keys in wanted)
    frames = {grouping: _frame({}, (*visit_keys, *grouping)) for grouping in groupings}
    nothing = Tally(visit_keys, frames, {}, stages)
    return merged([nothing, *(_of_batch(batch, programme, nothing) for batch in batches)])


def merged(tallies: Iterable[Tally]) -> Tally:
    """Return the tally of the visits of all `tallies` (one at least), which were made for the same keys."""
    parts = list(tallies)
    frames = {
        grouping: _added_up(
            pd.concat([part.frames[grouping] for part in parts], ignore_index=True), (*parts[0].visit_keys, *grouping)
        )
        for grouping in parts[0].frames
    }
    versions = {made_with: version for part in parts for made_with, version in part.versions.items()}
    return Tally(parts[0].visit_keys, frames, versions, parts[0].stages)


def units_by_cell(
    batch: ScoredVisits, programme: Programme, keys: Key, stages: frozenset[str] = frozenset()
) -> Iterator[tuple[dict[str, Column[str]], Units]]:
    """Yield the units of each group of criteria that `keys` keep together, with their values under the keys."""
    visits = {key: visit_values(key, programme, batch.visits) for key in keys if is_of_visits(key)}
    of_stage = next((value_of for key in keys if (value_of := KEYS[key].of_stage)), None)
    team_of = partial(of_stage, programme, batch.visits) if of_stage else None
    for shared, criteria in _criterion_groups(batch, programme, keys, stages):
        units = units_of(batch, criteria, team_of)
        columns = {key: Column.constant(value, len(units.visit)) for key, value in shared.items()}
        columns |= {key: column.take(units.visit) for key, column in visits.items()}
        yield {key: columns.get(key, units.team) for key in keys}, units


def _grouping(keys: Key) -> Key:
    """Return those of the keys that part criteria, not visits."""
    return tuple(sorted(key for key in keys if not is_of_visits(key)))


def _of_batch(batch: ScoredVisits, programme: Programme, like: Tally) -> Tally:
    """Return the tally of one batch, made for the keys of another tally."""
    frames = {}
    for grouping in like.frames:
        keys = (*like.visit_keys, *grouping)
        groups = units_by_cell(batch, programme, keys, like.stages)
        cells = [_as_text(_added_up(_frame(units.sums, keys, columns), keys), keys) for columns, units in groups]
        frames[grouping] = pd.concat([like.frames[grouping], *cells], ignore_index=True)
    made_with = batch.visits.version
    versions = {(made_with.questionnaire, made_with.version): batch.version}
    return Tally(like.visit_keys, frames, versions, like.stages)


def _criterion_groups(
    batch: ScoredVisits, programme: Programme, keys: Key, stages: frozenset[str]
) -> Iterator[tuple[dict[str, str], frozenset[str]]]:
    """Yield the criteria in groups, by those of the keys that part criteria: the values they share, and their ids."""
    criterion_keys = {key: value_of for key in keys if (value_of := KEYS[key].of_criterion)}
    groups: dict[Key, set[str]] = {}
    for scored in batch.criteria:
        if not stages or scored.stage.id in stages:
            values = tuple(value_of(programme, scored.stage, scored.criterion) for value_of in criterion_keys.values())
            groups.setdefault(values, set()).add(scored.criterion.id)
    for values, ids in groups.items():
        yield dict(zip(criterion_keys, values, strict=True)), frozenset(ids)


def _frame(sums: Mapping[str, object], keys: Key, columns: Mapping[str, Column[str]] | None = None) -> pd.DataFrame:
    """Return units as a frame, one row each: their values under the keys, and their numbers."""
    values = {key: _categorical(columns[key]) if columns else pd.Series([], dtype="str") for key in keys}
    numbers = {name: sums.get(name, np.zeros(0, np.int64)) for name in SUMS}
    return pd.DataFrame(values | numbers, columns=[*keys, *SUMS])


def _categorical(column: Column[str]) -> "pd.Categorical[str]":
    distinct = column.merged()
    return pd.Categorical.from_codes(distinct.codes, pd.Index(distinct.values, dtype="str"), validate=False)


def _as_text(cells: pd.DataFrame, keys: Key) -> pd.DataFrame:
    """Return cells with their values as text: each batch has categories of its own."""
    return cells.assign(**{key: cells[key].astype("str") for key in keys})


def _added_up(frame: pd.DataFrame, keys: Key) -> pd.DataFrame:
    """Return the sums of the rows that share their values under `keys`, in the order of the values.

    pandas lets int64 overflow without a word, so squares that might not fit are added as Python's own integers.
    """
    squares = np.dtype(object if frame["units"].sum() > _SQUARES_FIT else np.int64)
    if frame["xx"].dtype != squares:
        frame = frame.astype({"xx": squares})
    by = list(keys) or np.zeros(len(frame), np.int8)
    added = frame.groupby(by, observed=True, sort=True)[list(SUMS)].sum()
    return added.reset_index(drop=not keys)
