"""The rounding of percentages, wherever they are shown."""


def tenths(percentage: float) -> float:
    """Return a percentage rounded to one decimal; rounding never invents 0 or 100."""
    rounded = round(percentage, 1)
    if rounded == 0 and percentage > 0:
        return 0.1
    return 99.9 if rounded == 100 and percentage < 100 else rounded
