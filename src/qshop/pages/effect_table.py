"""Figures before and after a change as a table: only what changes, in few rows and columns."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from qshop.base.plural import counted
from qshop.pages.score_tables import percent
from qshop.programme.model import Programme
from qshop.score.figure_columns import COLUMNS
from qshop.score.what_if.before_after import Comparison, FigureChange, TargetCrossing
from qshop.score.what_if.scored_state import PROGRAMME

MOST_ROWS = 60
_FIRST = ("site", "stage")
"""The scopes that `qshop score` shows first. The others are shown where no figure of these changes, else counted."""
_ONLY_COUNTED = ("visit", "shopper")
"""Scopes of so many figures that they are shown only if no other figure changes."""
_IRREGULAR = {"criterion": "criteria"}
_COUNTED = (*_FIRST, "wave", "region", "type", "team", "owner", "criterion", "visit")
"""The scopes whose changes are counted where they are not shown."""
_NOTHING = "–"
_SHOWN = {
    "visits": ("visits",),
    "score": ("score",),
    "must rate": ("must_rate",),
    "plus rate": ("plus_rate",),
    "failed": ("failed",),
    "95 %": ("score_low", "score_high"),
    "musts met": ("must_met", "must_asked"),
    "pluses met": ("plus_met", "plus_asked"),
}
_COLUMNS = _SHOWN | {name.replace("_", " "): (name,) for name in COLUMNS if (name,) not in _SHOWN.values()}
"""What a column shows: one or two columns of `qshop score`. Every column of `qshop score` is in some of them."""
_WHERE_CHANGED = ("must rate", "plus rate", "failed")
"""Columns that are shown where they change; those after them, where a change would else not be seen."""


@dataclass(frozen=True)
class BeforeAfterTable:
    """A table of figures before and after, and one line on what it leaves out."""

    header: list[str]
    rows: list[list[str]]
    left_out: str


def before_after_table(comparison: Comparison, programme: Programme) -> BeforeAfterTable:
    """Return the programme's figures, and the others that change; `programme` is the state after the change."""
    lines = _shown_lines(comparison)[:MOST_ROWS]
    columns = _shown_columns(lines)
    rows = [
        [
            cell_name(line, programme),
            _text("visits", line),
            _text("score", line),
            difference(*line.values("score")),
            *(_text(name, line) for name in columns),
        ]
        for line in lines
    ]
    left_out = "; ".join(_left_out(comparison, lines))
    return BeforeAfterTable(["", "visits", "score", "change", *columns], rows, left_out)


def _shown_lines(comparison: Comparison) -> list[FigureChange]:
    programme = [line for line in comparison.figures if line.scope == PROGRAMME]
    changed = [line for line in comparison.figures if line.changed and line.scope != PROGRAMME]
    first = [line for line in changed if line.scope in _FIRST]
    others = [line for line in changed if line.scope not in _ONLY_COUNTED]
    return [*programme, *(first or others or changed)]


def _shown_columns(lines: list[FigureChange]) -> list[str]:
    columns = [name for name in _WHERE_CHANGED if any(_differs(name, line) for line in lines)]
    for line in lines:
        if line.changed and not any(_differs(name, line) for name in ("visits", "score", *columns)):
            columns += [name for name in _COLUMNS if _differs(name, line)][:1]
    return columns


def _differs(name: str, line: FigureChange) -> bool:
    """Return whether a change can be seen in a column; of a score, the table says even the smallest."""
    before, after = line.values(name) if name == "score" else _sides(name, line)
    return before != after


def _text(name: str, line: FigureChange) -> str:
    before, after = _sides(name, line)
    return before if before == after else f"{before} → {after}"


def _sides(name: str, line: FigureChange) -> tuple[str, str]:
    columns = [(column, line.values(column)) for column in _COLUMNS[name]]
    before, after = ([_value(column, values[side]) for column, values in columns] for side in (0, 1))
    joint = "–" if name == "95 %" else " of "
    return joint.join(filter(None, before)) or _NOTHING, joint.join(filter(None, after)) or _NOTHING


def _value(column: str, value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if COLUMNS[column].dtype == "int64" else percent(value)


def difference(before: float | None, after: float | None) -> str:
    """Return after minus before in points; empty where nothing changed, and never zero where something did."""
    if before is None or after is None or before == after:
        return ""
    change = after - before
    text = f"{abs(change):.1f}" if abs(change) >= 0.05 else f"{max(abs(change), 0.01):.2f}"
    return f"{'+' if change > 0 else '−'}{text}"


def cell_name(line: FigureChange | TargetCrossing, programme: Programme) -> str:
    """Return the name of what a figure is about: the programme, a site …, then what the mix does not pool."""
    values = [value for _, value in line.cell]
    own = [] if line.scope == PROGRAMME else [_own_name(line.scope, values.pop(0), programme)]
    return " · ".join([" ".join([line.scope, *own]) if all(own) else f"no {line.scope}", *values])


def _own_name(scope: str, code: str, programme: Programme) -> str:
    name = programme.name_of(scope, code, programme.language) if scope in ("site", "team") else code
    return code if name == code else f"{code} {name}"


def _left_out(comparison: Comparison, shown: list[FigureChange]) -> Iterator[str]:
    """Yield what else changes, and which sites and stages do not."""
    cells = {(line.scope, line.cell) for line in shown}
    others = [line for line in comparison.figures if (line.scope, line.cell) not in cells]
    named = {(line.scope, dict(line.cell).get(line.scope, ""), line.changed) for line in others}
    changed = Counter(scope for scope, name, is_changed in named if is_changed and name)
    differing = {(line.scope, dict(line.cell).get(line.scope, "")) for line in comparison.figures if line.changed}
    unchanged = Counter(scope for scope, name, _ in sorted(named) if scope in _FIRST and (scope, name) not in differing)
    changes = [counted(changed[scope], scope, _IRREGULAR.get(scope, "")) for scope in _COUNTED if changed[scope]]
    if changes:
        yield f"also changed: {', '.join(changes)}"
    if unchanged:
        yield f"unchanged: {' and '.join(counted(count, scope) for scope, count in unchanged.items())}"
