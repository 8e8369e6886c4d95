"""The sums of cells, taken from a tally: site by site, and by shopper as well."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pandas as pd
from numpy.typing import NDArray

from qshop.score.keys import Key
from qshop.score.tally import Tally
from qshop.score.units import SUMS

Sums = Mapping[Any, Any]
"""A row of a tally: the whole numbers of a cell by the names in `SUMS` and `WEIGHTED`, and the values of its keys."""


@dataclass(frozen=True)
class ShopperRows:
    """Some rows of a table that has one for each shopper at each site: those from `start` up to `end`."""

    columns: Mapping[str, NDArray[Any]]
    start: int
    end: int

    def get(self, name: str) -> NDArray[Any]:
        """Return a column of these rows."""
        return self.columns[name][self.start : self.end]


@dataclass(frozen=True)
class CellSums:
    """The sums of a cell's visits: a row for each site, and rows for each shopper where shoppers are recorded.

    Where visits vary within, or by, something else than sites, that is what stands as their site.
    """

    by_site: Sequence[Sums]
    by_shopper: Sequence[ShopperRows] = ()


def added(rows: Iterable[Sums]) -> Sums:
    """Return the sums of several rows together."""
    listed = list(rows)
    return {name: sum(row[name] for row in listed) for name in SUMS}


def cell_sums(
    tally: Tally, keys: Key, where: Mapping[str, str] | None = None, cluster: str = "site", apart: Key = ()
) -> dict[Key, CellSums]:
    """Return the sums of each cell by `keys` (only of those of `where`, if given).

    cluster: the key of what visits vary within, or by
    apart: keys by which the rows of a site are kept apart as well
    """
    rows: dict[Key, list[Sums]] = {}
    for sums in tally.records(tuple(dict.fromkeys((*keys, cluster, *apart))), where):
        rows.setdefault(tuple(sums[key] for key in keys), []).append({**sums, "site": sums[cluster]})
    shoppers = _shopper_rows(tally, keys, where, cluster) if tally.has_shoppers and "visit" not in keys else {}
    return {cell: CellSums(sums, shoppers.get(cell, ())) for cell, sums in rows.items()}


def _with_site(frame: pd.DataFrame, cluster: str) -> pd.DataFrame:
    return frame if cluster == "site" else frame.assign(site=frame[cluster])


def _shopper_rows(
    tally: Tally, keys: Key, where: Mapping[str, str] | None, cluster: str
) -> dict[Key, list[ShopperRows]]:
    frame = tally.cells(tuple(dict.fromkeys((*keys, cluster, "shopper"))), where)
    columns = {str(name): column.to_numpy() for name, column in _with_site(frame, cluster).items()}
    rows: dict[Key, list[ShopperRows]] = {}
    for cell, places in groupby(enumerate(_values(frame, keys)), key=lambda pair: pair[1]):
        numbers = [place for place, _ in places]
        rows.setdefault(cell, []).append(ShopperRows(columns, numbers[0], numbers[-1] + 1))
    return rows


def _values(frame: pd.DataFrame, keys: Key) -> Iterable[Key]:
    """Return the values of each row under keys."""
    return zip(*(frame[key].tolist() for key in keys), strict=True) if keys else [()] * len(frame)
