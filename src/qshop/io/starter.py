"""The starter programme in the languages wanted."""

import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from importlib.resources.abc import Traversable
from pathlib import Path

from qshop.io.packaged import packaged_languages, packaged_path, tongue
from qshop.io.write import LEFTOVERS, File
from qshop.io.yaml_nodes import read_yaml
from qshop.programme.edit import keep_languages
from qshop.programme.schema import FileKinds, modeline, schema_text

_IGNORE, _README = ".gitignore", "README.md"


def starter_files(folder: Path, languages: list[str], kinds: FileKinds) -> list[File]:
    """Return every file of the starter below `folder` in `languages`, the main one first.

    Each programme file names its schema in its first line, for editors; the schemas of all `kinds` are in `schemas/`.
    What git shall ignore comes before all that it might see.
    """
    packaged = sorted(_files(packaged_path("io/starter_programme")))
    files = [File(folder, name, _in_languages(name, text, languages, kinds)) for name, text in packaged]
    files += [File(folder, f"schemas/{name}.json", schema_text(kind.model)) for name, kind in kinds.items()]
    return sorted(files, key=lambda file: file.path != _IGNORE)


def _in_languages(name: str, text: str, languages: list[str], kinds: FileKinds) -> str:
    if not name.endswith(".yaml"):
        return text
    node, _ = read_yaml(text.encode(), name)
    if node:
        text = keep_languages(text, node, languages, packaged_languages())
    text = text.replace("by: steering group", f"by: {tongue(languages[0])('starter.validated_by')}")
    return modeline(name, kinds) + text


def _files(folder: Traversable, below: str = "") -> Iterator[tuple[str, str]]:
    """Yield the path and the text of the files of a packaged folder."""
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry, f"{below}{entry.name}/")
        else:
            name = _IGNORE if entry.name == "gitignore" else entry.name
            yield f"{below}{name}", entry.read_text(encoding="utf-8")


def is_kept(file: File) -> bool:
    """Return whether a README of people's own is in the place of the starter's: it is no part of a programme."""
    path = file.root / file.path
    return file.path == _README and path.is_file() and not _holds(path, file.content)


def files_of_others(folder: Path, files: Sequence[File]) -> Iterator[str]:
    """Yield what lies in `folder` and is none of `files` as they would be written, nor git's own, nor a README."""
    own = {file.path: file.content for file in files if not is_kept(file)}
    passed = {".git", *(file.path for file in files if is_kept(file))}
    for place, folders, names in os.walk(folder):
        here = Path(place)
        folders[:] = sorted(name for name in folders if here / name != folder / ".git")
        links = [name for name in folders if (here / name).is_symlink()]
        for path in (here / name for name in sorted([*names, *links])):
            relative = path.relative_to(folder).as_posix()
            if not (relative in passed or fnmatch(path.name, LEFTOVERS) or _holds(path, own.get(relative))):
                yield relative


def _holds(path: Path, content: str | bytes | None) -> bool:
    data = content.encode() if isinstance(content, str) else content
    return path.is_file() and not path.is_symlink() and path.read_bytes() == data
