"""Scores for a terminal."""

from collections.abc import Callable

from qshop.base.plural import counted
from qshop.base.rounding import tenths
from qshop.pages.console import heading, table
from qshop.programme.model import Programme
from qshop.programme.scalars import text_in
from qshop.score.figures import Figure, Percent, Rate
from qshop.score.keys import Key
from qshop.score.overview import Base, Overview, OverviewLine

_SHOWN: tuple[tuple[str, Callable[[Figure], str]], ...] = (
    ("visits", lambda figure: str(figure.visits)),
    ("score", lambda figure: percent(figure.score)),
    ("95 %", lambda figure: "*" * bool(figure.singles) + interval(figure.score_low, figure.score_high)),
    ("musts met", lambda figure: _met(figure.must)),
    ("rate", lambda figure: percent(figure.must.percent)),
    ("95 %", lambda figure: interval(figure.must.low, figure.must.high)),
    ("failed", lambda figure: str(figure.failed) if figure.critical_asked else ""),
)
"""What a terminal shows of a figure: headings, and how each cell is written.

An interval with a * takes the variance of sites visited once from the others: `caveats` says so.
"""
_HEADINGS = tuple(heading for heading, _ in _SHOWN)


def overview_page(view: Overview, programme: Programme) -> str:
    """Return the first screen: what there is, then the programme, its sites, its stages, and the musts missed."""
    settings = programme.settings
    title = text_in(settings.name, programme.language) + (" (simulated)" if settings.simulated else "")
    page = heading(title).lstrip("\n") + _base(view.base) + "\n"
    page += "".join(f"{caveat}\n" for caveat in view.caveats)
    page += "".join("\n" + _section(title, lines) for title, lines in view.sections)
    if view.missed:
        rows = [(f"{m.missed} of {m.asked}", m.criterion, m.text) for m in view.missed]
        page += "\n" + table(("missed", "musts most often missed", ""), rows, ("missed",))
    return page


def _section(title: str, lines: list[OverviewLine]) -> str:
    """Return a table of figures, with the columns that any of its lines needs."""
    columns = {title: [line.code for line in lines]}
    columns["name"] = [line.name for line in lines]
    columns["kind"] = [line.kind for line in lines]
    texts = {name: cells for name, cells in columns.items() if name == title or any(cells)}
    rows = [(*own, *_cells(line.figure)) for *own, line in zip(*texts.values(), lines, strict=True)]
    return table((*texts, *_HEADINGS), rows, _HEADINGS, names=["name"])


def _base(base: Base) -> str:
    others = [
        f"{count} {what}"
        for count, what in (
            (base.no_service, "no service"),
            (base.void, "void"),
            (base.too_blank, "too blank to be scored"),
        )
        if count
    ]
    return ", ".join([f"{_made(base)}: {base.scored} completed and scored", *others])


def _made(base: Base) -> str:
    """Return how many visits were made, calls by their name."""
    visits, calls = counted(base.visits - base.calls, "visit"), counted(base.calls, "call")
    if not base.calls:
        return visits
    return calls if base.calls == base.visits else f"{visits} and {calls}"


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


def _met(rate: Rate) -> str:
    """Return musts met of those asked; under a mix only how many were asked, since the rate is not their quotient."""
    if not rate.asked:
        return ""
    return f"{rate.asked} asked" if rate.is_mixed else f"{rate.met} of {rate.asked}"
