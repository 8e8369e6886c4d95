"""Whether sites can be told apart, for a terminal: the answers, then what they rest on."""

from collections.abc import Sequence

from qshop.base.rounding import tenths
from qshop.pages.console import folded_text, heading, prose_width, table
from qshop.score.sites.site_reliability import SiteReliability

_ANSWERS = ("sites", "reliability", "95 %")
_GROUNDS = ("visits", "F", "ICC", "needed", "95 %", "shoppers")
_NO_NUMBER = "no number"
_LEGEND = (
    "Visits are compared within their wave and kind; each counts once. Sites can be told apart from an estimated "
    "reliability of .7 up; one below 0 reads 0.",
    "needed: visits a site that would give .7, and how few or many it might take",
    "shoppers: their share of the variance between visits; –: it cannot be separated, which takes 3 shoppers at every "
    "site, all of them named, who went to 2 sites on average",
)


def reliability_page(rows: Sequence[SiteReliability]) -> str:
    """Return whether the sites can be told apart in each line, and below it the figures that the answers rest on.

    Nothing where there are no lines.
    """
    if not rows:
        return ""
    labels = {"score of": [_name(row) for row in rows], "kind": [row.kind for row in rows]}
    labels = {name: cells for name, cells in labels.items() if any(cells)}
    keys = list(zip(*labels.values(), strict=True))
    answers = [(*key, *_answer(row)) for key, row in zip(keys, rows, strict=True)]
    grounds = [(*key, *_ground(row)) for key, row in zip(keys, rows, strict=True) if row.f is not None]
    page = heading("Can these sites be told apart?").lstrip("\n")
    page += table((*labels, *_ANSWERS, "the sites"), answers, _ANSWERS)
    if grounds:
        page += "\n" + table((*labels, *_GROUNDS), grounds, _GROUNDS)
        page += "\n" + "".join(f"{line}\n" for text in _LEGEND for line in folded_text(text, prose_width()))
    return page


def _name(row: SiteReliability) -> str:
    return (row.stage or "all") + (", must rate" if row.measure == "must_rate" else "")


def _answer(row: SiteReliability) -> tuple[str, ...]:
    interval = _limits(row.reliability_low, row.reliability_high)
    words = f"{row.answer}: {row.reason}" if row.reason else row.answer
    return str(row.sites), _reliability(row.reliability), interval, words


def _limits(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"{_reliability(low)}–{_reliability(high)}"


def _reliability(value: float | None) -> str:
    return "" if value is None else f"{max(0.0, value):.2f}"


def _ground(row: SiteReliability) -> tuple[str, ...]:
    needed = _NO_NUMBER if row.visits_needed is None else f"{row.visits_needed:,}"
    share = "–" if row.shopper_share is None else f"{tenths(100 * row.shopper_share):.1f} %"
    return str(row.visits), f"{row.f:.2f}", f"{row.icc:.3f}".replace("-", "−"), needed, _range(row), share


def _range(row: SiteReliability) -> str:
    """Return how many visits a site might do; one that has no end is said in words. Empty without an interval."""
    low, high = row.visits_needed_low, row.visits_needed_high
    if row.reliability_high is None:
        return ""
    if low is None:
        return _NO_NUMBER
    return f"{low:,} or more" if high is None else f"{low:,}–{high:,}"
