"""What a change of the programme means, in words: for a terminal, a pull request, and as rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from qshop.base.diagnostics import Diagnostic, merge_repeated
from qshop.base.plural import counted
from qshop.io.packaged import tongue
from qshop.pages.diagnostic_lines import concise
from qshop.pages.effect_lines import (
    BeforeAfterTable,
    basis_lines,
    before_after_table,
    break_line,
    crossing_line,
    flip_line,
    outcome_line,
)
from qshop.pages.escaping import markdown
from qshop.pages.render import Layouts
from qshop.programme.diff.changes import KINDS, Change, Kind
from qshop.programme.model import Programme
from qshop.score.what_if import Effect

MOST = 100
_PLURAL = {"criterion": "criteria"}


@dataclass(frozen=True)
class Report:
    """What is to be told: the names of both sides, the changes, and their effect on figures if it could be told."""

    before: str
    after: str
    changes: list[Change]
    effect: Effect | None = None
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Line:
    """One change of a thing: what of it changed, and how; `kind` is one of the kinds of changes."""

    label: str
    kind: Kind
    before: str
    after: str


@dataclass(frozen=True)
class Block:
    """One thing that changed, and where it stands."""

    title: str
    place: str
    lines: list[Line]


@dataclass(frozen=True)
class ChangePage:
    """Everything that is printed, in order. Lists are cut at `MOST`, and say so in their last line."""

    heading: str
    changes: str
    outcome: str
    blocks: list[Block]
    more: str
    bases: list[str]
    figures: BeforeAfterTable | None
    crossings: list[str]
    flips: list[str]
    breaks: list[str]
    notes: list[str]


def page(report: Report, programme: Programme) -> ChangePage:
    """Put a report into words; `programme` is the state after, and names its sites."""
    found, blocks = report.effect, list(_blocks(report.changes))
    return ChangePage(
        heading=f"{report.before} → {report.after}",
        changes=summary(report.changes),
        outcome=outcome_line(found) if found else "",
        blocks=blocks[:MOST],
        more=f"… and {len(blocks) - MOST} more: qshop diff --format json lists them" if len(blocks) > MOST else "",
        bases=list(basis_lines(found)) if found else [],
        figures=before_after_table(found, programme) if found and found.visits else None,
        crossings=_cut(crossing_line(one, programme) for one in found.crossings) if found else [],
        flips=_cut(flip_line(one) for one in found.flips) if found else [],
        breaks=_cut(break_line(one) for one in found.breaks) if found else [],
        notes=report.notes,
    )


def markdown_page(report: Report, programme: Programme, layouts: Layouts) -> str:
    """Give a report as Markdown for a pull request's comment."""
    return layouts.render("diff/changes.md.j2", page(report, programme), tongue("en"))


def unreadable_page(sides: list[tuple[str, list[Diagnostic]]]) -> str:
    """Give as Markdown what keeps each named side from being read."""
    parts = []
    for name, faults in sides:
        listed = _cut(concise(one) for one in merge_repeated(faults))
        parts.append(
            f"### The files of {markdown(name)} do not check\n\n" + "".join(f"- {markdown(t)}\n" for t in listed)
        )
    return "\n".join(parts)


def summary(changes: list[Change]) -> str:
    """Count the changes in one sentence."""
    if not changes:
        return "nothing changed in meaning"
    phrases = (phrase for kind in KINDS for phrase in _phrases(kind, [one for one in changes if one.kind == kind]))
    return ", ".join(phrases)


_OF_TEXTS: dict[Kind, tuple[str, str, str]] = {
    "translated": ("text", "texts", "translated"),
    "untranslated": ("translation", "translations", "gone"),
    "lagging": ("translation lags", "translations lag", "behind"),
}


def _phrases(kind: Kind, changes: list[Change]) -> Iterator[str]:
    if kind in _OF_TEXTS and changes:
        one, many, end = _OF_TEXTS[kind]
        yield f"{counted(len(changes), one, many)} {end}"
        return
    for what in dict.fromkeys(change.what for change in changes):
        mine = [change for change in changes if change.what == what]
        things = {change.field if what == "programme" else change.id for change in mine}
        fields = ", ".join(dict.fromkeys(change.field for change in mine)) if kind == "changed" else ""
        noun = "setting" if what == "programme" else what
        named = f"{counted(len(things), noun, _PLURAL.get(noun, ''))} {kind}"
        yield named + (f" ({fields})" if fields and len(fields) < 60 else "")


def _blocks(changes: list[Change]) -> Iterator[Block]:
    things: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        things.setdefault((change.what, change.id), []).append(change)
    for (what, name), mine in things.items():
        title = "settings" if what == "programme" else f"{what} {name}"
        place = f"{'was ' * (mine[0].kind == 'removed')}{mine[0].where}"
        yield Block(title, place, [_line(change) for change in mine])


def _line(change: Change) -> Line:
    label = f"{change.field} {change.language}".strip() or change.kind
    match change.kind:
        case "added":
            return Line(label, change.kind, "", change.after or "new")
        case "removed":
            return Line(label, change.kind, change.before or "gone", "")
        case _:
            return Line(label, change.kind, change.before, change.after)


def _cut(texts: Iterable[str]) -> list[str]:
    told = list(texts)
    return told if len(told) <= MOST else [*told[:MOST], f"… and {len(told) - MOST} more"]
