"""Sites around a target, for a terminal: the numbers, then a line a site with its limits drawn."""

from collections.abc import Sequence
from itertools import groupby

from qshop.pages.axis import Axis, percent_axis
from qshop.pages.console import folded_text, heading, prose_width, table
from qshop.pages.score_tables import interval, percent
from qshop.programme.model import Programme
from qshop.programme.scalars import text_in
from qshop.score.sites.site_funnel import Measure, SiteInFunnel
from qshop.stats.funnel_limits import RARE

_NUMBERS = ("asked", "n_eff", "rate", "95 %", "99.8 %", "tail")
_WIDTH = 45
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
    target = f"{percent(lines[0].target)} %" + (", the sites' pooled rate" if is_pooled else ", the target given")
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
    axis = _axis(lines)
    sites = {"site": [line.site for line in lines], "name": [_name(line.site, programme) for line in lines]}
    texts = {name: cells for name, cells in sites.items() if any(cells)}
    rows = [(*own, percent(line.rate), _drawn(line, axis)) for *own, line in zip(*texts.values(), lines, strict=True)]
    scale = axis.labels(lambda mark: f"{mark:g}")
    return table((*texts, "rate", scale), rows, ("rate", scale), names=["name"]) + _SIGNS + "\n"


def _name(site: str, programme: Programme) -> str:
    name = programme.site[site].name
    return text_in(name, programme.language) if name else ""


def _drawn(line: SiteInFunnel, axis: Axis) -> str:
    signs = [" "] * axis.columns
    for low, high, sign in ((line.low_998, line.high_998, "─"), (line.low_95, line.high_95, "━")):
        first, last = axis.column(low), axis.column(high)
        signs[first : last + 1] = sign * (last + 1 - first)
    signs[axis.column(line.target)] = "│"
    signs[axis.column(line.rate)] = "◆" if line.outside else "●"
    return "".join(signs)


def _axis(lines: list[SiteInFunnel]) -> Axis:
    """Return an axis with room for every limit and rate, from and to a round percentage."""
    low = min(min(line.low_998, line.rate) for line in lines)
    high = max(max(line.high_998, line.rate) for line in lines)
    return percent_axis(low, high, _WIDTH)
