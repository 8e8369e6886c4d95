"""Scores for a terminal."""

from collections.abc import Callable

from qshop.base.rounding import tenths
from qshop.pages.console import table
from qshop.score.figures import Figure, Percent, Rate
from qshop.score.keys import Key

_SHOWN: tuple[tuple[str, Callable[[Figure], str]], ...] = (
    ("visits", lambda figure: str(figure.visits)),
    ("score", lambda figure: percent(figure.score)),
    ("95 %", lambda figure: marked(figure.singles, interval(figure.score_low, figure.score_high))),
    ("musts met", lambda figure: _met(figure.must)),
    ("rate", lambda figure: percent(figure.must.percent)),
    ("95 %", lambda figure: marked(figure.must.singles, interval(figure.must.low, figure.must.high))),
    ("failed", lambda figure: str(figure.failed) if figure.critical_asked else ""),
)
"""What a terminal shows of a figure: headings, and how each cell is written.

An interval with a * takes the variance of sites visited once from the others: `caveats` says so.
"""
_HEADINGS = tuple(heading for heading, _ in _SHOWN)


def figures_table(keys: Key, rows: dict[Key, Figure]) -> str:
    """Return figures by key; unrounded figures are for csv and json."""
    return table((*keys, *_HEADINGS), [(*key, *_cells(figure)) for key, figure in rows.items()], _HEADINGS)


def _cells(figure: Figure) -> list[str]:
    return [write(figure) for _, write in _SHOWN]


def percent(value: Percent) -> str:
    """Return a percentage with one decimal, or nothing where there is none."""
    return "" if value is None else f"{tenths(value):.1f}"


def interval(low: Percent, high: Percent) -> str:
    """Return both limits, rounded as values are, or nothing."""
    return "" if low is None or high is None else f"{percent(low)}–{percent(high)}"


def marked(singles: int, limits: str) -> str:
    """Return limits with a * where they take the variance of sites visited once from the others."""
    return f"*{limits}" if singles and limits else limits


def _met(rate: Rate) -> str:
    """Return musts met of those asked; under a mix only how many were asked, since the rate is not their quotient."""
    if not rate.asked:
        return ""
    return f"{rate.asked} asked" if rate.is_mixed else f"{rate.met} of {rate.asked}"
