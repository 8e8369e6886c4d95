"""Write the starter programme in the languages wanted."""

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path

from qshop.io.packaged import packaged_languages, packaged_path, tongue
from qshop.io.write import write_file
from qshop.io.yaml_nodes import read_yaml
from qshop.programme.edit import keep_languages
from qshop.programme.schema import FileKinds, modeline, schema_text


def write_starter(folder: Path, languages: list[str], kinds: FileKinds) -> Iterator[str]:
    """Write every file of the starter below `folder` in `languages`, the main one first, and yield the paths.

    Each programme file names its schema in its first line, for editors; the schemas of all `kinds` are in `schemas/`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, file in sorted(_files(packaged_path("io/starter_programme"))):
        text = file.read_text(encoding="utf-8")
        target = ".gitignore" if name == "gitignore" else name
        if name.endswith(".yaml"):
            node, _ = read_yaml(text.encode(), name)
            if node:
                text = keep_languages(text, node, languages, packaged_languages())
            text = text.replace("by: steering group", f"by: {tongue(languages[0])('starter.validated_by')}")
            text = modeline(name, kinds) + text
        write_file(folder, target, text)
        yield target
    for name, kind in kinds.items():
        write_file(folder, f"schemas/{name}.json", schema_text(kind.model))
        yield f"schemas/{name}.json"


def _files(folder: Traversable, below: str = "") -> Iterator[tuple[str, Traversable]]:
    """Yield the files of a packaged folder, each with its path below that folder."""
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry, f"{below}{entry.name}/")
        else:
            yield f"{below}{entry.name}", entry
