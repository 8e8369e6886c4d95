"""Scored visits added up: whole numbers by cell, in pandas frames that add up in any order.

A *unit* is a visit restricted to the criteria of a cell: a visit counts once in each cell that asks it something, with
the score it has on that cell's criteria alone. So visits add up to coarser cells, and criteria never do: for each
grouping of criteria that figures are wanted by, a tally keeps a frame of its own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from qshop.programme.frozen import Version
from qshop.programme.model import Programme
from qshop.score.kernel import Ints, ScoredVisits
from qshop.score.keys import KEYS, Key, grouping_of, is_of_visits, visit_values
from qshop.score.mix import KIND_KEYS, PLACE_KEYS
from qshop.score.units import SUMS, Units, units_of
from qshop.score.weights import WEIGHTED, power, weight_scale, weighted_sums, weights_of
from qshop.visits.table import Column, Rows

_SQUARES_FIT = 4_000_000  # so many squares of a million add up to less than int64 holds


@dataclass(frozen=True, eq=False)
class Tally:
    """The whole numbers of every cell.

    visit_keys: the keys of visits that cells are kept apart by
    frames: by the keys of a grouping of criteria, a frame with one row a cell, in the order of its values: a column
        for each of `visit_keys` and of the grouping's keys (text), then those of `SUMS` (whole numbers), then, with a
        `weight_scale`, those of `WEIGHTED` (Python's own integers)
    weight_scale: how many units of a weighted sum make a weight of 1; 0 where no visit has a weight
    versions: what the visits were scored with, by questionnaire and by the number of the version they were made with
    stages: the stages whose criteria are in it; none: all
    """

    visit_keys: Key
    frames: dict[Key, pd.DataFrame]
    versions: dict[tuple[str, int], Version]
    stages: frozenset[str]
    weight_scale: int = 0

    @cached_property
    def has_shoppers(self) -> bool:
        """Return whether any visit has a shopper."""
        return any(frame["shopper"].astype(bool).any() for frame in self.frames.values())

    def cells(self, keys: Key, where: Mapping[str, str] | None = None) -> pd.DataFrame:
        """Return the cells by `keys`, added up over all other keys of visits; only those of `where`, if given.

        Raises `KeyError` if the tally was not made for the keys.
        """
        frame = self.frames[grouping_of(keys)]
        for key, value in (where or {}).items():
            frame = frame[frame[key] == value]
        return _added_up(frame, keys)

    def records(self, keys: Key, where: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
        """Return the same cells, each as its values under `keys` and its whole numbers by name."""
        cells = self.cells(keys, where)
        columns = {str(name): column.to_numpy(object).tolist() for name, column in cells.items()}
        return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]

    def without_shoppers(self) -> "Tally":
        """Return the same cells whoever shopped: for scores and rates, since intervals would be too narrow."""
        keys = tuple(key for key in self.visit_keys if key != "shopper")
        frames = {
            grouping: _added_up(frame, (*keys, *grouping)).assign(shopper="") for grouping, frame in self.frames.items()
        }
        return replace(self, frames=frames)


def tally(
    batches: Iterable[ScoredVisits], programme: Programme, by: Iterable[Key], stages: frozenset[str] = frozenset()
) -> Tally:
    """Return scored visits added up so that figures can be had by each of the keys in `by`, and by coarser ones.

    With `stages`, over the criteria of those stages only.
    """
    wanted, scored = list(by), list(batches)
    visit_keys = tuple(
        dict.fromkeys(key for keys in (*wanted, KIND_KEYS, PLACE_KEYS) for key in keys if is_of_visits(key))
    )
    groupings = dict.fromkeys(grouping_of(keys) for keys in wanted)
    scale = weight_scale(batch.visits for batch in scored)
    no_numbers = pd.DataFrame({name: pd.Series([], dtype=np.int64) for name in SUMS})
    if scale:
        no_numbers = no_numbers.assign(**{name: pd.Series([], dtype=object) for name in WEIGHTED})
    frames = {
        grouping: pd.concat([pd.DataFrame(columns=[*visit_keys, *grouping], dtype="str"), no_numbers], axis="columns")
        for grouping in groupings
    }
    nothing = Tally(visit_keys, frames, {}, stages, scale)
    return merged([nothing, *(_of_batch(batch, programme, nothing) for batch in scored)])


def merged(tallies: Iterable[Tally]) -> Tally:
    """Return the tally of the visits of all `tallies` (one at least), which were made for the same keys."""
    parts = list(tallies)
    scale = max(part.weight_scale for part in parts)
    frames = {
        grouping: _added_up(
            pd.concat(
                [_weighted(part.frames[grouping], part.weight_scale, scale) for part in parts], ignore_index=True
            ),
            (*parts[0].visit_keys, *grouping),
        )
        for grouping in parts[0].frames
    }
    versions = {made_with: version for part in parts for made_with, version in part.versions.items()}
    return Tally(parts[0].visit_keys, frames, versions, parts[0].stages, scale)


def _weighted(frame: pd.DataFrame, scale: int, to: int) -> pd.DataFrame:
    """Return a frame of sums whose weights count in `scale` with weights that count in `to`."""
    if scale == to:
        return frame
    sums = {name: frame[name if scale else of].astype(object) for name, of in WEIGHTED.items()}
    return frame.assign(**{name: numbers * (to // (scale or 1)) ** power(name) for name, numbers in sums.items()})


def units_by_cell(
    batch: ScoredVisits, programme: Programme, keys: Key, stages: frozenset[str] = frozenset()
) -> Iterator[tuple[dict[str, Column[str]], Units]]:
    """Yield the units of each group of criteria that `keys` keep together, with their values under each key."""
    of_visits = {key: visit_values(key, programme, batch.visits) for key in keys if is_of_visits(key)}
    of_stage = next((value_of for key in keys if (value_of := KEYS[key].of_stage)), None)
    team_of = partial(of_stage, programme, batch.visits) if of_stage else None
    for shared, criteria in _criterion_groups(batch, programme, keys, stages):
        units = units_of(batch, criteria, team_of)
        yield {key: _values(key, of_visits, shared, units) for key in keys}, units


def _values(key: str, of_visits: Mapping[str, Column[str]], shared: Mapping[str, str], units: Units) -> Column[str]:
    """Return the value of each unit under a key: that of its visit, what its criteria share, or its team."""
    if key in of_visits:
        return Column(of_visits[key].codes[units.visit], of_visits[key].values)
    return Column.constant(shared[key], len(units.visit)) if key in shared else units.team


def _of_batch(batch: ScoredVisits, programme: Programme, like: Tally) -> Tally:
    """Return the tally of one batch, made for the keys of another tally."""
    weights = weights_of(batch.visits, like.weight_scale) if like.weight_scale else None
    frames = {}
    for grouping in like.frames:
        keys = (*like.visit_keys, *grouping)
        groups = units_by_cell(batch, programme, keys, like.stages)
        cells = [_by_cell(units, columns, weights) for columns, units in groups]
        frames[grouping] = pd.concat([like.frames[grouping], *cells], ignore_index=True)
    made_with = batch.visits.version
    versions = {(made_with.questionnaire, made_with.version): batch.version}
    return Tally(like.visit_keys, frames, versions, like.stages, like.weight_scale)


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


def _by_cell(units: Units, columns: Mapping[str, Column[str]], weights: Ints | None) -> pd.DataFrame:
    """Return the sums of units as a frame, one row a cell; `weights` are those of visits."""
    sums = units.sums if weights is None else units.sums | weighted_sums(units.sums, weights[units.visit])
    cells, first = _numbered(list(columns.values()))
    added = _sums(pd.DataFrame(sums), [cells])
    values = {key: np.array(column.values, object)[column.codes[first]] for key, column in columns.items()}
    return pd.concat([pd.DataFrame(values, dtype="str"), added.reset_index(drop=True)], axis="columns")


def _numbered(columns: Sequence[Column[str]]) -> tuple[Rows, Rows]:
    """Return the number of each row's combination of values, and the first row that has each."""
    numbers: Rows = columns[0].codes.astype(np.int64)
    for column in columns[1:]:
        if len(column.values) > 1:
            pairs = numbers * len(column.values) + column.codes
            _, numbers = np.unique(pairs, return_inverse=True)
    _, first, numbers = np.unique(numbers, return_index=True, return_inverse=True)
    return numbers, first


def _added_up(frame: pd.DataFrame, keys: Key) -> pd.DataFrame:
    """Return the sums of the rows that share their values under `keys`, in the order of the values."""
    added = _sums(frame, list(keys) or [np.zeros(len(frame), np.int8)])
    return added.reset_index(drop=not keys)


def _sums(frame: pd.DataFrame, by: "list[str] | list[NDArray[Any]]") -> pd.DataFrame:
    """Return the sums of the numbers of a frame, grouped.

    pandas lets int64 overflow without a word, so squares that might not fit are added as Python's own integers.
    """
    squares = np.dtype(object if frame["units"].sum() > _SQUARES_FIT else np.int64)
    if frame["xx"].dtype != squares:
        frame = frame.astype({"xx": squares})
    return frame.groupby(by, sort=True)[[name for name in (*SUMS, *WEIGHTED) if name in frame]].sum()
