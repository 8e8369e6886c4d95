"""What visits weigh, as whole numbers, so that weighted sums are as exact as plain ones."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

import numpy as np

from qshop.score.kernel import Ints
from qshop.visits.accepted import Visits

_OF_SCORES = {"w": "units", "wx": "x", "ww": "units", "wwx": "x", "wwxx": "xx", "www": "units"}
_COUNTS, _PRODUCTS = {"w": "units", "wm": "met", "wa": "asked"}, {"wwmm": "mm", "wwma": "ma", "wwaa": "aa"}
_OF_RATES = _COUNTS | {f"w{name}": of for name, of in _COUNTS.items()} | _PRODUCTS | {"www": "units"}
WEIGHTED = _OF_SCORES | {
    f"{kind}_{name}": f"{kind}_{of}" for kind in ("must", "plus") for name, of in _OF_RATES.items()
}
"""The weighted sums of units, and the number of `units.SUMS` that each is made of, times the weight of the visit as
often as its name begins with w."""


def weight_scale(batches: Iterable[Visits]) -> int:
    """Return the least power of ten that makes all weights of visits whole numbers; 0 where no visit has any."""
    weights = {text for visits in batches for text in visits.table.get("weight").compact().values if text}
    exponents = [Decimal(text).normalize().as_tuple().exponent for text in weights]
    return 10 ** max(0, *(-int(exponent) for exponent in exponents)) if weights else 0


def weights_of(visits: Visits, scale: int) -> Ints:
    """Return the weight of each visit times `scale`, in Python's own integers; a visit without one weighs 1."""
    column = visits.table.get("weight")
    return np.array([int(Decimal(text or 1) * scale) for text in column.values], object)[column.codes]


def weighted_sums(sums: Mapping[str, Ints], weights: Ints) -> dict[str, Ints]:
    """Return the numbers of `WEIGHTED` of each unit, from its own and from the weight of its visit."""
    return {name: sums[of].astype(object) * weights ** power(name) for name, of in WEIGHTED.items()}


def power(name: str) -> int:
    """Return the power of the weight in a weighted sum."""
    own = name.rsplit("_", 1)[-1]
    return len(own) - len(own.lstrip("w"))
