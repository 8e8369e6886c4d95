"""What a change would do to past figures, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from qshop.base.plural import counted
from qshop.pages.score_tables import percent
from qshop.programme.diff.comparability import Break
from qshop.programme.model import Programme
from qshop.score.what_if import Effect, FigureChange, TargetCrossing, VerdictFlip


@dataclass(frozen=True)
class BeforeAfterTable:
    """A table of figures before and after; rates and failures have a column only where any of them changes."""

    header: list[str]
    rows: list[list[str]]
    unchanged: str


def outcome_line(effect: Effect) -> str:
    """Return one sentence on what a change would do to figures."""
    phrases = [phrase for line in effect.figures if line.scope == "programme" for phrase in _programme(line)]
    for scope in ("site", "stage"):
        cells = {crossing.cell for crossing in effect.crossings if crossing.scope == scope}
        phrases += [counted(len(cells), f"{scope} crosses", f"{scope}s cross") + " a target"] if cells else []
    phrases += [counted(len(effect.flips), "verdict flips", "verdicts flip")] if effect.flips else []
    if not phrases:
        phrases = ["figures would change" if any(line.changed for line in effect.figures) else "no figure would change"]
    breaks = [counted(len(effect.breaks), "series breaks", "series break")] if effect.breaks else []
    if not effect.visits:
        return "; ".join(["no past visits to score again", *breaks])
    return f"on {counted(effect.visits, 'past visit')}: {', '.join([*phrases, *breaks])}"


def _programme(line: FigureChange) -> Iterator[str]:
    split = f" ({' · '.join(line.cell)})" if line.cell else ""
    for measure, name in (("score", "programme"), ("must rate", "must rate")):
        before, after = line.values(measure)
        if before != after:
            change = _difference(before, after)
            figures = f"{name}{split} {_percent(before)} → {_percent(after)}"
            yield figures + (f" ({change})" if change else "")


def basis_lines(effect: Effect) -> Iterator[str]:
    """Yield what the comparison is based on, version by version, and what it leaves out."""
    for basis in effect.bases:
        if basis.compared:
            partial = basis.questions < basis.all_questions
            questions = f"{basis.questions} of its {basis.all_questions}" if partial else "all its"
            yield f"{basis.version}: {counted(basis.compared, 'visit')} over {questions} questions"
    if effect.left_out:
        visits = counted(effect.left_out, "visit")
        yield f"left out: {visits} whose site, questionnaire or questions not both sides have"


def before_after_table(effect: Effect, programme: Programme) -> BeforeAfterTable:
    """Return the programme's figures, and those of the sites and stages where anything would change."""
    shown = [line for line in effect.figures if line.changed or line.scope == "programme"]
    rates = [measure for measure in ("must rate", "plus rate") if any(_differ(line.values(measure)) for line in shown)]
    failed = ["failed"] if any(_differ(line.counts("failed")) for line in shown) else []
    rows = [_row(line, rates, failed, programme) for line in shown]
    return BeforeAfterTable(["", "visits", "score", "change", *rates, *failed], rows, _unchanged(effect))


def _row(line: FigureChange, rates: list[str], failed: list[str], programme: Programme) -> list[str]:
    return [
        _cell_name(line.scope, line.cell, programme),
        _before_after(*line.counts("visits")),
        _before_after(*map(_percent, line.values("score"))),
        _difference(*line.values("score")),
        *(_before_after(*map(_percent, line.values(measure))) for measure in rates),
        *(_before_after(*line.counts(name)) for name in failed),
    ]


def _differ(values: tuple[object, object]) -> bool:
    return values[0] != values[1]


def _before_after(before: object, after: object) -> str:
    return f"{before}" if before == after else f"{before} → {after}"


def _percent(value: float | None) -> str:
    return percent(value) or "–"


def _difference(before: float | None, after: float | None) -> str:
    """Return after minus before in points; empty where nothing changed, and never zero where something did."""
    if before is None or after is None or before == after:
        return ""
    change = after - before
    text = f"{abs(change):.1f}" if abs(change) >= 0.05 else f"{max(abs(change), 0.01):.2f}"
    return f"{'+' if change > 0 else '−'}{text}"


def _cell_name(scope: str, cell: tuple[str, ...], programme: Programme) -> str:
    """Return the name of a figure's cell: the programme, a site or a stage, then what the mix does not pool."""
    if scope == "programme":
        return " · ".join(("programme", *cell))
    name = programme.name_of("site", cell[0], programme.language) if scope == "site" else cell[0]
    full_name = cell[0] if name == cell[0] else f"{cell[0]} {name}"
    return " · ".join((f"{scope} {full_name}", *cell[1:]))


def _unchanged(effect: Effect) -> str:
    unchanged = [
        counted(count, scope)
        for scope in ("site", "stage")
        if (count := sum(line.scope == scope and not line.changed for line in effect.figures))
    ]
    return f"unchanged: {' and '.join(unchanged)}" if unchanged else ""


def crossing_line(crossing: TargetCrossing, programme: Programme) -> str:
    """Return a sentence on a target that would be reached, or no longer."""
    old, new = (f"{target:g}" for target in crossing.targets)
    target = new if old == new else f"{new} (it was {old})"
    verb = "would reach" if crossing.reached else "would no longer reach"
    sides = zip((crossing.before, crossing.after), crossing.targets, strict=True)
    figures = " → ".join(_against(value, side_target) for value, side_target in sides)
    name = _cell_name(crossing.scope, crossing.cell, programme)
    return f"{name} {verb} the {crossing.measure} target of {target}: {figures}"


def _against(value: float, target: float) -> str:
    """Return a percentage with as many decimals as show on which side of its target it is."""
    decimals = next((d for d in (1, 2, 3) if (round(value, d) >= target) == (value >= target)), 6)
    return percent(value) if decimals == 1 else f"{value:.{decimals}f}"


def flip_line(flip: VerdictFlip) -> str:
    """Return a sentence on a visit whose verdict would change, and by which critical criteria."""
    verb = "would fail" if flip.failed_after else "would no longer fail"
    criteria = flip.failed_after or flip.failed_before
    return f"{flip.visit} ({flip.site}) {verb}: {', '.join(criteria)}"


def break_line(series: Break) -> str:
    """Return a sentence on a criterion whose figures before and after cannot be compared."""
    why = "; ".join(f"{question}: {reason}" for question, reason in series.why) or "no longer asked"
    return f"{series.criterion} ({series.questionnaire}): {why}"
