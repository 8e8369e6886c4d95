"""The rounding of numbers that are shown or handed on."""

from decimal import ROUND_HALF_UP, Decimal


def tenths(percentage: float) -> float:
    """Return a percentage rounded to one decimal; rounding never invents 0 or 100."""
    rounded = round(percentage, 1)
    if rounded == 0 and percentage > 0:
        return 0.1
    return 99.9 if rounded == 100 and percentage < 100 else rounded


def wholes(percentage: float) -> int:
    """Return a percentage rounded to a whole number, half of one upward; rounding never invents 0 or 100."""
    rounded = int(Decimal(str(percentage)).to_integral_value(ROUND_HALF_UP))
    if rounded == 0 and percentage > 0:
        return 1
    return 99 if rounded == 100 and percentage < 100 else rounded


def whole_minutes(seconds: Decimal | int) -> int:
    """Return a time in whole minutes, rounded: half a minute is one."""
    return int((Decimal(seconds) / 60).to_integral_value(ROUND_HALF_UP))


def reproducible(number: float) -> float:
    """Return a number to nine decimals: logarithms differ in their last bits from machine to machine."""
    return round(number, 9)
