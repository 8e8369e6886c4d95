"""`qshop diff`: what a change of the programme means, what becomes of figures today, and what would if frozen."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, Never

import typer

from qshop.base.diagnostics import Diagnostic
from qshop.base.errors import StopError
from qshop.base.plural import counted
from qshop.cli.all_rules import apply_all_rules
from qshop.cli.inputs import store_tables
from qshop.cli.output import print_data, print_diagnostics, print_json, print_message, with_paths

if TYPE_CHECKING:
    from qshop.io.git import Revision
    from qshop.pages.change_report import Report
    from qshop.programme.diff.changes import State
    from qshop.programme.model import Programme
    from qshop.score.what_if.figures_today import StoreState
    from qshop.score.what_if.if_frozen import IfFrozen

Format = Literal["text", "markdown", "json"]


@dataclass(frozen=True)
class Side:
    """One of the two states compared: its name, and its state or the faults because of which it could not be read.

    `findings` are the diagnostics of `qshop check`; while any is `blocking`, no questionnaire can be compiled.
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
    """Say what changed in meaning between two states of the programme, and what becomes of figures.

    Without REV, the last commit is compared with the files as they are now; with one, that revision; with two,
    one with the other. Moved or reformatted text is no change. *Figures today* are what `qshop score` prints before
    the change and after it, of the visits that are stored now. *If frozen* is what the same visits would score by the
    criteria as they were written and as they are. Either is told where something changes.
    """
    from qshop.io.folder import find_project
    from qshop.pages.change_report import Report
    from qshop.programme.diff.changes import changes
    from qshop.score.what_if.figures_today import figures_today

    root = find_project(Path.cwd(), context.obj)
    before, after = _sides(root, revisions or [], staged)
    if before.state is None or after.state is None:
        _stop_unreadable([before, after], format)
    differences = changes(before.state, after.state)
    notes = [*_versions_to_freeze(before, after), *_notes(before, after)]
    report = Report(before.name, after.name, differences, notes=notes)
    if differences:
        states = _store_states(root, before.state.programme, after.state.programme, visits)
        report = replace(report, today=figures_today(*states), if_frozen=_if_frozen(before, after, states[1]))
    _print(report, after.state.programme, root, format, [*before.findings, *after.findings])
    return 1 if exit_code and differences else 0


def _sides(root: Path, revisions: list[str], staged: bool) -> tuple[Side, Side]:
    from qshop.io.git import find_index, find_revision

    if len(revisions) > 2 or (staged and len(revisions) > 1):
        raise StopError("too many revisions", "qshop diff [REV [REV]], or qshop diff --staged [REV]")
    before = find_revision(root, revisions[0] if revisions else "HEAD")
    if staged:
        return _read_revision(root, before), _read_revision(root, find_index(root))
    if revisions[1:]:
        return _read_revision(root, before), _read_revision(root, find_revision(root, revisions[1]))
    return _read_revision(root, before), _read_working_tree(root)


def _read_revision(root: Path, revision: "Revision") -> Side:
    """Return the state that git keeps under a revision, read by way of a temporary folder."""
    from tempfile import TemporaryDirectory

    from qshop.io.revision_files import write_revision

    with TemporaryDirectory(prefix="qshop-") as folder:
        write_revision(root, revision, Path(folder))
        side = _read(Path(folder), revision.label)
    return _with_paths(side, revision.path)


def _read_working_tree(root: Path) -> Side:
    return _with_paths(_read(root, "the working tree"), lambda path: os.path.relpath(root / path))


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
    return Side(name, state, [], apply_all_rules(loaded), check(loaded.programme, NEEDED_TO_COMPILE))


def _with_paths(side: Side, path_of: Callable[[str], str]) -> Side:
    """Return the side with paths that a person can open: relative to the current folder, or for `git show`."""
    faults, findings, blocking = (with_paths(each, path_of) for each in (side.faults, side.findings, side.blocking))
    return Side(side.name, side.state, faults, findings, blocking)


def _stop_unreadable(sides: list[Side], format_: Format) -> Never:
    """Print the faults of the sides that cannot be read. Raises `StopError`: nothing is compared."""
    from qshop.pages.change_report import unreadable_page

    broken = [side for side in sides if side.state is None]
    if format_ == "json":
        print_json([], [fault for side in broken for fault in side.faults])
    if format_ == "markdown":
        print_data(unreadable_page([(side.name, side.faults) for side in broken]))
    for side in broken:
        print_message(f"the files of {side.name} do not check:")
        print_diagnostics(side.faults)
    raise StopError("nothing is compared while files cannot be read", "mend them, or compare other revisions")


def _store_states(
    root: Path, before: "Programme", after: "Programme", visits: Path | None
) -> "tuple[StoreState, StoreState]":
    """Return what each state makes of the store: of `visits`, or else of the programme's own data as it is now."""
    from qshop.io.store_files import data_folder
    from qshop.score.what_if.figures_today import StoreState
    from qshop.visits.intake.stored import stored_visits

    folder_before, folder_after = (visits or data_folder(root, state) for state in (before, after))
    tables = list(store_tables([folder_after], data_folder(root, after))) if visits or folder_after.is_dir() else []
    is_other = folder_before != folder_after and folder_before.is_dir()
    old = stored_visits(store_tables([folder_before], folder_before) if is_other else tables, before)
    new = stored_visits(tables, after)
    in_no_figure = set(old.diagnostics) & set(new.diagnostics)
    if in_no_figure:
        rows = counted(len(in_no_figure), "row or file is", "rows or files are")
        print_message(f"{rows} in no figure, before or after; qshop score says why")
    return StoreState(before, old), StoreState(after, new)


def _if_frozen(before: Side, after: Side, store: "StoreState") -> "IfFrozen | None":
    """Return what freezing would change; None while a side has faults that prevent it."""
    from qshop.score.what_if.if_frozen import if_frozen

    blocking = [*before.blocking, *after.blocking]
    if blocking or before.programme is None or after.programme is None:
        print_diagnostics(blocking)
        return None
    return if_frozen(store.stored.accepted, before.programme, after.programme)


def _notes(*sides: Side) -> list[str]:
    notes = []
    for side in sides:
        if side.findings:
            consequence = "; no version can be frozen until they are mended" if side.blocking else ""
            notes.append(f"qshop check finds {counted(len(side.findings), 'problem')} in {side.name}{consequence}")
    return notes


def _versions_to_freeze(before: Side, after: Side) -> list[str]:
    """Return a note on every questionnaire of which the change makes a new version."""
    from qshop.programme.diff.comparability import versions_to_freeze

    if before.blocking or after.blocking or before.programme is None or after.programme is None:
        return []
    versions = versions_to_freeze(before.programme, after.programme)
    return [f"{v.questionnaire}: the next qshop build-questionnaire freezes version {v.version}" for v in versions]


def _print(
    report: "Report", programme: "Programme", root: Path, format_: Format, diagnostics: list[Diagnostic]
) -> None:
    from qshop.pages import change_report, change_rows, change_text
    from qshop.pages.render import Layouts

    if format_ == "json":
        print_json(change_rows.rows(report), diagnostics)
    elif format_ == "markdown":
        print_data(change_report.markdown_page(report, programme, Layouts(root)))
    else:
        print_data(change_text.text_page(change_report.page(report, programme)))
