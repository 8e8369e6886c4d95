"""Scores for a terminal."""

from qshop.base.rounding import tenths
from qshop.pages.console import heading, table
from qshop.programme.model import Programme
from qshop.programme.scalars import say
from qshop.score.figures import Figure, Percent, Rate
from qshop.score.overview import Base, Overview
from qshop.score.tally import Key

_FIGURES = ("visits", "score", "95 %", "musts met", "rate", "95 %", "failed")


def overview_page(view: Overview, programme: Programme) -> str:
    """Set the first screen: what there is, then the programme, its sites, its stages, and the musts missed."""
    settings = programme.settings
    title = say(settings.name, programme.language) + (" (simulated)" if settings.simulated else "")
    page = heading(title).lstrip("\n") + _base(view.base) + "\n"
    if view.split:
        page += f"no mix is declared in qshop.yaml: one line each for {', '.join(view.split)}\n"
    for name, lines in view.parts:
        page += "\n" + table((name, *_FIGURES), [(label, *figure_cells(f)) for label, f in lines], _FIGURES)
    if view.missed:
        rows = [(f"{m.missed} of {m.asked}", m.criterion, m.text) for m in view.missed]
        page += "\n" + table(("missed", "musts most often missed", ""), rows, ("missed",))
    return page


def _base(base: Base) -> str:
    others = [
        f"{count} {what}"
        for count, what in (
            (base.no_service, "no service"),
            (base.void, "void"),
            (base.too_blank, "not scored: too much left blank"),
        )
        if count
    ]
    return f"{base.visits} visits: {base.scored} completed and scored" + "".join(f", {other}" for other in others)


def figures_table(keys: Key, rows: dict[Key, Figure]) -> str:
    """Set figures by key; unrounded figures are for csv and json."""
    return table((*keys, *_FIGURES), [(*key, *figure_cells(figure)) for key, figure in rows.items()], _FIGURES)


def figure_cells(figure: Figure) -> tuple[str, ...]:
    """Give the cells of one figure, in the order of the heading."""
    return (
        str(figure.visits),
        percent(figure.score),
        interval(figure.score_low, figure.score_high),
        _met(figure.must),
        percent(figure.must.percent),
        interval(figure.must.low, figure.must.high),
        str(figure.failed) if figure.critical_asked else "",
    )


def percent(value: Percent) -> str:
    """Return a percentage with one decimal, or nothing where there is none."""
    return "" if value is None else f"{tenths(value):.1f}"


def interval(low: Percent, high: Percent) -> str:
    """Give both limits, rounded as values are, or nothing."""
    return "" if low is None or high is None else f"{percent(low)}–{percent(high)}"


def _met(rate: Rate) -> str:
    return f"{rate.met} of {rate.asked}" if rate.asked else ""
