"""`qshop ingest`: exports become accepted visits, and rejected rows with their reasons."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qshop.cli.inputs import check_known, open_programme, tell_passed_over
from qshop.cli.output import print_data, print_json, print_message, print_rejects
from qshop.cli.progress import with_progress_bar
from qshop.cli.put_right import as_row, tell_to_put_right, to_put_right

if TYPE_CHECKING:
    from qshop.io.folder import LoadedProgramme
    from qshop.programme.model import Programme
    from qshop.visits.intake.history import History
    from qshop.visits.intake.profile import Profile
    from qshop.visits.intake.receipt import Receipt
    from qshop.visits.source_table import SourceTable
    from qshop.visits.tick_list import TickWords

STDIN = Path("-")
NOT_TICKED = "not_ticked"
COLUMNS = ("source", "read", "accepted", "rejected", "repeated", NOT_TICKED, "refused")
"""What is told of each source; what was not ticked only where some source is a list to tick."""


def command(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE…", help="CSV, XLSX, JSON or ZIP exports; - is standard input."),
    ],
    profile: Annotated[
        str | None, typer.Option(metavar="NAME", help="Map foreign columns by profiles/NAME.yaml.")
    ] = None,
    media: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where photos and recordings lie; default: media/ beside the export."),
    ] = None,
    include_held: Annotated[
        bool, typer.Option("--include-held", help="Take what reviewers rejected or put on hold, too.")
    ] = False,
    encoding: Annotated[str, typer.Option(metavar="E", help="The encoding of CSV files, if not UTF-8.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")] = False,
    format: Annotated[Literal["table", "json"], typer.Option(help="How the result is printed.")] = "table",  # noqa: A002 - its name
) -> int:
    """Take visits from exports: accepted rows go to visits/, the others to rejects/ with their reason.

    Exports of ODK Central and KoboToolbox are known by their headers, whatever options they were made with.
    """
    from qshop.io.write import locked
    from qshop.visits.intake.pipeline import Intake

    _check_paths(files, media)
    loaded = open_programme(context.obj)
    by = _profile(loaded, profile)
    intake = Intake(loaded.programme, by, include_held, tick_words(), list_words())
    with nullcontext() if dry_run else locked(loaded.root):
        history = _history(loaded)
        receipts = intake.receive_all(_sources(files, encoding, media, by), history)
        if not dry_run:
            _store(loaded, receipts)
    return _report(receipts, loaded.programme, format)


def _check_paths(files: list[Path], media: Path | None) -> None:
    from qshop.base.errors import StopError

    if files.count(STDIN) > 1:
        raise StopError("standard input can be read only once", "name - once")
    if media and not media.is_dir():
        raise StopError(f"{media} is no folder", "name the folder that holds the photos")


def _profile(loaded: "LoadedProgramme", name: str | None) -> "Profile | None":
    if name is None:
        return None
    check_known("profile", name, loaded.profiles, "write profiles/NAME.yaml")
    return loaded.profiles[name]


def tick_words() -> frozenset[str]:
    """Return the words of yes, no and does-not-apply in every language that forms can be written in."""
    from qshop.io.packaged import packaged_languages, tongue

    tongues = [tongue(language) for language in packaged_languages()]
    return frozenset(sentences(f"answer.{tick}") for sentences in tongues for tick in ("yes", "no", "na"))


def list_words() -> "TickWords":
    """Return how people tick a list, in every language that forms can be written in."""
    from qshop.io.packaged import packaged_languages, tongue
    from qshop.visits.tick_list import TickWords

    tongues = [tongue(language) for language in packaged_languages()]
    yes, no = (frozenset(words(f"answer.{tick}").casefold() for words in tongues) for tick in ("yes", "no"))
    return TickWords(yes, no)


def _sources(
    files: list[Path], encoding: str, media: Path | None, profile: "Profile | None"
) -> "Iterator[SourceTable]":
    """Yield every table of every file, each with the search for its photos."""
    from qshop.io.export_files import STANDARD_INPUT, read_sources
    from qshop.io.media import evidence_search
    from qshop.io.store_files import source_name
    from qshop.visits.exports.export_headers import ExportHeaders

    headers = ExportHeaders(profile.header_row, numbered=True) if profile else ExportHeaders()
    for file in with_progress_bar(files, "Taking visits in"):
        path = None if file == STDIN else file
        name = source_name(path, Path.cwd()) if path else STANDARD_INPUT
        tables = read_sources(path, name, encoding, headers)  # first: it says why a file cannot be opened
        search = evidence_search(path, media)
        yield from (replace(table, search=search) for table in tables)


def _history(loaded: "LoadedProgramme") -> "History":
    """Return the visits and moments accepted before, with which new ones are compared.

    Raises `FaultyError` if any of them cannot be read back: it could be taken in a second time. Moments of visits that
    were taken out wait for these: they may be about to come again.
    """
    from qshop.base.errors import FaultyError
    from qshop.io.moments_file import read_moments
    from qshop.io.registers_file import stored_releases
    from qshop.io.store import read_tables
    from qshop.io.store_files import data_folder, registers_folder
    from qshop.visits.intake.history import History
    from qshop.visits.intake.settle import visits_by_id
    from qshop.visits.intake.stored import stored_moments, stored_visits
    from qshop.visits.moments import NO_VISIT

    data = data_folder(loaded.root, loaded.programme)
    tell_passed_over(loaded)
    stored = stored_visits(read_tables([data] if data.is_dir() else [], loaded.root, data), loaded.programme)
    history = History(visits_by_id(stored.accepted))
    moments, faults = stored_moments(read_moments(data, loaded.root), history.wave_of)
    history.moments.update(moments)
    history.releases.update(stored_releases(registers_folder(loaded.root, loaded.programme), loaded.root))
    diagnostics = [*stored.diagnostics, *(fault for fault in faults if fault.code != NO_VISIT)]
    if diagnostics:
        help_ = "mend it, or put it back as it was, then take the visits in again; nothing was written"
        raise FaultyError("nothing is added while what is stored cannot be read back whole", help_, diagnostics)
    return history


def _store(loaded: "LoadedProgramme", receipts: "list[Receipt]") -> None:
    """Write what was rejected to `rejects/`, then what was accepted to the programme's data.

    In this order, a run that ends in the middle can be repeated, and nothing is missing then.
    """
    from qshop.io.moments_file import added_moments
    from qshop.io.registers_file import added_releases
    from qshop.io.rejects_file import FOLDER, rejects_files
    from qshop.io.store import added_visits
    from qshop.io.store_files import data_folder, registers_folder
    from qshop.io.write import clear_leftovers, write_files

    data = data_folder(loaded.root, loaded.programme)
    visits = added_visits(data, [visits for receipt in receipts for visits in receipt.accepted])
    stored = [*visits, *added_moments(data, [receipt.moments for receipt in receipts])]
    releases = [release for receipt in receipts for release in receipt.releases]
    if releases:
        stored += added_releases(registers_folder(loaded.root, loaded.programme), loaded.root, releases)
    rejects, notes = rejects_files(loaded.root, receipts)
    clear_leftovers([loaded.root / FOLDER, data, *(path for path in data.glob("*") if path.is_dir())])
    write_files([*rejects, *stored])
    for note in notes:
        print_message(note)


def _report(receipts: "list[Receipt]", programme: "Programme", format_: str) -> int:
    """Print a row for each source, then what is to be put right today, and return the exit code."""
    from qshop.pages.console import table
    from qshop.visits.rejects import MAX_LISTED

    with_lists = any(receipt.releases or receipt.not_ticked for receipt in receipts)
    columns = [name for name in COLUMNS if name != NOT_TICKED or with_lists]
    rows = [{name: _row(receipt)[name] for name in columns} for receipt in receipts]
    diagnostics = [diagnostic for receipt in receipts for diagnostic in receipt.diagnostics[:MAX_LISTED]]
    for receipt in receipts:
        for note in receipt.notes:
            print_message(f"{receipt.source}: {note}")
    print_rejects(diagnostics)
    urgent = [to_put_right(receipt, programme) for receipt in receipts]
    if format_ == "json":
        failed = [[as_row(one, programme) for one in failures] for failures in urgent]
        print_json([row | {"put_right": found} for row, found in zip(rows, failed, strict=True)], diagnostics)
    else:
        cells = [[("yes" if v else "no") if isinstance(v, bool) else str(v) for v in row.values()] for row in rows]
        print_data(table(columns, cells, numbers=COLUMNS[1:6]))
    tell_to_put_right([failure for failures in urgent for failure in failures], programme)
    return 1 if diagnostics else 0


def _row(receipt: "Receipt") -> dict[str, object]:
    return {
        "source": receipt.source,
        "read": receipt.read,
        "accepted": receipt.count,
        "rejected": receipt.rejected,
        "repeated": receipt.repeated,
        NOT_TICKED: receipt.not_ticked,
        "refused": receipt.refusal is not None,
    }
