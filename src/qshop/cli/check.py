"""`qshop check`: everything that is wrong with the programme's files, in one run."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import typer

from qshop.base.diagnostics import Diagnostic, in_order
from qshop.base.plural import counted
from qshop.cli import session
from qshop.cli.checks import findings


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
        return _show(broken.diagnostics, format, root)
    found = in_order([*loaded.diagnostics, *findings(loaded)])
    if not found:
        programme = loaded.programme
        questions = sum(len(criterion.questions) for criterion in programme.criteria.values())
        session.talk(
            f"nothing found: {len(programme.criteria)} criteria, {questions} questions, {len(programme.sites)} sites"
        )
    return _show(found, format, root)


def _show(found: list[Diagnostic], format_: str, root: Path) -> int:
    from qshop.pages import diagnostic_lines

    if format_ == "json":
        session.put_json([], found)
    else:
        lines = {"full": diagnostic_lines.full, "concise": diagnostic_lines.concise, "github": diagnostic_lines.github}[
            format_
        ]
        names = {path: _from_here(root, path) for path in {one.where.path for one in found}}
        here = [replace(one, where=replace(one.where, path=names[one.where.path])) for one in found]
        session.put("".join(lines(one) + "\n" for one in here))
    if found:
        files = len({one.where.path for one in found})
        session.talk(f"{counted(len(found), 'problem')} in {counted(files, 'file')}")
    return 1 if found else 0


def _from_here(root: Path, path: str) -> str:
    """Name a file as a person standing here would, so that editors and annotations find it."""
    return os.path.relpath(root / path) if path else str(root)
