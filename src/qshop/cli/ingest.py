"""`qshop ingest`: exports become accepted visits, and rejected rows with their reasons."""

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qshop.cli import session

if TYPE_CHECKING:
    from qshop.io.load import Loaded
    from qshop.io.taking import Taken
    from qshop.programme.model import Profile

COLUMNS = ("source", "read", "accepted", "rejected", "repeated", "refused")


def command(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="CSV exports.")],
    profile: Annotated[
        str | None, typer.Option(metavar="NAME", help="Map foreign columns by profiles/NAME.yaml.")
    ] = None,
    encoding: Annotated[str, typer.Option(metavar="E", help="The files' encoding, if not UTF-8.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")] = False,
    format: Annotated[Literal["table", "json"], typer.Option(help="How the result is printed.")] = "table",  # noqa: A002
) -> int:
    """Take visits from exports: accepted rows go to visits/, the others to rejects/ with their reason."""
    from qshop.io.write import locked

    loaded = session.open_programme(context.obj)
    chosen = _profile(loaded, profile)
    with nullcontext() if dry_run else locked(loaded.root):
        results = _take_all(loaded, files, chosen, encoding, write=not dry_run)
    return _show(results, format)


def _profile(loaded: "Loaded", name: str | None) -> "Profile | None":
    from qshop.base.errors import StopError
    from qshop.base.suggest import did_you_mean

    profiles = loaded.programme.profiles
    if name is not None and name not in profiles:
        raise StopError(f"there is no profile “{name}”", did_you_mean(name, profiles) or "write profiles/NAME.yaml")
    return profiles[name] if name else None


def _take_all(
    loaded: "Loaded", files: list[Path], profile: "Profile | None", encoding: str, *, write: bool
) -> "list[Taken]":
    """Take one file after another, each judged against all that was accepted before it."""
    from qshop.io import store
    from qshop.io.taking import take
    from qshop.visits.repeats import known_visits

    programme, data = loaded.programme, store.data_folder(loaded.root, loaded.programme)
    before = store.read_visits([data], programme, loaded.root) if data.is_dir() else ()
    known = known_visits([visits for _, outcome in before for visits in outcome.accepted])
    results = []
    for file in files:
        taken = take(file, store.source_name(file, Path.cwd()), programme, profile, encoding, known)
        known |= known_visits(taken.accepted)
        results.append(taken)
    if write:
        store.store_visits(data, [visits for taken in results for visits in taken.accepted])
        for taken in results:
            store.write_rejects(loaded.root, taken.source, taken.rejects)
    return results


def _show(results: "list[Taken]", format_: str) -> int:
    from qshop.pages.console import table

    rows: list[dict[str, object]] = [
        {
            "source": taken.source,
            "read": taken.read,
            "accepted": taken.count,
            "rejected": len(taken.rejects),
            "repeated": taken.repeated,
            "refused": taken.refusal is not None,
        }
        for taken in results
    ]
    found = [diagnostic for taken in results for diagnostic in taken.diagnostics]
    for taken in results:
        for note in taken.notes:
            session.talk(f"{taken.source}: {note}")
    session.report(found)
    if format_ == "json":
        session.put_json(rows, found)
    else:
        shown = [[("yes" if v else "no") if isinstance(v, bool) else str(v) for v in row.values()] for row in rows]
        session.put(table(COLUMNS, shown, numbers=COLUMNS[1:5]))
    return 1 if found else 0
