"""Sites around a target, for a terminal: the numbers, then a line a site with its limits drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil, floor

from qshop.pages.console import folded_text, heading, prose_width, table
from qshop.pages.score_tables import interval, percent
from qshop.programme.model import Programme
from qshop.programme.scalars import text_in
from qshop.score.site_funnel import Measure, SiteInFunnel
from qshop.stats.funnel_limits import RARE

_NUMBERS = ("asked", "n_eff", "rate", "95 %", "99.8 %", "tail")
_WIDTH = 45
_STEPS = (1, 2, 5, 10, 20, 25, 50)
"""What the marks of an axis may stand apart, in percent."""
_MOST_MARKS = 5
_RATES = {"must_rate": "musts met", "plus_rate": "pluses met"}
_LEGEND = (
    "n_eff: the independent answers that those asked are worth",
    "tail: the probability of a rate so far off, on that side, at a site that does not differ",
    "different: outside the limits at 99.8 %, with a tail below .001; neither good nor bad",
)
_SIGNS = "● a site   ◆ a site that is different   │ the target   ━ 95 %   ─ 99.8 %"


def funnel_page(lines: Sequence[SiteInFunnel], programme: Programme, measure: Measure, *, is_pooled: bool) -> str:
    """Return every funnel, one kind of visits after the other: its target, its numbers and its drawing."""
    parts = [
        _funnel(kind, list(own), programme, measure, is_pooled=is_pooled)
        for kind, own in groupby(lines, key=lambda line: line.kind)
    ]
    page = "\n".join(parts)
    legend = "".join(f"{line}\n" for text in _LEGEND for line in folded_text(text, prose_width()))
    return page + "\n" + legend if parts else ""


def _funnel(kind: str, lines: list[SiteInFunnel], programme: Programme, measure: Measure, *, is_pooled: bool) -> str:
    target = f"{percent(lines[0].target)} %" + (", the pooled rate" if is_pooled else ", the target given")
    allowed = f", allowing for how sites differ (τ² {lines[0].spread:.4f})" if lines[0].spread else ""
    title = f"{_RATES[measure]} around {target}{allowed}"
    numbers = table(("site", *_NUMBERS, "outside"), [_numbers(line) for line in lines], _NUMBERS)
    return heading(f"{kind}: {title}" if kind else title).lstrip("\n") + numbers + "\n" + _drawing(lines, programme)


def _numbers(line: SiteInFunnel) -> tuple[str, ...]:
    return (
        line.site,
        str(line.asked),
        f"{line.n_eff:.1f}",
        percent(line.rate),
        interval(line.low_95, line.high_95),
        interval(line.low_998, line.high_998),
        f"{line.tail:.3f}" if line.tail >= RARE else "<.001",
        line.outside,
    )


def _drawing(lines: list[SiteInFunnel], programme: Programme) -> str:
    """Return a line a site: its limits, the target and its rate, on one axis."""
    axis = _Axis.around(lines)
    sites = {"site": [line.site for line in lines], "name": [_name(line.site, programme) for line in lines]}
    texts = {name: cells for name, cells in sites.items() if any(cells)}
    rows = [(*own, percent(line.rate), _drawn(line, axis)) for *own, line in zip(*texts.values(), lines, strict=True)]
    return table((*texts, "rate", axis.marks()), rows, ("rate", axis.marks()), names=["name"]) + _SIGNS + "\n"


def _name(site: str, programme: Programme) -> str:
    name = programme.site[site].name
    return text_in(name, programme.language) if name else ""


def _drawn(line: SiteInFunnel, axis: "_Axis") -> str:
    signs = [" "] * _WIDTH
    for low, high, sign in ((line.low_998, line.high_998, "─"), (line.low_95, line.high_95, "━")):
        first, last = axis.column(low), axis.column(high)
        signs[first : last + 1] = sign * (last + 1 - first)
    signs[axis.column(line.target)] = "│"
    signs[axis.column(line.rate)] = "◆" if line.outside else "●"
    return "".join(signs)


@dataclass(frozen=True)
class _Axis:
    """A scale in percent across the drawing, from one mark to another."""

    low: int
    high: int
    step: int

    @classmethod
    def around(cls, lines: list[SiteInFunnel]) -> "_Axis":
        """Return an axis with room for every limit and rate, and with few marks."""
        low = min(min(line.low_998, line.rate) for line in lines)
        high = max(max(line.high_998, line.rate) for line in lines)
        step = next(step for step in _STEPS if (high - low) / step <= _MOST_MARKS - 1 or step == _STEPS[-1])
        first, last = step * floor(low / step), step * ceil(high / step)
        return cls(first, max(last, first + step), step)

    def column(self, percent: float) -> int:
        """Return the column of the drawing in which a percentage stands."""
        return round((percent - self.low) / (self.high - self.low) * (_WIDTH - 1))

    def marks(self) -> str:
        """Return the heading of the drawing: the percentage of each mark above its column."""
        signs = [" "] * _WIDTH
        for mark in range(self.low, self.high + 1, self.step):
            text = str(mark)
            start = min(max(0, self.column(mark) - len(text) // 2), _WIDTH - len(text))
            signs[start : start + len(text)] = text
        return "".join(signs)
