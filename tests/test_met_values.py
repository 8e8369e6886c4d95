"""Which values of a measure meet its criterion."""

from decimal import Decimal

import pytest

from qshop.programme.frozen import FrozenBand, FrozenOutOf
from qshop.programme.met_values import least_mark, met_ranges


def bands(*pairs):
    return [FrozenBand.model_construct(up_to=None if limit is None else Decimal(limit), points=p) for limit, p in pairs]


@pytest.mark.parametrize(
    ("points", "met", "ranges"),
    [
        (bands((30, 4), (120, 2), (None, 0)), 2, [(None, 120)]),
        (bands((30, 4), (120, 2), (None, 0)), 4, [(None, 30)]),
        (bands((2, 0), (None, 4)), 4, [(2, None)]),
        (bands(("16.9", 0), ("18.9", 2), (24, 4), (26, 2), (None, 0)), 4, [(Decimal("18.9"), 24)]),
        (bands((1, 4), (2, 0), (3, 4), (None, 0)), 4, [(None, 1), (2, 3)]),
        (bands((1, 2), (None, 2)), 2, [(None, None)]),
        (bands((1, 2), (None, 0)), 4, []),
    ],
)
def test_neighbouring_bands_that_are_good_enough_are_one_range(points, met, ranges):
    assert list(met_ranges(points, met)) == ranges


@pytest.mark.parametrize(
    ("full", "points", "met", "least"), [(100, 100, 80, 80), (20, 2000, 1501, "15.01"), (3, 3, 1, 1)]
)
def test_the_least_mark_is_rounded_up_to_hundredths(full, points, met, least):
    mark = FrozenOutOf.model_construct(out_of=full, points=points)
    assert least_mark(mark, met) == Decimal(least)
