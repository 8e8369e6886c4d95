"""qshop runs a mystery-shopping improvement programme from plain text files in git.

For notebooks: `qshop.open(path)` gives the visits and figures of a programme as pandas data frames.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from qshop.analysis import Analysis

__version__ = "0.1.0"


def open(path: "str | Path | None" = None) -> "Analysis":  # noqa: A001 - it is called as qshop.open
    """Return the visits and figures of the programme in `path`; default: the nearest folder upward that has one.

    Raises `qshop.base.errors.StopError`, which says what to do, if there is none.
    """
    from qshop.analysis import open_analysis  # noqa: PLC0415 - heavy: `import qshop` stays instant

    return open_analysis(path)


def sample_size(margin: float, population: int | None = None) -> int:
    """Return how many independent visits it takes to know one yes or no to within ± `margin` points, at 95 %.

    It is that for a share of 50 %, the hardest to know. `population`: how many there are in all, none of which is
    visited twice. Raises `ValueError` for a margin or a population that makes no sense.
    """
    from qshop.stats.sample_size import sample_size as of_shares  # noqa: PLC0415 - the same

    if not 0 < margin < 100:
        raise ValueError(f"a margin lies between 0 and 100 points: {margin} does not")
    return of_shares(margin / 100, population)
