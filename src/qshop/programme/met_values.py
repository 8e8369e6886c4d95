"""Which values of a measure meet its criterion: ranges by its bands, or marks from one on."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil

from qshop.programme.answers import HUNDREDTHS
from qshop.programme.frozen import FrozenBand, FrozenOutOf

Range = tuple[Decimal | None, Decimal | None]
"""Values over the first limit and up to the second, inclusive; None: no limit."""


def met_ranges(bands: Sequence[FrozenBand], met: int) -> Iterator[Range]:
    """Yield the ranges of values that earn `met` points or more; adjacent bands are one range."""
    start: Decimal | None = None
    low, inside = start, False
    for band in bands:
        good = band.points >= met
        if good and not inside:
            start = low
        if inside and not good:
            yield start, low
        low, inside = band.up_to, good
    if inside:
        yield start, low


def least_mark(points: FrozenOutOf, met: int) -> Decimal:
    """Return the least mark, in hundredths, that earns `met` points or more."""
    return Decimal(ceil(HUNDREDTHS * met * Fraction(points.out_of, points.points))) / HUNDREDTHS
