"""A figure over the waves: lines of waves that can be compared, each with its chart, and why one line ends."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from qshop.base.rounding import reproducible
from qshop.programme.model import Programme
from qshop.score.charts.version_breaks import breaks_between
from qshop.score.charts.wave_chart import WaveChart, wave_chart
from qshop.score.charts.wave_points import Followed, WavePoint, WavePoints, wave_points
from qshop.score.figures import Percent
from qshop.score.kernel import ScoredVisits


@dataclass(frozen=True)
class Line:
    """Waves between whose versions nothing changed that the figure counts; those without a value are gaps in it.

    chart: that of the points with a value
    why: why the line before it broke; empty for the first
    """

    points: list[WavePoint]
    chart: WaveChart
    why: list[str]

    @property
    def measured(self) -> list[WavePoint]:
        """Return the points with a value."""
        return [point for point in self.points if point.value is not None]


@dataclass(frozen=True)
class Series:
    """A figure over the waves, of visits that are pooled; `kind` names those that are kept apart."""

    kind: dict[str, str]
    lines: list[Line]


def series(
    batches: Sequence[ScoredVisits],
    programme: Programme,
    followed: Followed,
    kinds: dict[str, str],
    waves: Sequence[str],
    *,
    as_visited: bool = False,
) -> list[Series]:
    """Return a figure over these waves, one series for each kind of visits that is kept apart.

    `kinds` are the filters by kind of visits that the batches have passed. A kind of visits without any value is left
    out.
    """
    found = wave_points(batches, programme, followed, kinds, waves, as_visited=as_visited)
    return [
        Series(one.kind, list(_lines(one, followed)))
        for one in found
        if any(point.value is not None for point in one.points)
    ]


def _lines(found: WavePoints, followed: Followed) -> Iterator[Line]:
    """Yield the lines into which points part where the versions of one wave with a value and of the next differ."""
    subject = replace(followed.subject, asked=found.asked)
    points: list[WavePoint] = []
    why: list[str] = []
    last = ""
    for point in found.points:
        if point.value is not None:
            breaks = breaks_between(found.versions[last], found.versions[point.wave], subject) if last else []
            if breaks:
                yield _line(points, followed, why)
                points, why = [], breaks
            last = point.wave
        points.append(point)
    yield _line(points, followed, why)


def _line(points: list[WavePoint], followed: Followed, why: list[str]) -> Line:
    measured = [point for point in points if point.value is not None]
    return Line(points, wave_chart(measured, is_score=followed.is_score), why)


def waves_visited(batches: Iterable[str], programme: Programme) -> list[str]:
    """Return the waves from the first to the last of those given that the programme measures, none left out between."""
    visited = set(batches)
    waves = [wave.id for wave in sorted(programme.settings.measured_waves, key=lambda wave: wave.from_)]
    places = [place for place, wave in enumerate(waves) if wave in visited]
    return waves[places[0] : places[-1] + 1] if places else []


@dataclass(frozen=True)
class SeriesRow:
    """A row of `qshop chart series`: a wave of a line.

    kind: the kind of visits, where some are kept apart
    measure: what is followed
    wave: the wave, in the calendar's order; one without a value is a gap
    value: the figure in percent
    low: the lower limit of its 95 % interval
    high: its upper limit
    visits: the visits in it: the base of a score
    asked: the criteria asked: the base of a rate; empty for a score
    line: the number of the line; a new one begins where versions ask or judge differently
    chart: `intervals`, `run`, `xmr`, `p` or `p_prime`: by the number of waves in the line
    centre: the mean of the line, in a run chart its median
    lower: the lower control limit; in an XmR chart it may lie beyond what is possible
    upper: the upper control limit, likewise
    signal: the rules that single out the wave, or the line as a whole, each with its own rate of false alarms
    false_alarms: in how many percent of unchanged lines like this one the rules of its chart give any signal
    note: why there is no value, or why the line begins anew
    """

    kind: str
    measure: str
    wave: str
    value: float | None
    low: float | None
    high: float | None
    visits: int
    asked: int | None
    line: int
    chart: str
    centre: float | None
    lower: float | None
    upper: float | None
    signal: str
    false_alarms: float | None
    note: str


def series_rows(found: Sequence[Series], followed: Followed) -> list[SeriesRow]:
    """Return the numbers of series, a row a wave."""
    return [
        row
        for one in found
        for number, line in enumerate(one.lines, 1)
        for row in _rows(line, number, " ".join(filter(None, one.kind.values())), followed.measure)
    ]


def _rows(line: Line, number: int, kind: str, measure: str) -> Iterator[SeriesRow]:
    chart, place = line.chart, 0
    for point in line.points:
        lower = upper = None
        signal, note = "", ": ".join(filter(None, [point.missing, ", ".join(point.lacking)]))
        if not point.missing:
            lower, upper, signal = chart.lower[place], chart.upper[place], ", ".join(chart.signals(place))
            note = "" if place else "; ".join(line.why)
            place += 1
        yield SeriesRow(
            kind=kind,
            measure=measure,
            wave=point.wave,
            value=point.value,
            low=point.low,
            high=point.high,
            visits=point.visits,
            asked=point.asked,
            line=number,
            chart=chart.form,
            centre=_rounded(chart.centre),
            lower=_rounded(lower),
            upper=_rounded(upper),
            signal=signal,
            false_alarms=_rounded(chart.false_alarms),
            note=note,
        )


def _rounded(percent: Percent) -> Percent:
    """Return a percentage without the last digits, in which machines may differ."""
    return None if percent is None else reproducible(percent)
