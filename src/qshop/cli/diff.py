"""`qshop diff`: what a change of the programme means, and what it would do to past figures."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qshop.base.diagnostics import Diagnostic
from qshop.base.errors import StopError
from qshop.base.plural import counted
from qshop.cli import session
from qshop.cli.checks import findings

if TYPE_CHECKING:
    from qshop.io.git import Revision
    from qshop.pages.change_report import Report
    from qshop.programme.diff.changes import State
    from qshop.programme.model import Programme
    from qshop.score.what_if import Effect

Format = Literal["text", "markdown", "json"]


@dataclass(frozen=True)
class Side:
    """One of the two states compared: its name, what was read, and what kept it from being read.

    `findings` are what `qshop check` says of it; while any of them is `blocking`, no questionnaire can be compiled.
    """

    name: str
    state: "State | None"
    faults: list[Diagnostic]
    findings: list[Diagnostic] = field(default_factory=list)
    blocking: list[Diagnostic] = field(default_factory=list)

    @property
    def programme(self) -> "Programme | None":
        """Return the programme, where it could be read."""
        return self.state.programme if self.state else None


def command(
    context: typer.Context,
    revisions: Annotated[
        list[str] | None,
        typer.Argument(metavar="[REV [REV]]", help="Commits, branches or tags; default: the last commit, now."),
    ] = None,
    format: Annotated[Format, typer.Option(help="How the changes are printed.")] = "text",  # noqa: A002 - its name
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End with 1 where something changed.")] = False,
    staged: Annotated[bool, typer.Option("--staged", help="Compare with what is staged for the next commit.")] = False,
    visits: Annotated[
        Path | None, typer.Option(metavar="PATH", help="Past visits to score again; default: the programme's.")
    ] = None,
) -> int:
    """Say what changed in meaning between two states of the programme, and what it would do to past figures.

    Without REV, the last commit is compared with the files as they are now; with one, that revision; with two,
    one with the other. Moved or reformatted text is no change, and frozen scores never change.
    """
    from qshop.io.folder import find_project
    from qshop.pages.change_report import Report
    from qshop.programme.diff.changes import changes

    root = find_project(Path.cwd(), context.obj)
    before, after = _sides(root, revisions or [], staged)
    if before.state is None or after.state is None:
        return _unreadable([before, after], format)
    found = changes(before.state, after.state)
    effect = _effect(root, before, after, visits) if found else None
    report = Report(before.name, after.name, found, effect, _notes(before, after))
    _put(report, after.state.programme, root, format, [*before.findings, *after.findings])
    return 1 if exit_code and found else 0


def _sides(root: Path, revisions: list[str], staged: bool) -> tuple[Side, Side]:
    from qshop.io.git import find_index, find_revision

    if len(revisions) > 2 or (staged and len(revisions) > 1):
        raise StopError("too many revisions", "qshop diff [REV [REV]], or qshop diff --staged [REV]")
    before = find_revision(root, revisions[0] if revisions else "HEAD")
    if staged:
        return _kept(root, before), _kept(root, find_index(root))
    return _kept(root, before), _kept(root, find_revision(root, revisions[1])) if revisions[1:] else _working_tree(root)


def _kept(root: Path, revision: "Revision") -> Side:
    """Read the state that git keeps under a revision, by way of a temporary folder."""
    from tempfile import TemporaryDirectory

    from qshop.io.git import write_files

    with TemporaryDirectory(prefix="qshop-") as folder:
        write_files(root, revision, Path(folder))
        side = _read(Path(folder), revision.shown)
    return _named(side, revision.path)


def _working_tree(root: Path) -> Side:
    return _named(_read(root, "the working tree"), lambda path: os.path.relpath(root / path))


def _read(folder: Path, name: str) -> Side:
    from qshop.io.folder import BrokenSettingsError, load
    from qshop.programme.check import NEEDED_TO_COMPILE, check
    from qshop.programme.diff.changes import State
    from qshop.visits.intake.profile_inventory import profile_entries

    try:
        loaded = load(folder)
    except BrokenSettingsError as broken:
        return Side(name, None, broken.diagnostics)
    if loaded.diagnostics:
        return Side(name, None, loaded.diagnostics)
    state = State(loaded.programme, [*profile_entries(loaded.profiles)])
    return Side(name, state, [], findings(loaded), check(loaded.programme, NEEDED_TO_COMPILE))


def _named(side: Side, name: Callable[[str], str]) -> Side:
    """Name files so that a person finds them: as they are called from here, or by `git show`."""

    def located(found: list[Diagnostic]) -> list[Diagnostic]:
        return [replace(one, where=replace(one.where, path=name(one.where.path))) for one in found]

    faults, findings_, blocking = map(located, (side.faults, side.findings, side.blocking))
    return replace(side, faults=faults, findings=findings_, blocking=blocking)


def _unreadable(sides: list[Side], format_: Format) -> int:
    """Show what keeps either side from being read; nothing is compared."""
    from qshop.pages.change_report import unreadable_page

    broken = [side for side in sides if side.state is None]
    if format_ == "json":
        session.put_json([], [fault for side in broken for fault in side.faults])
    if format_ == "markdown":
        session.put(unreadable_page([(side.name, side.faults) for side in broken]))
    for side in broken:
        session.talk(f"the files of {side.name} do not check:")
        session.report(side.faults)
    raise StopError("nothing is compared while files cannot be read", "mend them, or compare other revisions")


def _effect(root: Path, before: Side, after: Side, visits: Path | None) -> "Effect | None":
    """Score past visits by both sides' rules, unless a side has faults that no score could stand on."""
    from qshop.io.folder import Loaded
    from qshop.io.store import data_folder
    from qshop.programme.diff.union import union
    from qshop.score.what_if import effect

    blocking = [*before.blocking, *after.blocking]
    if blocking or before.programme is None or after.programme is None:
        session.report(blocking)
        return None
    both = union(before.programme, after.programme)
    known = visits or data_folder(root, both).is_dir()
    batches, _ = session.accepted(Loaded(root, both), [visits] if visits else None) if known else ([], 0)
    return effect(batches, before.programme, after.programme)


def _notes(*sides: Side) -> list[str]:
    notes = []
    for side in sides:
        if side.findings:
            so = "; past visits are not scored again until they are mended" if side.blocking else ""
            notes.append(f"qshop check finds {counted(len(side.findings), 'problem')} in {side.name}{so}")
    return notes


def _put(report: "Report", programme: "Programme", root: Path, format_: Format, found: list[Diagnostic]) -> None:
    from qshop.pages import change_report, change_rows, change_text
    from qshop.pages.render import Layouts

    if format_ == "json":
        session.put_json(change_rows.rows(report), found)
    elif format_ == "markdown":
        session.put(change_report.markdown_page(report, programme, Layouts(root)))
    else:
        session.put(change_text.text_page(change_report.page(report, programme)))
