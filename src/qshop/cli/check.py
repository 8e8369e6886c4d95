"""`qshop check`: everything that is wrong with the programme's files, in one run."""

import os
from pathlib import Path
from typing import Annotated, Literal

import typer

from qshop.base.diagnostics import Diagnostic, in_order
from qshop.base.plural import counted
from qshop.cli.all_rules import all_notes, apply_all_rules, faulty_releases, misplaced_visits
from qshop.cli.inputs import tell_passed_over
from qshop.cli.output import print_data, print_diagnostics, print_json, print_message, with_paths


def command(
    context: typer.Context,
    format: Annotated[  # noqa: A002 - the option's name
        Literal["full", "concise", "json", "github"], typer.Option(help="How findings are printed.")
    ] = "full",
) -> int:
    """Check every file of the programme and say what is wrong, where, and what to do."""
    from qshop.io.folder import BrokenSettingsError, find_project, load

    root = find_project(Path.cwd(), context.obj)
    try:
        loaded = load(root)
    except BrokenSettingsError as broken:
        return _report(broken.diagnostics, format, root)
    diagnostics = in_order([*loaded.diagnostics, *apply_all_rules(loaded), *misplaced_visits(loaded)])
    diagnostics = diagnostics or faulty_releases(loaded)
    print_diagnostics(with_paths(all_notes(loaded), lambda path: _path_from_here(root, path)))
    tell_passed_over(loaded)
    if not diagnostics:
        programme = loaded.programme
        questions = len(programme.questions)
        print_message(
            f"nothing found: {counted(len(programme.criteria), 'criterion', 'criteria')}, "
            f"{counted(questions, 'question')}, {counted(len(programme.sites), 'site')}"
        )
    return _report(diagnostics, format, root)


def _report(diagnostics: list[Diagnostic], format_: str, root: Path) -> int:
    """Print the diagnostics and return the exit code."""
    from qshop.pages.diagnostic_lines import concise, full, github

    if format_ == "json":
        print_json([], diagnostics)
    else:
        lines = {"full": full, "concise": concise, "github": github}[format_]
        located = with_paths(diagnostics, lambda path: _path_from_here(root, path))
        print_data("".join(lines(diagnostic) + "\n" for diagnostic in located))
    if diagnostics:
        files = len({diagnostic.where.path for diagnostic in diagnostics})
        print_message(f"{counted(len(diagnostics), 'problem')} in {counted(files, 'file')}")
    return 1 if diagnostics else 0


def _path_from_here(root: Path, path: str) -> str:
    """Return a file's path relative to the current folder, so that editors and annotations open it."""
    return os.path.relpath(root / path) if path else str(root)
