"""Where the programme's own data lie: `<data>/<wave>/*.csv`, one file a questionnaire's version; none is read here."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from qshop.base.errors import StopError
from qshop.base.file_names import safe_name
from qshop.base.shown_path import shown_path
from qshop.io.links import place_in
from qshop.programme.model import Programme

MOMENTS = "moments.csv"
_LINKED = "put the file itself there; or name the folder where it is: no link is followed out of a folder"


def data_folder(root: Path, programme: Programme) -> Path:
    """Return the folder of accepted visits: `data:` in qshop.yaml, `visits/` by default.

    Where it lies outside, `data:` says so. Raises `StopError` if it is a link that leads out of the programme, or no
    folder.
    """
    return _declared_folder(root, "data", programme.settings.data, "visits")


def registers_folder(root: Path, programme: Programme) -> Path:
    """Return the folder of the registers: `registers:` in qshop.yaml, `registers/` by default; as with `data_folder`.

    Raises `StopError` also if it is the folder of the visits or in it, where a register could be taken for visits.
    """
    folder = _declared_folder(root, "registers", programme.settings.registers, "registers")
    if folder.is_relative_to(data_folder(root, programme)):
        raise StopError(
            f"{folder} is a folder of visits, so no registers can lie in it", "change registers: in qshop.yaml"
        )
    return folder


def _declared_folder(root: Path, key: str, path: str, content: str) -> Path:
    if not Path(path).is_absolute() and os.path.normpath(path).partition(os.sep)[0] != "..":
        place_in(root, path, f"say in qshop.yaml where it leads, as in {key}: ../{content}; no link is followed there")
    folder = Path(os.path.realpath(root / path))
    if os.path.lexists(folder) and not folder.is_dir():
        message = f"{root / path} is no folder, so no {content} can lie in it"
        raise StopError(message, f"move it away, or change {key}: in qshop.yaml")
    return folder


def visit_files(paths: Iterable[Path], data: Path | None = None) -> Iterator[Path]:
    """Yield the files of visits among `paths` and in their folders, in order and each once.

    A folder is that of a wave, or of several waves; `data` is of waves alone. Deeper nothing is read. Raises
    `StopError` if a path does not exist, or if a link leads out of a folder.
    """
    seen: set[Path] = set()
    for path in paths:
        if not path.exists():
            raise StopError(f"{path} does not exist", "name a CSV file or a folder of them")
        for file in _csv_files(path, data) if path.is_dir() else [path]:
            if file.name.lower() != MOMENTS and file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def moments_files(data: Path) -> list[Path]:
    """Return the files of moments in a store, at most one a wave."""
    return [file for file in _csv_files(data, data) if file.name.lower() == MOMENTS]


def _csv_files(folder: Path, data: Path | None) -> list[Path]:
    own = [] if folder.resolve() == data else _visible(folder)
    files = [*own, *(file for wave in _visible(folder) if wave.is_dir() for file in _visible(wave))]
    return sorted(place_in(folder, file.relative_to(folder).as_posix(), _LINKED) for file in files if _is_csv(file))


def _is_csv(file: Path) -> bool:
    return file.suffix.lower() == ".csv" and file.is_file()


def _visible(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if not path.name.startswith(".")]
    except OSError as error:
        raise StopError(f"{folder} cannot be read: {error.strerror}", "check the folder and its rights") from None


def passed_over(data: Path) -> list[str]:
    """Return what lies in a store and is no file of visits or moments, below it; hidden files are nobody's concern."""
    entries = sorted(_visible(data)) if data.is_dir() else []
    files = [file for file in entries if not file.is_dir()]
    files += [file for wave in entries if wave.is_dir() for file in sorted(_visible(wave)) if not _is_csv(file)]
    return [shown_path(file.relative_to(data).as_posix()) + "/" * file.is_dir() for file in files]


def source_name(path: Path, base: Path) -> str:
    """Return a file's path relative to `base`, or as given if it lies outside; what cannot be shown becomes a code."""
    resolved = path.resolve()
    name = resolved.relative_to(base).as_posix() if resolved.is_relative_to(base) else path.as_posix()
    return shown_path(name)


def stored_path(data: Path, wave: str, name: str) -> str:
    """Return the path of a file of a wave; one that is there already keeps its name, though in capitals."""
    folder = data / safe_name(wave)
    names = sorted(path.name for path in folder.glob("*") if path.name.lower() == name.lower())
    return f"{folder.name}/{name if name in names or not names else names[0]}"
