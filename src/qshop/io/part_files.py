"""Read the YAML files of a folder as any class of `Part`, and collect everything that is wrong with them."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from qshop.base.diagnostics import Diagnostic, Where
from qshop.base.errors import StopError
from qshop.io.limits import MAX_YAML_BYTES
from qshop.io.yaml_nodes import read_yaml
from qshop.programme.nodes import Mapping, Node, Scalar, Sequence
from qshop.programme.part import Part
from qshop.programme.reading import first_listed_language, read_part

P = TypeVar("P", bound=Part)


@dataclass
class PartFiles:
    """The files below `root`, read one after another. Paths are relative to it and written with `/`.

    first_language: the language of texts that are written without one, in files that list no languages of their own
    diagnostics: what was wrong with the files read so far
    ids: every id that they declare, also of a part that could not be read
    unread: the files that could not be read
    """

    root: Path
    first_language: str = "en"
    diagnostics: list[Diagnostic] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)

    def read(self, model: type[P], path: str, *, optional: bool = False) -> P | None:
        """Return the file at `path` as a `model`; None if it cannot be read. One that is `optional` may be missing."""
        if optional and not (self.root / path).is_file():
            return None
        return self.part_with_ids(model, path, self.read_node(path))

    def read_folder(self, model: type[P], folder: str, *, names_are_ids: bool = False) -> dict[str, P]:
        """Return the readable files of a folder by name; with `names_are_ids`, other files refer to them by it."""
        parts = {Path(path).stem: self.read(model, path) for path in self.yaml_paths(folder)}
        self.ids.update(parts if names_are_ids else ())
        return {name: part for name, part in parts.items() if part is not None}

    def yaml_paths(self, folder: str) -> list[str]:
        """Return the paths of a folder's YAML files. Files with another spelling of the ending are reported."""
        paths = sorted(path for path in (self.root / folder).glob("*") if path.is_file())
        for path in paths:
            if path.suffix.lower() in (".yml", ".yaml") and path.suffix != ".yaml":
                where = Where(f"{folder}/{path.name}")
                self.diagnostics.append(Diagnostic("QS113", "only files ending in .yaml are read", where, "rename it"))
        return [f"{folder}/{path.name}" for path in paths if path.suffix == ".yaml"]

    def read_node(self, path: str) -> Node | None:
        """Return the file at `path` as nodes; None if it cannot be read.

        Raises `StopError` if the system does not let it be read.
        """
        file = self.root / path
        if not file.is_file():
            help_ = "create it; `qshop init DIR` shows how it looks"
            self.diagnostics.append(Diagnostic("QS111", "this file is missing", Where(path), help_))
            return None
        if file.stat().st_size > MAX_YAML_BYTES:
            message = f"larger than {MAX_YAML_BYTES:,} bytes"
            self.diagnostics.append(Diagnostic("QS112", message, Where(path), "split the file"))
            return None
        try:
            data = file.read_bytes()
        except OSError as error:
            raise StopError(f"{path} cannot be read: {error.strerror}", "check the file and its rights") from None
        node, diagnostics = read_yaml(data, path)
        self.diagnostics += diagnostics
        return node

    def part_of(self, model: type[P], node: Node) -> P | None:
        """Return nodes as a `model`; None if it cannot be read at all."""
        part, diagnostics = read_part(model, node, first_listed_language(node) or self.first_language)
        self.diagnostics += diagnostics
        return part

    def part_with_ids(self, model: type[P], path: str, node: Node | None) -> P | None:
        """Return the nodes of the file at `path` as a `model`, and add its ids to `ids`, or its path to `unread`."""
        if node is not None:
            self.ids |= _ids(node)
        part = self.part_of(model, node) if node is not None else None
        if part is None:
            self.unread.add(path)
        return part


def _ids(node: Node) -> set[str]:
    """Return every id below a node, and the names of owners, which stand as keys."""
    ids, remaining = set[str](), [node]
    while remaining:
        node = remaining.pop()
        if isinstance(node, Sequence):
            remaining += node.items
        elif isinstance(node, Mapping):
            for key, entry in node.entries.items():
                if key == "owners" and isinstance(entry.value, Mapping):
                    ids.update(entry.value.entries)
                elif not isinstance(entry.value, Scalar):
                    remaining.append(entry.value)
                elif key == "id":
                    ids.add(entry.value.text)
    return ids
