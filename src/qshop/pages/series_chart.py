"""A series of figures for a terminal: the numbers of each wave, and beside them their place on one axis."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from rich.cells import cell_len

from qshop.base.plural import counted
from qshop.pages.axis import Axis, percent_axis
from qshop.pages.console import folded_text, heading, prose_width, table
from qshop.pages.escaping import visible
from qshop.pages.score_tables import interval, percent
from qshop.score.charts.series import Line, Series
from qshop.score.charts.wave_chart import LIMITS_FROM, RUN_CHART_FROM, Rule, WaveChart
from qshop.score.charts.wave_points import Followed, WavePoint
from qshop.score.figures import Percent

_COLUMNS = 36
VALUE, SIGNAL, CENTRE = "●", "◆", "│"
_FORMS = {
    "run": "run chart about the median {centre}",
    "xmr": "XmR chart about the mean {centre}, moving ranges screened once",
    "p": "p chart about {centre}, limits by the base of each wave, as of independent visits",
    "p_prime": "p′ chart about {centre}, limits by the base of each wave and by how much waves vary",
}


def series_page(found: Sequence[Series], followed: Followed, subject: str) -> str:
    """Return series one under the other, each with its numbers, its drawing and what its rules say."""
    legend = _prose(_legend([line.chart for one in found for line in one.lines]))
    return "".join(chain(*(_series(one, followed, subject) for one in found), ["\n", legend])).lstrip("\n")


def _series(one: Series, followed: Followed, subject: str) -> Iterator[str]:
    kind = ", ".join(filter(None, [subject, *one.kind.values()]))
    yield heading(f"{followed.measure.replace('_', ' ').capitalize()}: {kind}")
    axis = _axis(one.lines)
    rows = _even([_rows(line, axis) for line in one.lines])
    header = (
        "wave",
        "visits" if followed.is_score else "asked",
        "value",
        "95 %",
        axis.labels(lambda value: f"{value:g}"),
    )
    for line, of_line in zip(one.lines, rows, strict=True):
        if line.why:
            yield _prose(f"~ The line breaks here: {'; '.join(line.why)}.")
        yield table(header, of_line, header[1:])
        for sentence in _sentences(line):
            yield _prose(sentence)


def _even(lines: list[list[tuple[str, ...]]]) -> list[list[tuple[str, ...]]]:
    """Return the rows of several tables with columns of the same widths, so that one axis stands above all of them."""
    widths = [max(map(cell_len, cells)) for cells in zip(*chain(*lines), strict=True)]
    return [[(_filled(wave, widths[0]), *map(str.rjust, cells, widths[1:])) for wave, *cells in rows] for rows in lines]


def _filled(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))


def _prose(text: str) -> str:
    return "".join(f"{line}\n" for line in folded_text(visible(text), prose_width()))


def _axis(lines: Iterable[Line]) -> Axis:
    """Return the axis of all that is drawn."""
    shown: list[Percent] = []
    for line in lines:
        shown += [*line.chart.lower, *line.chart.upper]
        shown += [edge for point in line.points for edge in (point.value, *_span(point, line.chart))]
    edges = [edge for edge in shown if edge is not None]
    return percent_axis(min(edges), max(edges), _COLUMNS)


def _rows(line: Line, axis: Axis) -> list[tuple[str, ...]]:
    rows = {point.wave: _row(point, line.chart, place, axis) for place, point in enumerate(line.measured)}
    return [rows.get(point.wave) or _gap(point, axis) for point in line.points]


def _gap(point: WavePoint, axis: Axis) -> tuple[str, ...]:
    return point.wave, "", "", "", f"({point.missing})".ljust(axis.columns)[: axis.columns]


def _row(point: WavePoint, chart: WaveChart, place: int, axis: Axis) -> tuple[str, ...]:
    value = (point.value, SIGNAL if chart.is_singled_out(place) else VALUE)
    marks = [(chart.centre, CENTRE), (chart.lower[place], "["), (chart.upper[place], "]"), value]
    drawing = axis.drawn(marks, _span(point, chart))
    base = point.visits if point.asked is None else point.asked
    return point.wave, str(base), percent(point.value), interval(point.low, point.high), drawing


def _span(point: WavePoint, chart: WaveChart) -> tuple[Percent, Percent]:
    """Return the interval of a value where it is drawn: beside limits it would be taken for one of them."""
    return (point.low, point.high) if chart.form == "intervals" else (None, None)


def _sentences(line: Line) -> Iterator[str]:
    """Yield what a chart says: its form, its limits, each of its rules with its rate of false alarms, and its gaps."""
    yield from _said(line)
    for wave, lacking in ((point.wave, point.lacking) for point in line.points if point.lacking):
        yield f"{wave}: no score from {', '.join(lacking)}, which the mix in qshop.yaml counts on."


def _said(line: Line) -> Iterator[str]:
    chart, waves = line.chart, counted(len(line.measured), "wave")
    if chart.form == "intervals":
        yield (
            f"{waves}: values with their intervals. A run chart needs {RUN_CHART_FROM} in one line, "
            f"control limits {LIMITS_FROM}."
        )
        return
    yield f"{waves}: {_FORMS[chart.form].format(centre=percent(chart.centre))}{_limits(chart)}."
    for rule in chart.rules:
        yield _rule(rule)


def _limits(chart: WaveChart) -> str:
    """Return the limits where they are the same for every wave, cut to what is possible."""
    lower, upper = chart.lower[0], chart.upper[0]
    if chart.form != "xmr" or lower is None or upper is None:
        return ""
    cut = ", shown from 0 to 100 only" if lower < 0 or upper > 100 else ""
    return f", limits {percent(max(lower, 0))}–{percent(min(upper, 100))}{cut}"


def _rule(rule: Rule) -> str:
    said = "a signal" if rule.is_signal else "no signal"
    false_alarms = f"False alarms: in {rule.false_alarms:.1f} % of unchanged lines."
    return f"{rule.name.capitalize()}: {rule.found}: {said}. {false_alarms}"


def _legend(charts: list[WaveChart]) -> str:
    """Return what the signs of a drawing mean, those that stand in it."""
    forms = {chart.form for chart in charts}
    signs = [f"{VALUE} value"]
    if any(any(rule.singled_out) for chart in charts for rule in chart.rules):
        signs.append(f"{SIGNAL} value singled out by a rule")
    if "intervals" in forms:
        signs.append("├─┤ its 95 % interval")
    if "run" in forms:
        signs.append(f"{CENTRE} median")
    if forms & {"xmr", "p", "p_prime"}:
        signs.append(f"{CENTRE} mean   [ ] control limits")
    return "   ".join(signs)
