"""Every measured value of a question for a terminal: one line for all sites and one a site, on one axis."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import ceil, floor

from qshop.base.plural import counted
from qshop.base.plural_forms import without_zeros
from qshop.pages.console import folded_text, heading, prose_width, table
from qshop.pages.escaping import visible
from qshop.pages.strip_axis import Edge, StripAxis
from qshop.programme.counted_words import counted_in
from qshop.programme.frozen import FrozenQuestion
from qshop.programme.met_values import Range
from qshop.programme.scalars import text_in
from qshop.score.charts.met_limits import Limit
from qshop.score.charts.strip import Strip, StripLine

_MOST_STEPS, _FAR = 5, 3
_SECONDS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400)
LIMIT, PROMISE = "│", "┊"


def strip_page(found: Strip) -> str:
    """Return the values of a question in numbers, then drawn: of all sites, and of each."""
    title = text_in(found.question.ask, found.language)
    page = heading(title).lstrip("\n") + "".join(map(_prose, _sentences(found)))
    lines = found.lines if len(found.lines) > 2 else found.lines[1:]
    axis = _axis(found)
    if axis is None:
        return page
    header, rows = _numbers(found, lines)
    labels = axis.labels(lambda value: _value(found.question, value))
    drawn = [(*row, axis.drawn(line.values)) for row, line in zip(rows, lines, strict=True)]
    return page + "\n" + table((*header, labels), drawn, (*header[1:], labels)) + "\n" + _prose(_legend(found, axis))


def _prose(text: str) -> str:
    return "".join(f"{line}\n" for line in folded_text(visible(text), prose_width()))


def _numbers(found: Strip, lines: Sequence[StripLine]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the heading and the numbers of each line; what there is no limit or promise for has no column."""
    columns = {
        "site": [line.site or "all sites" for line in lines],
        "values": [str(len(line.values)) for line in lines],
        "median": ["" if line.median is None else _value(found.question, line.median) for line in lines],
    }
    if found.limits:
        columns["missed"] = [str(line.missed) for line in lines]
    if found.promise is not None:
        columns["broken"] = [str(line.over_promise) for line in lines]
    return tuple(columns), list(zip(*columns.values(), strict=True))


def _sentences(found: Strip) -> Iterator[str]:
    whole, question = found.lines[0], found.question
    unit = ["m:ss"] if question.answer_type.in_seconds else []
    unit += [counted_in(question.unit, found.language)] if question.unit else []
    values, visits = counted(len(whole.values), "value"), counted(len(found.visits), "visit")
    yield f"{', '.join([question.id, *unit])}: {values} of {visits}{_others(whole)}"
    for limit in found.limits:
        yield f"limit of {', '.join(limit.versions)}: {_limit(limit, question)}"
    if found.promise is not None:
        yield f"promised to customers: up to {_value(question, float(found.promise))}"


def _others(line: StripLine) -> str:
    counts = {"answered na": line.na, "left blank": line.blank}
    return "".join(f"; {count} {what}" for what, count in counts.items() if count)


def _limit(limit: Limit, question: FrozenQuestion) -> str:
    if limit.least is not None:
        return f"from {_value(question, float(limit.least))} on"
    return " or ".join(_range(one, question) for one in limit.ranges) or "no value meets it"


def _range(one: Range, question: FrozenQuestion) -> str:
    low, high = (None if edge is None else _value(question, float(edge)) for edge in one)
    over, up_to = ("" if low is None else f"over {low}"), ("" if high is None else f"up to {high}")
    return ", ".join(filter(None, (over, up_to))) or "any value"


def _value(question: FrozenQuestion, value: float) -> str:
    """Return a value as people read it: a duration as m:ss, or h:mm:ss from an hour on."""
    if not question.answer_type.in_seconds:
        return f"{without_zeros(Decimal(repr(round(value, 2))))}"
    minutes, seconds = divmod(round(value), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _axis(found: Strip) -> StripAxis | None:
    """Return the axis of all values and limits; None where there are no values.

    It begins at 0 unless all values lie far from it. A few that are far beyond the others do not stretch it.
    """
    values = found.lines[0].values
    if not values:
        return None
    edges = _edges(found)
    limits = [edge.value for edge in edges]
    least = min(values[0], *limits, values[-1])
    usual = max(values[ceil(len(values) * 0.95) - 1], *limits, 0)
    most = max(values[-1], *limits, 0) if values[-1] <= _FAR * usual else 1.5 * usual
    low = least if least > most / 2 else 0.0
    step = _step(most - low, in_seconds=found.question.answer_type.in_seconds)
    low = floor(low / step) * step
    return StripAxis(low, low + max(ceil((most - low) / step), 1) * step, step, edges)


def _step(reach: float, *, in_seconds: bool) -> float:
    """Return the least round step that divides a reach into few parts."""
    tens = [digit * 10.0**power for power in range(-2, 16) for digit in (1, 2, 5)]
    steps = [float(step) for step in _SECONDS] + tens[-30:] if in_seconds else tens
    return next(step for step in steps if reach / step <= _MOST_STEPS)


def _edges(found: Strip) -> tuple[Edge, ...]:
    """Return the limits and the promise from left to right, each value once: a limit hides an equal promise."""
    edges = {}
    if found.promise is not None:
        edges[float(found.promise)] = Edge(float(found.promise), PROMISE)
    for limit in found.limits:
        ends = [end for one in limit.ranges for end in one if end is not None]
        edges |= {float(end): Edge(float(end), LIMIT) for end in ends}
        if limit.least is not None:
            edges[float(limit.least)] = Edge(float(limit.least), LIMIT, from_it_on=True)
    return tuple(edges[value] for value in sorted(edges))


def _legend(found: Strip, axis: StripAxis) -> str:
    signs = {edge.value: edge.sign for edge in axis.edges}
    said = ["a digit counts the values in its place, + is ten or more"]
    if LIMIT in signs.values():
        is_promised = found.promise is not None and signs[float(found.promise)] == LIMIT
        said.append(f"{LIMIT} limit{' and promise' if is_promised else ''}")
    if PROMISE in signs.values():
        said.append(f"{PROMISE} promise")
    if found.limits:
        said.append("missed: what misses its limit")
    if found.promise is not None:
        said.append("broken: over what was promised")
    beyond = [value for value in found.lines[0].values if value > axis.high]
    if beyond:
        said.append(f"in the last place: {counted(len(beyond), 'value')} up to {_value(found.question, beyond[-1])}")
    return "; ".join(said)
