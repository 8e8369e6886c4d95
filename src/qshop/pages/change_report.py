"""What a change of the programme means, in words, for a terminal and for a pull request."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from qshop.base.diagnostics import Diagnostic, merge_repeated
from qshop.base.plural import counted
from qshop.io.packaged import tongue
from qshop.pages.diagnostic_lines import concise
from qshop.pages.effect_answers import AnswerPage, answer_pages
from qshop.pages.escaping import markdown
from qshop.pages.render import Layouts
from qshop.programme.diff.changes import KINDS, Change, Kind
from qshop.programme.model import Programme
from qshop.score.what_if.figures_today import FiguresToday
from qshop.score.what_if.if_frozen import IfFrozen

MOST = 100
_COMMIT = re.compile(r"(?:^|\()([0-9a-f]{7,40})\)?$")
_PLURAL = {"criterion": "criteria"}
_OF_TEXTS: dict[Kind, tuple[str, str, str]] = {
    "translated": ("text", "texts", "translated"),
    "untranslated": ("translation", "translations", "gone"),
    "lagging": ("translation lags", "translations lag", "behind"),
}


@dataclass(frozen=True)
class Report:
    """The names of both sides, the changes, the two answers on figures, and notes.

    today: what becomes of what `qshop score` prints; None where nothing changed
    if_frozen: what would, once a version is frozen; None also while a side cannot be compiled
    """

    before: str
    after: str
    changes: list[Change]
    today: FiguresToday | None = None
    if_frozen: IfFrozen | None = None
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Line:
    """One change of an entry: which of its fields changed, and how."""

    label: str
    kind: Kind
    before: str
    after: str


@dataclass(frozen=True)
class Block:
    """One entry that changed, and its place in the files."""

    title: str
    place: str
    lines: list[Line]


@dataclass(frozen=True)
class ChangePage:
    """Everything that is printed, in order; `unchanged` says so where no figure changes.

    A list of more than `MOST` is cut, and says so in its last line.
    """

    heading: str
    changes: str
    unchanged: str
    blocks: list[Block]
    more: str
    answers: list[AnswerPage]
    notes: list[str]


def page(report: Report, programme: Programme) -> ChangePage:
    """Return a report in words; `programme` is the state after the change."""
    blocks = list(_blocks(report.changes))
    answers = [
        replace(answer, lists={title: _cut(lines) for title, lines in answer.lists.items()})
        for answer in answer_pages(report.today, report.if_frozen, programme)
    ]
    return ChangePage(
        heading=f"{report.before} → {report.after}",
        changes=_summary(report.changes),
        unchanged=_unchanged(report),
        blocks=blocks[:MOST],
        more=f"… and {len(blocks) - MOST} more: qshop diff --format json lists them" if len(blocks) > MOST else "",
        answers=answers,
        notes=report.notes,
    )


def _unchanged(report: Report) -> str:
    """Return in one sentence that no figure changes, or that there is none; nothing where one does."""
    if report.today is None or report.today or report.if_frozen:
        return ""
    if not any(report.today.counts):
        return "no past visits to score again"
    return "no figure would change" if report.if_frozen is not None else "no figure would change today"


def markdown_page(report: Report, programme: Programme, layouts: Layouts) -> str:
    """Return a report as Markdown for a pull request's comment."""
    text = layouts.render("diff/changes.md.j2", page(report, programme), tongue("en"))
    return _with_whole_commits(text, [report.before, report.after])


def unreadable_page(sides: list[tuple[str, list[Diagnostic]]]) -> str:
    """Return as Markdown the problems for which the sides cannot be read; each has a name and its diagnostics."""
    sections = []
    for name, diagnostics in sides:
        items = "".join(f"- {markdown(line)}\n" for line in _cut(map(concise, merge_repeated(diagnostics))))
        sections.append(f"### The files of {markdown(name)} do not check\n\n{items}")
    return _with_whole_commits("\n".join(sections), [name for name, _ in sides])


def _with_whole_commits(text: str, sides: list[str]) -> str:
    """Return a page in which the commits compared are links, and can be copied: git gave them, nobody typed them."""
    for commit in (match[1] for match in map(_COMMIT.search, sides) if match):
        text = text.replace(markdown(commit), commit)
    return text


def _summary(changes: list[Change]) -> str:
    """Return the numbers of changes in one sentence."""
    if not changes:
        return "nothing changed in meaning"
    by_kind = ((kind, [change for change in changes if change.kind == kind]) for kind in KINDS)
    return ", ".join(phrase for kind, some in by_kind for phrase in _phrases(kind, some))


def _phrases(kind: Kind, changes: list[Change]) -> Iterator[str]:
    if kind in _OF_TEXTS and changes:
        singular, plural, end = _OF_TEXTS[kind]
        yield f"{counted(len(changes), singular, plural)} {end}"
        return
    for what in dict.fromkeys(change.what for change in changes):
        group = [change for change in changes if change.what == what]
        names = {change.field if what == "programme" else change.id for change in group}
        fields = ", ".join(dict.fromkeys(change.field for change in group)) if kind == "changed" else ""
        noun = "setting" if what == "programme" else what
        phrase = f"{counted(len(names), noun, _PLURAL.get(noun, ''))} {kind}"
        yield phrase + (f" ({fields})" if fields and len(fields) < 60 else "")


def _blocks(changes: list[Change]) -> Iterator[Block]:
    entries: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        entries.setdefault((change.what, change.id), []).append(change)
    for (what, name), group in entries.items():
        title = "settings" if what == "programme" else f"{what} {name}"
        place = f"was {group[0].where}" if group[0].kind == "removed" else f"{group[0].where}"
        yield Block(title, place, [_line(change) for change in group])


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
    lines = list(texts)
    return lines if len(lines) <= MOST else [*lines[:MOST], f"… and {len(lines) - MOST} more"]
