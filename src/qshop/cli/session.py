"""What every command does first and last: open the programme, print data to stdout and talk to stderr."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from qshop.base.diagnostics import Diagnostic, merge_repeated
from qshop.base.errors import FaultyError, StopError

if TYPE_CHECKING:
    from qshop.io.folder import Loaded
    from qshop.programme.model import Programme
    from qshop.score.kernel import ScoredVisits
    from qshop.score.selection import Selection
    from qshop.visits.accepted import Visits

Format = Literal["table", "csv", "json"]


def open_programme(project: Path | None) -> "Loaded":
    """Load the programme; stop, with every diagnostic shown, if its files cannot be read as they stand."""
    loaded = load_any(project)
    if loaded.diagnostics:
        help_ = "mend them first; qshop check shows them again"
        raise FaultyError("the programme's files have faults", help_, loaded.diagnostics)
    return loaded


def load_any(project: Path | None) -> "Loaded":
    """Load the programme with whatever is wrong with it."""
    from qshop.io.folder import find_project, load

    return load(find_project(Path.cwd(), project))


def talk(message: str) -> None:
    """Say something to the person at the terminal."""
    from qshop.pages.escaping import visible

    print(visible(message), file=sys.stderr)  # noqa: T201 - talk goes to stderr


def from_here(path: Path) -> str:
    """Name a path as a person standing here would: relative where it lies below, else in full."""
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def report(diagnostics: Iterable[Diagnostic]) -> None:
    """Show diagnostics on stderr, what several lines share only once."""
    from qshop.pages.diagnostic_lines import full

    for found in merge_repeated(diagnostics):
        talk(full(found))


def put(text: str) -> None:
    """Write data to stdout."""
    sys.stdout.write(text)


def put_json(rows: list[dict[str, object]], diagnostics: Iterable[Diagnostic] = ()) -> None:
    """Write the JSON contract to stdout; what could move a terminal's cursor is written as JSON's own escape."""
    from qshop.pages.escaping import visible

    content = {"format": 1, "rows": rows, "diagnostics": [found.as_row() for found in diagnostics]}
    put(visible(json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)) + "\n")


def accepted(loaded: "Loaded", paths: list[Path] | None = None, *, words: bool = False) -> "tuple[list[Visits], int]":
    """Read visits from `paths`, or the programme's own; give them and the number of faults.

    Rows that the programme does not accept are reported and left out of the figures. Only with `words` is it sure that
    comments and evidence are among the columns.
    """
    from qshop.io.store import data_folder, read_visits
    from qshop.visits.exports.export_headers import ExportHeaders
    from qshop.visits.intake.settle import settle_repeats

    folder = data_folder(loaded.root, loaded.programme)
    if not paths and not folder.is_dir():
        raise StopError("there are no visits yet", "take some in with: qshop ingest export.csv")
    found: list[Diagnostic] = []
    batches: list[Visits] = []
    for read, outcome in read_visits(
        paths or [folder], loaded.programme, Path.cwd(), words=words, headers=ExportHeaders()
    ):
        refusals = [refusal for refusal in (read.refusal, outcome.refusal) if refusal]
        found += refusals + [reject.diagnostic for reject in (*read.rejects, *outcome.rejects)]
        batches += outcome.accepted
    settled = settle_repeats(batches, {})
    found += [reject.diagnostic for reject in settled.conflicts]
    report(found)
    if settled.repeated:
        talk(f"{settled.repeated} visits stand in more than one file and count once")
    return settled.accepted, len(found)


def scored(batches: "list[Visits]", selection: "Selection", programme: "Programme") -> "list[ScoredVisits]":
    """Score the visits that a selection lets pass."""
    from qshop.score.kernel import score_visits

    selection.check(programme)
    return [score_visits(visits, programme) for visits in selection.apply(batches, programme)]
