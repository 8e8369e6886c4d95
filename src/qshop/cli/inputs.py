"""What commands read: the programme that they work on and its accepted visits."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from qshop.base.errors import FaultyError, StopError
from qshop.base.plural import counted, first_of
from qshop.base.suggest import did_you_mean
from qshop.cli.output import print_message, print_rejects

if TYPE_CHECKING:
    from qshop.base.i18n import Tongue
    from qshop.io.folder import LoadedProgramme
    from qshop.visits.accepted import Visits
    from qshop.visits.source_table import SourceTable


def open_programme(project: Path | None) -> "LoadedProgramme":
    """Return the programme in `project`, or in the nearest folder upward.

    Raises `FaultyError` with every diagnostic if its files cannot be read as they stand.
    """
    from qshop.io.folder import find_project, load

    loaded = load(find_project(Path.cwd(), project))
    if loaded.diagnostics:
        help_ = "mend them first; qshop check shows them again"
        raise FaultyError("the programme's files have faults", help_, loaded.diagnostics)
    return loaded


def check_known(noun: str, value: str, known: Iterable[str], help_: str = "") -> None:
    """Raise `StopError` if `value` is not among `known`; its help is the nearest known value, or else `help_`."""
    known = list(known)
    if value not in known:
        raise StopError(f"there is no {noun} “{value}”", did_you_mean(value, known) or help_)


def check_language(language: str, loaded: "LoadedProgramme") -> None:
    """Raise `StopError` if the programme is not written in `language`."""
    languages = loaded.programme.settings.languages
    if language not in languages:
        raise StopError(f"the programme is not written in “{language}”", did_you_mean(language, languages))


def tongue_asked(lang: str, loaded: "LoadedProgramme") -> "Tongue":
    """Return the language that `--lang` names, else the programme's first. Raises `StopError` as `check_language`."""
    from qshop.io.packaged import tongue

    language = lang or loaded.programme.language
    check_language(language, loaded)
    return tongue(language, loaded.programme.settings.languages)


def read_accepted(
    loaded: "LoadedProgramme", paths: list[Path] | None = None, *, words: bool = False
) -> "tuple[list[Visits], int]":
    """Return the visits in `paths`, or else the programme's own, and how many rows and files are not accepted.

    Rows that the programme does not accept are reported and left out of the figures. Comments and evidence are among
    the columns for certain only with `words`. Raises `StopError` if there are no visits yet.
    """
    from qshop.io.store_files import data_folder
    from qshop.visits.intake.stored import stored_visits

    folder = data_folder(loaded.root, loaded.programme)
    if not paths and not folder.is_dir():
        raise StopError("there are no visits yet", "take some in with: qshop ingest export.csv")
    stored = stored_visits(store_tables(paths or [folder], folder, words=words), loaded.programme)
    if not paths or folder in [path.resolve() for path in paths]:
        tell_passed_over(loaded)
    print_rejects(stored.diagnostics)
    if stored.repeated:
        stand = counted(stored.repeated, "visit stands", "visits stand")
        print_message(f"{stand} in more than one file and {'counts' if stored.repeated == 1 else 'count'} once")
    return stored.accepted, stored.rejected


def store_tables(paths: Iterable[Path], data: Path, *, words: bool = False) -> "Iterator[SourceTable]":
    """Return the tables of visits in `paths`, some in the store `data`, named relative to the current folder."""
    from qshop.io.store import read_tables
    from qshop.visits.exports.export_headers import ExportHeaders

    return read_tables(paths, Path.cwd(), data, words=words, headers=ExportHeaders())


def tell_passed_over(loaded: "LoadedProgramme") -> None:
    """Print a message that names what lies among the programme's visits and is none."""
    from qshop.io.store_files import data_folder, passed_over

    names = passed_over(data_folder(loaded.root, loaded.programme))
    if names:
        place = f"passed over in {loaded.programme.settings.data}: {first_of(names, 5)}"
        print_message(f"{place}\n    visits are read from WAVE/*.csv there, and from nowhere else")
