"""How the figures of waves that can be compared are charted: a ladder by the number of waves.

Under ten waves, values with their intervals; from ten on a run chart; from twelve on control limits: an XmR chart of
scores, of rates a p chart, or a p′ chart where visits are asked several criteria or are weighed. Criteria of one visit
are no independent trials, and a p chart that takes them for such gives a false alarm in a quarter to three quarters of
unchanged lines (benchmarks/control_limits.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from qshop.base.plural import counted, first_of
from qshop.score.charts.wave_points import WavePoint
from qshop.score.figures import Percent
from qshop.stats.control_limits import (
    ControlLimits,
    p_false_alarms,
    p_limits,
    p_prime_false_alarms,
    p_prime_limits,
    xmr_false_alarms,
    xmr_limits,
)
from qshop.stats.run_chart import RunChart, run_chart

Form = Literal["intervals", "run", "xmr", "p", "p_prime"]
RUN_CHART_FROM, LIMITS_FROM = 10, 12
"""The fewest waves for a run chart, and for control limits."""
_MOST_WAVES = 5
OUTSIDE, LONG_RUN, FEW_CROSSINGS = "outside the limits", "long run", "few crossings"


@dataclass(frozen=True)
class Rule:
    """A rule of a chart.

    found: what it looks at, and what it found
    singled_out: of each value, whether the rule singles it out; a signal may also be of the line as a whole
    false_alarms: in what percentage of lines like this one, without any change, it gives a signal
    """

    name: str
    found: str
    is_signal: bool
    singled_out: list[bool]
    false_alarms: float


@dataclass(frozen=True)
class WaveChart:
    """The chart of some values, in percent; `centre` is their mean, or in a run chart their median.

    lower, upper: the control limits of each value, if any; in an XmR chart they are not cut to what is possible
    false_alarms: in what percentage of lines like this one, without any change, any of its rules gives a signal
    """

    form: Form
    centre: Percent
    lower: list[Percent]
    upper: list[Percent]
    rules: list[Rule]
    false_alarms: Percent

    def signals(self, place: int) -> list[str]:
        """Return the rules that single out a value, or the whole line, each with its rate of false alarms."""
        giving = [rule for rule in self.rules if rule.is_signal]
        found = [rule for rule in giving if rule.singled_out[place] or not any(rule.singled_out)]
        return [f"{rule.name} (false alarms {rule.false_alarms:.1f} %)" for rule in found]

    def is_singled_out(self, place: int) -> bool:
        """Return whether any rule singles out a value."""
        return any(rule.singled_out[place] for rule in self.rules)


def wave_chart(points: Sequence[WavePoint], *, is_score: bool) -> WaveChart:
    """Return the chart of the points of a line, all of which have a value."""
    values = [point.value for point in points if point.value is not None]
    waves = [point.wave for point in points]
    if len(values) < RUN_CHART_FROM:
        nothing: list[Percent] = [None] * len(values)
        return WaveChart("intervals", None, nothing, nothing, [], None)
    if len(values) < LIMITS_FROM:
        return _run(run_chart(values), waves)
    if is_score:
        limits = xmr_limits(values)
        return _with_limits("xmr", limits, _outside(limits, values, waves, xmr_false_alarms(len(values))))
    asked, shares = [point.asked or 0 for point in points], [value / 100 for value in values]
    met = [point.met for point in points if point.met is not None]
    if len(met) == len(values):
        limits = p_limits(met, asked)
        rule = _outside(limits, shares, waves, p_false_alarms(limits, asked))
        return _with_limits("p", _in_percent(limits), rule)
    limits = p_prime_limits(shares, asked)
    rule = _outside(limits, shares, waves, p_prime_false_alarms(len(values)))
    return _with_limits("p_prime", _in_percent(limits), rule)


def _outside(limits: ControlLimits, values: Sequence[float], waves: Sequence[str], false_alarms: float) -> Rule:
    outside = limits.outside(values)
    found = [wave for wave, is_outside in zip(waves, outside, strict=True) if is_outside]
    return Rule(OUTSIDE, first_of(found, _MOST_WAVES) or "no wave", bool(found), outside, false_alarms)


def _in_percent(limits: ControlLimits) -> ControlLimits:
    lower, upper = (tuple(100 * limit for limit in each) for each in (limits.lower, limits.upper))
    return ControlLimits(100 * limits.centre, lower, upper)


def _with_limits(form: Form, limits: ControlLimits, rule: Rule) -> WaveChart:
    return WaveChart(form, limits.centre, [*limits.lower], [*limits.upper], [rule], rule.false_alarms)


def _run(chart: RunChart, waves: Sequence[str]) -> WaveChart:
    longest = f"{counted(chart.longest, 'wave')} on one side of the median, at most {chart.allowed} by chance"
    crossings = f"{counted(chart.crossings, 'crossing')} of the median, at least {chart.fewest} by chance"
    nowhere = [False] * len(waves)
    rules = [
        Rule(LONG_RUN, longest, chart.is_long, chart.in_long_run, 100 * chart.long_run_by_chance),
        Rule(FEW_CROSSINGS, crossings, chart.crosses_seldom, nowhere, 100 * chart.few_crossings_by_chance),
    ]
    nothing: list[Percent] = [None] * len(waves)
    return WaveChart("run", chart.median, nothing, nothing, rules, 100 * chart.signal_by_chance)
